"""The plan of a brief as the visitor adjusted it, kept for a while so that going back and swapping are quick."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kring.app.briefs.adjustments import Adjustments

if TYPE_CHECKING:
    from kring.estimate import Estimate
    from kring.match.brief import Brief
    from kring.plan import Plan
    from kring.workspace import Workspace

PLANS_KEPT = 64
Fees = tuple[tuple[str, float], ...]


def planned(workspace: Workspace, brief: Brief, adjustments: Adjustments | None = None) -> Plan:
    """The plan of a brief on the observations of now; counted and not searched where a person changed the set."""
    adjustments = adjustments or Adjustments()
    fees = adjustments.fee if adjustments.again else ()
    found = _planned(workspace, workspace.position, adjustments.of(brief), fees)
    if not adjustments.by_hand:
        return found
    return _by_hand(workspace, workspace.position, adjustments.of(brief), fees, adjustments)


@lru_cache(maxsize=PLANS_KEPT)
def _planned(workspace: Workspace, position: int, brief: Brief, fees: Fees) -> Plan:
    if not fees:
        return workspace.plan(brief)
    from kring.plan import plan_brief, with_fees

    profiles, base = workspace.profiles(), _planned(workspace, position, brief, ())
    return plan_brief(
        brief, workspace.audience(), workspace.to_choose_from(),
        with_fees(profiles.details["prices"], base, dict(fees)),
        figures=profiles.figures, views=_views(workspace, brief),
    )  # fmt: skip


@lru_cache(maxsize=PLANS_KEPT)
def _by_hand(workspace: Workspace, position: int, brief: Brief, fees: Fees, adjustments: Adjustments) -> Plan:
    from kring.plan import plan_by_hand

    profiles = workspace.profiles()
    return plan_by_hand(
        _planned(workspace, position, brief, fees), workspace.audience(), workspace.to_choose_from(),
        profiles.details["prices"], swaps=adjustments.swap, fees=dict(adjustments.fee), figures=profiles.figures,
        views=_views(workspace, brief),
    )  # fmt: skip


def _views(workspace: Workspace, brief: Brief) -> dict[tuple[str, str], Estimate] | None:
    if not brief.goal.needs_views:
        return None
    accounts = workspace.profiles().accounts["account"].to_pylist()
    return {place: rate.share for place, rate in workspace.view_rates(accounts).items()}
