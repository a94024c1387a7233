"""The outlook of an answer, and the answer that is planned for the lower end of what may come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.plan.constraints import Budget
from kring.plan.objectives import KINDS, CostPerResult
from kring.plan.outlook.doubts import Doubts
from kring.plan.outlook.lower_end import PESSIMISM, for_the_lower_end
from kring.plan.outlook.outlook import Outlook
from kring.plan.outlook.simulate import simulated
from kring.plan.problem import Problem
from kring.plan.selection import Infeasible, Selection, select
from kring.plan.selection.problem import Chosen
from kring.plan.solving import Answer
from kring.plan.standing import in_order_of_gain


def outlook_of(answer: Answer, accounts: Sequence[str], mean: Answer, *, seed: int = 0) -> Outlook:
    """How the answer may turn out. `accounts`: its creators in the order in which they are asked.

    `mean`: the answer planned for the middle; where that is another one, its low end stands beside.
    """
    problem = answer.problem
    places = {problem.offers[place].account: int(place) for place in np.flatnonzero(answer.chosen)}
    found = _simulated(problem, np.array([places[account] for account in accounts], dtype=np.int64), seed)
    objective = problem.objective.of if isinstance(problem.objective, CostPerResult) else problem.objective
    found = replace(found, kind=KINDS[objective.unit])
    if mean is answer or (mean.chosen == answer.chosen).all():
        return found
    return replace(found, of_the_middle=_simulated(problem, _order(problem.selection, mean.chosen), seed).value)


def for_the_low_end(answer: Answer, *, effort: float, seed: int = 0) -> Answer:
    """The answer whose outcome has the best low end, with the bound of the answer for the middle."""
    problem = answer.problem
    budget_rows = [place for place, (one, _) in enumerate(problem.limit_rows) if isinstance(one, Budget)]

    def solve(candidate: Selection) -> Chosen | None:
        if candidate is problem.selection:
            return answer.chosen
        try:
            return select(candidate, effort=effort / len(PESSIMISM), seed=seed, starts=[answer.chosen]).chosen
        except Infeasible:
            return None

    chosen = for_the_lower_end(
        problem.selection, doubts_of(problem), solve=solve, order=lambda found: _order(problem.selection, found),
        budget=_budget(problem), budget_row=budget_rows[0] if budget_rows else None, chances=problem.people.chance,
        seed=seed,
    )  # fmt: skip
    return replace(answer, chosen=chosen, value=problem.selection.worth(chosen), cost=problem.selection.cost(chosen))


def doubts_of(problem: Problem) -> Doubts:
    """What is in doubt of all offers of a problem; without an acceptance in the brief everybody comes."""
    acceptance = problem.brief.acceptance
    return Doubts(
        tuple(offer.fee for offer in problem.offers), problem.counted.exposure, problem.counted.value,
        Estimate.exact(1.0 if acceptance is None else acceptance, None, Basis.DECLARED),
    )  # fmt: skip


def _simulated(problem: Problem, order: NDArray[np.int64], seed: int) -> Outlook:
    return simulated(
        problem.selection, order, doubts_of(problem), budget=_budget(problem), chances=problem.people.chance, seed=seed
    )


def _budget(problem: Problem) -> float:
    return np.inf if problem.brief.budget is None else problem.brief.budget


def _order(selection: Selection, chosen: Chosen) -> NDArray[np.int64]:
    """The chosen offers, the one that adds most first."""
    return np.array(
        [place for place, _ in in_order_of_gain(selection, np.flatnonzero(chosen).tolist())], dtype=np.int64
    )
