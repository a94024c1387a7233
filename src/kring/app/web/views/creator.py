"""The page of one account, where its followers live, when they came, what a figure rests on, and a comparison."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.arrivals import arrivals_shown
from kring.app.web.presenters.creator import creator_shown
from kring.app.web.presenters.places import places_picture
from kring.app.web.presenters.problems import said
from kring.app.web.presenters.side_by_side import side_by_side
from kring.app.web.presenters.withheld import rules_of
from kring.errors import UnknownName
from kring.vocabulary.conclusions import figure_or_conclusion


@require_GET
def creator(request: HttpRequest, account: str) -> HttpResponse:
    """Who this is and every figure of the account."""
    try:
        workspace = workspace_of(request)
        shown = creator_shown(workspace, account)
        rules = rules_of(workspace, account)
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return render(request, "creators/creator.html", {"creator": shown, "profile": shown.profile, "rules": rules})


@require_GET
def evidence(request: HttpRequest, account: str, figure: str) -> HttpResponse:
    """The observations behind one figure or conclusion, the newest first; a fragment when htmx asks."""
    try:
        named = figure_or_conclusion(figure)
        found = workspace_of(request).evidence(account, figure)
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return _part(request, "evidence", {"account": account, "figure": named, "evidence": found})


@require_GET
def places(request: HttpRequest, account: str) -> HttpResponse:
    """Where the followers of the account live, as a map with its intervals; a fragment when htmx asks."""
    try:
        picture = places_picture(workspace_of(request), account, page_language())
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return _part(request, "places", {"account": account, "picture": picture})


@require_GET
def arrivals(request: HttpRequest, account: str) -> HttpResponse:
    """When today's followers of the account came, by month; a fragment when htmx asks."""
    try:
        picture = arrivals_shown(workspace_of(request), account, page_language())
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return _part(request, "arrivals", {"account": account, "picture": picture})


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """The accounts that were ticked, side by side."""
    try:
        shown = side_by_side(workspace_of(request), request.GET.getlist("account"))
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return render(request, "creators/compare.html", {"compared": shown})


def _part(request: HttpRequest, name: str, shown: dict[str, object]) -> HttpResponse:
    """A part of a creator's page: the fragment when htmx asks, else a page of its own."""
    template = f"creators/{name}.html" if request.htmx else f"creators/{name}_page.html"
    response = render(request, template, shown)
    patch_vary_headers(response, ["HX-Request"])
    return response
