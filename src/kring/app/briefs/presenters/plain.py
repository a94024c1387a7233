"""A plan as plain values with its overlap and its drawings in both languages: what is shown now and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kring.app.briefs.presenters.drawing import drawn

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.plan import Plan
    from kring.reach import Overlap
    from kring.workspace import Workspace

OVERLAP_AT_MOST = 6


def plain_plan(workspace: Workspace, plan: Plan, languages: tuple[Language, ...]) -> dict[str, Any]:
    """`Plan.to_dict`, the overlap of its first creators, and its drawings in these languages."""
    overlap = overlap_of(workspace, plan)
    return {
        **plan.to_dict(),
        "overlap": overlap.to_dict() if overlap else None,
        "drawings": {language: drawn(plan, overlap, language) for language in languages},
    }


def overlap_of(workspace: Workspace, plan: Plan) -> Overlap | None:
    """How the first creators of the plan overlap; None with fewer than two whose audience is known."""
    audience = workspace.audience()
    known = [account for account in plan.accounts if account in audience][:OVERLAP_AT_MOST]
    return workspace.overlap(known, plan.brief.target) if len(known) > 1 else None
