"""A plan as plain values, and its pictures: what is shown at once and after it, and what is kept when a person chooses.

The figures and the pictures are made apart: drawing takes longer than counting, so a page shows the figures first.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kring.app.briefs.adjustments import Adjustments
from kring.app.briefs.planning import PLANS_KEPT, planned
from kring.app.briefs.presenters.estimated import plain_estimated
from kring.app.briefs.presenters.pictures import plain_pictures

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.match.brief import Brief
    from kring.plan import Plan
    from kring.reach import Delivered, Overlap
    from kring.workspace import Workspace


def plain_plan(workspace: Workspace, brief: Brief, adjustments: Adjustments) -> dict[str, Any]:
    """`Plan.to_dict` on the observations of now; `by_hand` says whether a person put the set together."""
    return _plain(workspace, workspace.position, brief, adjustments)


def plain_after(workspace: Workspace, brief: Brief, adjustments: Adjustments, language: Language) -> dict[str, Any]:
    """What comes after the figures: `delivered` (or None) and `pictures` in one language."""
    return _after(workspace, workspace.position, brief, adjustments, language)


def kept_plan(
    workspace: Workspace, brief: Brief, adjustments: Adjustments, languages: tuple[Language, ...]
) -> dict[str, Any]:
    """All of it with the pictures in all languages, to be kept."""
    after = {language: plain_after(workspace, brief, adjustments, language) for language in languages}
    pictures = {language: made["pictures"] for language, made in after.items()}
    delivered = after[languages[0]]["delivered"]
    return {
        **plain_plan(workspace, brief, adjustments),
        "estimated": plain_estimated(workspace, brief, adjustments),
        "delivered": delivered,
        "pictures": pictures,
    }


@lru_cache(maxsize=PLANS_KEPT)
def _plain(workspace: Workspace, position: int, brief: Brief, adjustments: Adjustments) -> dict[str, Any]:
    return {**planned(workspace, brief, adjustments).to_dict(), "by_hand": adjustments.by_hand}


@lru_cache(maxsize=PLANS_KEPT)
def _after(
    workspace: Workspace, position: int, brief: Brief, adjustments: Adjustments, language: Language
) -> dict[str, Any]:
    plan = planned(workspace, brief, adjustments)
    delivered = _delivered(workspace, position, brief, adjustments)
    pictures = plain_pictures(
        plan, overlap_of(workspace, plan), places_of(workspace, plan), language, by_hand=adjustments.by_hand
    )
    return {"delivered": delivered and delivered.to_dict(), "pictures": pictures}


@lru_cache(maxsize=PLANS_KEPT)
def _delivered(workspace: Workspace, position: int, brief: Brief, adjustments: Adjustments) -> Delivered | None:
    """Whom the content of the plan reaches; None where nobody around its creators is known."""
    plan, audience = planned(workspace, brief, adjustments), workspace.audience()
    made = {
        choice.account: dict((choice.deliverables or brief.bundles[0]).pieces)
        for choice in plan.chosen
        if choice.account in audience
    }
    return workspace.delivered_reach(made, plan.brief.target) if made else None


def overlap_of(workspace: Workspace, plan: Plan) -> Overlap | None:
    """How the first creators of the plan overlap; None with fewer than two whose audience is known."""
    from kring.reach.overlap import MOST_ACCOUNTS

    audience = workspace.audience()
    known = [account for account in plan.accounts if account in audience][:MOST_ACCOUNTS]
    return workspace.overlap(known, plan.brief.target) if len(known) > 1 else None


def places_of(workspace: Workspace, plan: Plan) -> Any:
    """Where the people live whom the plan reaches; None where that is known of nobody."""
    from kring.reach import reached_by_municipality

    found = reached_by_municipality(workspace.audience(), plan.accounts, plan.brief.target)
    return found if found.municipalities else None
