"""The compiled merging of people who are around the same one account: no set tells them apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]
Pointers = NDArray[np.int64]
Numbers = NDArray[np.int32]


@compiled
def numbered(indptr: Pointers, rows: Numbers, people: int) -> tuple[Numbers, Pointers, int, int]:
    """The new number of each person (-1: around no account), the number each account's own people get together (-1: it
    has none), how many people are shared, and how many there are then in all.
    """
    holders, last = np.zeros(people, dtype=np.uint8), np.zeros(people, dtype=np.int32)
    for account in range(len(indptr) - 1):
        for pair in range(indptr[account], indptr[account + 1]):
            holders[rows[pair]] = min(holders[rows[pair]] + 1, 2)
            last[rows[pair]] = account
    number, own, shared = np.full(people, -1, dtype=np.int32), np.full(len(indptr) - 1, -1, dtype=np.int64), 0
    for person in range(people):
        if holders[person] == 2:
            number[person] = shared
            shared += 1
        elif holders[person] == 1:
            own[last[person]] = 0
    total = shared
    for account in range(len(own)):
        if own[account] == 0:
            own[account] = total
            total += 1
    for person in range(people):
        if holders[person] == 1:
            number[person] = own[last[person]]
    return number, own, shared, total


@compiled
def merged(indptr: Pointers, rows: Numbers, weights: Floats) -> tuple[Pointers, Numbers, Floats, Numbers]:
    """The rows over fewer people, rising, with their weights; and the new number of each person."""
    number, own, shared, total = numbered(indptr, rows, len(weights))
    heavier = np.zeros(total)
    for person in range(len(weights)):
        if number[person] >= 0:
            heavier[number[person]] += weights[person]
    starts, kept, at = np.zeros(len(indptr), dtype=np.int64), np.empty(len(rows), dtype=np.int32), 0
    for account in range(len(indptr) - 1):
        for pair in range(indptr[account], indptr[account + 1]):
            if number[rows[pair]] < shared:
                kept[at] = number[rows[pair]]
                at += 1
        if own[account] >= 0:
            kept[at] = own[account]
            at += 1
        starts[account + 1] = at
    return starts, kept[:at].copy(), heavier, number
