"""`kring import`: takes in files people have, after showing how it reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import console, say, show_json
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput

if TYPE_CHECKING:
    from rich.progress import TaskID

    from kring.sources.files import Progress
    from kring.workspace import LoadReport
    from kring.workspace.loading import Watch


FilesArgument = Annotated[
    list[Path],
    typer.Argument(help="CSV, TSV, XLSX, Parquet, JSON, JSON lines, zips of these, or exports of a platform."),
]
MappingOption = Annotated[Path | None, typer.Option(help="A mapping file to use instead of the proposal.")]
ValuesOption = Annotated[
    list[str] | None,
    typer.Option("--set", help="One value for all rows, such as platform=instagram, relation=liker, complete=true."),
]
AccountOption = Annotated[
    list[str] | None,
    typer.Option(help="Whose export it is, where the files don't say: a handle, or platform:handle."),
]
BasisOption = Annotated[
    str | None,
    typer.Option(
        help="The ground for holding it: consent, contract, legitimate_interest, public_task. Without it consent "
        "for a creator's own export, else legitimate_interest."
    ),
]
MomentOption = Annotated[
    datetime | None,
    typer.Option(help="When the figures were true, if no column says so; else the file's own date."),
]


def import_files(
    files: FilesArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the proposed mapping without asking.")] = False,
    mapping: MappingOption = None,
    values: ValuesOption = None,
    source: Annotated[str | None, typer.Option(help="A name for where the files come from.")] = None,
    account: AccountOption = None,
    legal_basis: BasisOption = None,
    observed_at: MomentOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in files. Shows how each column is read and asks, unless --yes or --mapping is given."""
    from kring.cli.asking import ask, ask_export
    from kring.workspace import Answers

    here = opened(workspace)
    asks = not (yes or mapping or as_json)
    if asks and not sys.stdin.isatty():
        raise BadInput("there is nobody at this terminal to ask.", "Add --yes, or --mapping FILE.")
    answers = Answers(
        constants=_constants(values or []),
        mapping=mapping,
        confirm=ask if asks else None,
        source=source,
        legal_basis=legal_basis,
        observed_at=observed_at.replace(tzinfo=observed_at.tzinfo or UTC) if observed_at else None,
        account=tuple(account or ()),
        confirm_export=ask_export if asks else None,
    )
    if as_json:
        report = here.load(*files, answers=answers)
        show_json(report.to_dict())
        return
    with watched() as watch:
        report = here.load(*files, answers=answers.watched_by(watch))
    _show(report, shown=asks)


@contextmanager
def watched() -> Iterator[Watch]:
    """Shows rows, percent and time left while files are loaded, when somebody is looking.

    It begins with the first rows, so that it doesn't wipe out the questions asked before.
    """
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TimeRemainingColumn(),
    )
    bars = Bars(*columns, console=console(), disable=not sys.stderr.isatty(), transient=True)
    tasks: dict[str, TaskID] = {}

    def watch(sheet: str, progress: Progress) -> None:
        bars.start()
        if sheet not in tasks:
            tasks[sheet] = bars.add_task(sheet, total=progress.bytes_total, rows=0)
        bars.update(tasks[sheet], completed=progress.bytes_done, rows=progress.rows)

    try:
        yield watch
    finally:
        bars.stop()


def _constants(values: list[str]) -> dict[str, str]:
    said = {}
    for value in values:
        name, found, meant = value.partition("=")
        if not found or not meant.strip():
            raise BadInput(f"'{value}' sets nothing.", "Write it as field=value, such as platform=instagram.")
        said[name.strip()] = meant.strip()
    return said


def _show(report: LoadReport, *, shown: bool) -> None:
    """What became of the files; what exports are was told already when `shown`."""
    from kring.cli.asking import show_export

    for export in () if shown else report.exports:
        show_export(export.proposal)
    for receipt in report.receipts:
        loaded = ", ".join(f"{rows:,} {table}" for table, rows in receipt.loaded.items()) or "nothing"
        again = " It was loaded before; nothing changed." if receipt.already_loaded else ""
        put_aside = f", {receipt.quarantined:,} put aside" if receipt.quarantined else ""
        say(f"{receipt.label}: {receipt.rows_in:,} rows in, {loaded} loaded{put_aside}.{again}")
    for sheet, raised in report.doubts.items():
        for doubt in raised:
            say(f"  look at {sheet}: {doubt}")
    for sheet in report.left_out:
        say(f"{sheet}: left out.")
    if report.quarantined:
        say("See why rows were put aside with: kring quarantine list")
