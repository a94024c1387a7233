"""The general solver against trying every set, and the laws its answers must keep."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.plan.progress import Progress
from kring.plan.selection import Infeasible, Limits, Response, Selection, select
from tests.plan.selection.selections import RESPONSES, all_sets, random_selection, selection, small_selections


@given(small_selections())
@settings(max_examples=120, deadline=None)
def test_small_problems_are_solved_to_the_proven_best_or_are_infeasible(problem: Selection) -> None:
    allowed = all_sets(problem)
    if not allowed:
        with pytest.raises(Infeasible):
            select(problem)
        return
    best, found = max(problem.worth(chosen) for chosen in allowed), select(problem)
    assert problem.allows(found.chosen)
    assert found.value == pytest.approx(problem.worth(found.chosen))
    assert found.cost == pytest.approx(problem.cost(found.chosen))
    assert found.bound >= best - 1e-7
    assert found.value == pytest.approx(best, abs=1e-7)
    assert found.gap < 1e-6


@given(small_selections(), st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_a_wider_budget_never_lowers_the_value(problem: Selection, extra: int) -> None:
    if not all_sets(problem):
        return
    high = problem.limits.high.copy()
    high[0] += extra
    wider = replace(problem, limits=replace(problem.limits, high=high))
    before = select(problem)
    assert select(wider, starts=[before.chosen]).value >= before.value - 1e-9
    assert select(wider).bound >= before.value - 1e-7


@given(small_selections(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_offers_does_not_change_the_value(problem: Selection, random: object) -> None:
    if not all_sets(problem):
        return
    order = np.arange(problem.offers)
    random.shuffle(order)  # type: ignore[attr-defined]
    limits, place = problem.limits, np.argsort(order)
    rows = [
        (place[limits.offers[start:end]], limits.coefficients[start:end], limits.low[row], limits.high[row])
        for row, (start, end) in enumerate(zip(limits.indptr, limits.indptr[1:], strict=False))
    ]
    other = replace(
        problem, row_of=problem.row_of[order], exposure=problem.exposure[order], value=problem.value[order],
        fees=problem.fees[order], creator=problem.creator[order], limits=Limits.of(problem.offers, rows),
    )  # fmt: skip
    assert select(other).value == pytest.approx(select(problem).value)


@pytest.mark.parametrize("response", RESPONSES[:-1])
def test_larger_problems_keep_to_the_limits_and_below_the_bound(response: Response) -> None:
    problem = random_selection(80, 500, 3, budget=350, response=response)
    found = select(problem, effort=3e6)
    assert problem.allows(found.chosen)
    assert 0 < found.value <= found.bound
    assert found.value == pytest.approx(problem.worth(found.chosen))
    if response.concave:
        assert found.gap < (1e-6 if response.certain else 0.12)


@pytest.mark.parametrize("response", [Response((1.0,)), Response((0.0, 1.0), certain=False)])
def test_the_same_problem_and_seed_give_the_same_set_watched_or_not(response: Response) -> None:
    problem = random_selection(60, 400, 5, budget=250, response=response)
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    one, two = select(problem, effort=2e6, seed=3), select(problem, effort=2e6, seed=3, watch=watch)
    assert (one.chosen == two.chosen).all()
    assert all(later.done >= earlier.done for earlier, later in pairwise(seen))
    assert all(step.value <= one.value + 1e-6 for step in seen)


def test_stopped_at_once_it_ends_with_an_allowed_set_and_a_valid_bound() -> None:
    problem = random_selection(60, 400, 6, budget=250, response=Response((1.0,)))
    stopped, whole = select(problem, watch=lambda _: False), select(problem, effort=2e6)
    assert problem.allows(stopped.chosen)
    assert stopped.value <= stopped.bound
    assert stopped.bound >= whole.value - 1e-6


def test_a_set_to_start_from_is_never_made_worse() -> None:
    problem = random_selection(60, 400, 7, budget=250, response=Response((1.0,), certain=False))
    before = select(problem, effort=1e7)
    assert select(problem, effort=1e4, starts=[before.chosen]).value >= before.value - 1e-9


def test_a_creator_is_chosen_with_one_offer_and_the_dearer_one_when_it_pays() -> None:
    post_or_reel = {"creator": [0, 0, 1], "exposure": [0.3, 0.9, 0.3], "response": Response((1.0,), certain=False)}
    people = [{0, 1, 2, 3}, {4}]
    dear = selection(people, [0, 0, 1], [4, 6, 4], [([0, 1, 2], [4, 6, 4], -np.inf, 8.0)], **post_or_reel)  # type: ignore[arg-type]
    assert select(dear).chosen.tolist() == [False, True, False]
    cheap = selection(people, [0, 0, 1], [4, 6, 4], [([0, 1, 2], [4, 6, 4], -np.inf, 5.0)], **post_or_reel)  # type: ignore[arg-type]
    assert select(cheap).chosen.tolist() == [True, False, False]


def test_twice_reached_wants_overlap_where_once_wants_difference() -> None:
    people = [{0, 1, 2}, {0, 1}, {3, 4}]
    budget = [([0, 1, 2], [1, 1, 1], -np.inf, 2.0)]
    once = select(selection(people, [0, 1, 2], [1, 1, 1], budget))
    twice = select(selection(people, [0, 1, 2], [1, 1, 1], budget, response=Response((0.0, 1.0))))
    assert (once.chosen.tolist(), once.value) == ([True, False, True], 5)
    assert (twice.chosen.tolist(), twice.value) == ([True, True, False], 2)


def test_an_offer_that_adds_nothing_is_not_paid_unless_a_limit_asks_for_it() -> None:
    people, fees = [{0, 1, 2}, {1, 2}], [5.0, 1.0]
    free = selection(people, [0, 1], fees, [([0, 1], fees, -np.inf, 9.0)])
    asked = selection(people, [0, 1], fees, [([0, 1], fees, -np.inf, 9.0), ([0, 1], [1, 1], 2.0, 2.0)])
    assert select(free).chosen.tolist() == [True, False]
    assert select(asked).chosen.tolist() == [True, True]
