"""The ranking of a brief on the observations of now, kept for a while so that paging and explaining are quick.

It depends on the observations, the organisation's settings (own criteria, terms of creators) and the brief: it is made
again only when one of them changes, and then kept in the workspace by `Workspace.match`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kring.match.criteria import Criteria

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.ranking import Ranking
    from kring.workspace import Workspace

RANKINGS_KEPT = 8


def ranking_of(workspace: Workspace, brief: Brief) -> Ranking:
    """The ranking of a brief. Raises as `Workspace.match` does."""
    return _ranking(workspace, workspace.position, workspace.folder.settings_bytes(workspace.organisation), brief)


def criteria_of(workspace: Workspace) -> Criteria:
    """The criteria that hold for the organisation."""
    return _criteria(workspace, workspace.folder.settings_bytes(workspace.organisation))


@lru_cache(maxsize=RANKINGS_KEPT)
def _ranking(workspace: Workspace, position: int, settings: bytes, brief: Brief) -> Ranking:
    return workspace.match(brief)


@lru_cache(maxsize=2)
def _criteria(workspace: Workspace, settings: bytes) -> Criteria:
    from kring.workspace.matching import criteria_of

    return criteria_of(workspace)
