"""Rows that were put aside: why, as a file to repair, and given up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.accounts.services import note
from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.facts.batch import QuarantinedRow
from kring.sources.files import quarantine_to_csv
from kring.sources.files.reasons_in_dutch import in_dutch

SHOWN_ROWS = 5
SHOWN_REASONS = 10


@needs(Role.PLANNER)
@require_GET
def quarantine(request: HttpRequest) -> HttpResponse:
    """Every batch with rows put aside: the reasons with how many rows each, and the first rows."""
    warehouse = workspace_of(request).warehouse
    lines = {line.batch_id: line for line in warehouse.history()}
    batches = []
    for batch in warehouse.quarantine.batches():
        rows = warehouse.quarantine.rows(batch)
        batches.append({
            "batch": batch,
            "label": lines[batch].label if batch in lines else batch[:12],
            "at": lines[batch].committed_at if batch in lines else "",
            "rows": len(rows),
            "reasons": _reasons(rows),
            "first": rows[:SHOWN_ROWS],
        })  # fmt: skip
    return render(request, "sources/quarantine.html", {"batches": batches})


@needs(Role.PLANNER)
@require_GET
def download(request: HttpRequest, batch: str) -> HttpResponse:
    """The rows as a CSV file with the reason in the last columns; repaired, it is brought like any other file."""
    store = workspace_of(request).warehouse.quarantine
    if batch not in store.batches():
        raise Http404
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        quarantine_to_csv((replace(row, reason=_said(row.reason)) for row in store.rows(batch)), file)
        response = HttpResponse(file.read_bytes(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="put-aside-{batch[:12]}.csv"'
    note(request.membership, "quarantine_downloaded")
    return response


@needs(Role.PLANNER)
@require_POST
def give_up(request: HttpRequest, batch: str) -> HttpResponse:
    """Forget the rows of a batch."""
    store = workspace_of(request).warehouse.quarantine
    if batch not in store.batches():
        raise Http404
    rows = len(store.rows(batch))
    store.drop(batch)
    note(request.membership, "quarantine_dropped", rows=rows)
    messages.success(request, _("The rows are gone."))
    return redirect("quarantine")


def _reasons(rows: Sequence[QuarantinedRow]) -> list[tuple[tuple[str, str], int]]:
    """The most frequent reasons by column, in the language of the page, with how many rows each."""
    counted = Counter((row.column, row.reason) for row in rows).most_common(SHOWN_REASONS)
    return [((column, _said(reason)), count) for (column, reason), count in counted]


def _said(reason: str) -> str:
    return in_dutch(reason) if page_language() == "nl" else reason
