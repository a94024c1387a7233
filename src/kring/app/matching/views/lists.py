"""The ranked creators of a brief: as cards, as a table, on a map, or those who were kept out; and some side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from kring.app.briefs.models import SavedBrief
from kring.app.briefs.views.found import brief_of
from kring.app.matching import repository
from kring.app.matching.presenters import kept_out, rows
from kring.app.matching.presenters.compared import compared
from kring.app.matching.presenters.homes import homes_shown
from kring.app.matching.rankings import ranking_of
from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError, UnknownName
from kring.match.ranking import Ranking
from kring.workspace import Workspace

MATCHES_A_PAGE = 50
CARDS, TABLE, MAP, OUT = "cards", "table", "map", "out"
FORMS = (CARDS, TABLE, MAP, OUT)


@dataclass(frozen=True)
class Asked:
    """What the address asks: which form, in which order, with or without those of whom something is unknown."""

    form: str
    sort: str
    unknown: str

    @classmethod
    def read(cls, request: HttpRequest, saved_unknown: str) -> Asked:
        """Words that name nothing are as if they were not there."""
        form, unknown = request.GET.get("as", ""), request.GET.get("unknown", "")
        return cls(
            form if form in FORMS else CARDS,
            request.GET.get("sort", "") or rows.SORTS[0],
            unknown if unknown in {"keep", "leave_out"} else saved_unknown,
        )


@require_GET
def matches(request: HttpRequest, pk: int) -> HttpResponse:
    """The creators who pass a brief, best first, 50 a page; only the part that changes when htmx asks."""
    saved, status = brief_of(request, pk), 200
    shown: dict[str, Any] = {"saved": saved, "here": request.path}
    try:
        shown |= _matches(request, workspace_of(request), saved)
    except KringError as problem:
        message, advice = said(problem)
        shown["problem"], status = {"message": message, "advice": advice}, 400
    template = "matching/region.html" if request.htmx else "matching/matches.html"
    response = render(request, template, shown, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The creators who were ticked, side by side, and why each stands above the next."""
    saved = brief_of(request, pk)
    try:
        shown = compared(ranking_of(workspace_of(request), saved.brief), request.GET.getlist("account"))
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return render(request, "matching/compare.html", {"saved": saved, "compared": shown})


def _matches(request: HttpRequest, workspace: Workspace, saved: SavedBrief) -> dict[str, Any]:
    brief = saved.brief
    asked = Asked.read(request, brief.unknown)
    ranking = ranking_of(workspace, kept_out.with_unknown(brief, asked.unknown))
    return {
        "asked": asked,
        "ranking": ranking,
        "passing": len(ranking),
        "kept_out": len(ranking.pool) - len(ranking),
        "considered": len(ranking.pool),
        "stops": ranking.gates.stopped_by(),
        "for_unknown": kept_out.left_out_for_unknown(ranking),
        "sorts": rows.SORTS,
        "keep": _keep(request, "page"),
        "keep_as": _keep(request, "page", "as"),
        "keep_unknown": _keep(request, "page", "unknown"),
        "keep_sort": [(name, value) for name, value in request.GET.items() if name in {"as", "unknown"}],
        **_listed(request, workspace, saved, ranking, asked),
    }


def _listed(
    request: HttpRequest, workspace: Workspace, saved: SavedBrief, ranking: Ranking, asked: Asked
) -> dict[str, Any]:
    """What the form asked for shows: a page of rows, or the map."""
    if asked.form == MAP:
        return {"homes": homes_shown(workspace, ranking, page_language())}
    if asked.form == OUT:
        page = _page(request, ranking.kept_out)
        return {"page": page, "rows": kept_out.kept_out_rows(ranking, [int(place) for place in page])}
    page = _page(request, rows.ordered(ranking, asked.sort))
    listed = repository.statuses(request.membership.organisation, saved)
    found = rows.rows(ranking, workspace.profiles(), list(page))
    return {"page": page, "rows": [(row, listed.get(row.account)) for row in found]}


def _page(request: HttpRequest, places: Sequence[int]) -> Page:  # type: ignore[type-arg]
    return Paginator(places, MATCHES_A_PAGE).get_page(request.GET.get("page"))


def _keep(request: HttpRequest, *without: str) -> str:
    """The address's own parameters but these, to put before others."""
    kept = request.GET.copy()
    for name in without:
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""
