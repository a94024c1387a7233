"""What the people who engage with accounts tell of the overlap of their followers.

The engaged are a part of the followers, and active people are among the engaged of several accounts more often than
chance says. If person u engages with a followed account i with probability c_i x activity_u, then the overlap of the
engaged of i and j, divided by what equal chances would give, is that of their followers times
mean(activity^2) / mean(activity)^2: the `inflation` of the calibration, fitted where followers and engaged are both
known. What is observed weighs as much as its counts, and what is expected from sizes weighs as much as its spread (a
gamma prior with a Poisson count, as in Gelman and others, Bayesian Data Analysis, 2013, section 2.6).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.reach.levels.curve import Curve
from kring.reach.levels.spread import Spread

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """What observed people say of an overlap: `seen` people counted twice or more, an overlap of `implied` people among
    all pairs of the observed, and the `share` of all pairs of followers that are pairs of observed people.
    """

    seen: float
    implied: float
    share: float

    @classmethod
    def by_union(cls, sizes: Floats, union: float, followers: Floats, shape: float) -> Told:
        """From the union of the engaged of accounts (accounts,), of whom there are `sizes` out of `followers`."""
        pairs, all_pairs = _pairs(sizes), _pairs(followers)
        curve = Curve.of_union(sizes, union, shape)
        return cls(max(0.0, float(sizes.sum()) - union), curve.shared, pairs / all_pairs if all_pairs > 0 else 0.0)


@dataclass(frozen=True)
class Posterior:
    """An overlap of `expected` people, and the standard deviation of its logarithm, `width`."""

    expected: float
    width: float


def combined(
    told: Told, inflation: float, doubt: float, prior: Spread, expected: float, accounts: float, unsure: float = 0.0
) -> Posterior:
    """What the engaged told and what was expected of so many accounts, each by its weight.

    `doubt`: the standard deviation of the logarithm of the inflation, which no number of engaged people takes away.
    `unsure`: that of what is expected.
    """
    _, middle, _ = prior.around(expected, accounts)
    weight = 1 / prior.width(accounts, unsure) ** 2
    exposure = inflation * told.share * (told.seen / told.implied if told.implied > 0 else 1.0)
    counts = 1 / (1 + told.seen * doubt**2)
    shape = weight + told.seen * counts
    rate = weight / max(middle, 1e-9) + exposure * counts
    return Posterior(shape / rate, float(1 / np.sqrt(shape)))


def _pairs(sizes: Floats) -> float:
    return (float(sizes.sum()) ** 2 - float((sizes**2).sum())) / 2
