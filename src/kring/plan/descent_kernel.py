"""The compiled search for prices: only people whose price lies below their weight cost any work.

Most people are covered once at most by whoever is worth taking, and their price is their weight. So a price is kept as
the discount below the weight, and a step looks at the rows of the creators the smoothed choice leans to (who is
covered more than once?) and at the creators of discounted people (what are creators worth?).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.bound_kernel import by_ratio, knapsack

Floats = NDArray[np.float64]
Pointers = NDArray[np.int64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

BEST, EURO, THETA, SMOOTHING, BAD, STEPS, WORK = range(7)
"""Places in `pace`: the lowest bound, the price of a euro, the step, the share of a step that the smoothed choice
takes over, steps without progress, steps in all, pairs looked at."""

LEANS = 1e-4
BAD_STEPS, SHORTER, LONGER, LONGEST = 2, 0.66, 1.2, 2.0
CALMER, CALM_EVERY, CALMEST = 0.7, 50, 0.01


class Core(NamedTuple):
    """The problem of a search: rows both ways, `alone` (creators,) the weight of each row, and the limits."""

    indptr: Pointers
    rows: Numbers
    starts: Pointers
    holders: Numbers
    weights: Floats
    alone: Floats
    fees: Floats
    budget: float
    least: int
    most: int


class Search(NamedTuple):
    """What changes: `discounts` and `trial` (people,), `lean` (creators,) the smoothed choice, `cover` (people,) by it,
    who is `active` (people,) with their `flags`, and the `pace`.
    """

    discounts: Floats
    trial: Floats
    lean: Floats
    cover: Floats
    active: Numbers
    flags: Flags
    pace: Floats


@compiled
def worth_of(
    indptr: Pointers, rows: Numbers, discounts: NDArray[np.float32], alone: Floats, kept: Flags
) -> tuple[Floats, int]:
    """What each kept creator is worth at these discounts, shape (creators,), 0 for the others; and the pairs read."""
    values, work = np.zeros(len(alone)), 0
    for creator in range(len(alone)):
        if kept[creator]:
            total = 0.0
            for pair in range(indptr[creator], indptr[creator + 1]):
                total += discounts[rows[pair]]
            values[creator] = alone[creator] - total
            work += indptr[creator + 1] - indptr[creator]
    return values, work


@compiled
def taken_at(
    values: Floats, fees: Floats, budget: float, least: int, most: int, euro: float
) -> tuple[float, Floats, float, float]:
    """The best fractional choice: its worth, the choice (creators,), the price of a euro, the threshold."""
    if least <= 0 and most >= len(fees):
        total, taken, price = by_ratio(values, fees, budget, euro)
        return total, taken, price, 0.0
    return knapsack(values, fees, budget, least, most, euro)


@compiled
def cover_by_lean(core: Core, search: Search, number: int) -> int:
    """Fill `cover`; whoever is covered more than once becomes active. Returns how many are active."""
    for creator in range(len(core.fees)):
        share = search.lean[creator]
        if share > LEANS:
            for person in core.rows[core.indptr[creator] : core.indptr[creator + 1]].view(np.uint32):
                search.cover[person] += share
                if search.cover[person] > 1.0 and not search.flags[person]:
                    search.flags[person] = True
                    search.active[number] = person
                    number += 1
            search.pace[WORK] += core.indptr[creator + 1] - core.indptr[creator]
    return number


@compiled
def size_of_step(core: Core, search: Search, number: int, value: float) -> float:
    """Polyak's step towards `value`, along the slope without what would leave 0 to weight."""
    length = 0.0
    for place in range(number):
        person = search.active[place]
        slope = search.cover[person] - 1.0
        inside = search.discounts[person] > 0 if slope < 0 else search.discounts[person] < core.weights[person]
        if inside:
            length += slope * slope
    step: float = search.pace[THETA] * max(search.pace[BEST] - value, 0.0) / max(length, 1e-9)
    return step


@compiled
def discounted(core: Core, search: Search, number: int, size: float, values: Floats) -> float:
    """Take a step in `trial` and set what creators are worth then in `values`; returns the sum of the discounts."""
    values[:] = core.alone
    total = 0.0
    for place in range(number):
        person = search.active[place]
        discount = search.discounts[person] + size * (search.cover[person] - 1.0)
        discount = min(max(discount, 0.0), core.weights[person])
        search.trial[person] = discount
        if discount > 0:
            total += discount
            for creator in core.holders[core.starts[person] : core.starts[person + 1]].view(np.uint32):
                values[creator] -= discount
            search.pace[WORK] += core.starts[person + 1] - core.starts[person]
    return total


@compiled
def accepted(search: Search, number: int, bound: float) -> int:
    """Keep the trial when its bound is the lowest, and set the pace; returns how many people are still active."""
    pace = search.pace
    if bound >= pace[BEST]:
        pace[BAD] += 1
        if pace[BAD] >= BAD_STEPS:
            pace[THETA], pace[BAD] = pace[THETA] * SHORTER, 0.0
        return number
    pace[BEST], pace[BAD], pace[THETA] = bound, 0.0, min(pace[THETA] * LONGER, LONGEST)
    still = 0
    for place in range(number):
        person = search.active[place]
        search.discounts[person] = search.trial[person]
        search.flags[person] = search.trial[person] > 0
        if search.flags[person]:
            search.active[still] = person
            still += 1
    return still


@compiled
def descend(core: Core, search: Search, value: float, steps: int) -> None:
    """So many steps down, given that a set of `value` is known."""
    values, number, pace = np.empty(len(core.fees)), 0, search.pace
    for person in range(len(core.weights)):
        search.flags[person] = search.discounts[person] > 0
        if search.flags[person]:
            search.active[number] = person
            number += 1
    for _ in range(steps):
        number = cover_by_lean(core, search, number)
        size = size_of_step(core, search, number, value) if np.isfinite(pace[BEST]) else 0.0
        spent = discounted(core, search, number, size, values)
        total, taken, pace[EURO], _threshold = taken_at(
            values, core.fees, core.budget, core.least, core.most, pace[EURO]
        )
        search.cover[:] = 0.0
        for creator in range(len(core.fees)):
            search.lean[creator] += pace[SMOOTHING] * (taken[creator] - search.lean[creator])
        number = accepted(search, number, total + spent)
        pace[STEPS] += 1
        pace[WORK] += 4 * len(core.fees)
        if pace[STEPS] % CALM_EVERY == 0:
            pace[SMOOTHING] = max(pace[SMOOTHING] * CALMER, CALMEST)
