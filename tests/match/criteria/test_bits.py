"""Bits are the same answers as one flag an account."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kring.match.criteria.bits import (
    EVERYBODY,
    all_of,
    any_of,
    at_places,
    counted,
    everyone,
    flags_at,
    joined,
    packed,
    places_of,
)

lists = st.integers(0, 40).flatmap(
    lambda number: st.lists(st.lists(st.booleans(), min_size=number, max_size=number), max_size=4).map(
        lambda rows: (number, [np.array(row, dtype=bool) for row in rows])
    )
)


@given(lists)
def test_all_and_any_of_several(given_lists: tuple[int, list[np.ndarray]]) -> None:
    number, rows = given_lists
    bits = [packed(row) for row in rows]
    both = np.logical_and.reduce(rows) if rows else np.ones(number, dtype=bool)
    either = np.logical_or.reduce(rows) if rows else np.zeros(number, dtype=bool)
    assert places_of(all_of(bits, number), number).tolist() == np.flatnonzero(both).tolist()
    assert places_of(any_of(bits, number), number).tolist() == np.flatnonzero(either).tolist()
    assert counted(all_of(bits, number)) == both.sum()


@given(lists, st.data())
def test_looked_up_at_places(given_lists: tuple[int, list[np.ndarray]], data: st.DataObject) -> None:
    number, rows = given_lists
    at = np.array(sorted(data.draw(st.sets(st.integers(0, max(0, number - 1)), max_size=number))), dtype=np.int64)
    for row in rows:
        assert flags_at(packed(row), EVERYBODY, number).tolist() == row.tolist()
        assert flags_at(packed(row), at, number).tolist() == row[at].tolist()
        assert at_places(np.flatnonzero(row), number).tolist() == packed(row).tolist()
    assert counted(everyone(number)) == number


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_places_joined_are_rising_and_each_is_there_once(some: set[int], few: set[int]) -> None:
    given_places = (np.array(sorted(one), dtype=np.int64) for one in (some, few))
    assert joined(*given_places).tolist() == sorted(some | few)


@given(st.lists(st.booleans(), max_size=40))
def test_of_many_places_those_that_are_asked_for_stay(flags: list[bool]) -> None:
    from kring.match.criteria.bits_kernel import places_that

    places, asked = np.arange(len(flags)) * 3, np.array(flags, dtype=bool)
    assert places_that(places, asked).tolist() == places[asked].tolist()
