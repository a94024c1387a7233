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
from kring.match.gates import NO_FEE
from kring.plan.fees import asked
from kring.plan.instance import CENT, Instance
from kring.reach import Audience, Segment, TargetGroup, target_group
from kring.reach.segment_words import CONDITIONS_IN_DUTCH, listed

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
        return self.fees[account] if account in self.fees else Estimate.unknown(NO_FEE.en)


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
        raise NothingToPlan(
            "there are no creators to choose from.", "Import accounts first.",
            nl="er zijn geen creators om uit te kiezen.", nl_advice="Importeer eerst accounts.",
        )  # fmt: skip
    counted = Counter(reason for verdict in judged for reason in verdict.reasons).most_common(4)
    advice = "Widen the brief (niches, platforms, tiers, languages), or import what is missing."
    nl_advice = "Maak de opdracht ruimer (niches, platforms, groottes, talen), of importeer wat ontbreekt."
    if any("unknown" in reason.en for verdict in judged for reason in verdict.reasons):
        advice += " 'unknown: keep' in the brief keeps creators of whom it is not known."
        nl_advice += " Met 'unknown: keep' in de opdracht blijven creators van wie het onbekend is erin."
    raise NothingToPlan(
        f"none of the {len(everyone)} creators passes the brief: "
        f"{'; '.join(f'{reason.en} ({count})' for reason, count in counted)}.",
        advice,
        nl=f"geen van de {len(everyone)} creators past bij de opdracht: "
        f"{'; '.join(f'{reason.nl} ({count})' for reason, count in counted)}.",
        nl_advice=nl_advice,
    )


def _require_people(audience: Audience, group: TargetGroup) -> None:
    """Raises NothingToPlan with the condition that leaves nobody."""
    if group.unknown:
        raise _nothing_known(group.unknown)
    if group.of_people.any():
        return
    so_far: dict[str, tuple[str, ...]] = {}
    for name, values in group.segment.conditions.items():
        so_far[name] = values
        if not target_group(audience, Segment(**so_far)).of_people.any():
            before = [one for one in so_far if one != name] if _anybody(audience, name, values) else []
            raise _nobody_left(audience.people, name, values, before)


def _nothing_known(conditions: Sequence[str]) -> NothingToPlan:
    unknown, onbekend = " and ".join(conditions), _in_dutch(conditions)
    return NothingToPlan(
        f"of nobody in these audiences is it known whether they meet '{unknown}'.",
        f"Leave '{unknown}' out of the target, or import what is known of the people.",
        nl=f"van niemand in deze publieken is dit bekend: {onbekend}.",
        nl_advice=f"Haal {onbekend} uit de doelgroep, of importeer wat er van de mensen bekend is.",
    )


def _nobody_left(people: int, name: str, values: tuple[str, ...], before: Sequence[str]) -> NothingToPlan:
    """`before`: the conditions that together with this one leave nobody; none when it does so by itself."""
    together = f" together with {' and '.join(before)}" if before else ""
    samen = f", samen met {_in_dutch(before)}," if before else ""
    said = Segment(**{name: values}).in_words("nl")
    return NothingToPlan(
        f"nobody is in the target group: '{name}: {', '.join(values)}'{together} leaves no one of {people} people.",
        f"Widen '{name}', or import the audience of creators who reach these people.",
        nl=f"er is niemand in de doelgroep: de voorwaarde '{said}'{samen} laat van {people} mensen niemand over.",
        nl_advice=f"Maak de voorwaarde op {CONDITIONS_IN_DUTCH[name]} ruimer, of importeer het publiek van creators "
        "die deze mensen bereiken.",
    )


def _in_dutch(conditions: Sequence[str]) -> str:
    return listed([CONDITIONS_IN_DUTCH[name] for name in conditions], "nl")


def _anybody(audience: Audience, name: str, values: tuple[str, ...]) -> bool:
    return bool(target_group(audience, Segment(**{name: values})).of_people.any())


def _require_feasible(brief: Brief, instance: Instance, required: int) -> None:
    if not instance.rows.size:
        raise NothingToPlan(
            "none of the creators who pass the brief reaches anybody in the target group.",
            "Widen the target group, or let more creators pass.",
            nl="geen van de creators die bij de opdracht passen bereikt iemand in de doelgroep.",
            nl_advice="Maak de doelgroep ruimer, of laat meer creators toe.",
        )
    if instance.least > instance.creators:
        raise NothingToPlan(
            f"at least {instance.least} creators are asked, only {instance.creators} pass the brief.",
            "Ask fewer, or widen the brief.",
            nl=f"er zijn minstens {instance.least} creators gevraagd, maar er passen er {instance.creators} bij de "
            "opdracht.",
            nl_advice="Vraag er minder, of maak de opdracht ruimer.",
        )
    _require_money(brief, instance, required)


def _require_money(brief: Brief, instance: Instance, required: int) -> None:
    cost, budget = instance.cost(instance.required), brief.budget or 0
    if cost > instance.budget + CENT:
        raise NothingToPlan(
            f"the {required} required creators cost {euros(cost, 'en', 0)}, the budget is {euros(budget, 'en', 0)}.",
            "Raise the budget, or require fewer.",
            nl=f"de verplichte creators ({required}) kosten {euros(cost, 'nl', 0)}, het budget is "
            f"{euros(budget, 'nl', 0)}.",
            nl_advice="Verhoog het budget, of verplicht er minder.",
        )
    others = instance.fees[~instance.required][np.argsort(instance.fees[~instance.required], kind="stable")]
    cheapest = cost + others[: max(instance.least - required, 0)].sum()
    if cheapest > instance.budget + CENT or (instance.fees > instance.budget + CENT).all():
        needed = max(cheapest, float(instance.fees.min()))
        raise NothingToPlan(
            f"the budget of {euros(budget, 'en', 0)} is below the cheapest plan, {euros(needed, 'en', 0)}.",
            "Raise the budget, or ask fewer creators.",
            nl=f"het budget van {euros(budget, 'nl', 0)} is lager dan het goedkoopste plan, {euros(needed, 'nl', 0)}.",
            nl_advice="Verhoog het budget, of vraag minder creators.",
        )
