"""What a person counts by how often the chosen offers reach them.

Effective frequency in media planning counts who is reached at least once (1+), twice (2+) or three times (3+); contacts
are Poisson given a person's exposure (Sissors and Baron, "Advertising media planning", chapter on frequency).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import factorial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Response:
    """What a person of weight 1 counts by the number of contacts: `amounts[k-1]` (>= 0) is what the k-th contact adds.

    `certain`: every chosen offer gives its people exactly one contact (who follows can be reached). Else contacts are
    Poisson with mean the summed exposure of the chosen offers around that person: P(none) = exp(-exposure).
    Reach 1+: (1,); 2+: (0, 1); 3+: (0, 0, 1); impressions capped at three a person: (1, 1, 1); a mix is a sum of these.
    No amounts: people count nothing, only the offers' own values do.
    """

    amounts: tuple[float, ...]
    certain: bool = True

    def __post_init__(self) -> None:
        """Refuse amounts below nothing: a contact never takes away."""
        if any(not amount >= 0 for amount in self.amounts):
            raise ValueError(f"amounts {self.amounts}: what a contact adds is at least 0")

    @property
    def concave(self) -> bool:
        """Whether a further contact never adds more than the one before: then the value of a set is submodular."""
        return all(later <= earlier for earlier, later in zip(self.amounts, self.amounts[1:], strict=False))

    @property
    def ceiling(self) -> float:
        """What a person counts at most."""
        return float(sum(self.amounts))

    @cached_property
    def left_after(self) -> Floats:
        """What contacts after the j-th can still add, j = 0, 1 ...; shape (amounts,)."""
        sums: Floats = np.cumsum(np.array(self.amounts, dtype=np.float64)[::-1])[::-1].copy()
        return sums

    def expected(self, contacts: Floats) -> Floats:
        """What persons count: `contacts` are numbers where certain, else mean numbers (exposures)."""
        if not self.amounts:
            return np.zeros(len(contacts))
        if self.certain:
            totals = np.concatenate([[0.0], np.cumsum(self.amounts)])
            return totals[np.minimum(np.rint(contacts).astype(np.int64), len(self.amounts))]
        term, missing = np.exp(-contacts), np.zeros(len(contacts))
        for number, left in enumerate(self.left_after):
            missing += left * term
            term = term * contacts / (number + 1)
        return self.ceiling - missing


def mixes(response: Response, exposure: Floats) -> Floats:
    """What an offer gains of each moment of its people, shape (offers, moments) (see `search_kernel`)."""
    if response.certain or not response.amounts:
        return np.ones((len(exposure), 1))
    left = response.left_after
    gained = np.empty((len(exposure), len(left)))
    for moment in range(len(left)):
        terms = [left[j] * exposure ** (j - moment) / factorial(j - moment) for j in range(moment, len(left))]
        gained[:, moment] = left[moment] - np.exp(-exposure) * np.sum(terms, axis=0)
    return gained
