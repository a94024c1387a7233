"""The page on which an owner makes and revokes access keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.api import repository, services
from kring.app.api.forms import KeyForm


@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the organisation; a new one is shown in the answer to the form that made it, and never again."""
    if request.method != "POST":
        return _page(request, KeyForm())
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    name = form.cleaned_data["name"]
    secret = services.make(request.membership, name, Role(form.cleaned_data["role"]), form.holds)
    page = _page(request, KeyForm(), secret=secret, made=name)
    page.headers["Cache-Control"] = "no-store"
    return page


@needs(Role.OWNER)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a key stop working."""
    key = repository.key(request.membership.organisation, pk)
    if key is None:
        raise Http404
    services.revoke(request.membership, key)
    messages.success(request, _("The key %(name)s stopped working.") % {"name": key.name})
    return redirect("keys")


def _page(request: HttpRequest, form: KeyForm, *, secret: str = "", made: str = "", status: int = 200) -> HttpResponse:
    shown = {"form": form, "secret": secret, "made": made, "keys": repository.keys(request.membership.organisation)}
    return render(request, "api/keys.html", shown, status=status)
