"""A set of creators that a person put together: what it reaches and costs, without a search.

A swap or another fee is answered at once this way: the set is counted as it stands, beside the plan it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate
from kring.match import Brief, candidates
from kring.match.brief import Creators
from kring.match.bundle import Bundle
from kring.plan.constraints import constraints_of
from kring.plan.curve import OtherBudgets
from kring.plan.explaining import explained
from kring.plan.objectives import CostPerResult, Evidence, Mix
from kring.plan.offers import offer_fees
from kring.plan.plan import Plan
from kring.plan.planning import figures_by_account, needed_figures
from kring.plan.problem import Problem, pose
from kring.plan.solving import Answer
from kring.profile.price import PRICES
from kring.reach import Audience
from kring.vocabulary.platforms import piece_on

if TYPE_CHECKING:
    from kring.plan.instance import Chosen

Made = tuple[Bundle | None, date | None]
BY_HAND = "by_hand"
"""What a fee rests on that somebody typed."""


def plan_by_hand(
    base: Plan,
    audience: Audience,
    accounts: pa.Table,
    prices: pa.Table | None = None,
    *,
    swaps: Sequence[tuple[str, str]] = (),
    fees: Mapping[str, float] | None = None,
    views: Mapping[tuple[str, str], Estimate] | None = None,
    figures: pa.Table | None = None,
) -> Plan:
    """The plan `base` with each of `swaps` (who leaves, who comes) made, at other `fees` (euros by account).

    `prices`, `figures` and `views` are those of `plan_brief`. Nobody else is chosen anew, and no limit of the brief
    stands in the way: `limits` and `left_over` say what is not kept, and a negative `left_over` is money short. Who
    could come next is looked for among those whom `base` names as its next best or passed over. `bound` is that of
    `base`.
    """
    made = _after(base, swaps)
    pool = accounts.filter(pc.is_in(accounts["account"], value_set=pa.array(sorted({*made, *_named(base)}))))
    expected = with_fees(_of_these(prices, pool), base, fees or {})
    problem = _posed(base, audience, pool, expected, list(made), figures, views)
    chosen = _chosen(problem, made)
    value, cost = _worth(problem, chosen), float(problem.fees[chosen].sum())
    answer = Answer(problem, chosen, value, cost, base.bound)
    plan = explained(answer, audience, base.curve, OtherBudgets(base.a_tenth_less, base.a_tenth_more))
    budget = base.brief.budget
    return replace(
        plan,
        left_out=base.left_out,
        considered=base.considered,
        left_over=None if budget is None else round(budget - cost, 2),
    )


def with_fees(prices: pa.Table | None, base: Plan, fees: Mapping[str, float]) -> pa.Table | None:
    """The prices with these fees (euros by account) in the place of what was expected, as sure as somebody named them.

    A fee is spread evenly over the pieces of what its account makes.
    """
    if not fees:
        return prices
    made = {choice.account: choice.deliverables for choice in base.chosen}
    rows = [row for account, fee in fees.items() for row in _rows(account, fee, made.get(account), base.brief)]
    named = pa.Table.from_pylist(rows, PRICES)
    if prices is None:
        return named
    replaced = pc.is_in(_pairs(prices), value_set=_pairs(named).combine_chunks())
    return pa.concat_tables([prices.filter(pc.invert(replaced)), named])


def _rows(account: str, fee: float, bundle: Bundle | None, brief: Brief) -> list[dict[str, object]]:
    pieces = dict((bundle or brief.bundles[0]).pieces)
    each = fee / sum(pieces.values())
    row = {"account": account, "value": each, "low": each, "high": each, "n": 1}
    made = dict.fromkeys(piece_on(account.partition(":")[0], kind) for kind in pieces)
    return [row | {"deliverable": kind, "basis": str(Basis.DECLARED), "rests_on": BY_HAND} for kind in made]


def _pairs(prices: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(prices["deliverable"], prices["account"], ":")


def _after(base: Plan, swaps: Sequence[tuple[str, str]]) -> dict[str, Made]:
    """What each account of the set makes and when, in the order of the plan; whoever comes takes the place left."""
    made: dict[str, Made] = {choice.account: (choice.deliverables, choice.week) for choice in base.chosen}
    coming = {
        choice.next_best.account: choice.next_best.deliverables
        for choice in base.chosen
        if choice.next_best is not None
    }
    for leaving, comes in swaps:
        if leaving in made and comes not in made:
            place = {leaving: (comes, (coming.get(comes), made[leaving][1]))}
            made = dict(place.get(account, (account, what)) for account, what in made.items())
    return made


def _named(base: Plan) -> set[str]:
    """Who is next best or was passed over."""
    next_best = {choice.next_best.account for choice in base.chosen if choice.next_best is not None}
    return next_best | {one.account for one in base.passed_over} | set(base.accounts)


def _posed(
    base: Plan,
    audience: Audience,
    accounts: pa.Table,
    prices: pa.Table | None,
    members: Sequence[str],
    figures: pa.Table | None,
    views: Mapping[tuple[str, str], Estimate] | None,
) -> Problem:
    """The problem over these few accounts, with nothing that could keep the members out."""
    brief, everyone = base.brief, candidates(accounts)
    known = Evidence(figures_by_account(_of_these(figures, accounts), None, needed_figures(brief)), {}, views or {})
    free = replace(
        brief, budget=None, creators=Creators(None, len(everyone)), required=tuple(members), forbidden=()
    )  # fmt: skip
    problem = pose(free, audience, accounts, offer_fees(everyone, brief.bundles, prices), known)
    required = tuple(choice.account for choice in base.chosen if choice.required and choice.account in members)
    objective = base.objective if isinstance(base.objective, Mix) else problem.objective
    return replace(
        problem.with_objective(objective),
        brief=brief,
        required=required,
        constraints=constraints_of(brief, everyone, required),
    )


def _of_these(table: pa.Table | None, accounts: pa.Table) -> pa.Table | None:
    """The rows of these accounts only."""
    if table is None:
        return None
    return table.filter(pc.is_in(table["account"], value_set=accounts["account"].combine_chunks()))


def _chosen(problem: Problem, made: Mapping[str, Made]) -> Chosen:
    """The offers of the set: of each account what it makes, or else the first thing it offers."""
    chosen = np.zeros(len(problem.offers), dtype=bool)
    for account, (bundle, week) in made.items():
        own = [place for place, offer in enumerate(problem.offers) if offer.account == account]
        same = [place for place in own if problem.offers[place].bundle == bundle]
        at_the_time = [place for place in same if problem.offers[place].week == week]
        for place in (at_the_time or same or own)[:1]:
            chosen[place] = True
    return chosen


def _worth(problem: Problem, chosen: Chosen) -> float:
    """What the objective makes of the set, in its unit."""
    if problem.plain:
        return float(problem.instance.value(chosen))
    worth = float(problem.selection.worth(chosen))
    if isinstance(problem.objective, CostPerResult):
        return float(problem.fees[chosen].sum()) / worth if worth > 0 else float("inf")
    return worth
