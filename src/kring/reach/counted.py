"""Counts of people by class as estimates: known inside, at most inside, and the likely figure between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, weakest
from kring.reach.target_group import INSIDE, OUTSIDE, TargetGroup

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Counter:
    """Turns counts of people by class, shape (classes,), into estimates for one target group.

    The interval runs from the people known to belong to all who may: it holds the truth whatever is unknown.
    """

    group: TargetGroup
    basis: Basis

    def inside(self, counts: Counts) -> Estimate:
        """How many of them belong to the target group."""
        return self._estimate(counts, self.group.weights, INSIDE)

    def outside(self, counts: Counts) -> Estimate:
        """How many of them don't."""
        return self._estimate(counts, 1 - self.group.weights, OUTSIDE)

    def everybody(self, counts: Counts) -> Estimate:
        """How many there are, in or out."""
        people = int(counts.sum())
        return Estimate.exact(people, people, self.basis)

    def mean_times(self, by_times: Counts) -> Estimate:
        """How often a person of the target group is reached on average; unknown when nobody is.

        `by_times` (times, classes). The ends are what the unknown people could make of it: counting in, of those, only
        the most or only the least often reached.
        """
        times = np.arange(1, len(by_times) + 1)
        people, pairs = self.inside(by_times.sum(axis=0)), self.inside(times @ by_times)
        if not people.known:
            return people
        if people.value == 0:
            return Estimate.unknown("nobody of the target group is reached", self.basis)
        sure, unsure = by_times[:, INSIDE], by_times[:, INSIDE + 1 :].sum(axis=1)
        value = pairs.value / people.value
        low, high = _lowest_mean(sure, unsure, times), -_lowest_mean(sure[::-1], unsure[::-1], -times[::-1])
        return Estimate(value, min(low, value), max(high, value), people.basis, people.n)

    def _estimate(self, counts: Counts, weights: NDArray[np.float64], sure: int) -> Estimate:
        doubtful = counts[INSIDE + 1 :]
        known = int(counts[sure])
        if not doubtful.any():
            return Estimate.exact(known, known, self.basis)
        value = known + float(doubtful[doubtful > 0] @ weights[INSIDE + 1 :][doubtful > 0])
        basis = weakest([self.basis, Basis.MODELLED])
        if np.isnan(value):
            return Estimate.unknown(f"of nobody is it known: {', '.join(self.group.unknown)}", basis)
        high = known + int(doubtful.sum())
        return Estimate(min(max(value, known), high), known, high, basis, known)


def _lowest_mean(sure: Counts, unsure: Counts, times: NDArray[np.int64]) -> float:
    """The lowest mean of `times` over the sure people and any of the unsure, times in rising order."""
    best = float(times @ sure / sure.sum()) if sure.sum() else np.inf
    people, total = np.cumsum(unsure) + sure.sum(), np.cumsum(unsure * times) + times @ sure
    some = people > 0
    return float(min(best, (total[some] / people[some]).min(initial=np.inf)))
