"""From a brief to a problem a solver takes: who may be chosen for what, their people in the target group, limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.errors import NothingToPlan
from kring.estimate import Estimate
from kring.match import Brief, Candidate, Verdict, candidates, named, verdicts
from kring.match.bundle import Bundle
from kring.match.gates import NO_FEE
from kring.plan.constraints import Budget, Constraint, NumberOfCreators, Required, Row, constraints_of, planned
from kring.plan.instance import Chosen, Floats, Instance
from kring.plan.objectives import Counted, Evidence, Objective, Reach, objective_of
from kring.plan.offering import Offering, offering
from kring.plan.offers import Offer
from kring.plan.refusals import require_candidates, require_feasible, require_money, require_people
from kring.plan.selection import Limits, Selection
from kring.plan.who_counts import People, factors, share_in_target
from kring.reach import Audience, TargetGroup, target_group
from kring.vocabulary.text import Words

MOST_RUNS_A_ROW = 64
"""Up to this many runs a target group is sliced out of each row; above it every pair is looked at."""

NO_RESULT = Words(
    "onbekend is wat dit account voor het doel oplevert", "what this account brings to the goal is unknown"
)
NEXT_TO_NOTHING = 1e-9
"""The contacts of a required creator of whom it is not known how many people see it: the solver wants some."""

PLAIN = (Budget, NumberOfCreators, Required)


@dataclass(frozen=True)
class Problem:
    """A brief made ready.

    `places`: the creators who pass, in the order of the rows `indptr`, `rows` of `people`. `offers`: what they offer,
    in the same order. `counted`: what `objective` counts of the offers. `constraints`: what the plan keeps to, `group`:
    its target group, `required`: accounts that are in.
    """

    brief: Brief
    objective: Objective
    places: tuple[Candidate, ...]
    offers: tuple[Offer, ...]
    counted: Counted
    people: People
    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    constraints: tuple[Constraint, ...]
    group: TargetGroup
    evidence: Evidence
    required: tuple[str, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def plain(self) -> bool:
        """Whether it is plain coverage: one offer a creator, a budget and a number at most, who can be reached."""
        one_each = len(self.offers) == len(self.places)
        return one_each and self.objective == Reach() and all(isinstance(one, PLAIN) for one in self.constraints)

    @cached_property
    def fees(self) -> Floats:
        """The amounts to plan with, shape (offers,)."""
        return np.array([planned(offer) for offer in self.offers])

    @cached_property
    def must(self) -> Chosen:
        """Which offers are of required accounts, shape (offers,)."""
        return np.array([offer.account in self.required for offer in self.offers], dtype=bool)

    @cached_property
    def instance(self) -> Instance:
        """The problem as plain coverage; only for one that is plain."""
        brief, creators = self.brief, len(self.places)
        budget = np.inf if brief.budget is None else brief.budget
        most = min(brief.most or creators, creators)
        return Instance(self.indptr, self.rows, self.people.weights, self.fees, budget, brief.least, most, self.must)

    @cached_property
    def limit_rows(self) -> tuple[tuple[Constraint, Row], ...]:
        """Every row of every constraint over the offers, in order."""
        return tuple((one, row) for one in self.constraints for row in one.rows(self.offers))

    @cached_property
    def row_of(self) -> NDArray[np.int64]:
        """The row of each offer's account among `places`, shape (offers,)."""
        number = {one.account: place for place, one in enumerate(self.places)}
        return np.array([number[offer.account] for offer in self.offers], dtype=np.int64)

    @cached_property
    def selection(self) -> Selection:
        """The problem as the general solver takes it."""
        number = len(self.offers)
        limits = Limits.of(number, [(row.offers, row.coefficients, row.low, row.high) for _, row in self.limit_rows])
        exposure = np.maximum(self.counted.exposures(number), NEXT_TO_NOTHING)
        return Selection(
            self.indptr, self.rows, self.row_of, exposure, self.people.weights, self.counted.response,
            self.counted.values(number), self.fees, self.row_of, limits,
        )  # fmt: skip

    def with_objective(self, objective: Objective) -> Problem:
        """The same problem with another objective."""
        return replace(self, objective=objective, counted=objective.counted(self.offers, self.evidence))

    def fee(self, account: str) -> Estimate:
        """What an account asks for the first thing it offers, or is thought to ask."""
        fees = [offer.fee for offer in self.offers if offer.account == account]
        return fees[0] if fees else Estimate.unknown(NO_FEE.en)


def pose(
    brief: Brief,
    audience: Audience,
    accounts: pa.Table,
    fees: Mapping[tuple[str, Bundle], Estimate],
    evidence: Evidence | None = None,
    constraints: Sequence[Constraint] = (),
) -> Problem:
    """The problem of a brief. `fees`: by account and bundle; `constraints`: further ones.

    Raises NothingToPlan with what makes it impossible.
    """
    brief.require_a_limit()
    everyone, evidence = candidates(accounts), evidence or Evidence()
    objective, group = objective_of(brief.goal), target_group(audience, brief.target)
    required = tuple(dict.fromkeys(named(everyone, brief.required, "required")))
    there = offering(brief, everyone, fees, required)
    judged = _judged(brief, audience, everyone, there, evidence, required, objective)
    require_candidates(everyone, list(judged.values()))
    if brief.goal.needs_target:
        require_people(audience, group)
        shares = {one.account: share_in_target(audience, one.account, group) for one in everyone}
        evidence = replace(evidence, in_target=shares)
    offers, counted, judged = _known(there, judged, objective, evidence, required)
    require_candidates(everyone, list(judged.values()))
    _require_the_required(required, judged, everyone)
    if counted.people:
        require_people(audience, group)
    places = tuple(one for one in everyone if judged[one.account].passes)
    indptr, rows, people = _people(audience, places, group, brief)
    kept_to = (*constraints_of(brief, everyone, required), *constraints)
    problem = Problem(
        brief, objective, places, offers, counted, people, indptr, rows, kept_to, group, evidence, required, judged
    )
    if counted.people:
        require_feasible(brief, rows, len(places))
    if problem.plain:
        require_money(brief, problem.instance, len(required))
    return problem


def _judged(
    brief: Brief, audience: Audience, everyone: Sequence[Candidate], there: Offering, evidence: Evidence,
    required: Sequence[str], objective: Objective,
) -> dict[str, Verdict]:  # fmt: skip
    judged = verdicts(
        brief,
        everyone,
        audience,
        there.lowest,
        required=set(required),
        forbidden=set(named(everyone, brief.forbidden, "forbidden")),
        figures=evidence.figures,
        further=there.against,
        needs_audience=objective.counted((), evidence).people or brief.goal.needs_target,
    )
    return {verdict.account: verdict for verdict in judged}


def _known(
    there: Offering, judged: dict[str, Verdict], objective: Objective, evidence: Evidence, required: Sequence[str]
) -> tuple[tuple[Offer, ...], Counted, dict[str, Verdict]]:
    """The offers of which it is known what they bring, what that is, and the verdicts with who has none left."""
    offers = [offer for account, verdict in judged.items() if verdict.passes for offer in there.offers[account]]
    counted = objective.counted(offers, evidence)
    kept = [
        place for place, offer in enumerate(offers) if offer.account in required or counted.unknown_at(place) is None
    ]
    left = {offers[place].account for place in kept}
    judged = {
        account: replace(one, reasons=(NO_RESULT,)) if one.passes and account not in left else one
        for account, one in judged.items()
    }
    return tuple(offers[place] for place in kept), counted.only(kept), judged


def _require_the_required(
    required: Sequence[str], judged: Mapping[str, Verdict], everyone: Sequence[Candidate]
) -> None:
    shown = {one.account: one.shown for one in everyone}
    for account in required:
        verdict = judged[account]
        if not verdict.passes:
            nl, en = ("; ".join(why.said_in(language) for why in verdict.reasons) for language in ("nl", "en"))
            raise NothingToPlan(
                f"{shown[account]} is required but can't take part: {en}.",
                "Don't require it, or import what is missing.",
                nl=f"{shown[account]} is verplicht maar kan niet meedoen: {nl}.",
                nl_advice="Maak het niet verplicht, of importeer wat ontbreekt.",
            )  # fmt: skip


def _people(
    audience: Audience, places: Sequence[Candidate], group: TargetGroup, brief: Brief
) -> tuple[NDArray[np.int64], NDArray[np.int32], People]:
    """The rows of the places cut down to the people who count, and those people."""
    chance, factor = np.nan_to_num(group.of_people), factors(audience, brief.weights)
    indptr, rows, _ = restricted(audience, [one.account for one in places], group, chance * factor)
    counts = chance * factor > 0
    return indptr, rows, People(chance[counts], factor[counts])


def restricted(
    audience: Audience, accounts: Sequence[str], group: TargetGroup, weights: Floats | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """The rows of these accounts with only the people of a weight above 0, renumbered from 0; and their weights.

    `weights` (people,): other weights than the chance to be in the group.
    """
    from kring.plan.kernels import filtered, sliced

    weights = group.of_people if weights is None else weights
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
    """The audience's pointers with one empty row at the end, for accounts around whom nobody is known."""
    indptr = np.append(audience.indptr, audience.indptr[-1] if len(audience.indptr) else 0)
    empty = len(audience.accounts)
    places = [audience.place(account) if account in audience else empty for account in accounts]
    return indptr, np.array(places, dtype=np.int64)
