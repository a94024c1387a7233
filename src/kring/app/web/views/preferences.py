"""Theme and health: what is not about creators or briefs."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kring import __version__
from kring.app.accounts.permissions import open_to_all
from kring.app.web.theme import keep_theme


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Choose light, dark or as the device says, and go back."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    try:
        keep_theme(response, request.POST.get("theme", ""))
    except ValueError:
        raise Http404 from None
    return response


@open_to_all
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Whether the application and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": __version__})
