"""Plans, scenarios and comparisons of a workspace: the planner with what the workspace knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kring.match.brief import Brief

if TYPE_CHECKING:
    from kring.estimate import Estimate
    from kring.match.goal import Goal
    from kring.plan import Comparison, Plan
    from kring.plan.progress import Watch
    from kring.plan.scenarios import OnPlan, Scenarios
    from kring.reach import Segment
    from kring.workspace.front import Workspace

AnyBrief = Brief | str | Path | dict[str, Any]


def planned(workspace: Workspace, brief: AnyBrief, watch: Watch | None) -> Plan:
    """The plan of a brief; see `Workspace.plan`."""
    from kring.plan import plan_brief

    asked, profiles = read_brief(brief), workspace.profiles()
    return plan_brief(
        asked,
        workspace.audience(),
        profiles.accounts,
        workspace.rates(),
        figures=profiles.figures,
        views=views(workspace) if asked.goal.needs_views else None,
        watch=watch,
    )


def scenarios(workspace: Workspace, brief: AnyBrief, goals: Sequence[Goal] | None, on_plan: OnPlan | None) -> Scenarios:
    """The scenarios of a brief; see `Workspace.scenarios`."""
    from kring.plan.scenarios import DEFAULT_GOALS, scenarios

    profiles, asked = workspace.profiles(), tuple(goals or DEFAULT_GOALS)
    return scenarios(
        read_brief(brief),
        workspace.audience(),
        profiles.accounts,
        workspace.rates(),
        goals=asked,
        figures=profiles.figures,
        views=views(workspace) if any(goal.needs_views for goal in asked) else None,
        on_plan=on_plan,
    )


def compared(
    workspace: Workspace, accounts: Sequence[str], tier: str, segment: Segment | None, draws: int, seed: int
) -> tuple[Comparison, ...]:
    """Each account against many of a smaller tier; see `Workspace.compare`."""
    from kring.match import candidates
    from kring.plan import comparisons, fees_for, many_against_one

    audience, table = workspace.audience(), workspace.profiles().accounts
    fees = fees_for(candidates(table), "post", workspace.rates())
    if not accounts:
        return comparisons(audience, table, tier=tier, segment=segment, draws=draws, seed=seed, fees=fees)
    workspace.check(accounts)
    return tuple(
        many_against_one(audience, table, one, tier=tier, segment=segment, draws=draws, seed=seed, fees=fees)
        for one in accounts
    )


def views(workspace: Workspace) -> dict[tuple[str, str], Estimate]:
    """The share of its followers that one piece of each deliverable reaches, by account and deliverable."""
    return {place: rate.share for place, rate in workspace.view_rates().items()}


def read_brief(brief: AnyBrief) -> Brief:
    """The brief meant by a `Brief`, a YAML file, YAML text or a mapping."""
    if isinstance(brief, Brief):
        return brief
    return Brief.from_mapping(brief) if isinstance(brief, dict) else Brief.from_yaml(brief)
