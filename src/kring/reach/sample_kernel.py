"""The compiled loops over bottom-k samples: drawing them, and adding up what each sampled person stands for.

A person who is sampled with probability p stands for 1/p people (Horvitz and Thompson). Accounts are walked by falling
threshold, so the j-th account that holds a person has the j-th largest threshold among all accounts that do: with that
probability the sample can tell that j accounts or more hold the person, whatever it can't see beyond.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]
Pointers = NDArray[np.int64]
Rows = NDArray[np.int32]
Hashes = NDArray[np.uint64]

BLOCK = 1 << 14
"""How many people are added up at a time: the state of a block stays in the processor's cache."""


@compiled
def smallest(
    indptr: Pointers, rows: Rows, hashes: Hashes, thresholds: Hashes, size: int
) -> tuple[Pointers, Rows, Hashes]:
    """Of each row the people whose hash is below its threshold and among the `size` smallest.

    Returns indptr, rows, and the thresholds: the smallest hash that was left out, or what was given.
    """
    starts, kept, cuts, at = np.zeros(len(indptr), dtype=np.int64), np.empty_like(rows), thresholds.copy(), 0
    for account in range(len(thresholds)):
        row = rows[indptr[account] : indptr[account + 1]]
        if len(row) > size:
            below = hashes[row]
            below = below[below < cuts[account]]
            if len(below) > size:
                cuts[account] = np.partition(below, size)[size]
        for person in row:
            if hashes[person] < cuts[account]:
                kept[at] = person
                at += 1
        starts[account + 1] = at
    return starts, kept[:at].copy(), cuts


@compiled
def add(cell: Floats, seen: float, stands: float, variance: float) -> None:
    """Add a person to a cell of three figures."""
    cell[0] += seen
    cell[1] += stands
    cell[2] += variance


@compiled
def move(cell: Floats, before: float, stands: float) -> None:
    """Take a person, who stood for `before`, from those who seem to be and count what the other account takes away."""
    add(cell[0], -1, -before, -before * (before - 1))
    add(cell[1], 1, stands - before, (stands - before) ** 2)


@compiled
def tallies(
    indptr: Pointers, rows: Rows, places: Pointers, worth: Floats, codes: NDArray[np.uint8], kinds: int, most: int
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """What the samples of `places` say, by the class of each person in `codes`; `worth` (places,): 1/p, rising.

    Each result ends in (classes, 3): people seen, people they stand for, and the variance of that. In front: `most` for
    at least 1, 2, ... accounts; a row an account for all its people; nothing for the sum. The covariance of sum and
    union follows, shape (classes,). Last those held by exactly 1, 2, ... accounts (the last row so many or more) and by
    each account only, shape (rows, classes, 2, 3): who seem to be, and of them who are held by another in truth.
    """
    number = len(places)
    least, exactly = np.zeros((most, kinds, 3)), np.zeros((most, kinds, 2, 3))
    each, exclusive = np.zeros((number, kinds, 3)), np.zeros((number, kinds, 2, 3))
    total, covariance = np.zeros((kinds, 3)), np.zeros(kinds)
    times, holder = np.zeros(BLOCK, dtype=np.int32), np.zeros(BLOCK, dtype=np.int32)
    largest, last, summed = np.zeros(BLOCK), np.zeros(BLOCK), np.zeros(BLOCK)
    ends = indptr[places]
    for start in range(0, len(codes), BLOCK):
        times[:] = 0
        for place in range(number):
            stands, variance = worth[place], worth[place] * (worth[place] - 1)
            pair, end = ends[place], indptr[places[place] + 1]
            while pair < end and rows[pair] < start + BLOCK:
                person, code = rows[pair] - start, codes[rows[pair]]
                add(each[place, code], 1, stands, variance)
                if times[person] == 0:
                    holder[person], largest[person], last[person], summed[person] = place, stands, 0.0, 0.0
                times[person] += 1
                often, before = times[person], last[person]
                if often <= most:
                    add(least[often - 1, code], 1, stands, variance)
                    add(exactly[often - 1, code, 0], 1, stands, variance)
                if often == 1:
                    add(exclusive[place, code, 0], 1, stands, variance)
                elif often <= most:
                    move(exactly[often - 2, code], before, stands)
                    if often == 2:
                        move(exclusive[holder[person], code], before, stands)
                squared = stands * (2 * summed[person] + stands)
                add(total[code], 1, stands, squared - (2 * often - 1) * stands)
                covariance[code] += stands * (largest[person] - 1)
                summed[person], last[person] = summed[person] + stands, stands
                pair += 1
            ends[place] = pair
    exactly[most - 1, :, 0], exactly[most - 1, :, 1] = least[most - 1], 0.0
    return least, each, total, covariance, exactly, exclusive
