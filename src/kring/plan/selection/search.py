"""From a good set to a better one: swaps, then ruin-and-recreate, a fixed amount of work so that it can be repeated."""

from __future__ import annotations

import numpy as np

from kring.plan.instance import CENT
from kring.plan.progress import Watched
from kring.plan.selection.problem import Chosen, Floats, Selection
from kring.plan.selection.state import posed, state_of

PARTS = 8
"""How often a search pauses for whoever watches."""


def searched(
    selection: Selection, forced: Chosen, divisors: Floats, first: list[Chosen], *, bound: float, effort: float,
    seed: int, watched: Watched, span: tuple[float, float],
) -> Chosen:  # fmt: skip
    """The best of searches from each of `first` (the best comes first), each with an equal part of the effort.

    Stops at `bound`. `span`: the share of all work done before and after.
    """
    from kring.plan.selection.search_kernel import ruin_and_recreate

    problem, best, value = posed(selection, forced), first[0], selection.worth(first[0])
    for number, chosen in enumerate(first):
        state = state_of(problem, chosen)
        found, each = chosen.copy(), effort / len(first)
        record = np.array([state.sums[0], state.sums[1], 0.0, 2.0 * float(chosen.sum())])
        for part in range(PARTS):
            until = each * (part + 1) / PARTS
            its_seed = (seed * len(first) + number) * PARTS + part
            more = ruin_and_recreate(
                problem, state, found, record, divisors, bound, until, each, its_seed % 2**32
            )
            share = (number + (part + 1) / PARTS) / len(first)
            value = max(value, float(record[0]))
            if not watched.goes_on(value=value, done=span[0] + share * (span[1] - span[0])) or not more:
                break
        found = trimmed(selection, found, forced)
        best = better_of(selection, best, found)
        if watched.stopped() or selection.worth(best) >= bound - 1e-9:
            break
    return best


def better_of(selection: Selection, one: Chosen, other: Chosen) -> Chosen:
    """More worth; at equal worth less cost; else the first."""
    more = selection.worth(other) - selection.worth(one)
    small = 1e-9 * max(selection.worth(one), 1.0)
    if more > small or (more >= -small and selection.cost(other) < selection.cost(one) - CENT):
        return other
    return one


def trimmed(selection: Selection, chosen: Chosen, forced: Chosen) -> Chosen:
    """The set without offers that add nothing and that no limit asks for, the dearest such first."""
    kept, worth = chosen.copy(), selection.worth(chosen)
    contacts = selection.contacts(kept)
    for offer in np.flatnonzero(kept & ~forced)[np.argsort(-selection.fees[kept & ~forced], kind="stable")]:
        if selection.value[offer] > 0 or selection.fees[offer] <= 0:
            continue
        row = selection.row_of[offer]
        people = selection.rows[selection.indptr[row] : selection.indptr[row + 1]] if row >= 0 else selection.rows[:0]
        fewer = contacts[people] - selection.contacts_each[offer]
        response = selection.response
        lost = selection.weights[people] @ (response.expected(contacts[people]) - response.expected(fewer))
        if lost <= 1e-12 * max(worth, 1.0):
            kept[offer] = False
            if selection.limits.allow(kept):
                contacts[people] = fewer
            else:
                kept[offer] = True
    return kept
