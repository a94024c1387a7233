"""The compiled count of whom some accounts reach, by how many of them and by class of people.

Rows are sorted, so the people are walked in blocks of numbers, small enough for the touch counts of a block to stay in
the processor's cache: every account's row is read on to the end of the block, then read again to count.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Pointers = NDArray[np.int64]
Rows = NDArray[np.int32]
Codes = NDArray[np.uint8] | NDArray[np.uint16]

BLOCK = 1 << 15
"""How many people are counted at a time: 128 kB of touch counts."""


@compiled
def count_by_class(
    indptr: Pointers, rows: Rows, places: Pointers, codes: Codes, kinds: int
) -> tuple[Pointers, Pointers, Pointers]:
    """Whom the rows of `places` reach, by the class of each person in `codes` (people,), each below `kinds`.

    Returns the different people by the number of rows that hold them, shape (places + 1, kinds), the first row empty;
    all people of each row, shape (places, kinds); and the people only that row holds, shape (places, kinds).
    """
    number = len(places)
    by_times = np.zeros((number + 1, kinds), dtype=np.int64)
    each = np.zeros((number, kinds), dtype=np.int64)
    exclusive = np.zeros((number, kinds), dtype=np.int64)
    times = np.zeros(BLOCK, dtype=np.int32)
    begins, ends = np.empty(number, dtype=np.int64), np.empty(number, dtype=np.int64)
    for place in range(number):
        ends[place] = indptr[places[place]]
    for start in range(0, len(codes), BLOCK):
        for place in range(number):
            pair, last = ends[place], indptr[places[place] + 1]
            begins[place] = pair
            while pair < last and rows[pair] < start + BLOCK:
                times[rows[pair] - start] += 1
                pair += 1
            ends[place] = pair
        for place in range(number):
            for pair in range(begins[place], ends[place]):
                person = rows[pair]
                code, often = codes[person], times[person - start]
                each[place, code] += 1
                if often == 1:
                    exclusive[place, code] += 1
                if often > 0:
                    by_times[often, code] += 1
                    times[person - start] = 0
    return by_times, each, exclusive


@compiled
def fresh_by_class(indptr: Pointers, rows: Rows, places: Pointers, codes: Codes, kinds: int) -> Pointers:
    """The people of each row of `places` who are in none before it, by class, shape (places, kinds)."""
    seen, fresh = np.zeros(len(codes), dtype=np.bool_), np.zeros((len(places), kinds), dtype=np.int64)
    for place in range(len(places)):
        for pair in range(indptr[places[place]], indptr[places[place] + 1]):
            person = rows[pair]
            if not seen[person]:
                seen[person] = True
                fresh[place, codes[person]] += 1
    return fresh
