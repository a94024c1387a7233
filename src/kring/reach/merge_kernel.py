"""The compiled loops that give sorted rows other numbers, and merge two sets of them under one numbering.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Pointers = NDArray[np.int64]
Rows = NDArray[np.int32]


@compiled
def renumbered(row: Rows, numbers: Rows) -> Rows:
    """A row under other numbers, rising."""
    found, rising = np.empty(len(row), dtype=np.int32), True
    for pair in range(len(row)):
        found[pair] = numbers[row[pair]]
        rising &= pair == 0 or found[pair - 1] < found[pair]
    if not rising:
        found.sort()
    return found


@compiled
def renumbered_rows(indptr: Pointers, rows: Rows, numbers: Rows) -> Rows:
    """The same rows under other numbers (people,)."""
    found = np.empty(len(rows), dtype=np.int32)
    for account in range(len(indptr) - 1):
        first, last = indptr[account], indptr[account + 1]
        found[first:last] = renumbered(rows[first:last], numbers)
    return found


@compiled
def merged_rows(
    indptr: Pointers, rows: Rows, numbers: Rows, places: Pointers,
    more_indptr: Pointers, more_rows: Rows, more_numbers: Rows, more_places: Pointers,
) -> tuple[Pointers, Rows]:  # fmt: skip
    """Two sets of rows as one. `places` and `more_places` (accounts,): which row of each set an account takes, -1 for
    none; `numbers` and `more_numbers` (people of the set,): the number of each person in the result.
    """
    starts = np.zeros(len(places) + 1, dtype=np.int64)
    merged = np.empty(len(rows) + len(more_rows), dtype=np.int32)
    at = 0
    for account in range(len(places)):
        own, more = rows[:0].copy(), rows[:0].copy()
        if places[account] >= 0:
            own = renumbered(rows[indptr[places[account]] : indptr[places[account] + 1]], numbers)
        if more_places[account] >= 0:
            first, last = more_indptr[more_places[account]], more_indptr[more_places[account] + 1]
            more = renumbered(more_rows[first:last], more_numbers)
        left, right = 0, 0
        while left < len(own) or right < len(more):
            if right == len(more) or (left < len(own) and own[left] <= more[right]):
                right += right < len(more) and own[left] == more[right]
                merged[at] = own[left]
                left += 1
            else:
                merged[at] = more[right]
                right += 1
            at += 1
        starts[account + 1] = at
    return starts, merged[:at].copy()
