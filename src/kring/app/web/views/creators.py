"""The creators table, with filters, an order and pages in its address, and the same as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from kring.app.accounts import services
from kring.app.web.forms import FiltersForm
from kring.app.web.opened import kept, workspace_of
from kring.app.web.presenters import creators as table_of
from kring.app.web.presenters.downloads import csv_lines

CREATORS_A_PAGE = 50


@require_GET
def creators(request: HttpRequest) -> HttpResponse:
    """A page of the table; only the table itself when htmx asks."""
    workspace = workspace_of(request)
    form, found, undecided = _found(request)
    sort = request.GET.get("sort") or table_of.DEFAULT_SORT
    ordered = table_of.ordered(found.select(["account", *table_of.SORTS.values()]), sort)
    page = Paginator(ordered["account"].to_pylist(), CREATORS_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "undecided": undecided,
        "lines": table_of.lines(workspace.profiles(), list(page)),
        "sort": sort,
        "order_by": _order_links(request, sort),
        "keep": _keep(request, without=("page",)),
        "keep_all": _keep(request, without=("page", "sort")),
    }
    response = render(request, "creators/table.html" if request.htmx else "creators/page.html", shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The accounts that pass the filters as CSV, every figure with its interval and n."""
    _form, found, _undecided = _found(request)
    ordered = table_of.ordered(found, request.GET.get("sort") or table_of.DEFAULT_SORT)
    services.note(request.membership, "creators_downloaded", rows=ordered.num_rows)
    response = StreamingHttpResponse(csv_lines(ordered), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="creators.csv"'
    return response


def _found(request: HttpRequest):  # type: ignore[no-untyped-def]
    """The filter form, the accounts that pass it, and how many more may."""
    wide = kept(workspace_of(request), "creators", table_of.wide)
    form = FiltersForm(request.GET, table_of.categories(wide), table_of.homes(wide))
    filters = form.filters()
    return form, table_of.matching(wide, filters), table_of.undecided(wide, filters)


def _keep(request: HttpRequest, without: tuple[str, ...]) -> str:
    """The address's own parameters but these, to put before others."""
    kept_ones = request.GET.copy()
    for name in [*without, *(name for name in kept_ones if not kept_ones[name])]:
        kept_ones.pop(name, None)
    return f"{kept_ones.urlencode()}&" if kept_ones else ""


def _order_links(request: HttpRequest, sort: str) -> dict[str, dict[str, str]]:
    """For each column the address that orders by it (or the other way round), and the way it is ordered now."""
    before = _keep(request, without=("page", "sort"))
    links = {}
    for name in table_of.SORTS:
        way = {name: "up", f"-{name}": "down"}.get(sort, "")
        first = name if name == "name" else f"-{name}"
        other = name if way == "down" else f"-{name}" if way == "up" else first
        links[name] = {"address": f"?{before}sort={other}", "way": way}
    return links
