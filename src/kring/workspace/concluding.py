"""Concluding right after observations came in, so that the first page, ranking or search finds everything made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kring.workspace.front import Workspace

OnPart = Callable[[str], None]
PARTS: dict[str, Callable[[Workspace], object]] = {
    "profiles": lambda workspace: (workspace.profiles(), workspace.synthetic),
    "audience": lambda workspace: workspace.audience(),
    "search": lambda workspace: workspace.catalogue(),
    "views": lambda workspace: workspace.view_rates(),
}
"""What is made, in order: what comes later is made of what comes before."""


def conclude(workspace: Workspace, on_part: OnPart | None = None) -> None:
    """Makes what is not there yet; see `Workspace.conclude`."""
    if not workspace.position:
        return
    for name, make in PARTS.items():
        if on_part is not None:
            on_part(name)
        make(workspace)
