"""`kring doctor`: whether a workspace is well."""

from __future__ import annotations

import typer

from kring.cli.output import show_json, show_table
from kring.cli.places import JsonOption, WorkspaceOption, opened


def doctor(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Check a workspace: each line says PASS, REVIEW or FAIL and what to do. Leaves with code 2 after a FAIL."""
    from kring.workspace.checks import Status, check

    checks = check(opened(workspace))
    if as_json:
        show_json([each.to_dict() for each in checks])
    else:
        rows = [(each.name, each.status, each.found, each.advice) for each in checks]
        show_table("", ("Check", "Status", "Found", "What to do"), rows)
    if any(each.status is Status.FAIL for each in checks):
        raise typer.Exit(2)
