"""Which workspace a command works in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.errors import WorkspaceProblem

if TYPE_CHECKING:
    from kring.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", envvar="KRING_WORKSPACE", help="The workspace; else the current folder."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]


def opened(workspace: Path | None) -> Workspace:
    """The workspace that was named, else the one in the current folder. Raises `WorkspaceProblem` without one."""
    from kring.workspace import open_workspace

    if workspace is None and not Path("kring.yaml").is_file():
        raise WorkspaceProblem(
            "this folder is no workspace.",
            "Name one with --workspace FOLDER (or KRING_WORKSPACE), or make one with: kring init FOLDER",
        )
    return open_workspace(workspace or Path())
