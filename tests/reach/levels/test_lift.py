"""Overlap lifted above chance: it saturates at the smaller account, and the line is found again from pairs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.reach.levels.lift import Lift, Pairs

PEOPLE = 1_000_000.0


def pairs_of(sizes: np.ndarray, people: float = PEOPLE) -> Pairs:
    return Pairs.of(np.outer(sizes, sizes) / people, sizes)


@given(st.lists(st.floats(1, 9e5), min_size=2, max_size=8).map(np.array), st.floats(0.1, 1e3), st.floats(0.2, 1.2))
def test_two_accounts_never_share_more_than_the_smaller(sizes: np.ndarray, odds: float, slope: float) -> None:
    pairs = pairs_of(sizes)
    assert (Lift(odds, slope).overlaps(pairs) <= pairs.smaller).all()


def test_no_lift_is_chance() -> None:
    pairs = pairs_of(np.array([5e5, 2e4, 300.0]))
    assert Lift().total(pairs) == pytest.approx(pairs.chance.sum())


def test_a_national_star_is_lifted_less_than_a_small_account() -> None:
    pairs = pairs_of(np.array([6e5, 1_000.0, 1_000.0]))
    star, _, small = Lift(3.0, 0.9).overlaps(pairs) / pairs.chance
    assert small > 3 > star > 1


@pytest.mark.parametrize("people", [1e6, 5e8])
def test_the_line_is_found_again_whatever_the_population_is_taken_to_be(people: float) -> None:
    """Where the population is taken 500 times too large, odds make up for it and overlaps stay what they are."""
    rng = np.random.default_rng(0)
    sizes = np.append(np.exp(rng.normal(8, 1.2, 60)), 5e5)
    true = Lift(3.0, 0.85).overlaps(pairs_of(sizes))
    shared = rng.poisson(true * rng.gamma(4, 1 / 4, len(true))).astype(float)
    pairs = pairs_of(sizes, people)
    found = Lift.fitted(pairs, shared, len(sizes))
    assert found.slope == pytest.approx(0.85, abs=0.1)
    assert found.total(pairs) == pytest.approx(true.sum(), rel=0.15)


def test_the_line_is_less_sure_beyond_the_accounts_it_was_fitted_on() -> None:
    sizes = np.exp(np.random.default_rng(1).normal(7, 0.5, 40))
    pairs = pairs_of(sizes)
    found = Lift.fitted(pairs, Lift(3.0, 0.9).overlaps(pairs), len(sizes))
    star = pairs_of(np.array([2e5, 1_000.0]))
    assert found.doubt(star) > 1.5 * found.doubt(pairs) > 0
