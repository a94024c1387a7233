"""What was found, and a list, as files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa
from django.http import HttpResponse

from kring.app.discovery.models import ListedCreator
from kring.app.web.presenters.downloads import csv_lines
from kring.match.discovery.export import write_found
from kring.match.discovery.sheet import write_sheet

if TYPE_CHECKING:
    from kring.match.discovery import Found
    from kring.workspace import Workspace

ENDINGS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KNOWN = ("platform", "handle", "name", "followers", "tier")


def file_of(found: Found, ending: str) -> HttpResponse:
    """All that was found as a download."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"creators.{ending}"
        write_found(found, file)
        return _download(file.read_bytes(), "creators", ending)


def list_file(workspace: Workspace, name: str, creators: Sequence[ListedCreator], ending: str) -> HttpResponse:
    """A list as a download: who stands on it with what is known, and the notes."""
    table = list_table(workspace, creators)
    if ending == "csv":
        return _download("".join(csv_lines(table)).encode(), name, ending)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "list.xlsx"
        write_sheet(table, file)
        return _download(file.read_bytes(), name, ending)


def list_table(workspace: Workspace, creators: Sequence[ListedCreator]) -> pa.Table:
    """One row a creator on a list; what is known no more is empty."""
    accounts = workspace.profiles().accounts
    rows = {row["account"]: row for row in accounts.select(["account", *KNOWN]).to_pylist()}
    named = [rows.get(one.account, {}) for one in creators]
    columns: dict[str, pa.Array] = {"account": pa.array([one.account for one in creators], pa.string())}
    for column in KNOWN:
        columns[column] = pa.array([row.get(column) for row in named], accounts.schema.field(column).type)
    columns["note"] = pa.array([one.note for one in creators], pa.string())
    columns["added_at"] = pa.array([one.added_at.isoformat(timespec="seconds") for one in creators], pa.string())
    return pa.table(columns)


def _download(content: bytes, name: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=ENDINGS[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
