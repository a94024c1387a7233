"""The curve keeps to the laws of unions, whatever sizes and overlap it is given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.reach.levels.curve import Curve

sizes = st.lists(st.floats(1, 1e6), min_size=2, max_size=20).map(np.array)


@given(sizes, st.floats(0, 1e8))
def test_a_union_lies_between_the_largest_and_the_sum(of: np.ndarray, shared: float) -> None:
    union = Curve.through(of, shared).union
    assert of.max() * (1 - 1e-6) <= union <= of.sum() * (1 + 1e-9)


@given(st.floats(1, 1e5), st.floats(1, 1e5), st.floats(0, 0.99), st.floats(0.5, 8))
def test_two_accounts_have_their_sum_less_what_they_share(a: float, b: float, part: float, shape: float) -> None:
    shared = part * min(a, b)
    assert Curve.through(np.array([a, b]), shared, shape).union == pytest.approx(a + b - shared, rel=1e-6)


@given(sizes, st.floats(1, 1e6), st.floats(1.1, 5))
def test_more_overlap_never_gives_more_people(of: np.ndarray, shared: float, more: float) -> None:
    assert Curve.through(of, shared * more).union <= Curve.through(of, shared).union * (1 + 1e-9)


@given(sizes, st.floats(0.02, 0.98))
def test_the_overlap_of_a_union_leads_back_to_it(of: np.ndarray, part: float) -> None:
    union = of.max() + part * (of.sum() - of.max())
    curve = Curve.of_union(of, union)
    assert curve.union == pytest.approx(union, rel=1e-6)
    assert Curve.through(of, curve.shared).union == pytest.approx(union, rel=1e-4)


@given(sizes, st.floats(0.02, 0.9))
def test_frequencies_and_exclusive_people_belong_to_the_union(of: np.ndarray, part: float) -> None:
    curve = Curve.of_union(of, of.max() + part * (of.sum() - of.max()))
    times = curve.times(len(of))
    assert times.sum() == pytest.approx(curve.union, rel=1e-6)
    assert np.arange(1, len(of) + 1) @ times == pytest.approx(of.sum(), rel=0.02)
    assert (curve.exclusive <= of * (1 + 1e-9)).all()
    assert curve.exclusive.sum() == pytest.approx(times[0], rel=0.05)


def test_people_of_equal_appetite_are_the_textbook_case() -> None:
    """Gamma appetite of small variance is independence: three tenths of 1,000 people leave 0.7^3 of them out."""
    union = Curve(np.array([300.0, 300.0, 300.0]), 1_000, shape=1e-3).union
    assert union == pytest.approx(1_000 * (1 - 0.7**3), rel=1e-3)


def test_accounts_inside_a_union_count_as_often_as_they_do_there() -> None:
    inside = np.array([60.0, 30.0, 10.0])
    times = Curve.through(np.array([100.0, 50.0]), 0.0).times(10, (inside, None))
    assert times[:3].tolist() == [110.0, 30.0, 10.0]


def test_the_order_of_accounts_changes_nothing() -> None:
    one, other = np.array([900.0, 20.0, 400.0]), np.array([20.0, 400.0, 900.0])
    assert Curve.through(one, 55.0).union == pytest.approx(Curve.through(other, 55.0).union, rel=1e-12)
