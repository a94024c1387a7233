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
        return self._estimate(counts, self.group.weights, INSIDE)

    def inside_each(self, counts: Counts) -> tuple[Estimate, ...]:
        """How many of each row belong to the target group; `counts` (rows, classes)."""
        if counts[:, INSIDE + 1 :].any():
            return tuple(self.inside(row) for row in counts)
        return tuple(Estimate.exact(known, known, self.basis) for known in counts[:, INSIDE].tolist())

    def outside(self, counts: Counts) -> Estimate:
        """How many of them don't."""
        return self._estimate(counts, 1 - self.group.weights, OUTSIDE)

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
        means = [_mean(by_times @ self._weights(factor), times) for factor in (1 / ODDS, 1.0, ODDS)]
        return Estimate(means[1], min(means), max(means), people.basis, people.n)

    def _weights(self, factor: float) -> NDArray[np.float64]:
        weights = self.group.weights.copy()
        weights[INSIDE + 1 :] = shifted(weights[INSIDE + 1 :], factor)
        return np.nan_to_num(weights)

    def _estimate(self, counts: Counts, weights: NDArray[np.float64], sure: int) -> Estimate:
        doubtful = counts[INSIDE + 1 :]
        known = int(counts[sure])
        if not doubtful.any():
            return Estimate.exact(known, known, self.basis)
        some = doubtful > 0
        people, chance = doubtful[some], weights[INSIDE + 1 :][some]
        basis = weakest([self.basis, Basis.MODELLED])
        if np.isnan(chance).any():
            return Estimate.unknown(f"of nobody is it known: {', '.join(self.group.unknown)}", basis)
        value = known + float(people @ chance)
        low, high = (known + float(people @ shifted(chance, factor)) for factor in (1 / ODDS, ODDS))
        play = Z * float(np.sqrt(people @ (chance * (1 - chance))))
        most = known + int(people.sum())
        return Estimate(min(value, most), max(low - play, known), min(high + play, most), basis, known)


def _mean(people: NDArray[np.float64], times: NDArray[np.int64]) -> float:
    return float(times @ people / people.sum())
