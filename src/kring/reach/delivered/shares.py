"""Shares with their intervals as arrays, and how two of the same thing are weighed into one.

On the logarithm, each side of the value with its own spread: what is known precisely counts for most (the inverse
variance weights of a normal prior and a normal observation; Gelman and others, Bayesian Data Analysis, 2013, 2.5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kring.profile.figure_rows import Floats
from kring.reach.counted import Z

SMALLEST_SHARE = 0.0005
NARROWEST = 1e-6


@dataclass(frozen=True)
class Shares:
    """Shares of followers, all arrays of one shape; NaN where unknown. 0 < low <= value <= high <= 1."""

    value: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, value: Floats, low: Floats, high: Floats) -> Shares:
        """The shares, brought within what a share can be."""
        ends = [np.clip(part, SMALLEST_SHARE, 1.0) for part in (value, low, high)]
        return cls(ends[0], np.minimum(ends[1], ends[0]), np.maximum(ends[2], ends[0]))

    @property
    def known(self) -> np.ndarray:
        """Where there is a value."""
        return ~np.isnan(self.value)

    def where(self, chosen: np.ndarray, other: Shares) -> Shares:
        """These where `chosen`, else the others."""
        pairs = ((self.value, other.value), (self.low, other.low), (self.high, other.high))
        return Shares(*(np.where(chosen, mine, theirs) for mine, theirs in pairs))

    def widened(self, spread: Floats) -> Shares:
        """With a further spread (standard deviation of the logarithm) that is independent of the first."""
        down = np.hypot(np.log(self.value / self.low), Z * spread)
        up = np.hypot(np.log(self.high / self.value), Z * spread)
        return Shares.of(self.value, self.value * np.exp(-down), self.value * np.exp(up))

    def weighed_with(self, other: Shares) -> Shares:
        """Both together; where only one is known, that one."""
        mine, theirs = _precision(self), _precision(other)
        middle = np.exp((mine * np.log(self.value) + theirs * np.log(other.value)) / (mine + theirs))
        half = Z / np.sqrt(mine + theirs)
        both = Shares.of(middle, middle * np.exp(-half), middle * np.exp(half))
        return both.where(both.known, self.where(self.known, other))


def _precision(shares: Shares) -> Floats:
    spread = np.log(shares.high / shares.low) / (2 * Z)
    precision: Floats = 1 / np.maximum(spread, NARROWEST) ** 2
    return precision
