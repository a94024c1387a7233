"""The newest whole list of followers is the state: who is in none since has left; a later part only adds."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.facts.batch import Batch, delivered_schema
from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.forgetting import Forgetting
from kring.facts.some_accounts import FactsOfAccounts
from kring.facts.warehouse import Warehouse
from kring.profile.profiles import profiles
from kring.workspace.audience import built
from kring.world import Scale, netherlands
from tests.profile.observations import facts, tables_as_facts

DAY = datetime(2026, 3, 2, tzinfo=UTC)
ANNA = "instagram:anna"


def told(batch: str, day: float, people: set[int], complete: bool | None, **more: Any) -> list[dict[str, Any]]:
    """What a batch tells of who follows Anna."""
    row = {"account": ANNA, "relation": "follower", "complete": complete, "batch_id": batch, **more}
    return [{**row, "person_key": key, "observed_at": DAY + timedelta(days=day)} for key in sorted(people)]


def now(*lists: list[dict[str, Any]], relation: str = "follower") -> set[int]:
    """Who stands around Anna now, the same for all accounts and for hers alone."""
    rows = [row for one in lists for row in one]
    known = replace(facts(audience_people=rows), batches={"b1": 1, "b2": 2, "b3": 3})
    hers = FactsOfAccounts.among(known, [ANNA])
    found = [known.collect(one.newest("audience_people")).to_pylist() for one in (known, hers)]
    one, other = ({row["person_key"] for row in rows if row["relation"] == relation} for rows in found)
    assert one == other
    return one


def test_who_is_not_in_the_newest_whole_list_has_left() -> None:
    assert now(told("b1", 0, {1, 2, 3}, True), told("b2", 30, {2, 3, 4}, True)) == {2, 3, 4}


def test_the_order_of_loading_makes_no_difference() -> None:
    assert now(told("b2", 0, {1, 2, 3}, True), told("b1", 30, {2, 3, 4}, True)) == {2, 3, 4}


def test_a_later_part_only_adds() -> None:
    assert now(told("b1", 0, {1, 2, 3}, True), told("b2", 30, {3, 9}, False)) == {1, 2, 3, 9}
    assert now(told("b1", 0, {1, 2, 3}, True), told("b2", 30, {3, 9}, None)) == {1, 2, 3, 9}


@pytest.mark.parametrize("complete", [False, None])
def test_lists_of_which_none_is_whole_are_joined(complete: bool | None) -> None:
    assert now(told("b1", 0, {1, 2}, complete), told("b2", 30, {2, 3}, complete)) == {1, 2, 3}


def test_a_whole_list_ends_older_parts_too() -> None:
    assert now(told("b1", 0, {1, 8}, False), told("b2", 30, {1, 2}, True), told("b3", 60, {1}, None)) == {1, 2}


def test_who_came_back_follows() -> None:
    assert now(told("b1", 0, {1, 2}, True), told("b2", 30, {2}, True), told("b3", 60, {1, 2}, True)) == {1, 2}


def test_parts_of_one_day_are_one_list() -> None:
    """A long list in several files, each loaded as whole, and a list that took hours to come page by page."""
    assert now(told("b1", 0, {1, 2}, True), told("b2", 0.3, {3, 4}, True)) == {1, 2, 3, 4}
    slow = told("b2", 30, {2}, True) + told("b2", 30.9, {3}, True)
    assert now(told("b1", 0, {1, 2}, True), slow) == {2, 3}


def test_who_liked_once_did() -> None:
    likes = (told("b1", 0, {1, 2}, True, relation="liker"), told("b2", 30, {2}, True, relation="liker"))
    assert now(*likes, told("b2", 30, {5}, True), relation="liker") == {1, 2}


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sets(st.integers(1, 8), min_size=1), st.sampled_from([True, False, None])), min_size=1, max_size=3
    )
)
def test_any_lists_give_the_newest_whole_one_and_what_came_since(lists: list[tuple[set[int], bool | None]]) -> None:
    expected: set[int] = set()
    for people, complete in lists:
        expected = set(people) if complete else expected | people
    assert now(*(told(f"b{n}", 30 * n, people, complete) for n, (people, complete) in enumerate(lists, 1))) == expected


def test_an_erased_list_makes_the_one_before_it_the_state_again() -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = Warehouse.open(Path(folder))
        for batch, day, people in (("b1", 0, {1, 2}), ("b2", 30, {2, 3})):
            rows = [{**row, "source": batch, "legal_basis": "consent"} for row in told(batch, day, people, True)]
            schema = delivered_schema("audience_people")
            house.commit(Batch(batch, batch, {"audience_people": pa.Table.from_pylist(rows, schema=schema)}, (), 2))

        def state() -> set[int]:
            there = house.read(start_engine())
            return set(there.collect(there.newest("audience_people"))["person_key"].to_pylist())

        assert state() == {2, 3}
        house.forget(Forgetting("withdrawn", source="b2"))
        assert state() == {1, 2}


@pytest.fixture(scope="module")
def world() -> dict[str, pa.Table]:
    return dict(netherlands(creators=12, people=1_500, seed=4, scale=Scale(posts=5, comments=3)).tables)


def test_in_the_synthetic_world_the_second_list_is_what_is_concluded_from(world: dict[str, pa.Table]) -> None:
    """Of one account a tenth left and some came: reach, where followers live and how real they are go by that."""
    people = world["audience_people"]
    follows = pc.equal(people["relation"], "follower")
    account = max(Counter(people.filter(follows)["account"].to_pylist()).items(), key=lambda one: one[1])[0]
    hers = pc.and_(follows, pc.equal(people["account"], account))
    first = people.filter(hers)
    stayed = first.slice(len(first) // 10)
    strangers = sorted(set(people["person_key"].to_pylist()) - set(first["person_key"].to_pylist()))[:7]
    came = with_column(stayed.slice(0, len(strangers)), "person_key", pa.array(strangers, pa.int64()))
    second = pa.concat_tables([stayed, came])
    second = with_column(second, "observed_at", pc.add(second["observed_at"], pa.scalar(timedelta(days=40))))
    both = in_two_batches(world, second)
    found = built(both)
    assert set(found.keys[found.row(account)].tolist()) == set(second["person_key"].to_pylist())
    assert found.complete.all()
    without_first = {**world, "audience_people": people.filter(pc.invert(hers))}
    concluded, expected = profiles(both), profiles(in_two_batches(without_first, second))
    for figure in ("authenticity", "local_share", "followers"):
        assert concluded.estimate(account, figure) == expected.estimate(account, figure)
    trust = concluded.of(account).data_trust
    assert trust is not None
    assert trust.followers_listed == second.num_rows


def with_column(rows: pa.Table, name: str, values: Any) -> pa.Table:
    return rows.set_column(rows.column_names.index(name), name, values)


def in_two_batches(world: dict[str, pa.Table], second: pa.Table) -> Facts:
    """The world, and a second list as a batch of its own."""
    whole, more = (tables_as_facts(tables) for tables in (world, {"audience_people": second}))
    rows = whole.collect(more.table("audience_people"))
    rows = with_column(rows, "batch_id", pa.array(["b2"] * len(rows)))
    people = pa.concat_tables([whole.collect(whole.table("audience_people")), rows])
    tables = {name: whole.collect(whole.table(name)) for name in world}
    return replace(whole, batches={"b1": 1, "b2": 2}, tables={**tables, "audience_people": people})
