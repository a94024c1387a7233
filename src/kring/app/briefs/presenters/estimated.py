"""The reach of a plan with the followers estimated of creators whose lists are not known, beside what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kring.app.briefs.adjustments import Adjustments
from kring.app.briefs.planning import PLANS_KEPT, planned
from kring.app.briefs.presenters.estimates import estimate_of
from kring.estimate import Estimate
from kring.match.brief import Brief
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EstimatedShown:
    """People counted and people with estimates, both of all creators of the plan; `words` say what is which."""

    counted: Estimate
    estimated: Estimate
    words: Words


def estimated_shown(plain: Mapping[str, Any]) -> EstimatedShown:
    """Out of the plain values of `plain_estimated`, made now or kept earlier."""
    return EstimatedShown(estimate_of(plain["counted"]), estimate_of(plain["estimated"]), Words.of(plain["words"]))


def plain_estimated(workspace: Workspace, brief: Brief, adjustments: Adjustments) -> dict[str, Any] | None:
    """Both reaches as plain values; None where every list is known in full, so that there is nothing to estimate."""
    return _plain(workspace, workspace.position, brief, adjustments)


@lru_cache(maxsize=PLANS_KEPT)
def _plain(workspace: Workspace, position: int, brief: Brief, adjustments: Adjustments) -> dict[str, Any] | None:
    from kring.reach.beside_counted import beside_counted

    plan = planned(workspace, brief, adjustments)
    if not plan.reach.not_listed:
        return None
    estimated = workspace.unique_reach(plan.accounts, plan.brief.target, estimated=True)
    return {
        "counted": plan.reach.unique.to_dict(),
        "estimated": estimated.unique.to_dict(),
        "words": {"nl": beside_counted(estimated, plan.reach, "nl"), "en": beside_counted(estimated, plan.reach, "en")},
    }
