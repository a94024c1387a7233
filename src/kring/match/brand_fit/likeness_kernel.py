"""The compiled likeness in niches of a brand with many accounts; `niches_alike` is the same for one, with interval."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.match.brand_fit.views import Floats

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@compiled
def likenesses(
    rows: Numbers, starts: Numbers, entries: Numbers, shares: Floats, brand: Floats, near: Flags, part: float
) -> Floats:
    """The Bhattacharyya coefficient of each account's shares with the brand's, NaN where it has none.

    `rows`: (accounts,) which accounts; the entries of account `i` stand from `starts[i]` up to `starts[i + 1]`:
    `entries` the number of the niche, `shares` its share. `brand`: (niches,), below 0 for what it has no entry of.
    `near`: (niches, niches), which lie close; `part`: how much of a share counts for those.
    """
    found = np.empty(len(rows))
    there = np.empty(len(brand), dtype=np.bool_)
    for at in range(len(rows)):
        first, last = starts[rows[at]], starts[rows[at] + 1]
        own, sides = np.zeros(len(brand)), np.zeros((2, len(brand)))
        there[:] = brand >= 0
        for entry in range(first, last):
            own[entries[entry]] += shares[entry]
            there[entries[entry]] = True
        for niche in range(len(brand)):
            close = 0
            for other in range(len(brand)):
                close += near[niche, other] and there[other]
            for side in range(2):
                share = own[niche] if side else max(brand[niche], 0.0)
                if not there[niche] or share == 0:
                    continue
                sides[side, niche] += share * (1 - part) if close else share
                for other in range(len(brand)):
                    if near[niche, other] and there[other]:
                        sides[side, other] += share * part / close
        whole = np.sqrt(sides[0].sum() * sides[1].sum())
        found[at] = min(np.sqrt(sides[0] * sides[1]).sum() / whole, 1.0) if whole > 0 else np.nan
    return found
