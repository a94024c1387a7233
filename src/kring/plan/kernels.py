"""Compiled loops over rows of people: sums, coverage, transposition and slicing to a target group.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]
Pointers = NDArray[np.int64]
Rows = NDArray[np.int32]
Grades = NDArray[np.uint8] | NDArray[np.int32]


AT_ONCE = 4_096


@compiled
def row_sums(indptr: Pointers, rows: Rows, values: Floats) -> Floats:
    """The sum of `values` (people,) over each row, shape (creators,)."""
    sums = np.zeros(len(indptr) - 1)
    for creator in range(len(sums)):
        total = 0.0
        for pair in range(indptr[creator], indptr[creator + 1]):
            total += values[rows[pair]]
        sums[creator] = total
    return sums


@compiled
def all_equal(values: Floats) -> bool:
    """Whether there are values and all are the same; some thousand are compared at once, without a jump for each."""
    for start in range(0, len(values), AT_ONCE):
        different = 0
        for value in values[start : start + AT_ONCE]:
            different += value != values[0]
        if different > 0:
            return False
    return len(values) > 0


@compiled
def few_grades(weights: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """The grade of each person and the weight of each grade, 0 first; no grades when there are more than 255."""
    worth, number = np.zeros(256), 1
    grades, grade = np.empty(len(weights), dtype=np.uint8), 1
    for person in range(len(weights)):
        if grade == number or worth[grade] != weights[person]:
            grade = 1
            while grade < number and worth[grade] != weights[person]:
                grade += 1
            if grade == 256:
                return grades[:0], worth[:0]
            if grade == number:
                worth[grade] = weights[person]
                number += 1
        grades[person] = grade
    return grades, worth[:number].copy()


@compiled
def graded_sums(indptr: Pointers, rows: Rows, grades: Grades, worth: Floats) -> Floats:
    """The weight of each row, shape (creators,), from the grade of each person and the weight of each grade."""
    sums = np.zeros(len(indptr) - 1)
    for creator in range(len(sums)):
        total = 0.0
        for pair in range(indptr[creator], indptr[creator + 1]):
            total += worth[grades[rows[pair]]]
        sums[creator] = total
    return sums


@compiled
def covered_weight(indptr: Pointers, rows: Rows, weights: Floats, chosen: NDArray[np.bool_]) -> float:
    """The weight of all people in at least one chosen row, summed so that the order does not show (Kahan 1965)."""
    seen, total, lost = np.zeros(len(weights), dtype=np.bool_), 0.0, 0.0
    for creator in range(len(chosen)):
        if chosen[creator]:
            for pair in range(indptr[creator], indptr[creator + 1]):
                if not seen[rows[pair]]:
                    seen[rows[pair]] = True
                    term = weights[rows[pair]] - lost
                    grown = total + term
                    lost = (grown - total) - term
                    total = grown
    return total


@compiled
def sums_by_runs(indptr: Pointers, rows: Rows, ends: Pointers, worth: Floats) -> Floats:
    """The weight of each row, shape (creators,), where people of one weight follow on each other in a few runs.

    `ends` (runs,): the number after the last person of each; `worth` (runs,): what a person there weighs. A row rises,
    so it is walked once, and nothing is looked up for each person.
    """
    sums = np.zeros(len(indptr) - 1)
    for creator in range(len(sums)):
        pair, total = indptr[creator], 0.0
        for run in range(len(ends)):
            start = pair
            while pair < indptr[creator + 1] and rows[pair] < ends[run]:
                pair += 1
            total += (pair - start) * worth[run]
            if pair == indptr[creator + 1]:
                break
        sums[creator] = total
    return sums


@compiled
def gains_in_order(indptr: Pointers, rows: Rows, weights: Floats, first: NDArray[np.bool_], order: Pointers) -> Floats:
    """What each creator of `order` adds to the `first` ones (creators,) and those before it, shape (order,)."""
    seen, gains = np.zeros(len(weights), dtype=np.bool_), np.zeros(len(order))
    for creator in range(len(first)):
        if first[creator]:
            for pair in range(indptr[creator], indptr[creator + 1]):
                seen[rows[pair]] = True
    for place in range(len(order)):
        for pair in range(indptr[order[place]], indptr[order[place] + 1]):
            if not seen[rows[pair]]:
                seen[rows[pair]] = True
                gains[place] += weights[rows[pair]]
    return gains


@compiled
def leave_out_idle(
    indptr: Pointers, rows: Rows, weights: Floats, order: Pointers, most: int, kept: NDArray[np.bool_]
) -> None:
    """Take out of `kept` (creators,), in this order, who covers nobody the others don't; at most so many."""
    times = np.zeros(len(weights), dtype=np.int32)
    for creator in range(len(kept)):
        if kept[creator]:
            for pair in range(indptr[creator], indptr[creator + 1]):
                times[rows[pair]] += 1
    for creator in order:
        if most == 0:
            break
        idle = True
        for pair in range(indptr[creator], indptr[creator + 1]):
            if times[rows[pair]] == 1 and weights[rows[pair]] > 0:
                idle = False
                break
        if idle:
            most -= 1
            kept[creator] = False
            for pair in range(indptr[creator], indptr[creator + 1]):
                times[rows[pair]] -= 1


@compiled
def transposed(indptr: Pointers, rows: Rows, people: int) -> tuple[Pointers, Rows]:
    """The creators of each person."""
    starts = np.zeros(people + 1, dtype=np.int64)
    for pair in range(len(rows)):
        starts[rows[pair] + 1] += 1
    for person in range(people):
        starts[person + 1] += starts[person]
    filled = starts[:-1].copy()
    creators = np.empty(len(rows), dtype=np.int32)
    for creator in range(len(indptr) - 1):
        for pair in range(indptr[creator], indptr[creator + 1]):
            creators[filled[rows[pair]]] = creator
            filled[rows[pair]] += 1
    return starts, creators


@compiled
def sliced(
    indptr: Pointers, rows: Rows, places: Pointers, starts: Pointers, ends: Pointers, firsts: Pointers
) -> tuple[Pointers, Rows]:
    """The rows of `places`, only the people within the runs [start, end), renumbered so that runs follow on each other.

    Runs are in rising order; `firsts` is the new number of each run's first person. A row is read up to the end of the
    last run and no further. Room is asked for every pair; memory that nothing is written to is never really taken.
    """
    found = np.zeros(len(places) + 1, dtype=np.int64)
    room = 0
    for place in places:
        room += indptr[place + 1] - indptr[place]
    kept = np.empty(room, dtype=np.int32)
    at = 0
    for place in range(len(places)):
        row = rows[indptr[places[place]] : indptr[places[place] + 1]]
        pair = 0
        for run in range(len(starts)):
            if pair < len(row) and row[pair] < starts[run]:
                pair += np.searchsorted(row[pair:], starts[run])
            shift = firsts[run] - starts[run]
            while pair < len(row) and row[pair] < ends[run]:
                kept[at] = row[pair] + shift
                at += 1
                pair += 1
            if pair == len(row):
                break
        found[place + 1] = at
    return found, kept[:at]


@compiled
def filtered(indptr: Pointers, rows: Rows, places: Pointers, numbers: Rows) -> tuple[Pointers, Rows]:
    """The rows of `places`, only the people with a new number of 0 or more in `numbers` (people,).

    Every number is written and the next one goes over those below 0: to jump past them would cost more. Room as in
    `sliced`.
    """
    found, room = np.zeros(len(places) + 1, dtype=np.int64), 1
    for place in places:
        room += indptr[place + 1] - indptr[place]
    kept, at = np.empty(room, dtype=np.int32), 0
    for place in range(len(places)):
        for pair in range(indptr[places[place]], indptr[places[place] + 1]):
            number = numbers[rows[pair]]
            kept[at] = number
            at += number >= 0
        found[place + 1] = at
    return found, kept[:at]


@compiled
def held_by(indptr: Pointers, rows: Rows, people: int, kept: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Whether each person is in the rows of no kept creator, of one, or of two or more (2), shape (people,)."""
    holders = np.zeros(people, dtype=np.uint8)
    for creator in range(len(kept)):
        if kept[creator]:
            for pair in range(indptr[creator], indptr[creator + 1]):
                holders[rows[pair]] = min(holders[rows[pair]] + 1, 2)
    return holders


@compiled
def merged_people(
    indptr: Pointers, rows: Rows, weights: Floats, kept: NDArray[np.bool_]
) -> tuple[Pointers, Rows, Floats, Rows]:
    """The rows of the kept creators over fewer people: those without any kept creator left out, those with one only
    taken together, one heavier person a creator, at the end.

    Returns indptr, rows, weights, and of the people as they were the place in the new ones, -1 for who is not by
    itself there.
    """
    holders, numbers = held_by(indptr, rows, len(weights), kept), np.full(len(weights), -1, dtype=np.int32)
    shared = 0
    for person in range(len(weights)):
        if holders[person] == 2:
            numbers[person] = shared
            shared += 1
    heavier = np.empty(shared + kept.sum())
    for person in range(len(weights)):
        if holders[person] == 2:
            heavier[numbers[person]] = weights[person]
    starts, place = np.zeros(kept.sum() + 1, dtype=np.int64), 0
    for creator in range(len(kept)):
        if kept[creator]:
            size = 1
            for pair in range(indptr[creator], indptr[creator + 1]):
                size += holders[rows[pair]] == 2
            starts[place + 1] = starts[place] + size
            place += 1
    merged, place = np.empty(starts[-1], dtype=np.int32), 0
    for creator in range(len(kept)):
        if kept[creator]:
            at, own = starts[place], 0.0
            for pair in range(indptr[creator], indptr[creator + 1]):
                person = rows[pair]
                if holders[person] == 2:
                    merged[at] = numbers[person]
                    at += 1
                else:
                    own += weights[person]
            merged[at] = shared + place
            heavier[shared + place] = own
            place += 1
    return starts, merged, heavier, numbers
