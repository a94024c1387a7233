"""`Wanting`: from a score in bits to the chance that the company chooses, with an interval that knows of few briefs.

A logistic curve on the score (Platt 1999). Its interval rests on a sandwich that takes whole briefs as what was drawn
(Liang and Zeger, Biometrika 1986), since decisions on one brief go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.match.criteria.criterion import Floats
from kring.match.learning.fitting import expit
from kring.match.learning.judging import platt

Z = 1.959964


@dataclass(frozen=True, slots=True)
class Wanting:
    """Log odds = `intercept` + `slope` x bits, in nats; `covariance` of the two, by row; `n` decisions."""

    intercept: float
    slope: float
    covariance: tuple[float, float, float, float]
    n: int

    def chance(self, bits: float) -> Estimate:
        """The chance that a company chooses a creator with this score."""
        point = np.array([1.0, bits])
        middle = self.intercept + self.slope * bits
        half = Z * float(np.sqrt(max(point @ np.reshape(self.covariance, (2, 2)) @ point, 0.0)))
        value, low, high = expit(np.array([middle, middle - half, middle + half])).tolist()
        return Estimate.between(value, low, high, Basis.MODELLED, self.n)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, from which `of_dict` makes the same."""
        return {"intercept": self.intercept, "slope": self.slope, "covariance": list(self.covariance), "n": self.n}

    @classmethod
    def of_dict(cls, given: dict[str, Any]) -> Wanting:
        """What `to_dict` wrote."""
        return cls(given["intercept"], given["slope"], tuple(given["covariance"]), given["n"])


def wanting(bits: Floats, matched: NDArray[np.bool_], briefs: NDArray[np.int64]) -> Wanting:
    """The curve for these scores and decisions; needs both kinds of decisions."""
    intercept, slope = platt(bits, matched)
    points = np.stack([np.ones(len(bits)), bits], axis=1)
    chance = expit(intercept + slope * bits)
    bread = np.linalg.inv((points * (chance * (1 - chance))[:, None]).T @ points + np.diag([1e-9, 1.0]))
    off = points * (matched - chance)[:, None]
    sums = np.stack([off[briefs == brief].sum(axis=0) for brief in np.unique(briefs)])
    count = len(sums)
    covariance = bread @ (sums.T @ sums) @ bread * (count / max(count - 1, 1))
    first, second, third, fourth = covariance.ravel().tolist()
    return Wanting(intercept, slope, (first, second, third, fourth), len(bits))
