"""The first page: what is in the workspace, and what is possible for a brand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kring.app.accounts.permissions import open_to_signed_in
from kring.app.briefs.forms import PossibilitiesForm
from kring.app.web.opened import kept, workspace_of
from kring.app.web.presenters.overview import overview as count


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is in the workspace, with a short form that asks for a first answer."""
    workspace = workspace_of(request)
    shown = {"overview": kept(workspace, "overview", count), "form": PossibilitiesForm()}
    return render(request, "overview/page.html", shown)


@open_to_signed_in
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """The visitor's own page: signing in, organisation, signing out."""
    return render(request, "accounts/account.html")
