"""The search for the prices that prove the lowest bound (see `plan.bound`).

Prices follow a smoothed subgradient, the volume algorithm of Barahona and Anbil (Mathematical Programming 2000), with
Polyak's step towards the value of the best set known. The steps are taken among the few creators that are worth their
fee or nearly so, as in column generation; between two rounds of steps everybody is looked at once, which gives the
bound that holds, the creators that can be dropped, and the creators to take steps among next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kring.plan.instance import Chosen, Floats, Instance

if TYPE_CHECKING:
    from kring.plan.descent_kernel import Core, Search

SLICE = 25
"""Steps between two looks at whether it goes on."""

SLICES = 8
CORE_TIMES = 4
LEAST_CORE = 300
ENOUGH, ENOUGH_OF_GAP = 2e-5, 0.03
"""A round that lowers the bound by less than this share of it is the last; some steps that lower it by less than a
quarter of that, or by less than this share of what lies between bound and value, are the last of their round."""

FIRST_STEP, NEXT_STEP = 0.5, 0.1
FIRST_SMOOTHING, NEXT_SMOOTHING = 0.1, 0.03


class Descent:
    """The search for prices, round by round.

    `best` is the lowest bound, `discounts` (people,) prove it; `kept` (creators,) who can be in a set that is better
    than `value`, to which a bound within `near` is near enough; `proven` (creators,) what that bound loses when a
    creator goes the other way.
    """

    def __init__(
        self, instance: Instance, value: float, prices: Floats | None, chosen: Chosen | None = None, near: float = 0.0
    ) -> None:
        self.instance, self.value, self.near, self.work, self.steps = instance, value, near, 0.0, 0
        self.kept = np.ones(instance.creators, dtype=bool)
        self.reduced = self.proven = np.full(instance.creators, np.inf)
        self.threshold = 0.0
        self.best, self.euro, self.settled = np.inf, 0.1, not instance.creators
        self.lean = np.zeros(instance.creators) if chosen is None else chosen.astype(float)
        self.current = self._first_discounts() if prices is None else self._discounts_of(prices)
        self.discounts = self.current
        self._look_at_everybody()

    @property
    def prices(self) -> Floats:
        """The price of each person, shape (people,)."""
        prices: Floats = self.instance.weights - self.discounts
        return prices

    @property
    def meets(self) -> bool:
        """Whether the bound meets the value, or is near enough to it."""
        return self.best - self.value <= max(1 - 1e-6 if self.instance.whole else 1e-9, self.near)

    def round(self, most: float = np.inf) -> None:
        """Some steps among the creators that matter, for at most so much work, then a look at everybody."""
        from kring.plan.descent_kernel import BEST, STEPS, WORK, descend

        before, inside = self.best, self._worth_a_look()
        smaller, numbers = self.instance.merged_with_numbers(inside)
        core, search = self._searched(smaller, numbers, inside)
        for _ in range(SLICES):
            last = search.pace[BEST]
            descend(core, search, self.value, SLICE)
            if search.pace[WORK] >= most:
                break
            if last - search.pace[BEST] < self._enough(search.pace[BEST]) or search.pace[BEST] - self.value < self.near:
                break
        self.steps += int(search.pace[STEPS])
        self.work += float(search.pace[WORK]) + 6 * len(smaller.rows)
        self.lean[inside] = search.lean
        self.current = self._spread(search.discounts, smaller.weights, numbers)
        self._look_at_everybody()
        self.settled = before - self.best < ENOUGH * max(self.best, 1.0) or not self.kept.any()

    def _enough(self, bound: float) -> float:
        return max(ENOUGH / 4 * bound, ENOUGH_OF_GAP * (bound - self.value))

    def _worth_a_look(self) -> Chosen:
        """The creators to take steps among: most worth by what they cost at the prices."""
        number = max(CORE_TIMES * int((self.reduced > 0).sum() + 1), LEAST_CORE)
        if int(self.kept.sum()) <= 1.5 * number:
            return self.kept.copy()
        asked = self.euro * self.instance.fees + self.threshold
        order = np.argsort(-np.where(self.kept, self.reduced / np.maximum(asked, 1e-9), -np.inf), kind="stable")
        inside = self.lean > 0.01
        inside[order[:number]] = True
        return inside & self.kept

    def _searched(self, smaller: Instance, numbers: NDArray[np.int32], inside: Chosen) -> tuple[Core, Search]:
        from kring.plan.descent_kernel import Core, Search

        starts, holders = smaller.inverted
        people = len(smaller.weights)
        discounts = np.zeros(people)
        shared = numbers >= 0
        discounts[numbers[shared]] = self.current[shared]
        core = Core(
            smaller.indptr, smaller.rows, starts, holders, smaller.weights, self.instance.alone[inside], smaller.fees,
            float(smaller.budget), min(smaller.least, smaller.creators), min(smaller.most, smaller.creators),
        )  # fmt: skip
        first = self.steps == 0
        step, smoothing = (FIRST_STEP, FIRST_SMOOTHING) if first else (NEXT_STEP, NEXT_SMOOTHING)
        pace = np.array([np.inf, self.euro, step, smoothing, 0.0, 0.0, 0.0])
        nobody, active = np.zeros(people, dtype=bool), np.empty(people, dtype=np.int32)
        return core, Search(
            discounts, np.zeros(people), self.lean[inside].copy(), np.zeros(people), active, nobody, pace
        )

    def _spread(self, discounts: Floats, weights: Floats, numbers: NDArray[np.int32]) -> NDArray[np.float32]:
        """The discounts of the search for all people: nothing for who is not shared."""
        everybody = np.zeros(len(numbers), dtype=np.float32)
        shared = numbers >= 0
        everybody[shared] = not_above(discounts, weights)[numbers[shared]]
        return everybody

    def _look_at_everybody(self) -> None:
        """The bound the current discounts prove, everybody counted; drops who can't be in a better set."""
        from kring.plan.descent_kernel import taken_at, worth_of

        problem = self.instance
        values, work = worth_of(problem.indptr, problem.rows, self.current, problem.alone, self.kept)
        self.work += work
        least, most = min(problem.least, problem.creators), min(problem.most, problem.creators)
        total, taken, self.euro, self.threshold = taken_at(values, problem.fees, problem.budget, least, most, self.euro)
        bound = total + float(self.current.sum(dtype=np.float64))
        self.reduced = reduced = np.where(self.kept, values - self.euro * problem.fees - self.threshold, -np.inf)
        if bound < self.best:
            self.best, self.discounts, self.proven = bound, self.current, reduced
        if not self.lean.any():
            self.lean = taken.copy()
        better = self.value + (1 - 1e-6 if problem.whole else 1e-9)
        self.kept &= bound + np.minimum(reduced, 0.0) >= better
        if not self.kept.any():  # then no set is better than the one compared with
            self.best = min(self.best, self.value)

    def _discounts_of(self, prices: Floats) -> NDArray[np.float32]:
        return not_above(np.maximum(self.instance.weights - prices, 0.0), self.instance.weights)

    def _first_discounts(self) -> NDArray[np.float32]:
        """A person's weight shared over those who cover it in a good set."""
        from kring.plan.bound_kernel import covered_times
        from kring.plan.greedy import add_greedily

        problem = self.instance
        if not self.lean.any():
            chosen = np.zeros(problem.creators, dtype=bool)
            add_greedily(replace(problem, required=chosen, least=0), chosen, per_euro=True)
            self.lean = chosen.astype(float)
        times = covered_times(problem.indptr, problem.rows, self.lean, len(problem.weights))
        return self._discounts_of(problem.weights / np.maximum(times, 1.0))


def not_above(discounts: Floats, weights: Floats) -> NDArray[np.float32]:
    """The discounts in single precision, rounded so that none is above the weight: a price below 0 proves nothing."""
    least = np.minimum(discounts, weights)
    single = least.astype(np.float32)
    return np.where(single > least, np.nextafter(single, np.float32(0)), single)
