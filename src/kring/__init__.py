"""Kring: which creators, together, reach the people a company wants to reach, and what came of it.

>>> import kring
>>> workspace = kring.open("my-workspace", create=True)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kring.estimate import Basis, Estimate
    from kring.match.brief import Brief
    from kring.reach import Reach, Segment
    from kring.workspace import Answers, Workspace
    from kring.workspace import open_workspace as open

__version__ = "0.1.0"
__all__ = ["Answers", "Basis", "Brief", "Estimate", "Reach", "Segment", "Workspace", "__version__", "open", "world"]

_HOMES = {
    "Answers": "kring.workspace",
    "Basis": "kring.estimate",
    "Brief": "kring.match.brief",
    "Estimate": "kring.estimate",
    "Reach": "kring.reach",
    "Segment": "kring.reach",
    "Workspace": "kring.workspace",
}


def __getattr__(name: str) -> Any:
    """Public names load when first used, so that `import kring` stays fast."""
    if name == "open":
        return import_module("kring.workspace").open_workspace
    if name == "world":
        return import_module("kring.world")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kring' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
