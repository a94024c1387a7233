"""Several target groups counted at once give what each gives by itself."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import UnknownName
from kring.reach import Audience, Prepared, Segment, target_group, unique_reach
from kring.reach.count_kernel import BLOCK
from kring.reach.counts import count
from tests.reach.people import audience

SEGMENTS = [
    None,
    Segment(genders=("female",)),
    Segment(ages=("25-44",)),
    Segment(genders=("female",), ages=("25-34",), provinces=("Utrecht",)),
    Segment(languages=("nl",)),
    Segment(near=("8 km around Amersfoort",)),
]
lists = st.dictionaries(st.sampled_from("abcdefghijkl"), st.sets(st.integers(1, 60), min_size=1), min_size=1)


def some_country(rows: dict[str, set[int]], seed: int) -> Audience:
    """People of whom some is known, chosen by a seed."""
    chance = random.Random(seed)
    values = {
        "gender": ["female", "male", None],
        "age_band": ["18-24", "25-34", "35-44", None],
        "language": ["nl", "en", None],
        "municipality": ["Utrecht", "Amersfoort", "Ede", None],
    }
    known = {person: {name: chance.choice(of) for name, of in values.items()} for person in range(1, 61)}
    return audience(rows, known)


@given(lists, st.integers(0, 1_000))
def test_all_groups_at_once_are_each_by_itself(rows: dict[str, set[int]], seed: int) -> None:
    there = some_country(rows, seed)
    named = [*rows, "nobody"]
    prepared = Prepared.of(there, SEGMENTS)
    assert prepared.unique_reach(named) == tuple(unique_reach(there, named, segment) for segment in SEGMENTS)


def test_groups_with_too_many_combinations_are_counted_apart() -> None:
    chance = np.random.default_rng(1)
    rows = {f"a{number:02}": chance.integers(1, 3_000, 200).tolist() for number in range(60)}
    known = {
        person: {"gender": chance.choice(["female", "male", None]), "language": chance.choice(["nl", "en", None])}
        for person in range(1, 3_000)
    }
    there = audience(rows, known)
    segments = [
        Segment(genders=("female",)),
        Segment(languages=("nl",)),
        Segment(genders=("female",), languages=("nl",)),
    ]
    prepared = Prepared.of(there, segments)
    assert len(prepared.panels) > 1
    assert prepared.unique_reach(list(rows)) == tuple(unique_reach(there, list(rows), one) for one in segments)


def test_people_of_several_blocks_are_counted_once_each() -> None:
    rows = {"a": range(0, 3 * BLOCK, 7), "b": range(0, 3 * BLOCK, 5), "c": range(BLOCK - 3, BLOCK + 3)}
    there = audience(rows)
    counts = count(there, list(rows), np.zeros(there.people, dtype=np.uint8), 1)
    sets = {name: set(row) for name, row in rows.items()}
    assert counts.unique.tolist() == [len(set().union(*sets.values()))]
    assert counts.exclusive[:, 0].tolist() == [
        len(row - set().union(*(other for name, other in sets.items() if name != own))) for own, row in sets.items()
    ]


def test_the_counts_of_a_prepared_audience_name_an_account_nobody_knows() -> None:
    prepared = Prepared.of(audience({"a": [1, 2]}), [None])
    assert prepared.count(["a", "a"])[0].unique.tolist() == [0, 2]
    with pytest.raises(UnknownName, match="'b'"):
        prepared.count(["a", "b"])


def test_a_group_made_before_is_taken_as_it_is() -> None:
    there = some_country({"a": {1, 2, 3}}, 1)
    group = target_group(there, SEGMENTS[1])
    assert Prepared.of(there, [group]).groups == (group,)
