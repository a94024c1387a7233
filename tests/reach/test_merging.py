"""A batch merged into an audience gives what building from all pairs gives, in every array."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.facts.schema import SYNTHETIC
from kring.reach import Audience
from tests.reach.people import pairs, people

PLACES = [{}, {"municipality": "Utrecht"}, {"postcode_area": "3811"}, {"region": "Gelderland"}, {"country": "BE"}]
WHO = [{}, {"gender": "female"}, {"gender": "male", "age_band": "25-34"}, {"language": "nl"}]
INTERESTS = [{}, {"interests": []}, {"interests": ["koken"]}, {"interests": ["auto", "wielrennen"]}]

persons = st.integers(1, 25)
tables = st.lists(
    st.tuples(st.sampled_from("abcde"), persons, st.sampled_from(["follower", "liker", "commenter"]), st.booleans()),
    min_size=1, max_size=40,
)  # fmt: skip
known = st.dictionaries(
    persons,
    st.builds(
        lambda *parts: {k: v for part in parts for k, v in part.items()},
        *map(st.sampled_from, (PLACES, WHO, INTERESTS)),
    ),
)


def table(rows: list[tuple[str, int, str, bool]]) -> pa.Table:
    return pa.concat_tables(
        pairs({account: [person]}, relation=relation, complete=complete) for account, person, relation, complete in rows
    )


def same(first: Audience, second: Audience) -> bool:
    arrays = ("indptr", "rows", "known_by", "complete", "keys")
    return (
        first.accounts == second.accounts
        and first.synthetic == second.synthetic
        and all(getattr(first, name).tolist() == getattr(second, name).tolist() for name in arrays)
        and all(
            first.attributes[name].values == attribute.values
            and first.attributes[name].codes.tolist() == attribute.codes.tolist()
            and first.attributes[name].codes.dtype == attribute.codes.dtype
            for name, attribute in second.attributes.items()
        )
        and first.interests.values == second.interests.values
        and first.interests.bits.tolist() == second.interests.bits.tolist()
    )


@given(tables, tables, known, known)
def test_a_batch_merged_in_is_the_same_as_building_from_all(
    first: list[tuple[str, int, str, bool]],
    batch: list[tuple[str, int, str, bool]],
    before: dict[int, dict[str, object]],
    more: dict[int, dict[str, object]],
) -> None:
    after = {person: before.get(person, {}) | more.get(person, {}) for person in {*before, *more}}
    there = Audience.build(table(first), people(before))
    seen = set(there.keys.tolist())
    told = {person: what for person, what in after.items() if person in more or person not in seen}
    merged = there.updated(table(batch), people(told))
    assert same(merged, Audience.build(table(first + batch), people(after)))


def test_a_batch_of_people_alone_changes_what_is_known_of_them() -> None:
    there = Audience.build(pairs({"a": [1, 2], "b": [2]}), people({1: {"gender": "male"}}))
    merged = there.updated(pairs({}), people({1: {"gender": "female"}, 9: {"gender": "other"}}))
    assert same(merged, Audience.build(pairs({"a": [1, 2], "b": [2]}), people({1: {"gender": "female"}})))


def test_an_audience_of_nobody_takes_a_batch() -> None:
    batch = pairs({"a": [1, 2]}, source=SYNTHETIC)
    assert same(Audience.build(pairs({})).updated(batch), Audience.build(batch))


def test_many_interests_are_merged() -> None:
    first = {number: {"interests": [f"eigen {number}"]} for number in range(70)}
    second = {number: {"interests": [f"anders {number}"]} for number in range(60, 140)}
    merged = Audience.build(pairs({"a": first}), people(first)).updated(pairs({"b": second}), people(second))
    assert same(merged, Audience.build(pairs({"a": first, "b": second}), people(first | second)))


@pytest.mark.parametrize(("before", "since"), [(342, 20), (200, 100)])
def test_many_places_are_merged(before: int, since: int) -> None:
    first = {number: {"municipality": f"plaats {number}"} for number in range(before)}
    second = {number: {"municipality": f"plaats {number}"} for number in range(before - 10, before + since)}
    merged = Audience.build(pairs({"a": first}), people(first)).updated(pairs({"b": second}), people(second))
    assert same(merged, Audience.build(pairs({"a": first, "b": second}), people(first | second)))
