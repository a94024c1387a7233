"""Pages for what went wrong, in words, with what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from kring.app.web.presenters.problems import said
from kring.errors import KringError


def problem(request: HttpRequest, error: KringError, status: int = 400) -> HttpResponse:
    """A page with the message and the advice of an error that the visitor can mend."""
    message, advice = said(error)
    return _page(request, status, _("That can't be done"), message, advice)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the visitor is known, but may not see this."""
    return _page(request, 403, _("Not for you"), str(exception or ""), _("Go back, or ask an owner for another role."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or not in the visitor's organisation."""
    reason = str(exception) if exception and exception.args and isinstance(exception.args[0], str) else ""
    return _page(request, 404, _("Not found"), reason, _("Check the address, or start from the overview."))


def failure(request: HttpRequest) -> HttpResponse:
    """500: a defect of Kring itself. Rendered without the visitor's data, which may be what failed."""
    return HttpResponse(loader.render_to_string("errors/failure.html", {"theme": "system"}), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened in another session, or its cookie is missing."""
    message = _("The form was open too long, or cookies are switched off.")
    return _page(request, 403, _("Send it again"), message, _("Go back, load the page again and send the form."))


def _page(request: HttpRequest, status: int, title: str, message: str, advice: str) -> HttpResponse:
    shown = {"title": title, "message": message, "advice": advice, "status": status}
    template = "errors/fragment.html" if getattr(request, "htmx", False) else "errors/page.html"
    return render(request, template, shown, status=status)
