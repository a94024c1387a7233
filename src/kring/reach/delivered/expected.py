"""Expected numbers of people as estimates: what rates, the target group and chance itself leave open, together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import LEVEL, Basis, Estimate, weakest
from kring.reach.chances import ODDS, shifted
from kring.reach.counted import Z
from kring.reach.target_group import INSIDE, TargetGroup

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sums:
    """Sums over the people of each class for several figures, all (figures, classes).

    `mean`: what is expected of each person (a chance, or contacts). `second`: of its square as it turns out (of a
    chance, the chance itself). `squared`: of the mean squared. `least` and `most`: what surely is, and is at most.
    """

    mean: Floats
    second: Floats
    squared: Floats
    least: Floats
    most: Floats


@dataclass(frozen=True)
class Expected:
    """Turns sums by class into estimates for one target group.

    The interval joins three parts: the rates (from draws), people of whom it is unknown whether they belong (half to
    twice their odds, as in `kring.reach.counted`), and the play of chance in who sees a piece. The first is independent
    of the others, so their distances add as the sides of a right angle do. It never leaves what is certain.
    """

    group: TargetGroup
    basis: Basis

    def totals(self, sums: Sums, ratios: Floats) -> list[Estimate]:
        """The totals over the people of the target group, one a figure.

        `ratios` (draws, figures): what the rates make of each, 1 at the values.
        """
        fewer, value, more = (self._weighed(sums.mean, odds) for odds in (1 / ODDS, 1.0, ODDS))
        play = Z * np.sqrt(np.maximum(self._weighed(sums.second, 1.0) - sums.squared @ self._weights(1.0) ** 2, 0.0))
        low, high = _joined(value, ratios, value - fewer + play, more - value + play)
        low = np.minimum(np.maximum(low, sums.least[:, INSIDE]), value)
        high = np.maximum(np.minimum(high, sums.most[:, INSIDE:].sum(axis=1)), value)
        ends = zip(value.tolist(), low.tolist(), high.tolist(), sums.most, strict=True)
        return [self._estimate(middle, below, above, most) for middle, below, above, most in ends]

    def mean_times(self, contacts: Floats, people: Floats, most: Floats, ratios: Floats) -> Estimate:
        """How many contacts a person who is reached has on average; unknown when nobody is.

        `contacts` and `people` (classes,): their expected sums; `most` (classes,): people reached at most; `ratios`
        (draws,) of the mean itself.
        """
        reached = self._weighed(people, 1.0)
        if reached <= 0:
            return Estimate.unknown("nobody of the target group is reached", self.basis)
        means = [self._weighed(contacts, odds) / self._weighed(people, odds) for odds in (1 / ODDS, 1.0, ODDS)]
        low, high = _joined(means[1], ratios, means[1] - min(means), max(means) - means[1])
        return self._estimate(float(means[1]), min(max(float(low), 1.0), float(means[1])), float(high), most)

    def _weights(self, odds: float) -> Floats:
        """What a person of each class counts when the odds of the doubtful are multiplied; unknown as 0."""
        weights = self.group.weights.copy()
        weights[INSIDE + 1 :] = shifted(weights[INSIDE + 1 :], odds)
        return np.nan_to_num(weights)

    def _weighed(self, by_class: Floats, odds: float) -> Floats:
        """The figures of the target group: sums over the last axis, the classes."""
        return np.asarray(by_class @ self._weights(odds))

    def _estimate(self, value: float, low: float, high: float, most: Floats) -> Estimate:
        """The estimate about these people; unknown where nobody's attribute is known, with the reason."""
        doubtful = most[INSIDE + 1 :] > 0
        basis = weakest([self.basis, Basis.MODELLED]) if doubtful.any() else self.basis
        if np.isnan(self.group.weights[INSIDE + 1 :][doubtful]).any():
            return Estimate.unknown(f"of nobody is it known: {', '.join(self.group.unknown)}", basis)
        return Estimate(value, low, high, basis, round(float(most[INSIDE])))


def _joined(value: Floats, ratios: Floats, down: Floats, up: Floats) -> tuple[Floats, Floats]:
    """Low and high around the values: what the draws leave open beside the distances `down` and `up`."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail], axis=0) if len(ratios) else np.ones(2)
    below, above = value * np.maximum(1 - low, 0.0), value * np.maximum(high - 1, 0.0)
    return value - np.hypot(below, down), value + np.hypot(above, up)
