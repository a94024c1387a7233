"""From a brief to a problem the solver takes: who may be chosen, their people in the target group, their fees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.errors import NothingToPlan
from kring.estimate import Estimate, euros
from kring.match import Brief, Candidate, Verdict, candidates, named, verdicts
from kring.plan.fees import asked
from kring.plan.instance import CENT, Instance
from kring.reach import Audience, Segment, TargetGroup, target_group

MOST_RUNS_A_ROW = 64
"""Up to this many runs a target group is sliced out of each row; above it every pair is looked at."""


@dataclass(frozen=True)
class Problem:
    """A brief made ready: `places` names the creators of the `instance` in order, `group` is its target group."""

    brief: Brief
    instance: Instance
    places: tuple[Candidate, ...]
    group: TargetGroup
    fees: Mapping[str, Estimate]
    verdicts: Mapping[str, Verdict]

    def fee(self, account: str) -> Estimate:
        """What an account asks, or is thought to ask."""
        return self.fees[account] if account in self.fees else Estimate.unknown("no fee is known")


def pose(brief: Brief, audience: Audience, accounts: pa.Table, fees: Mapping[str, Estimate]) -> Problem:
    """The problem of a brief. Raises NothingToPlan with what makes it impossible."""
    brief.require_a_limit()
    everyone = candidates(accounts)
    required = named(everyone, brief.required, "required")
    judged = verdicts(
        brief,
        everyone,
        audience,
        fees,
        required=set(required),
        forbidden=set(named(everyone, brief.forbidden, "forbidden")),
    )
    passed = {verdict.account for verdict in judged if verdict.passes}
    open_to_choice = [candidate for candidate in everyone if candidate.account in passed]
    _require_candidates(everyone, judged)
    group = target_group(audience, brief.target)
    _require_people(audience, group)
    instance = instance_of(brief, audience, [one.account for one in open_to_choice], required, fees, group)
    _require_feasible(brief, instance, len(required))
    return Problem(brief, instance, tuple(open_to_choice), group, fees, {one.account: one for one in judged})


def instance_of(
    brief: Brief,
    audience: Audience,
    accounts: Sequence[str],
    required: Sequence[str],
    fees: Mapping[str, Estimate],
    group: TargetGroup,
) -> Instance:
    """The arrays of the problem: rows cut down to the people who count, each with its weight."""
    indptr, rows, weights = restricted(audience, accounts, group)
    return Instance(
        indptr, rows, weights, np.array(asked(fees, accounts)), np.inf if brief.budget is None else brief.budget,
        brief.least, min(brief.most or len(accounts), len(accounts)), np.isin(np.array(accounts), list(required)),
    )  # fmt: skip


def restricted(
    audience: Audience, accounts: Sequence[str], group: TargetGroup
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """The rows of these accounts with only the people of a weight above 0, renumbered from 0; and their weights."""
    from kring.plan.kernels import filtered, sliced

    weights = group.of_people
    counts = weights > 0
    edges = np.flatnonzero(np.diff(counts, prepend=False, append=False))
    starts, ends = edges[::2].astype(np.int64), edges[1::2].astype(np.int64)
    indptr, places = _with_empty_row(audience, accounts)
    if len(starts) <= MOST_RUNS_A_ROW:
        firsts = np.concatenate([[0], np.cumsum(ends - starts)[:-1]]).astype(np.int64) if len(starts) else starts
        found, kept = sliced(indptr, audience.rows, places, starts, ends, firsts)
    else:
        numbers = np.where(counts, np.cumsum(counts) - 1, -1).astype(np.int32)
        found, kept = filtered(indptr, audience.rows, places, numbers)
    return found, kept, weights[counts]


def _with_empty_row(audience: Audience, accounts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The audience's pointers with one empty row at the end, for required accounts around whom nobody is known."""
    indptr = np.append(audience.indptr, audience.indptr[-1] if len(audience.indptr) else 0)
    empty = len(audience.accounts)
    places = [audience.place(account) if account in audience else empty for account in accounts]
    return indptr, np.array(places, dtype=np.int64)


def _require_candidates(everyone: Sequence[Candidate], judged: Sequence[Verdict]) -> None:
    if any(verdict.passes for verdict in judged):
        return
    if not everyone:
        raise NothingToPlan("there are no creators to choose from.", "Import accounts first.")
    counted = Counter(reason.en for verdict in judged for reason in verdict.reasons)
    why = "; ".join(f"{reason} ({count})" for reason, count in counted.most_common(4))
    advice = "Widen the brief (niches, platforms, tiers, languages), or import what is missing."
    if any("unknown" in reason.en for verdict in judged for reason in verdict.reasons):
        advice += " 'unknown: keep' in the brief keeps creators of whom it is not known."
    raise NothingToPlan(f"none of the {len(everyone)} creators passes the brief: {why}.", advice)


def _require_people(audience: Audience, group: TargetGroup) -> None:
    """Raises NothingToPlan with the condition that leaves nobody."""
    if group.unknown:
        unknown = " and ".join(group.unknown)
        message = f"of nobody in these audiences is it known whether they meet '{unknown}'."
        raise NothingToPlan(message, f"Leave '{unknown}' out of the target, or import what is known of the people.")
    if group.of_people.any():
        return
    so_far: dict[str, tuple[str, ...]] = {}
    for name, values in group.segment.conditions.items():
        so_far[name] = values
        if not target_group(audience, Segment(**so_far)).of_people.any():
            said = f"{name}: {', '.join(values)}"
            before = [one for one in so_far if one != name]
            together = f" together with {' and '.join(before)}" if before and _anybody(audience, name, values) else ""
            raise NothingToPlan(
                f"nobody is in the target group: '{said}'{together} leaves no one of {audience.people} people.",
                f"Widen '{name}', or import the audience of creators who reach these people.",
            )


def _anybody(audience: Audience, name: str, values: tuple[str, ...]) -> bool:
    return bool(target_group(audience, Segment(**{name: values})).of_people.any())


def _require_feasible(brief: Brief, instance: Instance, required: int) -> None:
    if not instance.rows.size:
        raise NothingToPlan(
            "none of the creators who pass the brief reaches anybody in the target group.",
            "Widen the target group, or let more creators pass.",
        )
    cost = instance.cost(instance.required)
    if cost > instance.budget + CENT:
        asked_for, budget = euros(cost, "en", 0), euros(instance.budget, "en", 0)
        message = f"the {required} required creators cost {asked_for}, the budget is {budget}."
        raise NothingToPlan(message, "Raise the budget, or require fewer.")
    if instance.least > instance.creators:
        message = f"at least {instance.least} creators are asked, only {instance.creators} pass the brief."
        raise NothingToPlan(message, "Ask fewer, or widen the brief.")
    others = instance.fees[~instance.required][np.argsort(instance.fees[~instance.required], kind="stable")]
    cheapest = cost + others[: max(instance.least - required, 0)].sum()
    if cheapest > instance.budget + CENT or (instance.fees > instance.budget + CENT).all():
        needed = euros(max(cheapest, float(instance.fees.min())), "en", 0)
        message = f"the budget of {euros(brief.budget or 0, 'en', 0)} is below the cheapest plan, {needed}."
        raise NothingToPlan(message, "Raise the budget, or ask fewer creators.")
