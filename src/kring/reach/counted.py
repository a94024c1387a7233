"""Counts of people by class as estimates: known inside, at most inside, and the likely figure between them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kring.estimate import LEVEL, Basis, Estimate, weakest
from kring.reach.chances import ODDS, shifted
from kring.reach.target_group import INSIDE, OUTSIDE, TargetGroup

Counts = NDArray[np.int64]
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


@dataclass(frozen=True)
class Counter:
    """Turns counts of people by class, shape (classes,), into estimates for one target group.

    People of whom it is not known count with their chance. The interval allows their odds to be half or twice as large
    and adds the play of chance; it never leaves what is certain: at least those known inside, at most all who may be.
    """

    group: TargetGroup
    basis: Basis

    def inside(self, counts: Counts) -> Estimate:
        """How many of them belong to the target group."""
        return self._estimates(counts[None, :], self.group.weights, INSIDE)[0]

    def inside_each(self, counts: Counts) -> tuple[Estimate, ...]:
        """How many of each row belong to the target group; `counts` (rows, classes)."""
        return self._estimates(counts, self.group.weights, INSIDE)

    def outside(self, counts: Counts) -> Estimate:
        """How many of them don't."""
        return self._estimates(counts[None, :], 1 - self.group.weights, OUTSIDE)[0]

    def everybody(self, counts: Counts) -> Estimate:
        """How many there are, in or out."""
        people = int(counts.sum())
        return Estimate.exact(people, people, self.basis)

    def mean_times(self, by_times: Counts) -> Estimate:
        """How often a person of the target group is reached on average; unknown when nobody is.

        `by_times` (times, classes). The ends are what half and twice the odds of the unknown people make of it.
        """
        times = np.arange(1, len(by_times) + 1)
        people = self.inside(by_times.sum(axis=0))
        if not people.known:
            return people
        if people.value == 0:
            return Estimate.unknown("nobody of the target group is reached", self.basis)
        if not by_times[:, INSIDE + 1 :].any():
            mean = _mean(by_times[:, INSIDE], times)
            return Estimate(mean, mean, mean, people.basis, people.n)
        means = [_mean(by_times @ self._weights(factor), times) for factor in (1 / ODDS, 1.0, ODDS)]
        return Estimate(means[1], min(means), max(means), people.basis, people.n)

    def _weights(self, factor: float) -> NDArray[np.float64]:
        weights = self.group.weights.copy()
        weights[INSIDE + 1 :] = shifted(weights[INSIDE + 1 :], factor)
        return np.nan_to_num(weights)

    def _estimates(self, counts: Counts, weights: NDArray[np.float64], sure: int) -> tuple[Estimate, ...]:
        """The estimate of each row of `counts` (rows, classes)."""
        known, doubtful = counts[:, sure], counts[:, INSIDE + 1 :]
        if not doubtful.any():
            basis, counted = self.basis, zip(known.astype(float).tolist(), known.tolist(), strict=True)
            return tuple([Estimate(people, people, people, basis, n) for people, n in counted])
        untold, chance = np.isnan(weights[INSIDE + 1 :]), np.nan_to_num(weights[INSIDE + 1 :])
        most = known + doubtful.sum(axis=1)
        value = np.minimum(known + doubtful @ chance, most)
        low, high = (known + doubtful @ shifted(chance, factor) for factor in (1 / ODDS, ODDS))
        play = Z * np.sqrt(doubtful @ (chance * (1 - chance)))
        parts = (value, np.maximum(low - play, known), np.minimum(high + play, most), known)
        in_doubt, of_nobody = doubtful.sum(axis=1) > 0, doubtful[:, untold].sum(axis=1) > 0
        rows = zip(*(part.tolist() for part in (*parts, in_doubt, of_nobody)), strict=True)
        return tuple(self._of_row(*row) for row in rows)

    def _of_row(self, value: float, low: float, high: float, known: int, in_doubt: bool, untold: bool) -> Estimate:
        if not in_doubt:
            return Estimate.exact(known, known, self.basis)
        basis = weakest([self.basis, Basis.MODELLED])
        if untold:
            return Estimate.unknown(f"of nobody is it known: {', '.join(self.group.unknown)}", basis)
        return Estimate(value, low, high, basis, known)


def _mean(people: NDArray[np.float64] | Counts, times: NDArray[np.int64]) -> float:
    return float(times @ people / people.sum())
