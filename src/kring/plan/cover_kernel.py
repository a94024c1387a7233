"""The compiled pieces that keep who is not covered yet: a grade a person, or a bit where everybody counts the same."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.kernels import Floats, Grades, Pointers, Rows


class Uncovered(NamedTuple):
    """Who is not covered yet: by `grades`, or by `bits` where everybody counts the same; the other one is empty.

    `grades` (people,): the grade of each person who is not covered, 0 of who is. `bits` (people / 64, rounded up):
    person p is bit p % 64 of word p // 64, so that a country fits in the cache. `worth` (grades,): the weight of each.
    """

    grades: Grades
    bits: NDArray[np.uint64]
    worth: Floats


@compiled
def bit_of(person: np.uint32, bits: NDArray[np.uint64]) -> np.uint64:
    """1 for who is not covered yet, 0 for who is."""
    bit: np.uint64 = (bits[person >> np.uint32(6)] >> np.uint64(person & np.uint32(63))) & np.uint64(1)
    return bit


@compiled
def clear_bit(person: np.uint32, bits: NDArray[np.uint64]) -> None:
    """From here on the person is covered."""
    bits[person >> np.uint32(6)] &= ~(np.uint64(1) << np.uint64(person & np.uint32(63)))


@compiled
def gain_of(creator: int, indptr: Pointers, rows: Rows, left: Uncovered) -> float:
    """The weight this creator would add."""
    row = rows[indptr[creator] : indptr[creator + 1]]
    if len(left.bits) > 0:
        people = np.uint64(0)
        for person in row.view(np.uint32):
            people += bit_of(person, left.bits)
        return float(people) * float(left.worth[1])
    gain = 0.0
    for person in row:
        gain += left.worth[left.grades[person]]
    return gain


@compiled
def take(creator: int, indptr: Pointers, rows: Rows, left: Uncovered) -> None:
    """Whom this creator covers is left no more."""
    row = rows[indptr[creator] : indptr[creator + 1]]
    if len(left.bits) > 0:
        for person in row.view(np.uint32):
            clear_bit(person, left.bits)
    else:
        for person in row:
            left.grades[person] = 0


@compiled
def covered_people(indptr: Pointers, rows: Rows, left: Uncovered, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many people of each grade the chosen creators (creators,) cover, shape (grades,); they are left no more."""
    people = np.zeros(len(left.worth), dtype=np.int64)
    for creator in range(len(chosen)):
        if not chosen[creator]:
            continue
        if len(left.bits) > 0:
            for person in rows[indptr[creator] : indptr[creator + 1]].view(np.uint32):
                people[1] += np.int64(bit_of(person, left.bits))
                clear_bit(person, left.bits)
        else:
            for person in rows[indptr[creator] : indptr[creator + 1]]:
                people[left.grades[person]] += 1
                left.grades[person] = 0
    people[0] = 0
    return people
