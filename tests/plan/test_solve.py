"""The solver against trying every set, and the laws its answers must keep."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.plan.greedy import greedy
from kring.plan.instance import Instance
from kring.plan.solve import quick, solve
from tests.plan.instances import best_by_milp, best_by_trying_all, instance, random_instance, reordered, small_instances


@given(small_instances())
@settings(max_examples=150)
def test_small_problems_are_solved_to_the_proven_best(problem: Instance) -> None:
    solution = solve(problem)
    assert problem.allows(solution.chosen)
    assert solution.value == pytest.approx(best_by_trying_all(problem))
    assert solution.bound == pytest.approx(solution.value)
    assert problem.value(solution.chosen) == pytest.approx(solution.value)
    assert problem.cost(solution.chosen) == pytest.approx(solution.cost)


@given(small_instances(), st.integers(0, 20))
def test_more_budget_never_lowers_the_value(problem: Instance, extra: int) -> None:
    assert solve(problem.with_budget(problem.budget + extra)).value >= solve(problem).value - 1e-9


@given(small_instances(), st.randoms(use_true_random=False))
def test_the_order_of_the_creators_changes_nothing_in_value(problem: Instance, random: Random) -> None:
    order = random.sample(range(problem.creators), problem.creators)
    shuffled = solve(reordered(problem, order))
    assert shuffled.value == pytest.approx(solve(problem).value)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_more_creators_changes_nothing_where_the_best_is_proven(seed: int) -> None:
    problem = random_instance(60, 300, seed, budget=200)
    order = np.random.default_rng(seed).permutation(60).tolist()
    first, second = solve(problem), solve(reordered(problem, order))
    assert first.value == pytest.approx(second.value)
    assert first.value == pytest.approx(best_by_milp(problem))


@pytest.mark.parametrize("seed", range(4))
def test_no_bound_is_below_the_optimum_of_an_exact_milp(seed: int) -> None:
    problem = random_instance(50, 200, seed, budget=150, most=8)
    solution = solve(problem, effort=1e4)
    assert solution.value - 1e-6 <= best_by_milp(problem) <= solution.bound + 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_larger_problems_keep_to_the_limits_and_below_the_bound(seed: int) -> None:
    problem = random_instance(150, 900, seed, budget=400, most=12)
    solution = solve(problem, effort=1e7)
    assert problem.allows(solution.chosen)
    assert greedy(problem).value <= solution.value <= solution.bound
    assert solution.gap < 0.05


def test_the_same_problem_and_seed_give_the_same_set() -> None:
    problem = random_instance(120, 700, 7, budget=300)
    first, second = solve(problem, effort=1e7, seed=3), solve(problem, effort=1e7, seed=3)
    assert (first.chosen == second.chosen).all()


def test_a_set_to_start_from_is_never_made_worse() -> None:
    problem = random_instance(120, 700, 8, budget=300)
    before = solve(problem, effort=2e7)
    assert solve(problem, effort=1e3, starts=[before.chosen]).value >= before.value


def test_ties_go_to_the_first_creator_and_to_the_cheaper_set() -> None:
    assert solve(instance([{0, 1}, {0, 1}], [5, 5], budget=5)).chosen.tolist() == [True, False]
    assert solve(instance([{0, 1}, {0, 1}], [5, 4], budget=5)).chosen.tolist() == [False, True]


def test_a_creator_who_adds_nobody_is_not_paid() -> None:
    solution = solve(instance([{0, 1, 2}, {1, 2}, {3}], [5, 1, 1], budget=10))
    assert solution.chosen.tolist() == [True, False, True]


def test_fewer_than_the_least_number_is_filled_up_with_the_cheapest() -> None:
    solution = solve(instance([{0, 1, 2}, {1, 2}, {2}], [5, 3, 1], budget=10, least=2))
    assert solution.chosen.tolist() == [True, False, True]


def test_the_greedy_keeps_enough_for_the_least_number() -> None:
    problem = instance([{0, 1, 2, 3, 4}, {0}, {5}], [9, 1, 1], budget=10, least=3)
    assert not problem.allows(np.ones(3, dtype=bool))
    cheap = instance([{0, 1, 2, 3, 4}, {0}, {5}], [9, 1, 1], budget=10, least=2)
    assert cheap.allows(quick(cheap).chosen)


def test_cents_that_do_not_add_up_in_binary_still_fit_the_budget() -> None:
    problem = instance([{0}, {1}, {2}], [0.1, 0.1, 0.1], budget=0.3)
    assert solve(problem).value == 3


def test_without_anybody_to_reach_nothing_is_chosen() -> None:
    problem = replace(instance([{0}], [1.0], budget=5), weights=np.zeros(1))
    solution = solve(problem)
    assert (solution.value, solution.bound) == (0, 0)
