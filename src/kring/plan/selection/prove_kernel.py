"""The compiled proof: try every set that the bound leaves open, clique by clique, and prune."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.selection.search_kernel import BROKEN, SMALL, VALUE, WORK, Floats, Pointers, Problem, State, move


@compiled
def overfull(problem: Problem, state: State, offer: int, rising: NDArray[np.bool_]) -> bool:
    """Whether an offer breaks an upper limit that no further offer can mend."""
    for place in range(problem.at[offer], problem.at[offer + 1]):
        limit = problem.limit[place]
        if rising[limit] and state.sums_of[limit] + problem.coefficients[place] > problem.high[limit]:
            return True
    return False


@compiled
def search_all(
    problem: Problem, state: State, starts: Pointers, options: Pointers, penalties: Floats,
    rising: NDArray[np.bool_], bound: float, value: float, step: float, effort: float,
) -> tuple[bool, float, NDArray[np.bool_]]:  # fmt: skip
    """Depth first over cliques; returns whether all was searched within `effort`, the best value and its set.

    Clique c has the `options[starts[c]:starts[c + 1]]` (-1: none of its offers), each with what the bound loses by it,
    the least first. `rising` (limits,): no coefficient is below 0. A branch ends when its bound is less than `step`
    above the best value.
    """
    depth, last = 0, len(starts) - 1
    lost, at = np.zeros(last + 1), np.full(last + 1, -1, dtype=np.int64)
    best = state.chosen.copy()
    while depth >= 0:
        if state.sums[WORK] > effort:
            return False, value, best
        state.sums[WORK] += 1
        if at[depth] < 0:
            if state.sums[BROKEN] == 0 and state.sums[VALUE] > value + SMALL:
                value = state.sums[VALUE]
                best[:] = state.chosen
            if depth == last:
                depth -= 1
                continue
            at[depth] = starts[depth]
        else:
            before = options[at[depth]]
            if before >= 0 and state.chosen[before]:
                move(problem, state, before, -1)
            at[depth] += 1
        if at[depth] == starts[depth + 1] or bound - lost[depth] - penalties[at[depth]] < value + step:
            at[depth] = -1
            depth -= 1
            continue
        offer = options[at[depth]]
        if offer >= 0:
            if overfull(problem, state, offer, rising):
                continue
            move(problem, state, offer, 1)
        lost[depth + 1] = lost[depth] + penalties[at[depth]]
        depth += 1
        at[depth] = -1
    return True, value, best
