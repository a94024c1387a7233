"""The search: words, filters and likeness in the address, the answer below; the same as a file; and saving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pyarrow as pa
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.accounts.services import note
from kring.app.discovery import repository, services
from kring.app.discovery.address import ROWS_A_PAGE, Read, read_address
from kring.app.discovery.forms import NameForm
from kring.app.discovery.models import CreatorList
from kring.app.discovery.presenters import counts
from kring.app.discovery.presenters.fields import groups_shown
from kring.app.discovery.presenters.files import ENDINGS, file_of
from kring.app.discovery.presenters.homes import homes_shown
from kring.app.discovery.presenters.orders import order_groups, order_in_words
from kring.app.discovery.presenters.results import fee_deliverable, result_lines, shows_value
from kring.app.discovery.views.named import list_alike, search_of
from kring.app.discovery.written_address import address_of
from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.profile.niche import niche_topics
from kring.vocabulary.platforms import deliverables
from kring.vocabulary.search_filters import search_filter, search_filters

if TYPE_CHECKING:
    from kring.match.discovery import Catalogue


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """The page of the search."""
    alike, catalogue = list_alike(request, request.GET), workspace_of(request).catalogue()
    clean = counts.written(request.GET, keep_page=True)
    if any("" in values for _name, values in request.GET.lists()) and not request.htmx:
        return redirect(f"{reverse('find')}{clean}")
    response = render(
        request, "discovery/page.html", _shown(request, catalogue, _read(catalogue, request.GET, alike), alike)
    )
    if request.htmx and not request.htmx.history_restore_request:
        response.headers["HX-Push-Url"] = f"{reverse('find')}{clean}"
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def download(request: HttpRequest, ending: str) -> HttpResponse:
    """All that was found, not only the page, as a file."""
    if ending not in ENDINGS:
        raise Http404
    found = _read(workspace_of(request).catalogue(), request.GET, list_alike(request, request.GET)).found
    note(request.membership, "creators_downloaded", rows=found.total)
    return file_of(found, ending)


@require_GET
def homes(request: HttpRequest) -> HttpResponse:
    """Where all that were found live; a fragment when htmx asks."""
    workspace = workspace_of(request)
    catalogue = workspace.catalogue()
    found = _read(catalogue, request.GET, list_alike(request, request.GET)).found
    shown = {
        "homes": homes_shown(found, catalogue, synthetic=workspace.synthetic),
        "address": counts.written(request.GET),
    }
    response = render(request, "discovery/map.html" if request.htmx else "discovery/map_page.html", shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


@needs(Role.PLANNER)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Save the search of an address under a name."""
    address = QueryDict(request.POST.get("address", "").removeprefix("?"))
    form, back = NameForm(request.POST), f"{reverse('find')}?{address.urlencode()}"
    if not form.is_valid():
        messages.error(request, _("The search was not saved: give it a name of at most 200 characters."))
        return redirect(back)
    read = _read(workspace_of(request).catalogue(), address, list_alike(request, address))
    if read.problems:
        messages.error(request, _("The search was not saved: mend first what could not be read."))
        return redirect(back)
    saved = services.save(request.membership, form.cleaned_data["name"], read.found.search)
    messages.success(request, _("The search %(name)s was saved.") % {"name": saved.name})
    return redirect(back)


@require_GET
def saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a saved search: the address it stands for."""
    try:
        search = search_of(request, pk).search
    except KringError as problem:
        messages.error(request, " ".join(said(problem)).strip())
        return redirect("find_lists")
    return redirect(f"{reverse('find')}?{address_of(search)}")


@needs(Role.PLANNER)
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved search."""
    found = search_of(request, pk)
    services.forget(request.membership, found)
    messages.success(request, _("The search %(name)s was deleted.") % {"name": found.name})
    return redirect("find_lists")


def _read(catalogue: Catalogue, address: QueryDict, alike: CreatorList | None) -> Read:
    named = repository.accounts(alike) if alike else ()
    there = [account for account in named if catalogue.pool.places(pa.array([account]))[0] >= 0]
    return read_address(address, catalogue, there)


def _shown(request: HttpRequest, catalogue: Catalogue, read: Read, alike: CreatorList | None) -> dict[str, Any]:
    workspace, found, address = workspace_of(request), read.found, request.GET
    labels = {topic.name: topic.words for topic in niche_topics(workspace.settings().niches)}
    return {
        "found": found,
        "address": counts.written(address),
        "keep": f"{counts.written(address).removeprefix('?')}&".lstrip("&"),
        "groups": groups_shown(address, read.problems),
        "deliverables": deliverables(),
        "problems": _problems(read),
        "all_problems": read.problems,
        "slots": ",".join(f"#wrong-{name}" for name in ["q", "sort", *search_filters()]),
        "orders": order_groups(found.search),
        "order": order_in_words(found.search),
        "lines": result_lines(workspace.profiles(), found, labels),
        "shows_value": shows_value(found),
        "fee": deliverables()[fee_deliverable(found)].words,
        "counts": counts.counts_shown(found, address),
        "only_unknown": counts.only_unknown(found, catalogue),
        "with_unknown": counts.with_unknown(found, address),
        "with_everybody": counts.changed(address, {"unknown": "keep"}),
        "facets": counts.facets_shown(found, address),
        "page": Paginator(range(found.total), ROWS_A_PAGE).get_page(found.search.page),
        "alike": alike,
        "without_like": counts.changed(address, {"like": "", "list": "", "by": ""}),
        "by_content": counts.changed(address, {"by": ""}),
        "by_audience": counts.changed(address, {"by": "audience"}),
        "lists": repository.lists(request.membership.organisation),
        "like_fields": address.getlist("like"),
        "meant": [labels[name].said_in(page_language()) for name, _chance in found.niches if name in labels],
        "is_empty": not len(catalogue),
        "anything": any(address.get(name) for name in address),
    }


def _problems(read: Read) -> list[tuple[str, str, str]]:
    """What could not be read: the field, what it is called, and the message."""
    called = {"q": _("Words"), "sort": _("Sort by"), "like": _("More like")}
    words = {"q": "q", "sort": "sort", "like": "like"}
    return [
        (words.get(name, name), str(called[name]) if name in called else _label(name), problem)
        for name, problem in read.problems.items()
    ]


def _label(name: str) -> str:
    return search_filter(name).words.said_in(page_language())


def like_address(account: str, by: str = "content") -> str:
    """The address of who is like an account."""
    return f"{reverse('find')}?{urlencode({'like': account, 'by': by})}"
