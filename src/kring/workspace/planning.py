"""Plans, scenarios and comparisons of a workspace: the planner with what the workspace knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.candidates import niche_of

if TYPE_CHECKING:
    from kring.estimate import Estimate
    from kring.match.goal import Goal
    from kring.plan import Comparison, Plan
    from kring.plan.progress import Watch
    from kring.plan.scenarios import OnPlan, Scenarios
    from kring.reach import Segment
    from kring.vocabulary.niches import Niche
    from kring.workspace.front import Workspace

AnyBrief = Brief | str | Path | dict[str, Any]


def planned(workspace: Workspace, brief: AnyBrief, watch: Watch | None) -> Plan:
    """The plan of a brief; see `Workspace.plan`."""
    from kring.plan import plan_brief

    asked, profiles = read_brief(workspace, brief), workspace.profiles()
    return plan_brief(
        asked,
        workspace.audience(),
        to_choose_from(workspace),
        profiles.details["prices"],
        figures=profiles.figures,
        views=views(workspace) if asked.goal.needs_views else None,
        watch=watch,
    )


def scenarios(workspace: Workspace, brief: AnyBrief, goals: Sequence[Goal] | None, on_plan: OnPlan | None) -> Scenarios:
    """The scenarios of a brief; see `Workspace.scenarios`."""
    from kring.plan.scenarios import DEFAULT_GOALS, scenarios

    profiles, asked = workspace.profiles(), tuple(goals or DEFAULT_GOALS)
    return scenarios(
        read_brief(workspace, brief),
        workspace.audience(),
        to_choose_from(workspace),
        profiles.details["prices"],
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

    audience, profiles = workspace.audience(), workspace.profiles()
    table, fees = profiles.accounts, fees_for(candidates(profiles.accounts), "post", profiles.details["prices"])
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


def read_brief(workspace: Workspace, brief: AnyBrief) -> Brief:
    """The brief meant by a `Brief`, a YAML file, YAML text or a mapping; it may ask for own niches."""
    own = workspace.settings().niches
    if isinstance(brief, Brief):
        return brief if brief.own_niches == own else replace(brief, own_niches=own)
    if isinstance(brief, dict):
        return Brief.from_mapping(brief, own_niches=own)
    return Brief.from_yaml(brief, own_niches=own)


def to_choose_from(workspace: Workspace) -> pa.Table:
    """The accounts that a plan chooses from, with a column `niche` for those of the organisation's own niches.

    An own niche counts where the category names it, or where it is the largest an account was read to have: no
    platform has a category for it. For all others the category counts, as `kring.match.candidates` reads it.
    """
    profiles, own = workspace.profiles(), workspace.settings().niches
    if not own:
        return profiles.accounts
    names = pa.array([one.name for one in own])
    largest = profiles.details["niches"].sort_by([("account", "ascending"), ("share", "descending")])
    first = largest.group_by("account", use_threads=False).aggregate([("niche", "first")])
    read = first.filter(pc.is_in(first["niche_first"], names))
    place = pc.index_in(profiles.accounts["account"], value_set=read["account"].combine_chunks())
    categories = {name: _own_niche(name, own) for name in pc.unique(profiles.accounts["category"]).to_pylist()}
    told = pa.array([categories[name] for name in profiles.accounts["category"].to_pylist()], pa.string())
    return profiles.accounts.append_column("niche", pc.coalesce(told, read["niche_first"].take(place)))


def _own_niche(category: str | None, own: tuple[Niche, ...]) -> str | None:
    found = niche_of(category, own)
    return found if found in {one.name for one in own} else None
