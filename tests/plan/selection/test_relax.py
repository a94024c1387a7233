"""The smallest set of limits to relax, against trying every set of limits."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from kring.plan.selection import Infeasible, Limits, Selection, smallest_relaxation
from tests.plan.selection.selections import all_sets, small_selections


def without(problem: Selection, rows: tuple[int, ...]) -> Selection:
    wanted = ~np.isin(np.arange(len(problem.limits)), rows)
    return replace(problem, limits=problem.limits.rows(wanted))


@given(small_selections(most_offers=6))
@settings(max_examples=80, deadline=None)
def test_relaxing_makes_it_feasible_and_no_smaller_set_of_limits_does(problem: Selection) -> None:
    relaxed = smallest_relaxation(problem.limits, problem.creator)
    low, high = problem.limits.low.copy(), problem.limits.high.copy()
    for one in relaxed:
        assert one.low < low[one.row] or one.high > high[one.row]
        low[one.row], high[one.row] = one.low, one.high
    assert all_sets(replace(problem, limits=replace(problem.limits, low=low, high=high)))
    for rows in combinations(range(len(problem.limits)), max(len(relaxed) - 1, 0)):
        if relaxed:
            assert not all_sets(without(problem, rows))


def test_of_two_limits_that_exclude_each_other_the_smaller_change_is_taken() -> None:
    limits = Limits.of(2, [([0, 1], [50.0, 60.0], -np.inf, 49.0), ([0, 1], [1.0, 1.0], 1.0, np.inf)])
    (one,) = smallest_relaxation(limits, np.arange(2))
    assert (one.row, one.high) == (0, 50.0)


def test_a_hard_limit_is_never_relaxed() -> None:
    limits = Limits.of(2, [([0, 1], [50.0, 60.0], -np.inf, 49.0), ([0, 1], [1.0, 1.0], 1.0, np.inf)])
    (one,) = smallest_relaxation(limits, np.arange(2), hard=[0])
    assert (one.row, one.low) == (1, 0.0)


def test_hard_limits_that_leave_nothing_are_said_to() -> None:
    limits = Limits.of(1, [([0], [1.0], 1.0, np.inf), ([0], [1.0], -np.inf, 0.0)])
    with pytest.raises(Infeasible):
        smallest_relaxation(limits, np.arange(1), hard=[0, 1])
