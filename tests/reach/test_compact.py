"""An audience at rest is the same audience, and smaller."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import UnknownName, WorkspaceProblem
from kring.reach import Audience, CompactAudience, Segment, target_group, unique_reach
from tests.reach.people import audience, follower_lists

lists = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(1, 200_000), min_size=1), min_size=1)


@given(lists)
def test_every_row_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, set[int]]) -> None:
    there = audience(rows)
    folder = tmp_path_factory.mktemp("compact") / "audience"
    there.save_compact(folder)
    at_rest = CompactAudience.open(folder)
    again = at_rest.audience()
    assert (again.rows == there.rows).all()
    assert (again.indptr == there.indptr).all()
    assert len(at_rest.union(list(rows))) == len(set().union(*rows.values()))


def test_some_accounts_reach_the_same_people_without_expanding_the_others(tmp_path: Path) -> None:
    known = {person: {"gender": "female" if person % 3 else "male"} for person in range(1, 30)}
    there = audience({"a": range(1, 20), "b": range(10, 30), "c": [5]}, known)
    there.save_compact(tmp_path / "audience")
    some = CompactAudience.open(tmp_path / "audience").audience(["c", "a"])
    assert some.accounts == ("a", "c")
    women = Segment(genders=("female",))
    asked = unique_reach(there, ["a", "c"], women)
    assert unique_reach(some, ["a", "c"], group=target_group(there, women)) == asked


def test_the_hundred_follower_lists_take_less_than_plain_rows(tmp_path: Path) -> None:
    there = Audience.build(follower_lists())
    there.save_compact(tmp_path / "audience")
    at_rest = CompactAudience.open(tmp_path / "audience")
    assert len(at_rest.union(there.accounts)) == 28_459
    assert at_rest.bytes_a_pair < there.rows.itemsize


def test_an_audience_of_nobody_can_rest(tmp_path: Path) -> None:
    audience({}).save_compact(tmp_path / "audience")
    at_rest = CompactAudience.open(tmp_path / "audience")
    assert at_rest.audience().people == 0
    assert np.isnan(at_rest.bytes_a_pair)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceProblem, match="holds no audience"):
        CompactAudience.open(tmp_path)
    audience({"a": [1]}).save_compact(tmp_path / "audience")
    with pytest.raises(UnknownName, match="'b'"):
        CompactAudience.open(tmp_path / "audience").bitmap("b")
