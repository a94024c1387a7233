"""Taking people together, creators away, or leaving out who can't change, changes no set's value."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.plan.alternatives import alternatives, one_out
from kring.plan.greedy import completed, greedy
from kring.plan.instance import Instance
from kring.plan.solve import solve
from tests.plan.instances import instance, small_instances


@given(small_instances(), st.integers(0, 127))
def test_every_set_of_the_kept_creators_is_worth_the_same(problem: Instance, pattern: int) -> None:
    kept = np.array([bool(pattern >> creator & 1) for creator in range(problem.creators)]) | problem.required
    merged = problem.merged(kept)
    assert len(merged.rows) <= problem.rows.size + int(kept.sum())
    for flags in product((False, True), repeat=int(kept.sum())):
        chosen = np.zeros(problem.creators, dtype=bool)
        chosen[np.flatnonzero(kept)] = flags
        assert merged.value(np.array(flags, dtype=bool)) == pytest.approx(problem.value(chosen))


@pytest.mark.parametrize("different", [3, 400])
def test_grades_keep_every_weight(different: int) -> None:
    weights = [1.0 + number % different for number in range(1_000)]
    problem = instance([set(range(0, 1_000, 2)), set(range(1_000))], [1.0, 1.0], weights=weights)
    grades, worth = problem.graded
    assert worth[grades].tolist() == weights
    assert grades.dtype == (np.uint8 if different == 3 else np.int32)
    assert problem.alone.tolist() == [sum(weights[::2]), sum(weights)]


def test_what_a_creator_covers_alone_is_counted_by_runs_of_one_weight_too() -> None:
    in_runs, mixed = [1.0] * 300 + [0.25] * 500 + [2.0] * 200, [1.0, 0.25, 2.0, 0.5] * 250
    rows = [set(range(0, 1_000, 7)), {5}, set(range(250, 900, 3)), {999}]
    for weights in (in_runs, mixed):
        problem = instance(rows, [1.0] * 4, weights=weights)
        assert problem.alone.tolist() == [sum(weights[person] for person in row) for row in rows]


@given(small_instances(), st.booleans())
def test_a_set_filled_up_greedily_is_worth_what_its_people_are(problem: Instance, per_euro: bool) -> None:
    filled = completed(problem, problem.required.copy(), per_euro=per_euro)
    assert filled.value == pytest.approx(problem.value(filled.chosen))


@given(small_instances(), st.integers(0, 127))
def test_the_best_in_the_place_of_one_is_that_of_trying_all(problem: Instance, pattern: int) -> None:
    chosen = np.array([bool(pattern >> creator & 1) for creator in range(problem.creators)]) | problem.required
    if problem.cost(chosen) > problem.budget:
        return
    value, found = problem.value(chosen), alternatives(problem, chosen)
    for creator in np.flatnonzero(chosen & ~problem.required):
        without = chosen.copy()
        without[creator] = False
        changes = {
            other: problem.value(without | (np.arange(problem.creators) == other)) - value
            for other in np.flatnonzero(~chosen)
            if problem.cost(without) + problem.fees[other] <= problem.budget
        }
        gained = {other: change for other, change in changes.items() if change > problem.value(without) - value}
        assert (int(creator) in found) == bool(gained)
        if gained:
            other, change = found[int(creator)]
            assert change == pytest.approx(max(gained.values()))
            assert gained[other] == pytest.approx(change)
    gains = one_out(problem, chosen)[1].gains
    for other in np.flatnonzero(~chosen):
        assert gains[other] == pytest.approx(problem.value(chosen | (np.arange(problem.creators) == other)) - value)


def test_everybody_counting_one_needs_no_weight_in_memory_for_each() -> None:
    rows = [set(range(0, 40, 2)), set(range(30)), set(range(25, 60))]
    spelled = instance(rows, [3.0, 4.0, 5.0], budget=8.0)
    brief = replace(spelled, weights=np.broadcast_to(1.0, spelled.weights.shape))
    assert greedy(brief).value == greedy(spelled).value
    assert solve(brief).chosen.tolist() == solve(spelled).chosen.tolist()
    assert solve(brief).bound == solve(spelled).bound
