"""A plan as plain values with its pictures: what is shown now, and what is kept when a person chooses it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kring.app.briefs.planning import PLANS_KEPT, planned
from kring.app.briefs.presenters.pictures import plain_pictures

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.match.brief import Brief
    from kring.plan import Plan
    from kring.reach import Overlap
    from kring.workspace import Workspace

OVERLAP_AT_MOST = 5


def plain_plan(workspace: Workspace, brief: Brief, language: Language) -> dict[str, Any]:
    """`Plan.to_dict` on the observations of now, with its pictures in one language."""
    plain, pictures = _made(workspace, workspace.position, brief, language)
    return {**plain, "pictures": {language: pictures}}


def kept_plan(workspace: Workspace, brief: Brief, languages: tuple[Language, ...]) -> dict[str, Any]:
    """The same with its pictures in all languages, to be kept."""
    made = {language: plain_plan(workspace, brief, language) for language in languages}
    pictures = {language: plain["pictures"][language] for language, plain in made.items()}
    return {**made[languages[0]], "pictures": pictures}


@lru_cache(maxsize=PLANS_KEPT)
def _made(
    workspace: Workspace, position: int, brief: Brief, language: Language
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    plan = planned(workspace, brief)
    return plan.to_dict(), plain_pictures(plan, overlap_of(workspace, plan), language)


def overlap_of(workspace: Workspace, plan: Plan) -> Overlap | None:
    """How the first creators of the plan overlap; None with fewer than two whose audience is known."""
    audience = workspace.audience()
    known = [account for account in plan.accounts if account in audience][:OVERLAP_AT_MOST]
    return workspace.overlap(known, plan.brief.target) if len(known) > 1 else None
