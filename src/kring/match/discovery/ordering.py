"""`Ordering`: in which order those who were found stand, with what they are ordered by.

Text and meaning are joined by reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009): 1 / (60 + rank) in
each of both. Unknown comes last whatever the order; equals stand by name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kring.match.criteria.bits import Places
from kring.match.criteria.criterion import Floats

FUSED = 60


@dataclass(frozen=True, eq=False)
class Ordering:
    """`places` of all who were found, rising; `key` what they are ordered by, the highest first, NaN last.

    `shown`: the value to show for it. `scores` of the text and `likeness`: NaN for none. All of shape (places,).
    """

    places: Places
    key: Floats
    shown: Floats
    scores: Floats
    likeness: Floats

    def top(self, first: int, last: int) -> Places:
        """The rows that stand from `first` up to, not including, `last`."""
        key = np.where(np.isnan(self.key), -np.inf, self.key)
        last = min(last, len(key))
        if first >= last:
            return np.zeros(0, np.int64)
        among = np.arange(len(key))
        if last < len(key):
            least = np.partition(key, len(key) - last)[len(key) - last]
            above, equal = np.flatnonzero(key > least), np.flatnonzero(key == least)
            among = np.concatenate([above, equal[: last - len(above)]])
        return among[np.lexsort((among, -key[among]))][first:last]


def fused(scores: Floats, meaning: Floats) -> Floats:
    """The two joined; NaN where neither is known."""
    found = np.zeros(len(scores))
    for one in (scores, meaning):
        known = np.flatnonzero(~np.isnan(one))
        ranks = np.searchsorted(np.unique(-one[known]), -one[known])
        found[known] += 1 / (FUSED + 1 + ranks)
    return np.where(np.isnan(scores) & np.isnan(meaning), np.nan, found)
