"""Overlap: every person stands in exactly one combination."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.reach import Segment, overlap, unique_reach
from tests.reach.people import audience

lists = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(1, 25), min_size=1), min_size=1, max_size=6)


@given(lists)
def test_combinations_are_those_of_plain_sets(rows: dict[str, set[int]]) -> None:
    found = overlap(audience(rows), list(rows))
    expected: dict[tuple[str, ...], int] = {}
    for person in set().union(*rows.values()):
        members = tuple(account for account in rows if person in rows[account])
        expected[members] = expected.get(members, 0) + 1
    assert {members: int(people.value) for members, people in found.combinations} == expected
    for (first, second), people in found.pairs.items():
        assert float(people) == len(rows[first] & rows[second])
    sizes = [people.value for _, people in found.combinations]
    assert sizes == sorted(sizes, reverse=True)


def test_combinations_add_up_to_the_unique_reach_in_a_target_group() -> None:
    known = {1: {"gender": "female"}, 2: {"gender": "male"}, 3: {"gender": None}, 4: {"gender": "female"}}
    there, women = audience({"a": [1, 2, 3], "b": [3, 4], "c": [2]}, known), Segment(genders=("female",))
    found = overlap(there, ["a", "b", "c"], women)
    reach = unique_reach(there, ["a", "b", "c"], women)
    assert sum(people.value for _, people in found.combinations) == pytest.approx(reach.unique.value)
    assert not any(members == ("a", "c") for members, _ in found.combinations)


def test_more_than_twelve_accounts_are_refused() -> None:
    rows = {f"a{number}": [number] for number in range(13)}
    with pytest.raises(BadInput, match="1 to 12 accounts"):
        overlap(audience(rows), list(rows))
