"""Making scenarios: the brief's budget spent on each mix of tiers under each goal, by the same solver as any plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pyarrow as pa

from kring.errors import NothingToPlan
from kring.estimate import Basis, Estimate, ratio
from kring.match import Brief, candidates
from kring.match.goal import Goal
from kring.plan.fees import cost_of
from kring.plan.objectives import KINDS, UNITS, CostPerResult, Evidence, objective_of
from kring.plan.offers import given_fees, offer_fees
from kring.plan.outcome import outcome
from kring.plan.planning import figures_by_account, needed_figures
from kring.plan.problem import Problem, pose
from kring.plan.scenarios.answer import Outcome, Scenario, Scenarios, predicted
from kring.plan.scenarios.mixes import MIXES, TierMix
from kring.plan.solving import Answer, solved
from kring.reach import Audience
from kring.reach.unique import weakest_basis
from kring.vocabulary.text import Words

OnPlan = Callable[[int, int], None]
EFFORT = 1e7
"""Pairs the search may look at for one plan: a scenario is a comparison, and many are made."""

DEFAULT_GOALS = tuple(
    Goal.read(given)
    for given in ("reach", "seen", "engagements", "revenue", {"cost_per_result": {"of": "engagements"}})
)
"""Who can be reached, who will see it, engagements, revenue, and the cost per engagement."""

NOT_DIVIDED = Estimate.unknown("it is a ratio already, or a part of it is unknown", Basis.MODELLED)


def scenarios(
    brief: Brief,
    audience: Audience,
    accounts: pa.Table,
    prices: pa.Table | None = None,
    *,
    goals: Sequence[Goal] = DEFAULT_GOALS,
    mixes: Sequence[TierMix] = MIXES,
    fees: Mapping[str, Estimate] | None = None,
    figures: pa.Table | None = None,
    views: Mapping[tuple[str, str], Estimate] | None = None,
    revenue: Mapping[str, Estimate] | None = None,
    effort: float = EFFORT,
    seed: int = 0,
    on_plan: OnPlan | None = None,
) -> Scenarios:
    """The best plan of every mix under every goal at the brief's budget. The arguments are those of `plan_brief`;
    `on_plan` hears after every plan how many are made, of how many.

    Where a mix can't serve the brief, its outcome is unknown with the reason; the others still stand. Raises BadInput
    for a brief without a budget and a number of creators.
    """
    brief.require_a_limit()
    everyone = candidates(accounts)
    asked = offer_fees(everyone, brief.bundles, prices) if fees is None else given_fees(everyone, brief.bundles, fees)
    known = Evidence(figures_by_account(figures, None, needed_figures(brief)), revenue or {}, views or {})

    def made(mix: TierMix, goal: Goal) -> Outcome:
        try:
            problem = pose(replace(mix.of(brief), goal=goal), audience, accounts, asked, known)
            return _outcome(problem, audience, solved(problem, effort=effort, seed=seed))
        except NothingToPlan as why:
            return _nothing(goal, Words(why.said_in("nl")[0], why.said_in("en")[0]))

    outcomes: list[Outcome] = []
    for mix, goal in product(mixes, goals):
        outcomes.append(made(mix, goal))
        if on_plan is not None:
            on_plan(len(outcomes), len(mixes) * len(goals))
    found = tuple(
        Scenario(mix.name, mix.words, tuple(outcomes[place * len(goals) : (place + 1) * len(goals)]))
        for place, mix in enumerate(mixes)
    )
    words = tuple(objective_of(goal).words for goal in goals)
    return Scenarios(brief.name, brief.budget, tuple(goals), words, found, predicted(goals, found), audience.synthetic)


def _outcome(problem: Problem, audience: Audience, answer: Answer) -> Outcome:
    chosen = [problem.offers[place] for place in np.flatnonzero(answer.chosen)]
    kind = problem.objective.unit
    accounts = tuple(offer.account for offer in chosen)
    basis = weakest_basis(audience, [account for account in accounts if account in audience])
    value, cost = outcome(problem, answer.chosen, basis), cost_of([offer.fee for offer in chosen])
    followers = tuple(offer.candidate.followers or 0 for offer in chosen)
    known = all(offer.candidate.followers is not None for offer in chosen)
    divided = not isinstance(problem.objective, CostPerResult)
    return Outcome(
        problem.brief.goal, UNITS[kind], KINDS[kind], value, cost,
        _over(value, Estimate.exact(sum(followers))) if divided and known else NOT_DIVIDED,
        _over(value, cost) if divided else NOT_DIVIDED,
        accounts, followers, answer.bound, answer.gap,
    )  # fmt: skip


def _over(value: Estimate, by: Estimate) -> Estimate:
    return ratio(value, by) if value.known and by.known else NOT_DIVIDED


def _nothing(goal: Goal, reason: Words) -> Outcome:
    unit = objective_of(goal).unit
    unknown = Estimate.unknown(reason.en, Basis.MODELLED)
    return Outcome(goal, UNITS[unit], KINDS[unit], unknown, unknown, unknown, unknown, (), (), None, None, reason)
