"""The compiled walk over all rows that gives people a chance by the company they keep (see `reach.chances`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]


@compiled
def around_the_same(
    indptr: NDArray[np.int64], rows: NDArray[np.int32], given: Floats, everybody: float, drawn_by: float
) -> Floats:
    """`given` (people,) with every NaN replaced by the mean, over the rows the person is in, of the row's share.

    A row's share is that of the people with a figure, drawn towards `everybody` as if `drawn_by` more had that.
    """
    sums, times = np.zeros(len(given)), np.zeros(len(given), dtype=np.int32)
    for account in range(len(indptr) - 1):
        met, told = 0.0, 0
        for pair in range(indptr[account], indptr[account + 1]):
            figure = given[rows[pair]]
            if not np.isnan(figure):
                met += figure
                told += 1
        if told == indptr[account + 1] - indptr[account]:
            continue
        share = (met + drawn_by * everybody) / (told + drawn_by)
        for pair in range(indptr[account], indptr[account + 1]):
            if np.isnan(given[rows[pair]]):
                sums[rows[pair]] += share
                times[rows[pair]] += 1
    found = given.copy()
    for person in range(len(given)):
        if np.isnan(given[person]):
            found[person] = sums[person] / times[person] if times[person] > 0 else everybody
    return found
