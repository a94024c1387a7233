"""`kring init`: makes a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kring.cli.output import say, show_json
from kring.cli.places import JsonOption


def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")] = Path("kring-workspace"),
    as_json: JsonOption = False,
) -> None:
    """Make a workspace in a new or empty folder. Doing it twice changes nothing."""
    from kring.workspace import open_workspace

    workspace = open_workspace(folder, create=True)
    if as_json:
        show_json({"workspace": str(workspace.folder.path), "position": workspace.position})
        return
    say(f"The workspace is in {workspace.folder.path}.")
    say(f"Next, load what you have: kring import FILE... --workspace {folder}")
