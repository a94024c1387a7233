"""Chance: repeatable streams, keys without doubles, and draws that follow their weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.world.chance import (
    Segments,
    chance,
    keys_of,
    pick,
    pick_by_row,
    positions_within,
    without_doubles,
)


@given(st.integers(0, 2**31), st.integers(0, 10_000_000))
def test_keys_never_collide_within_a_kind(seed: int, start: int) -> None:
    keys = keys_of(np.arange(start, start + 500), seed, "person")
    assert len(set(keys.tolist())) == 500


def test_keys_of_kinds_and_seeds_differ() -> None:
    people, orders = keys_of(np.arange(100), 1, "person"), keys_of(np.arange(100), 1, "order")
    others = keys_of(np.arange(100), 2, "person")
    assert not set(people.tolist()) & (set(orders.tolist()) | set(others.tolist()))


def test_each_subject_has_its_own_repeatable_stream() -> None:
    assert chance(1, "posts").random() == chance(1, "posts").random()
    assert chance(1, "posts").random() != chance(1, "people").random()


def test_draws_follow_weights() -> None:
    drawn = np.bincount(pick(chance(1, "test"), [1, 0, 3], 40_000), minlength=3) / 40_000
    assert drawn == pytest.approx([0.25, 0, 0.75], abs=0.01)
    rows = np.repeat([0, 1], 20_000)
    by_row = pick_by_row(chance(1, "test"), np.asarray([[1.0, 1.0], [0.0, 1.0]]), rows)
    assert by_row[:20_000].mean() == pytest.approx(0.5, abs=0.02)
    assert by_row[20_000:].min() == 1


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60))
def test_a_segment_gives_only_its_own_members_and_an_empty_one_none(segments: list[int]) -> None:
    segment = np.asarray(segments)
    pool = Segments.of(np.arange(len(segment)), segment, np.ones(len(segment)), 5)
    asked = np.arange(5)
    drawn = pool.draw(chance(1, "test"), asked)
    for wanted, member in zip(asked, drawn, strict=True):
        assert member == -1 if wanted not in segment else segment[member] == wanted


@given(st.lists(st.integers(-50, 50)))
def test_without_doubles_is_the_sorted_set(values: list[int]) -> None:
    assert without_doubles(np.asarray(values, dtype=np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.integers(0, 9)))
def test_positions_count_up_within_each_run(groups: list[int]) -> None:
    ordered = np.sort(np.asarray(groups, dtype=np.int64))
    expected = [ordered[:at].tolist().count(value) for at, value in enumerate(ordered.tolist())]
    assert positions_within(ordered).tolist() == expected
