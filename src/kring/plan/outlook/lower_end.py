"""Planning for the lower end: the set whose outcome is best when things go badly, instead of on average.

A few problems are solved, each more pessimistic than the one before: fees nearer to the high end of their intervals,
views, values and chances nearer to the low end, and creators who may decline counted as such. Every set found is
simulated on the same draws, and the one with the best low end (of the interval that holds 95 % of the draws) is taken.
The plan for the mean is among them, so the choice is never worse than that at its low end, by these draws. It is sample
average approximation over a small set of candidates (Kleywegt, Shapiro and Homem-de-Mello, SIAM J. Optim. 2002).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Estimate
from kring.plan.outlook.doubts import Doubts
from kring.plan.outlook.simulate import simulated
from kring.plan.selection.problem import Chosen, Limits, Response, Selection
from kring.reach.chances import ODDS, shifted

PESSIMISM = (0.0, 0.25, 0.5, 1.0)
"""How far towards the bad end of every interval a candidate is planned."""

Floats = NDArray[np.float64]
Solver = Callable[[Selection], Chosen | None]
Order = Callable[[Chosen], NDArray[np.int64]]


def for_the_lower_end(
    problem: Selection,
    doubts: Doubts,
    *,
    solve: Solver,
    order: Order,
    budget: float = np.inf,
    budget_row: int | None = None,
    chances: Floats | None = None,
    seed: int = 0,
) -> Chosen:
    """The offers whose outcome has the best low end, shape (offers,).

    `solve` gives the best set of a problem, or None where none keeps to the limits. `order` puts a set in the order in
    which its creators are asked. `budget_row`: which limit is the budget, so that pessimistic fees are kept to as well.
    """
    best, highest = None, -np.inf
    for candidate in pessimistic(problem, doubts, budget_row, chances):
        chosen = solve(candidate)
        if chosen is None or not problem.limits.allow(chosen):
            continue
        found = simulated(problem, order(chosen), doubts, budget=budget, chances=chances, seed=seed)
        if found.value.low > highest:
            best, highest = chosen, found.value.low
    if best is None:
        raise ValueError("no set keeps to the limits, not even for the mean")
    return best


def pessimistic(
    problem: Selection, doubts: Doubts, budget_row: int | None, chances: Floats | None
) -> Iterator[Selection]:
    """The problem as it is, and ever further towards the bad end of what is in doubt."""
    for share in PESSIMISM:
        fees = problem.fees * _towards(doubts.fees, "high", share)
        response, exposure = _who_may_decline(problem, doubts, share)
        yield replace(
            problem,
            response=response,
            exposure=exposure,
            fees=fees,
            limits=problem.limits if budget_row is None else _with_fees(problem.limits, budget_row, fees),
            value=problem.value * (_towards(doubts.values, "low", share) if doubts.values else 1.0),
            weights=problem.weights if chances is None else problem.weights * _less_likely(chances, share),
        )


def _towards(figures: Sequence[Estimate], end: str, share: float) -> Floats:
    """By what each figure is multiplied to lie this share of the way to an end, on a logarithmic scale."""
    found = np.ones(len(figures))
    for place, figure in enumerate(figures):
        if figure.known and figure.value > 0:
            found[place] = max(getattr(figure, end) / figure.value, 0.01) ** share
    return found


def _less_likely(chances: Floats, share: float) -> Floats:
    """By what the weight of each person falls when the odds of belonging do."""
    doubtful = (chances > 0) & (chances < 1)
    found = np.ones(len(chances))
    found[doubtful] = shifted(chances[doubtful], ODDS**-share) / chances[doubtful]
    return found


def _who_may_decline(problem: Selection, doubts: Doubts, share: float) -> tuple[Response, Floats]:
    """Exposure with views at their low end; and where following counts, who may decline reaches with that chance."""
    available = doubts.available.value * float(_towards([doubts.available], "low", share)[0])
    if not problem.response.certain:
        seen = _towards(doubts.views, "low", share) if doubts.views else np.ones(problem.offers)
        return problem.response, problem.exposure * seen * max(available, 0.01)
    if available >= 1 or problem.response.amounts != (1.0,):
        return problem.response, problem.exposure
    return Response((1.0,), certain=False), np.full(problem.offers, -np.log1p(-min(available, 0.99)))


def _with_fees(limits: Limits, row: int, fees: Floats) -> Limits:
    """The limits with other fees in the budget's row."""
    coefficients = limits.coefficients.copy()
    first, last = limits.indptr[row], limits.indptr[row + 1]
    coefficients[first:last] = fees[limits.offers[first:last]]
    return replace(limits, coefficients=coefficients)
