"""A share that is a mixture of Betas: its mean, its interval, and the chance that it lies above a value.

Each component is the Beta with its mean and variance. Where the components lie close together, one Beta stands for all;
else the quantiles of the mixture are found by halving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv

from kring.estimate import LEVEL, Basis, Estimate
from kring.profile.figure_rows import Floats

CLOSE = 0.25
STEPS = 20
SMALLEST = 1e-9


@dataclass(frozen=True)
class Mixture:
    """`weight` adds up to 1; `a` and `b` are the parameters of each Beta.

    `grain` is the share of one person, 0 where the number of people is not known: an interval ends on whole people.
    """

    weight: Floats
    mean: Floats
    a: Floats
    b: Floats
    grain: float = 0.0

    @classmethod
    def of_moments(cls, weight: Floats, mean: Floats, variance: Floats, grain: float = 0.0) -> Mixture:
        """From mean and variance of each component."""
        within, middle = float(weight @ variance), float(weight @ mean)
        between = float(weight @ (mean - middle) ** 2)
        if between < CLOSE * within:
            weight, mean, variance = np.ones(1), np.asarray([middle]), np.asarray([within + between])
        mean = np.clip(mean, SMALLEST, 1 - SMALLEST)
        size = np.maximum(mean * (1 - mean) / np.maximum(variance, SMALLEST**2) - 1, 1e-3)
        return cls(weight, mean, mean * size, (1 - mean) * size, grain)

    @property
    def value(self) -> float:
        """The expected share."""
        return float(self.weight @ self.mean)

    def above(self, share: float) -> float:
        """The probability that the share is above this."""
        return 1 - self._below(share)

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """The central interval; it holds the value."""
        tail = (1 - level) / 2
        low, high = self._quantile(tail), self._quantile(1 - tail)
        if self.grain:
            low = np.floor(low / self.grain + SMALLEST) * self.grain
            high = min(np.ceil(high / self.grain - SMALLEST) * self.grain, 1.0)
        return min(float(low), self.value), max(float(high), self.value)

    def estimate(self, basis: Basis, n: int | None) -> Estimate:
        """The share as a figure."""
        return Estimate.between(self.value, *self.interval(), basis, n)

    def _below(self, share: float) -> float:
        return float(self.weight @ betainc(self.a, self.b, min(max(share, 0.0), 1.0)))

    def _quantile(self, chance: float) -> float:
        if len(self.weight) == 1:
            return float(betaincinv(self.a[0], self.b[0], chance))
        each = betaincinv(self.a, self.b, chance)
        low, high = float(each.min()), float(each.max())
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._below(middle) < chance else (low, middle)
        return (low + high) / 2
