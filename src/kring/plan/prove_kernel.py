"""The compiled proof: try every set that the bound leaves open, one creator in or out at a time, and prune."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.improve_kernel import Floats, Pointers, Problem, State, move


@compiled
def search_all(
    problem: Problem, state: State, order: Pointers, reduced: Floats, bound: float, value: float, step: float,
    effort: float,
) -> tuple[bool, float, NDArray[np.bool_]]:  # fmt: skip
    """Depth first over `order`; returns whether all was searched within `effort`, the best value and its set.

    `reduced` (creators,): what the bound loses by going against it. A branch ends when its bound is less than `step`
    above the best value.
    """
    depth, last = 0, len(order)
    lost, tried = np.zeros(last + 1), np.zeros(last + 1, dtype=np.int8)
    put_in = np.zeros(last + 1, dtype=np.bool_)
    best = state.chosen.copy()
    while depth >= 0:
        if state.sums[3] > effort:
            return False, value, best
        state.sums[3] += 1
        if put_in[depth]:
            move(problem, state, order[depth], -1)
            put_in[depth] = False
        if tried[depth] == 0:
            if state.sums[2] >= problem.least and state.sums[0] > value + 1e-9:
                value = state.sums[0]
                best[:] = state.chosen
            if depth == last or bound - lost[depth] < value + step:
                tried[depth] = 2
        if tried[depth] == 2:
            tried[depth] = 0
            depth -= 1
            continue
        creator = order[depth]
        inside = (reduced[creator] >= 0) == (tried[depth] == 0)
        tried[depth] += 1
        if not inside:
            lost[depth + 1] = lost[depth] + max(reduced[creator], 0.0)
            depth += 1
        elif state.sums[2] < problem.most and state.sums[1] + problem.fees[creator] <= problem.budget + 1e-6:
            lost[depth + 1] = lost[depth] + max(-reduced[creator], 0.0)
            move(problem, state, creator, 1)
            put_in[depth] = True
            depth += 1
    return True, value, best
