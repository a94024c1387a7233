"""First sets: greedy by gain, by gain per euro and between, by gain per price of the limits taken, from nothing or from
what a fractional choice takes whole.

Where the response is not concave (2+, 3+) a single offer may add nothing at first: then the gains of the concave
envelope lead, and the value counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kring.plan.selection.problem import Chosen, Floats, Selection
from kring.plan.selection.response import Response

if TYPE_CHECKING:
    from kring.plan.selection.search_kernel import Problem


def orders(fees: Floats, charged: Floats | None = None) -> Floats:
    """What gains are divided by in each order, shape (orders, offers): nothing, fees, their root, prices of limits."""
    paid = np.maximum(fees, 1e-9)
    made = [np.ones(len(fees)), paid, np.sqrt(paid)]
    if charged is not None and (charged > 0).any():
        made.append(np.maximum(charged, 0.05 * float(np.median(charged[charged > 0]))))
    return np.stack(made)


def leading(response: Response) -> Response:
    """The response whose gains lead a greedy: itself where concave, else its concave envelope over whole contacts."""
    from kring.plan.selection.conjugate_kernel import upper_hull

    if response.concave:
        return response
    totals = np.concatenate([[0.0], np.cumsum(response.amounts)])
    x = np.arange(len(totals), dtype=np.float64)
    hull = upper_hull(x, totals)
    amounts = np.diff(np.interp(x, x[hull], totals[hull]))
    return Response(tuple(float(amount) for amount in np.minimum.accumulate(np.maximum(amounts, 0.0))), response.certain)


def greedy_sets(
    selection: Selection, problem: Problem, divisors: Floats, start: Chosen, first: Floats | None = None
) -> list[Chosen]:
    """A set for each order, those that keep to the limits.

    `start` (offers,) is in from the beginning; then offers with a part of more than a half in `first` (offers,), most
    first, while they fit.
    """
    from kring.plan.selection.search_kernel import mended, move, recreate
    from kring.plan.selection.state import state_of

    sets: list[Chosen] = []
    quiet, added = np.ones(selection.offers), np.empty(selection.offers, dtype=np.int64)
    for divisor in divisors:
        state = state_of(problem, start)
        if first is not None:
            for offer in np.argsort(-first, kind="stable")[: int((first > 0.5).sum())]:
                free = not state.chosen[offer] and not state.taken[problem.creator[offer]]
                if free and mended(problem, state, offer) >= 0:
                    move(problem, state, int(offer), 1)
        recreate(problem, state, divisor, quiet, added)
        if selection.allows(state.chosen):
            sets.append(state.chosen)
    return sets
