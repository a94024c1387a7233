"""People on several platforms: the parameter spans from nobody the same to its high end, and says so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import Basis, Estimate
from kring.reach.levels.platforms import across, shipped_same_people, times_across

SAME = Estimate.between(0.2, 0.0, 0.5, Basis.PRIOR)


def test_two_platforms_lose_the_share_of_the_smaller() -> None:
    joined = across([Estimate.exact(1_000), Estimate.exact(400)], SAME)
    assert (joined.value, joined.low, joined.high) == (1_320, 1_200, 1_400)
    assert joined.basis == Basis.PRIOR


def test_one_platform_needs_no_assumption() -> None:
    alone = Estimate.exact(10)
    assert across([alone], SAME) == alone


@given(st.lists(st.floats(1, 1e6), min_size=2, max_size=5))
def test_the_high_end_is_the_sum_and_the_low_end_never_below_the_largest(people: list[float]) -> None:
    joined = across([Estimate.exact(count) for count in people], shipped_same_people())
    assert joined.high == pytest.approx(sum(people))
    assert max(people) <= joined.low * (1 + 1e-9) <= joined.value * (1 + 1e-9)


@given(st.lists(st.lists(st.floats(0, 1e4), min_size=10, max_size=10), min_size=2, max_size=3), st.floats(0, 0.6))
def test_frequencies_add_up_to_the_union(parts: list[list[float]], same: float) -> None:
    rows = sorted((np.array(part) + 1 for part in parts), key=lambda row: -row.sum())
    share = Estimate.exact(same)
    union = across([Estimate.exact(float(row.sum())) for row in rows], share)
    assert times_across(rows, same).sum() == pytest.approx(union.value, rel=1e-6)


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        across([Estimate.exact(1), Estimate.exact(1)], Estimate.exact(1.2))
