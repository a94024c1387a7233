"""The compiled loops of a score: the sum of what levels weigh in one go over the accounts, and equals put together.

They add and compare what `scoring` does for few accounts with numpy, in the same order, so that the bytes are the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
NONE = -1
MINUS_ZERO = np.int64(-(2**63))


@compiled
def add_up(
    codes: NDArray[np.uint16], starts: Floats, levels: NDArray[np.int8], weights: Floats, bits: Floats, known: Floats
) -> None:
    """Write to `bits` and `known` what each account starts from, and add what its level for each criterion weighs.

    `starts`: (2, codes), bits and spans known by code. `levels`: (criteria, accounts). `weights`: (2, criteria, levels
    and at the end unknown), bits and spans.
    """
    for row in range(len(codes)):
        weight, span = starts[0, codes[row]], starts[1, codes[row]]
        for criterion in range(len(levels)):
            level = levels[criterion, row]
            weight += weights[0, criterion, level]
            span += weights[1, criterion, level]
        bits[row] = weight
        known[row] = span


@compiled
def grouped(first: Numbers, second: Numbers, most: int) -> tuple[NDArray[np.int32], Numbers, Numbers]:
    """The rows by their pair of numbers: of each row its group, of each group its first row and how many rows it has.

    Numbers are given as the 64 bits they are written in; 0 and -0 are one.

    No group at all where there are more than `most`.
    """
    size = 1
    while size < 2 * most:
        size *= 2
    slots = np.full(size, NONE, dtype=np.int32)
    groups = np.empty(len(first), dtype=np.int32)
    keys = np.empty((most, 2), dtype=np.int64)
    firsts, counts = np.empty(most, dtype=np.int64), np.zeros(most, dtype=np.int64)
    there = 0
    for row in range(len(first)):
        one, other = first[row], second[row]
        if one == MINUS_ZERO:
            one = 0
        if other == MINUS_ZERO:
            other = 0
        mixed = np.uint64(one) * np.uint64(0x9E3779B97F4A7C15)
        mixed = ((mixed ^ (mixed >> np.uint64(32))) ^ np.uint64(other)) * np.uint64(0xD6E8FEB86659FD93)
        slot = np.int64(mixed >> np.uint64(40)) & (size - 1)
        while True:
            group = slots[slot]
            if group == NONE:
                if there == most:
                    return groups, firsts[:0], counts[:0]
                group = slots[slot] = there
                firsts[there], keys[there, 0], keys[there, 1] = row, one, other
                there += 1
                break
            if keys[group, 0] == one and keys[group, 1] == other:
                break
            slot = (slot + 1) & (size - 1)
        groups[row] = group
        counts[group] += 1
    return groups, firsts[:there], counts[:there]


@compiled
def spread(groups: NDArray[np.int32], starts: Numbers) -> Numbers:
    """The rows of the groups one after the other, those of each from its start on, the lowest first."""
    order = np.empty(len(groups), dtype=np.int64)
    for row in range(len(groups)):
        group = groups[row]
        order[starts[group]] = row
        starts[group] += 1
    return order
