"""The shortlist of a brief: who is on it, with a status and a note, and the same as a file."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.accounts.services import note
from kring.app.briefs.models import SavedBrief
from kring.app.briefs.views.found import brief_of
from kring.app.matching import repository, services
from kring.app.matching.forms import EntryForm
from kring.app.matching.models import ShortlistEntry, Status
from kring.app.matching.presenters.shortlist import COLUMNS, plan_address, shortlist_rows
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.downloads import csv_lines
from kring.app.web.presenters.problems import said
from kring.errors import UnknownName


@require_GET
def shortlist(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is on the shortlist, all of them or those of one status."""
    saved = brief_of(request, pk)
    every = list(repository.shortlist(request.membership.organisation, saved))
    status = request.GET.get("status", "")
    listed = [entry for entry in every if entry.status == status] if status in Status.values else every
    shown = {
        "saved": saved,
        "rows": shortlist_rows(workspace_of(request), saved, listed),
        "every": len(every),
        "status": status if status in Status.values else "",
        "statuses": [(one, sum(entry.status == one for entry in every)) for one in Status],
        "plan_address": plan_address(services.those_still_in(every)),
    }
    return render(request, "matching/shortlist.html", shown)


@needs(Role.PLANNER)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a creator on the shortlist; for htmx only that it is there now."""
    saved, account = brief_of(request, pk), request.POST.get("account", "")
    try:
        workspace_of(request).check([account])
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    entry = services.add(request.membership, saved, account)
    if request.htmx:
        return render(request, "matching/listed.html", {"saved": saved, "entry": entry, "account": account})
    messages.success(request, _("%(account)s is on the shortlist.") % {"account": account})
    return redirect(_next(request, saved))


@needs(Role.PLANNER)
@require_POST
def change(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Another status or note; for htmx only who kept it when."""
    entry = _entry(request, pk, entry_pk)
    form = EntryForm(request.POST)
    if form.is_valid():
        services.change(request.membership, entry, form.cleaned_data["status"], form.cleaned_data["note"])
    if request.htmx:
        return render(request, "matching/kept.html", {"entry": entry, "form": form, "now": form.is_valid()})
    if not form.is_valid():
        wrong = " ".join(text for texts in form.errors.values() for text in texts)
        messages.error(request, wrong)
    else:
        messages.success(request, _("Kept: %(account)s.") % {"account": entry.account})
    return redirect(_next(request, entry.brief))


@needs(Role.PLANNER)
@require_POST
def remove(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take a creator off the shortlist."""
    entry = _entry(request, pk, entry_pk)
    services.remove(request.membership, entry)
    messages.success(request, _("%(account)s is off the shortlist.") % {"account": entry.account})
    return redirect("shortlist", pk)


@require_GET
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The shortlist as CSV."""
    saved = brief_of(request, pk)
    entries = list(repository.shortlist(request.membership.organisation, saved))
    lines = [row.plain() for row in shortlist_rows(workspace_of(request), saved, entries)]
    note(request.membership, "shortlist_downloaded", name=saved.name)
    table = pa.table({name: [_written(line[name]) for line in lines] for name in COLUMNS})
    response = StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="shortlist.csv"'
    return response


def _entry(request: HttpRequest, pk: int, entry_pk: int) -> ShortlistEntry:
    entry = repository.entry(request.membership.organisation, pk, entry_pk)
    if entry is None:
        raise Http404
    return entry


def _next(request: HttpRequest, saved: SavedBrief) -> str:
    """Where the visitor came from, when that is a page of ours; else the shortlist."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else reverse("shortlist", args=[saved.pk])


def _written(value: object) -> object:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
