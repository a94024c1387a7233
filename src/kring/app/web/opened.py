"""The opened workspace of an organisation, and what pages make of it: kept in the process until observations change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kring.workspace import Workspace

T = TypeVar("T")


class OpenedWorkspaces:
    """One opened workspace a folder and organisation, with values made from it by name, at its ledger position.

    Safe for threads: two that ask for the same value at the same time wait for one making of it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._workspaces: dict[tuple[Path, str], Workspace] = {}
        self._making: dict[tuple[Path, str, str], Lock] = {}
        self._values: dict[tuple[Path, str, str], tuple[int, Any]] = {}

    def workspace(self, folder: Path, organisation: str) -> Workspace:
        """The workspace, opened when it was not; raises `WorkspaceProblem`."""
        from kring.workspace import open_workspace

        with self._lock:
            key = (folder, organisation)
            if key not in self._workspaces:
                self._workspaces[key] = open_workspace(folder, organisation=organisation)
            return self._workspaces[key]

    def value(self, workspace: Workspace, name: str, make: Callable[[Workspace], T]) -> T:
        """What `make` makes of the workspace, made again only when observations were added."""
        key = (workspace.folder.path, workspace.organisation, name)
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            position = workspace.position
            if key not in self._values or self._values[key][0] != position:
                self._values[key] = (position, make(workspace))
            return self._values[key][1]


_opened = OpenedWorkspaces()


def workspace_of(request: HttpRequest) -> Workspace:
    """The workspace of the organisation that the visitor works for."""
    return _opened.workspace(settings.WORKSPACE, request.membership.organisation.namespace)


def opened_workspace(namespace: str) -> Workspace:
    """The workspace of an organisation, for work that no request asks for."""
    return _opened.workspace(settings.WORKSPACE, namespace)


def kept(workspace: Workspace, name: str, make: Callable[[Workspace], T]) -> T:
    """What `make` makes of the workspace, kept until observations are added."""
    return _opened.value(workspace, name, make)
