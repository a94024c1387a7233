"""Lookalikes: who posts about the same or reaches the same people, with a reason; nothing to compare is unknown."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kring.errors import UnknownName
from kring.match.criteria import Pool
from kring.match.discovery import Search, find
from kring.reach import Audience
from tests.match.discovery.corpora import catalogue
from tests.match.pools import pool

A, B, C, D, E = (f"instagram:{letter}" for letter in "abcde")
KNOWN = {
    A: {"niches": {"vegan": 0.7, "koken": 0.3}}, B: {"niches": {"vegan": 0.6, "koken": 0.4}},
    C: {"niches": {"vegan": 0.1, "gaming": 0.9}}, D: {"niches": {"gaming": 1.0}}, E: {},
}  # fmt: skip
TAGS = {A: [("post", "#vegan #soep #lente")], B: [("post", "#soep #vegan")], C: [("post", "#lente #game")]}


def test_who_posts_about_the_same_is_most_alike_and_why() -> None:
    found = find(Search(like=(A,)), catalogue(pool(KNOWN), TAGS))
    assert [row.account for row in found.rows] == [B, C, D, E]
    likeness = [row.likeness for row in found.rows]
    assert likeness[0] is not None
    assert likeness[0] > 0.8
    assert likeness[2] == 0
    assert likeness[3] is None
    reasons = [row.reason for row in found.rows]
    assert reasons[0] is not None
    assert "vegan" in reasons[0].nl
    assert "#soep" in reasons[0].en
    assert reasons[3] is not None
    assert "nothing to compare" in reasons[3].en


def test_like_several_is_like_what_they_do_on_average() -> None:
    here = catalogue(pool(KNOWN))
    both = find(Search(like=(A, D)), here)
    assert {row.account for row in both.rows} == {B, C, E}
    assert both.rows[0].account == C
    assert find(Search(like=(D, A)), here).rows == both.rows


def test_an_account_is_like_itself_to_the_full() -> None:
    twins = {A: KNOWN[A], B: KNOWN[A]}
    row = find(Search(like=(A,)), catalogue(pool(twins), {A: TAGS[A], B: TAGS[A]})).rows[0]
    assert row.likeness == pytest.approx(1)


def test_an_audience_is_alike_by_the_people_in_common() -> None:
    follows = {A: range(100), B: range(50, 150), C: range(90, 190), D: range(5)}
    rows = [{"account": account, "person_key": key, "relation": "follower", "complete": True}
            for account, keys in follows.items() for key in keys]  # fmt: skip
    of = pool(KNOWN)
    here = catalogue(Pool(of.accounts, of.figures, of.details, Audience.build(pa.Table.from_pylist(rows))))
    found = find(Search(like=(A,), by="audience"), here)
    assert [(row.account, row.likeness) for row in found.rows[:2]] == [
        (B, pytest.approx(50 / 150)), (C, pytest.approx(10 / 190)),
    ]  # fmt: skip
    assert [row.likeness for row in found.rows[2:]] == [None, None]
    assert found.rows[0].reason is not None
    assert "50 followers in common" in found.rows[0].reason.en


def test_without_lists_what_platforms_told_is_compared() -> None:
    shares = {A: (0.8, 0.2), B: (0.75, 0.25), C: (0.1, 0.9)}
    told = [
        {"account": account, "dimension": "gender", "value": value, "share": share}
        for account, both in shares.items() for value, share in zip(("female", "male"), both, strict=True)
    ]  # fmt: skip
    told.append({"account": D, "dimension": "gender", "value": "female", "share": None})
    found = find(Search(like=(A,), by="audience"), catalogue(pool(KNOWN), told=told))
    assert [row.account for row in found.rows] == [B, C, D, E]
    expected = (0.8 * 0.75) ** 0.5 + (0.2 * 0.25) ** 0.5
    assert found.rows[0].likeness == pytest.approx(expected)
    assert [row.likeness for row in found.rows[2:]] == [None, None]
    assert found.rows[0].reason is not None
    assert "geslacht" in found.rows[0].reason.nl


def test_filters_hold_for_lookalikes_too_and_a_stranger_is_named() -> None:
    here = catalogue(pool(KNOWN))
    assert [row.account for row in find(Search("", {"niche": "gaming"}, like=(A,)), here).rows] == [C, D]
    with pytest.raises(UnknownName):
        find(Search(like=("instagram:x",)), here)
