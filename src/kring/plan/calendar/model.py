"""The calendar as a whole-number programme for HiGHS: is this wish placed in this week?

Rows: once per brief; sets of placements of one creator of which any two rule each other out (cliques, which give a far
better bound than pairs); posts in runs of weeks; money; least and most placements. How many a limit has too few is a
variable of its own with a high price. HiGHS: Huangfu and Hall, Mathematical Programming Computation 2018.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.plan.calendar.problem import Placed, Problem

Row = tuple[list[int], list[float], float, float]
"""Columns, coefficients, lower and upper limit."""


@dataclass(frozen=True)
class Answered:
    """What the solver gave: a calendar if it found one, and a bound on value less penalties if it proved one."""

    placed: Placed | None
    bound: float | None


def solved(problem: Problem, seconds: float) -> Answered:
    """The best calendar and the bound that HiGHS finds within the time."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    until = time.monotonic() + seconds
    columns = [(wish, week) for wish, weeks in enumerate(problem.open_weeks) for week in weeks]
    if not columns:
        return Answered({}, -problem.penalty * sum(limit.least for limit in problem.limits))
    gains = np.array([problem.values[wish] for wish, _ in columns] + [-problem.penalty] * len(problem.limits))
    matrix, low, high = _matrix(rows_of(problem, columns), len(gains))
    most = np.concatenate([np.ones(len(columns)), np.array([limit.least for limit in problem.limits], dtype=float)])
    answer = milp(
        -gains, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(np.zeros(len(gains)), most),
        integrality=np.concatenate([np.ones(len(columns)), np.zeros(len(problem.limits))]),
        options={"time_limit": max(until - time.monotonic(), 0.1), "mip_rel_gap": 1e-6},
    )  # fmt: skip
    placed = None
    if answer.x is not None:
        placed = dict(columns[at] for at in np.flatnonzero(answer.x[: len(columns)] > 0.5))
    bound = getattr(answer, "mip_dual_bound", None)
    return Answered(placed, -float(bound) if bound is not None and np.isfinite(bound) else None)


def rows_of(problem: Problem, columns: list[tuple[int, int]]) -> list[Row]:
    """All rows over the columns (wish, week), followed by one column a limit for placements too few."""
    own: list[list[int]] = [[] for _ in problem.creators]
    within: list[list[int]] = [[] for _ in range(problem.briefs)]
    for at, (wish, _) in enumerate(columns):
        own[problem.wish_creator[wish]].append(at)
        within[problem.wish_brief[wish]].append(at)
    rows = [row for limit in range(len(problem.limits)) for row in _of_limit(problem, columns, within, limit)]
    for creator, places in enumerate(own):
        rows += [(list(one), [1.0] * len(one), -np.inf, 1.0) for one in cliques(problem, columns, places)]
        for first, last, room in problem.room[creator]:
            inside = [at for at in places if first <= columns[at][1] <= last]
            if room > 1 and len({columns[at][0] for at in inside}) > room:
                rows.append((inside, [1.0] * len(inside), -np.inf, float(room)))
    for brief, places in enumerate(within):
        if np.isfinite(problem.budgets[brief]):
            rows.append((places, [problem.fees[columns[at][0]] for at in places], -np.inf, problem.budgets[brief]))
    return rows


def _of_limit(problem: Problem, columns: list[tuple[int, int]], within: list[list[int]], number: int) -> list[Row]:
    limit, counted = problem.limits[number], set(problem.marked[number])
    places = [at for at in within[limit.brief] if columns[at][0] in counted and limit.week in (None, columns[at][1])]
    ones, rows = [1.0] * len(places), []
    if limit.most < len(counted):
        rows.append((places, ones, -np.inf, float(limit.most)))
    if limit.least:
        rows.append(([*places, len(columns) + number], [*ones, 1.0], float(limit.least), np.inf))
    return rows


def cliques(problem: Problem, columns: list[tuple[int, int]], places: list[int]) -> list[tuple[int, ...]]:
    """Sets of placements of one creator of which any two clash, together holding every clash (greedy cover)."""
    clashing = [_clashing(problem, columns, places, at) for at in places]
    left, found = list(clashing), []
    for first in range(len(places)):
        while left[first]:
            second = (left[first] & -left[first]).bit_length() - 1
            members, common = [first, second], clashing[first] & clashing[second]
            while common:
                # First a placement whose clashes are not held yet, then any that makes the set larger.
                fresh = common & left[first] or common
                third = (fresh & -fresh).bit_length() - 1
                members.append(third)
                common &= clashing[third]
            inside = sum(1 << one for one in members)
            for one in members:
                left[one] &= ~inside
            found.append(tuple(places[one] for one in members))
    return found


def _clashing(problem: Problem, columns: list[tuple[int, int]], places: list[int], at: int) -> int:
    """The placements that clash with one, as bits."""
    wish, week = columns[at]
    single = [(first, last) for first, last, room in problem.room[problem.wish_creator[wish]] if room == 1]
    bits = 0
    for place, other in enumerate(places):
        other_wish, other_week = columns[other]
        if other == at:
            continue
        if (
            other_wish == wish
            or problem.clash(problem.wish_brief[wish], week, problem.wish_brief[other_wish], other_week)
            or any(first <= week <= last and first <= other_week <= last for first, last in single)
        ):
            bits |= 1 << place
    return bits


def _matrix(rows: list[Row], width: int) -> tuple[Any, NDArray[np.float64], NDArray[np.float64]]:
    from scipy.sparse import csr_array

    starts = np.cumsum([0, *(len(row[0]) for row in rows)])
    places = np.array([at for row in rows for at in row[0]], dtype=np.int64)
    weights = np.array([weight for row in rows for weight in row[1]], dtype=float)
    low, high = (np.array([row[side] for row in rows], dtype=float) for side in (2, 3))
    return csr_array((weights, places, starts), shape=(len(rows), width)), low, high
