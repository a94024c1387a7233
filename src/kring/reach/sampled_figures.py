"""What a sample says of a target group as estimates, with intervals that hold at small numbers too.

A sample sees some people and infers hidden ones. Their number is taken as gamma distributed with the estimated mean and
variance, and half a person more, the heaviest there can be, is allowed at the upper end: the interval of Fay and Feuer
for weighted sums of Poisson counts ("Confidence intervals for directly standardized rates", Statistics in Medicine 16,
1997), whose whole person covers too often, with the half of mid-P (Cohen and Yang, same journal 13, 1994). Where nobody
was seen the whole person counts: Garwood's exact upper end. People who may turn out to be held by another account are
subtracted by MOVER (see `kring.estimate.combine`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import LEVEL, Basis, Estimate, weakest
from kring.reach.chances import ODDS, shifted
from kring.reach.counted import Z
from kring.reach.target_group import INSIDE, TargetGroup

Floats = NDArray[np.float64]
Ends = tuple[Floats, Floats, Floats]
"""Low ends, values and high ends of some figures."""

SEEN, STANDS, VARIANCE = 0, 1, 2
"""The last axis of a tally: people seen, people they stand for, the variance of that."""

FACTORS = (1 / ODDS, 1.0, ODDS)


@dataclass(frozen=True)
class SampledCounter:
    """Turns tallies by class, shape (figures, classes, 3), into estimates for one target group.

    `hidden`: how many people one sampled person may stand for at most beside itself; 0 when nothing was left out.
    """

    group: TargetGroup
    basis: Basis
    hidden: float

    def inside(self, tally: Floats) -> list[Estimate]:
        """How many belong to the target group."""
        return self._estimates(tally, [self._weights(factor) for factor in FACTORS], self._people)

    def outside(self, tally: Floats) -> list[Estimate]:
        """How many don't."""
        return self._estimates(tally, [1 - self._weights(factor) for factor in reversed(FACTORS)], self._people)

    def everybody(self, tally: Floats) -> list[Estimate]:
        """How many there are, in or out."""
        return self._estimates(tally.sum(axis=1, keepdims=True), [np.ones(1)], self._people)

    def less(self, tally: Floats) -> list[Estimate]:
        """How many belong to the target group when some don't count after all, shape (figures, classes, 2, 3): who seem
        to, and of them who don't.
        """
        return self._estimates(tally, [self._weights(factor) for factor in FACTORS], self._difference)

    def mean_times(self, total: Floats, union: Floats, covariance: Floats) -> Estimate:
        """How often a person of the target group is reached on average, from tallies (classes, 3) and the covariance of
        both by class; unknown when nobody is. The variance is that of a ratio, to first order.
        """
        people = self.inside(union[None])[0]
        if not people.known:
            return people
        if people.value == 0:
            return Estimate.unknown("nobody of the target group is reached", self.basis)
        low, likely, high = (np.nan_to_num(self._weights(factor)) for factor in FACTORS)
        means = [_mean(total, union, weights) for weights in (low, likely, high)]
        spread = total[:, VARIANCE] + means[1] ** 2 * union[:, VARIANCE] - 2 * means[1] * covariance
        half = Z * np.sqrt(max(float(likely**2 @ spread), 0.0) + self.hidden**2) / people.value
        value = max(means[1], 1.0)
        return Estimate(value, max(min(means) - half, 1.0), max(*means, value) + half, people.basis, people.n)

    def _weights(self, factor: float) -> Floats:
        """What each class counts when the odds of the unknown people are so many times as large."""
        weights = self.group.weights.copy()
        weights[INSIDE + 1 :] = shifted(weights[INSIDE + 1 :], factor)
        return weights

    def _estimates(
        self, tally: Floats, weights: list[Floats], ends: Callable[[Floats, Floats], Ends]
    ) -> list[Estimate]:
        by_class = tally.reshape(*tally.shape[:2], -1)
        there = by_class != 0
        doubtful = there[:, INSIDE + 1 :].any(axis=(1, 2))
        unknown = there[:, np.isnan(weights[0])].any(axis=(1, 2))
        likely = [np.nan_to_num(one) for one in weights]
        low, value, high = ends(tally, likely[len(weights) // 2])
        if doubtful.any():
            low, high = ends(tally, likely[0])[0], ends(tally, likely[-1])[2]
        seen = by_class[:, likely[-1] > 0, SEEN].sum(axis=1).astype(int)
        return [
            self._estimate(*figure)
            for figure in zip(
                low.tolist(), value.tolist(), high.tolist(), seen.tolist(), doubtful, unknown, strict=True
            )
        ]

    def _estimate(self, low: float, value: float, high: float, n: int, doubtful: bool, unknown: bool) -> Estimate:
        basis = weakest([self.basis, Basis.MODELLED]) if doubtful else self.basis
        if unknown:
            return Estimate.unknown(f"of nobody is it known: {', '.join(self.group.unknown)}", basis)
        return Estimate(value, min(low, value), max(high, value), basis, n)

    def _people(self, tally: Floats, weights: Floats) -> Ends:
        """People who count with these weights of the classes."""
        value = tally[..., STANDS] @ weights
        seen = np.clip(tally[..., SEEN] @ (weights == 1), 0, value)
        play = tally[..., STANDS] @ (weights * (1 - weights))
        low, high = between(value - seen, tally[..., VARIANCE] @ weights**2 + play, self.hidden)
        return seen + low, value, seen + high

    def _difference(self, tally: Floats, weights: Floats) -> Ends:
        """People less those who don't count after all; what is seen of neither is certain."""
        low, value, high = self._people(tally[:, :, 0], weights)
        gone = tally[:, :, 1]
        less = gone[..., STANDS] @ weights
        fewest, most = between(less, gone[..., VARIANCE] @ weights**2, self.hidden)
        below, above = np.hypot(value - low, most - less), np.hypot(high - value, less - fewest)
        left = np.maximum(value - less, 0)
        return np.maximum(value - less - below, 0), left, np.maximum(value - less + above, left)


def between(mean: Floats, variance: Floats, heaviest: float) -> tuple[Floats, Floats]:
    """Between which numbers hidden people lie, element by element; `heaviest` is what one of them may stand for."""
    from scipy.special import gammaincinv

    tail = (1 - LEVEL) / 2
    known = (mean > 0) & (variance > 0)
    mean, variance = np.maximum(mean, 0), np.maximum(variance, 0)
    low, high = mean.copy(), mean.copy()
    scale = variance[known] / mean[known]
    low[known] = gammaincinv(mean[known] / scale, tail) * scale
    if heaviest > 0:
        more = np.where(known, heaviest / 2, heaviest)
        scale = (variance + more**2) / (mean + more)
        high = gammaincinv((mean + more) / scale, 1 - tail) * scale
    elif known.any():
        scale = variance[known] / mean[known]
        high[known] = gammaincinv(mean[known] / scale, 1 - tail) * scale
    return low, np.maximum(high, mean)


def _mean(total: Floats, union: Floats, weights: Floats) -> float:
    return float(weights @ total[:, STANDS]) / float(weights @ union[:, STANDS])
