"""`kring quarantine`: rows that were put aside, to be repaired and loaded again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from kring.cli.output import say, show_json, show_table
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import UnknownName

quarantine = typer.Typer(
    no_args_is_help=True, help="Rows that could not be taken: list them, repair them, load them again."
)
BatchArgument = Annotated[str, typer.Argument(help="The batch, or the first letters of its name.")]


@quarantine.command("list")
def list_batches(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the batches with rows put aside, and why."""
    warehouse = opened(workspace).warehouse
    labels = {line.batch_id: line.label for line in warehouse.history()}
    found: list[dict[str, Any]] = [
        {"batch": batch, "file": labels.get(batch, "?"), "reason": reason, "rows": rows}
        for batch in warehouse.quarantine.batches()
        for reason, rows in Counter(row.reason for row in warehouse.quarantine.rows(batch)).most_common()
    ]
    if as_json:
        show_json(found)
    elif found:
        rows = [(each["batch"][:12], each["file"], each["reason"], f"{each['rows']:,}") for each in found]
        show_table("", ("Batch", "File", "Reason", "Rows"), rows)
        say("Write one to a CSV file, repair it and import that: kring quarantine export BATCH FILE.csv")
    else:
        say("Nothing was put aside.")


@quarantine.command("export")
def export(
    batch: BatchArgument,
    file: Annotated[Path, typer.Argument(help="The CSV file to write.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Write the rows of a batch to a CSV file with the reason in the last columns, to repair and import."""
    from kring.sources.files import quarantine_to_csv

    warehouse = opened(workspace).warehouse
    rows = warehouse.quarantine.rows(_whole_name(batch, warehouse.quarantine.batches()))
    quarantine_to_csv(rows, file)
    say(f"{len(rows):,} rows are in {file}. Repair them, then: kring import {file}")


@quarantine.command("drop")
def drop(batch: BatchArgument, workspace: WorkspaceOption = None) -> None:
    """Forget the rows of a batch, once they are repaired or given up."""
    store = opened(workspace).warehouse.quarantine
    store.drop(_whole_name(batch, store.batches()))
    say("They are gone.")


def _whole_name(start: str, batches: list[str]) -> str:
    matching = [name for name in batches if name.startswith(start)]
    if len(matching) != 1:
        raise UnknownName("batch with rows put aside", start, batches, "See them with: kring quarantine list")
    return matching[0]
