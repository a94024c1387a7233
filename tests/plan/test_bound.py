"""The proven bound against the linear relaxation that HiGHS solves, and against the true optimum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from kring.plan.bound import certify
from kring.plan.greedy import greedy
from kring.plan.instance import Instance
from tests.plan.instances import best_by_milp, best_by_trying_all, linear_bound, random_instance, small_instances

WITHIN = 1.0005
"""Above the linear relaxation, over the creators that the budget allows at all, by 0.05 % at most."""


@pytest.mark.parametrize(
    ("seed", "limits"),
    [
        (0, {"budget": 300.0}),
        (1, {"budget": np.inf, "most": 10}),
        (2, {"budget": 300.0, "most": 8}),
        (3, {"budget": 60.0}),
        (4, {"budget": 1_000.0, "most": 40}),
        (5, {"budget": 500.0}),
        (6, {"budget": 150.0}),
        (7, {"budget": np.inf, "most": 25}),
    ],
)
def test_the_bound_is_the_linear_relaxation_to_a_twentieth_of_a_percent(seed: int, limits: dict[str, float]) -> None:
    problem = random_instance(120, 800, seed, budget=limits["budget"], most=limits.get("most"))  # type: ignore[arg-type]
    certificate = certify(problem, greedy(problem).value)
    assert certificate.raw <= linear_bound(problem.only(problem.fees <= problem.budget)) * WITHIN
    assert certificate.bound >= best_by_milp(problem) - 1e-6


@pytest.mark.parametrize(("creators", "people", "budget"), [(40, 100, 80.0), (60, 300, 150.0), (200, 1_500, 500.0)])
def test_the_bound_is_as_close_on_other_sizes(creators: int, people: int, budget: float) -> None:
    problem = random_instance(creators, people, 10, budget=budget)
    certificate = certify(problem, greedy(problem).value)
    assert certificate.raw <= linear_bound(problem.only(problem.fees <= problem.budget)) * WITHIN


def test_required_creators_and_a_least_number_are_in_the_bound() -> None:
    problem = random_instance(80, 500, 5, budget=400)
    problem = replace(problem, required=np.arange(80) % 20 == 0, least=15)
    certificate = certify(problem, greedy(problem).value)
    assert certificate.raw <= linear_bound(problem) * WITHIN
    assert certificate.bound >= best_by_milp(problem) - 1e-6


@given(small_instances(most_creators=6))
def test_no_set_is_worth_more_than_the_bound(problem: Instance) -> None:
    best = best_by_trying_all(problem)
    certificate = certify(problem, greedy(problem).value, steps=100)
    assert certificate.bound >= best - 1e-9


@given(small_instances(most_creators=6))
def test_a_dropped_creator_is_in_no_better_set(problem: Instance) -> None:
    value = greedy(problem).value
    kept = certify(problem, value, steps=100).kept
    if not kept.all() and problem.allows(kept | problem.required):
        best = best_by_trying_all(problem)
        among_kept = best_by_trying_all(problem.only(kept)) if kept.any() else 0.0
        assert max(among_kept, value) == pytest.approx(best)
