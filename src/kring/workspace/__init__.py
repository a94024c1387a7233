"""The front door for Python users: `kring.open(path)` gives a `Workspace`."""

from __future__ import annotations

from pathlib import Path

from kring.facts.warehouse import OWN
from kring.workspace.folder import WorkspaceFolder
from kring.workspace.front import Workspace
from kring.workspace.loading import Answers, LoadReport

__all__ = ["Answers", "LoadReport", "Workspace", "open_workspace"]


def open_workspace(path: str | Path, *, create: bool = False, organisation: str = OWN) -> Workspace:
    """Opens the workspace in a folder; with `create=True` makes it first when the folder is new or empty.

    Raises `WorkspaceProblem` when there is no workspace there.
    """
    place = Path(path).expanduser()
    folder = WorkspaceFolder.made_in(place) if create else WorkspaceFolder.at(place)
    return Workspace(folder, organisation)
