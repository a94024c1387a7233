"""How far the overlap of sets of accounts lies from what is expected of it, by the number of accounts.

Overlaps of two accounts spread widely around their expectation, those of fifty accounts little. A `Spread` keeps, at
a few numbers of accounts, three quantiles (2.5 %, middle, 97.5 %) of the score log((true + 1/2) / (expected + 1/2)),
divided by the width that goes with what is known. They are quantiles of sets whose union is known, so that the interval
holds the truth of other such sets about 95 times in 100 whatever their distribution is (conformal prediction: Vovk,
Gammerman and Shafer, Algorithmic Learning in a Random World, 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import LEVEL

Floats = NDArray[np.float64]
Z = 1.96
HALF = 0.5
"""Half a person: keeps the logarithm of nobody finite, and matters only where overlaps are a handful of people."""


@dataclass(frozen=True)
class Spread:
    """Scores at numbers of `accounts` (rising): `low`, `middle` and `high` have one entry for each."""

    accounts: tuple[int, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.accounts) == len(self.low) == len(self.middle) == len(self.high) > 0:
            raise ValueError("a spread has as many scores as numbers of accounts, and at least one")

    def at(self, accounts: float) -> tuple[float, float, float]:
        """Low, middle and high score of so many accounts; between and beyond the entries by the logarithm."""
        x, known = np.log(max(accounts, 1.0)), np.log(np.array(self.accounts, dtype=float))
        low, middle, high = (float(np.interp(x, known, scores)) for scores in (self.low, self.middle, self.high))
        return min(low, middle), middle, max(high, middle)

    def around(
        self, expected: float, accounts: float, width: float = 1.0, doubt: float = 0.0
    ) -> tuple[float, float, float]:
        """Low, middle and high overlap where `expected` people are expected to be shared.

        `doubt`: the standard deviation of the logarithm of what is expected itself.
        """
        low, middle, high = (score * width for score in self.at(accounts))
        scores = middle - np.hypot(middle - low, Z * doubt), middle, middle + np.hypot(high - middle, Z * doubt)
        return tuple(max(0.0, (expected + HALF) * float(np.exp(score)) - HALF) for score in scores)  # type: ignore[return-value]

    def width(self, accounts: float, doubt: float = 0.0) -> float:
        """The standard deviation of the score that a normal distribution with this interval and doubt would have."""
        low, _, high = self.at(accounts)
        return float(np.hypot(max((high - low) / (2 * Z), 1e-3), doubt))

    @classmethod
    def of_scores(cls, scores: dict[int, Floats], among: int) -> Spread:
        """The spread of scores by number of accounts, found on sets drawn from `among` accounts.

        Sets drawn from few accounts resemble each other. Drawing k of n without putting back shrinks the variance of
        a mean by 1 - k/n, and the middle itself is known no better than from n/k sets that have nobody in common; so
        the distance of the ends from the middle grows by the root of (1 + k/n) / (1 - k/n).
        """
        rows = [(accounts, *_quantiles(found, accounts / among)) for accounts, found in sorted(scores.items())]
        accounts, low, middle, high = zip(*rows, strict=True)
        return cls(accounts, low, middle, high)

    @classmethod
    def beyond(cls, spreads: Sequence[Spread]) -> Spread:
        """One spread for a network of which nothing is known, from those of two or more others.

        Its ends lie as far beyond the outermost of the others as that lies beyond the next one, which is how far the
        outermost would have been missed by the others: twice the first less the second, the estimate of where a
        distribution ends of Robson and Whitlock (Biometrika 1964). The middle is the median of the middles.
        """
        numbers = sorted({accounts for spread in spreads for accounts in spread.accounts})
        rows = []
        for accounts in numbers:
            low, middle, high = np.array([spread.at(accounts) for spread in spreads]).T
            ends = 2 * np.sort(low)[0] - np.sort(low)[1], 2 * np.sort(high)[-1] - np.sort(high)[-2]
            rows.append((accounts, float(ends[0]), float(np.median(middle)), float(ends[1])))
        return cls(*(tuple(column) for column in zip(*rows, strict=True)))

    def shifted(self, low: float, middle: float, high: float) -> Spread:
        """The spread with these numbers added to its scores."""
        moved = ([score + by for score in scores] for scores, by in (
            (self.low, low), (self.middle, middle), (self.high, high),
        ))  # fmt: skip
        return Spread(self.accounts, *(tuple(scores) for scores in moved))


def score(true: float, expected: float, width: float = 1.0) -> float:
    """How far a true overlap lies from the expected one; see the module."""
    return float(np.log((true + HALF) / (expected + HALF)) / width)


def _quantiles(scores: Floats, part: float) -> tuple[float, float, float]:
    """The three quantiles, with the finite-sample correction of conformal prediction, widened for shared accounts."""
    tail = (1 - LEVEL) / 2
    outer = max(0.0, tail - (1 - tail) / len(scores))
    low, middle, high = np.quantile(scores, [outer, 0.5, 1 - outer])
    wider = np.sqrt((1 + part) / (1 - part)) if part < 1 else 2.0
    return float(middle + (low - middle) * wider), float(middle), float(middle + (high - middle) * wider)
