"""A solver that is watched: what it says, and what it leaves when it is stopped."""

from __future__ import annotations

import pytest

from kring.plan.progress import Progress
from kring.plan.solve import solve
from tests.plan.instances import random_instance


def test_a_watch_hears_value_and_bound_close_in_and_changes_nothing() -> None:
    problem = random_instance(150, 900, 3, budget=400, most=12)
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        return True

    watched, alone = solve(problem, effort=1e7, watch=watch), solve(problem, effort=1e7)
    assert (watched.chosen == alone.chosen).all()
    assert watched.bound == alone.bound
    assert [one.done for one in heard] == sorted(one.done for one in heard)
    assert [one.value for one in heard] == sorted(one.value for one in heard)
    assert heard[0].bound is None
    assert heard[-1].bound is not None
    bounds = [one.bound for one in heard if one.bound is not None]
    assert bounds == sorted(bounds, reverse=True)
    assert max(one.value for one in heard) <= watched.value


@pytest.mark.parametrize("calls", [1, 2, 4, 7])
def test_a_stopped_solver_leaves_an_allowed_set_and_a_valid_bound(calls: int) -> None:
    problem = random_instance(150, 900, 4, budget=400, most=12)
    left = iter([True] * (calls - 1))
    stopped = solve(problem, effort=1e7, watch=lambda _: next(left, False))
    assert problem.allows(stopped.chosen)
    assert problem.value(stopped.chosen) == pytest.approx(stopped.value)
    assert stopped.value <= solve(problem, effort=1e7).value <= stopped.bound
