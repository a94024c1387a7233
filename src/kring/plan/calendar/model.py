"""The calendar as a whole-number programme for HiGHS: is this wish placed in this week?

Rows: once per brief; sets of placements of one creator of which any two rule each other out (cliques, which give a far
better bound than pairs); posts in runs of weeks; money; least and most placements. While no calendar is known that
gives every limit its least, how many it has too few is a variable of its own with a high price.

A large programme is first solved without whole numbers, which gives a bound and, rounded, a calendar; then with whole
numbers over the columns that this solution uses or nearly uses (kernel search: Angelelli, Mansini and Speranza,
Computers and Operations Research 2010). HiGHS: Huangfu and Hall, Mathematical Programming Computation 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.plan.calendar.problem import Placed, Problem

Row = tuple[list[int], list[float], float, float]
"""Columns, coefficients, lower and upper limit."""

Floats = NDArray[np.float64]
LEAST_SECONDS = 0.1
TAKEN = 1e-6
"""Below this a column counts as not taken: the solver's own tolerance."""


@dataclass(frozen=True)
class Model:
    """The programme: maximise gains x within low <= matrix x <= high and 0 <= x <= most.

    `columns`: (wish, week) of the first ones, which are whole numbers; those after count what limits have too few.
    """

    columns: list[tuple[int, int]]
    gains: Floats
    matrix: Any
    low: Floats
    high: Floats
    most: Floats


@dataclass(frozen=True)
class Answered:
    """What the solver gave: a calendar if it found one, and a bound on value less penalties if it proved one."""

    placed: Placed | None
    bound: float | None


@dataclass(frozen=True)
class Relaxed:
    """The programme without whole numbers: its value, how much of each column it takes, and what the others cost it."""

    bound: float
    shares: Floats
    costs: Floats

    def kernel(self, size: int) -> NDArray[np.bool_]:
        """The columns it takes, and then those that cost it least, so many in all."""
        order = np.argsort(np.where(self.shares > TAKEN, -self.shares, self.costs), kind="stable")
        kept = np.zeros(len(order), dtype=bool)
        kept[order[:size]] = True
        return kept

    def taken(self) -> NDArray[np.int64]:
        """The columns it takes, those it takes most of first."""
        found = np.flatnonzero(self.shares > TAKEN)
        return found[np.argsort(-self.shares[found].round(6), kind="stable")]


def model_of(problem: Problem, *, soft: bool = True) -> Model:
    """The programme; with `soft=False` only calendars that give every limit its least."""
    columns = [(wish, week) for wish, weeks in enumerate(problem.open_weeks) for week in weeks]
    limits = problem.limits if soft else ()
    gains = np.array([problem.values[wish] for wish, _ in columns] + [-problem.penalty] * len(limits))
    matrix, low, high = _matrix(rows_of(problem, columns, soft=soft), len(gains))
    most = np.concatenate([np.ones(len(columns)), np.array([limit.least for limit in limits], dtype=float)])
    return Model(columns, gains, matrix, low, high, most)


def best_of(model: Model, seconds: float, kept: NDArray[np.bool_] | None = None) -> Answered:
    """The best calendar and the bound that HiGHS finds within the time, over all columns or only those kept."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not model.columns:
        return Answered({}, float((model.gains * model.most).sum()))
    most = model.most if kept is None else np.where(kept, model.most, 0.0)
    whole = np.arange(len(model.gains)) < len(model.columns)
    answer = milp(
        -model.gains, constraints=LinearConstraint(model.matrix, model.low, model.high),
        bounds=Bounds(np.zeros(len(most)), most), integrality=whole.astype(float),
        options={"time_limit": max(seconds, LEAST_SECONDS), "mip_rel_gap": 1e-6},
    )  # fmt: skip
    placed = None
    if answer.x is not None:
        placed = dict(model.columns[at] for at in np.flatnonzero(answer.x[: len(model.columns)] > 0.5))
    bound = getattr(answer, "mip_dual_bound", None)
    return Answered(placed, -float(bound) if bound is not None and np.isfinite(bound) else None)


def relaxed(model: Model, seconds: float) -> Relaxed | None:
    """The programme without whole numbers, by the dual simplex method; None when the time does not suffice."""
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    above, below = np.isfinite(model.high), np.isfinite(model.low)
    answer = linprog(
        -model.gains, A_ub=vstack([model.matrix[above], -model.matrix[below]]),
        b_ub=np.concatenate([model.high[above], -model.low[below]]),
        bounds=np.column_stack([np.zeros(len(model.most)), model.most]), method="highs-ds",
        options={"time_limit": max(seconds, LEAST_SECONDS)},
    )  # fmt: skip
    if answer.status != 0:
        return None
    shares, costs = (np.asarray(one, dtype=float) for one in (answer.x, answer.lower.marginals))
    return Relaxed(-float(answer.fun), shares, costs)


def rows_of(problem: Problem, columns: list[tuple[int, int]], *, soft: bool = True) -> list[Row]:
    """All rows over the columns (wish, week), with `soft` followed by one column a limit for placements too few."""
    own: list[list[int]] = [[] for _ in problem.creators]
    within: list[list[int]] = [[] for _ in range(problem.briefs)]
    for at, (wish, _) in enumerate(columns):
        own[problem.wish_creator[wish]].append(at)
        within[problem.wish_brief[wish]].append(at)
    rows = [row for limit in range(len(problem.limits)) for row in _of_limit(problem, columns, within, limit, soft)]
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


def _of_limit(
    problem: Problem, columns: list[tuple[int, int]], within: list[list[int]], number: int, soft: bool
) -> list[Row]:
    limit, counted = problem.limits[number], set(problem.marked[number])
    places = [at for at in within[limit.brief] if columns[at][0] in counted and limit.week in (None, columns[at][1])]
    ones, rows = [1.0] * len(places), []
    if limit.most < len(counted):
        rows.append((places, ones, -np.inf, float(limit.most)))
    if limit.least and soft:
        rows.append(([*places, len(columns) + number], [*ones, 1.0], float(limit.least), np.inf))
    elif limit.least:
        rows.append((places, ones, float(limit.least), np.inf))
    return rows


def cliques(problem: Problem, columns: list[tuple[int, int]], places: list[int]) -> list[tuple[int, ...]]:
    """Sets of placements of one creator of which any two clash, together holding every clash (greedy cover)."""
    clashing = _clashing(problem, columns, places)
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


def _clashing(problem: Problem, columns: list[tuple[int, int]], places: list[int]) -> list[int]:
    """For each placement of a creator those that clash with it, as bits."""
    if not places:
        return []
    wish, week = np.array([columns[at] for at in places], dtype=np.int64).T
    brief = np.array([problem.wish_brief[one] for one in wish])
    later = week[None, :] - week[:, None]
    ahead = problem.blocked[brief[:, None], brief[None, :]]
    clash = (wish[:, None] == wish[None, :]) | np.where(later >= 0, later <= ahead, -later <= ahead.T)
    for first, last, room in problem.room[problem.wish_creator[wish[0]]]:
        if room == 1:
            inside = (first <= week) & (week <= last)
            clash |= inside[:, None] & inside[None, :]
    np.fill_diagonal(clash, val=False)
    return [int.from_bytes(row.tobytes(), "little") for row in np.packbits(clash, axis=1, bitorder="little")]


def _matrix(rows: list[Row], width: int) -> tuple[Any, NDArray[np.float64], NDArray[np.float64]]:
    from scipy.sparse import csr_array

    starts = np.cumsum([0, *(len(row[0]) for row in rows)])
    places = np.array([at for row in rows for at in row[0]], dtype=np.int64)
    weights = np.array([weight for row in rows for weight in row[1]], dtype=float)
    low, high = (np.array([row[side] for row in rows], dtype=float) for side in (2, 3))
    return csr_array((weights, places, starts), shape=(len(rows), width)), low, high
