"""Taking people together, or creators away, changes no set's value."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.plan.instance import Instance
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
