"""Batches merged into a kept audience give what building anew gives; where they could not, it is built anew."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kring
from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.schema import TABLES
from kring.reach import Audience
from kring.workspace import Workspace
from kring.workspace.audience import RestsOn, built, make_audience, merged_since
from tests.reach.test_merging import same

DAY = datetime(2026, 3, 2, tzinfo=UTC)
ENGINE = start_engine()
Pair = tuple[str, int, str, bool | None]

pairs = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.integers(1, 20), st.sampled_from(["follower", "liker"]),
        st.sampled_from([True, True, True, False, None]),
    ),
    max_size=25, unique_by=lambda pair: pair[:3],
)  # fmt: skip
people = st.dictionaries(
    st.integers(1, 24),
    st.tuples(st.sampled_from([None, "Utrecht", "Amersfoort"]), st.sampled_from([None, "female", "male"])),
)
batches = st.tuples(pairs, people, st.integers(0, 3), st.sampled_from(["mine", "mine", "synthetic"]))


def rows(table: str, batch: str, day: int, source: str, columns: dict[str, list[object]]) -> pa.Table:
    schema = TABLES[table].arrow_schema
    size = len(next(iter(columns.values())))
    constants = {"batch_id": batch, "observed_at": DAY + timedelta(days=day), "source": source, "legal_basis": "test"}
    arrays = [pa.array(columns.get(field.name, [constants.get(field.name)] * size), field.type) for field in schema]
    return pa.table(arrays, schema=schema)


def write(folder: Path, number: int, batch: tuple[list[Pair], dict[int, tuple[object, object]], int, str]) -> None:
    listed, known, day, source = batch
    told = {"account": 0, "person_key": 1, "relation": 2, "complete": 3}
    tables = {
        "audience_people": {name: [pair[place] for pair in listed] for name, place in told.items()},
        "people": {
            "person_key": list(known),
            "municipality": [place for place, _ in known.values()],
            "gender": [gender for _, gender in known.values()],
        },
    }
    for name, columns in tables.items():
        pq.write_table(rows(name, f"b{number}", day, source, columns), folder / f"{name}-{number}.parquet")


def facts_of(folder: Path, numbers: Sequence[int]) -> Facts:
    files = {name: [str(folder / f"{name}-{n}.parquet") for n in numbers] for name in ("audience_people", "people")}
    return Facts(ENGINE, max(numbers), files, {f"b{n}": n for n in numbers})


@settings(max_examples=60)
@given(st.lists(batches, min_size=2, max_size=4))
def test_merging_what_came_since_is_building_from_all(
    given_batches: list[tuple[list[Pair], dict[int, tuple[object, object]], int, str]],
) -> None:
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for number, batch in enumerate(given_batches, 1):
            write(folder, number, batch)
        earlier = None
        for last in range(1, len(given_batches) + 1):
            facts = facts_of(folder, range(1, last + 1))
            make_audience(facts, folder / f"audience-{last}", earlier)
            earlier = folder / f"audience-{last}"
            assert same(Audience.open(earlier), built(facts))


LISTS = ([(account, person, "follower", True) for account in "abcd" for person in range(1, 9)], {}, 0, "mine")


@pytest.mark.parametrize(
    ("batch", "is_merged"),
    [
        (([("a", 20, "follower", None), ("e", 3, "follower", True)], {20: ("Utrecht", None)}, 1, "mine"), True),
        (([("a", person, "follower", True) for person in range(1, 9)], {}, 1, "mine"), True),
        (([("a", person, "follower", True) for person in range(2, 9)], {}, 1, "mine"), False),
        (([], {3: ("Utrecht", "female")}, 1, "mine"), True),
        (([("a", person, "follower", False) for person in range(1, 9)], {}, 1, "mine"), True),
        (([(account, 9, "follower", True) for account in "abc"], {}, 1, "mine"), False),
    ],
    ids=[
        "a few followers",
        "a whole list again",
        "a whole list that somebody left",
        "people alone",
        "a list told to be partial",
        "most accounts at once",
    ],
)
def test_a_small_batch_is_merged_and_a_large_one_built(
    tmp_path: Path, batch: tuple[list[Pair], dict[int, tuple[object, object]], int, str], is_merged: bool
) -> None:
    for number, one in enumerate((LISTS, batch), 1):
        write(tmp_path, number, one)
    make_audience(facts_of(tmp_path, [1]), tmp_path / "kept", None)
    found = merged_since(facts_of(tmp_path, [1, 2]), tmp_path / "kept")
    assert (found is not None) == is_merged
    assert found is None or same(found, built(facts_of(tmp_path, [1, 2])))


def test_when_observations_are_gone_it_is_built_anew(tmp_path: Path) -> None:
    extra = ([("e", 30, "follower", True)], {30: ("Utrecht", None)}, 0, "mine")
    batch = ([("a", 20, "follower", True)], {}, 1, "mine")
    for number, one in enumerate((LISTS, extra, batch), 1):
        write(tmp_path, number, one)
    make_audience(facts_of(tmp_path, [1, 2]), tmp_path / "kept", None)
    left = facts_of(tmp_path, [1, 3])
    assert merged_since(left, tmp_path / "kept") is None
    make_audience(left, tmp_path / "after", tmp_path / "kept")
    after = Audience.open(tmp_path / "after")
    assert same(after, built(left))
    assert "e" not in after
    assert RestsOn.read(tmp_path / "after") == RestsOn(3, 33, 0)


def test_a_list_that_becomes_complete_is_built_anew(tmp_path: Path) -> None:
    partial = ([("e", person, "follower", False) for person in range(1, 4)], {}, 0, "mine")
    whole = ([("e", person, "follower", True) for person in range(1, 5)], {}, 1, "mine")
    for number, one in enumerate((LISTS, partial, whole), 1):
        write(tmp_path, number, one)
    make_audience(facts_of(tmp_path, [1, 2]), tmp_path / "kept", None)
    make_audience(facts_of(tmp_path, [1, 2, 3]), tmp_path / "after", tmp_path / "kept")
    before, after = Audience.open(tmp_path / "kept"), Audience.open(tmp_path / "after")
    assert not before.complete[before.place("e")]
    assert after.complete[after.place("e")]


@pytest.mark.parametrize("kept", ["", "{}", "[]", '{"position": 1}'])
def test_an_audience_of_which_it_is_not_known_what_it_rests_on_is_left(tmp_path: Path, kept: str) -> None:
    for number, one in enumerate((LISTS, LISTS), 1):
        write(tmp_path, number, one)
    make_audience(facts_of(tmp_path, [1]), tmp_path / "kept", None)
    (tmp_path / "kept" / "rests_on.json").write_text(kept)
    assert merged_since(facts_of(tmp_path, [1, 2]), tmp_path / "kept") is None


def follows(lists: dict[str, range]) -> pa.Table:
    listed = [(account, person) for account, people in lists.items() for person in people]
    return pa.table({
        "account": [account for account, _ in listed], "person_key": pa.array([key for _, key in listed], pa.int64()),
        "relation": ["follower"] * len(listed), "complete": [True] * len(listed),
    })  # fmt: skip


def test_a_workspace_merges_what_an_import_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace: Workspace = kring.open(tmp_path / "ws", create=True)
    workspace.add("first", {"audience_people": follows({f"a{n}": range(100 * n, 100 * n + 50) for n in range(6)})},
                  source="mine")  # fmt: skip
    assert workspace.audience().people == 300
    with monkeypatch.context() as without_building:
        without_building.setattr("kring.workspace.audience.built", None)
        workspace.add("second", {"audience_people": follows({"a2": range(195, 260), "new": range(20)})}, source="mine")
        merged = workspace.audience()
    assert same(merged, built(workspace.facts()))
    assert merged.sizes[merged.place("a2")] == 65
    workspace.forget_conclusions()
    assert same(workspace.audience(), merged)
