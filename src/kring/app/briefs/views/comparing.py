"""Pages that take a while to make: the scenarios of a brief, and the calendar of all briefs.

The page comes at once and asks for its part by htmx; without script a link asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from kring.app.briefs import repository
from kring.app.briefs.presenters.calendar import calendar_page
from kring.app.briefs.presenters.scenarios import scenarios_page
from kring.app.briefs.views.found import brief_of
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError


@require_GET
def scenarios(request: HttpRequest, pk: int) -> HttpResponse:
    """The budget of a brief spent on other kinds of creators."""
    saved = brief_of(request, pk)
    return _part(
        request, "briefs/scenarios", {"saved": saved}, lambda: scenarios_page(workspace_of(request), saved.brief)
    )


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Whom each open brief gets in which week."""
    briefs = [saved.brief for saved in repository.briefs(request.membership.organisation)]
    shown = {"briefs": len(briefs)}
    today = timezone.localdate()
    return _part(request, "briefs/calendar", shown, lambda: calendar_page(workspace_of(request), briefs, today))


def _part(request: HttpRequest, template: str, shown: dict[str, Any], make: Callable[[], Any]) -> HttpResponse:
    """The page, with what `make` makes once the address asks for it; only that part for htmx."""
    status = 200
    if request.GET.get("made") == "1":
        try:
            shown["page"] = make()
        except KringError as problem:
            message, advice = said(problem)
            shown["problem"], status = {"message": message, "advice": advice}, 400
    name = f"{template}_part.html" if request.htmx and "made" in request.GET else f"{template}.html"
    response = render(request, name, shown, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
