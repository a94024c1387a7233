"""Learned weights follow what was decided, keep the order of levels, and stay what they are where nothing tells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match.criteria import active_criteria
from kring.match.criteria.criterion import UNKNOWN_LEVEL
from kring.match.learning.decisions import Decided, decided
from kring.match.learning.fitting import LevelTable, fit, step_bounds
from tests.match.learning.made_decisions import decisions, records

CRITERIA = active_criteria()
TABLE = LevelTable(CRITERIA)


def bits_of(found: np.ndarray, name: str) -> np.ndarray:
    place = [one.name for one in CRITERIA].index(name)
    return found[TABLE.starts[place] : TABLE.starts[place + 1]]


def test_a_criterion_that_decides_more_gets_more_weight_and_one_that_nobody_knows_keeps_its_own() -> None:
    found = fit(decided(decisions(), records(), CRITERIA), CRITERIA, spread=1.0)
    span = np.ptp(bits_of(found.bits, "contact"))
    assert span > 1.5 * CRITERIA.named("contact").span
    for name in ("reliability", "niche", "wishes"):
        kept = [level.bits for level in CRITERIA.named(name).levels]
        assert bits_of(found.bits, name) == pytest.approx(kept, abs=1e-3)


def test_criteria_that_are_held_do_not_move_and_a_tight_prior_moves_nothing() -> None:
    of = decided(decisions(), records(), CRITERIA)
    held = fit(of, CRITERIA, spread=1.0, held=["contact"])
    assert bits_of(held.bits, "contact") == pytest.approx(bits_of(TABLE.current, "contact"))
    assert np.abs(held.bits - TABLE.current).max() > 0.1
    assert np.abs(fit(of, CRITERIA, spread=1e-3).bits - TABLE.current).max() < 1e-3


@st.composite
def any_decisions(draw: st.DrawFn) -> Decided:
    count, seed = draw(st.integers(1, 40)), draw(st.integers(0, 2**16))
    rng = np.random.default_rng(seed)
    levels = np.stack([rng.integers(-1, len(one.levels), count) for one in CRITERIA], axis=1)
    return Decided(levels.astype(np.int8), rng.random(count) < draw(st.floats(0, 1)), rng.integers(0, 4, count))


@given(any_decisions(), st.sampled_from([0.3, 3.0]))
@settings(max_examples=15, deadline=None)
def test_levels_keep_their_order_whatever_was_decided(of: Decided, spread: float) -> None:
    found = fit(of, CRITERIA, spread)
    for one in CRITERIA:
        low, high = step_bounds(one)
        steps = np.diff(bits_of(found.bits, one.name))
        assert (steps >= (-np.inf if low is None else low - 1e-9)).all()
        assert (steps <= (np.inf if high is None else high + 1e-9)).all()


def test_what_is_unknown_weighs_nothing() -> None:
    nothing = Decided(
        np.full((3, len(CRITERIA)), UNKNOWN_LEVEL, np.int8), np.array([True, True, False]), np.zeros(3, int)
    )
    found = fit(nothing, CRITERIA, spread=1.0)
    assert found.score(nothing).tolist() == [0.0, 0.0, 0.0]
    assert found.bits == pytest.approx(TABLE.current, abs=1e-6)


def test_a_level_may_move_freely_where_the_current_weights_go_up_and_down() -> None:
    assert step_bounds(CRITERIA.named("steady_posting")) == (None, None)
    assert step_bounds(CRITERIA.named("contact")) == (0.0, None)
    assert step_bounds(CRITERIA.named("price")) == (None, 0.0)
