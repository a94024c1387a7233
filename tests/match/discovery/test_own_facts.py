"""Filters on what a creator gave or is known by: age, last post, brands, home, audience; each with its unknowns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from kring.errors import UnknownName
from kring.match.criteria import Pool
from kring.match.discovery import Catalogue, Search, find
from kring.profile.brands import BRAND_POSTS, COLLABORATIONS
from kring.reach import Audience
from tests.match.discovery.corpora import SEEN_AT, catalogue
from tests.match.pools import pool

A, B, C = "instagram:a", "instagram:b", "instagram:c"


def answers(here: Catalogue, **filters: Any) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Who is found when unknowns stay, with what is unknown and unsure of each."""
    rows = find(Search("", filters, "keep", "account"), here).rows
    return {row.account: (row.unknown, row.unsure) for row in rows}


def test_an_age_is_as_sure_as_the_years_that_were_given() -> None:
    here = catalogue(pool({A: {}, B: {}, C: {}}), observed=[
        {"account": A, "birth_years": "1990-1994"}, {"account": B, "birth_years": "2005-2009"},
    ])  # fmt: skip
    assert answers(here, age="25..40") == {A: ((), ()), C: (("age",), ())}
    assert answers(here, age="34..") == {C: (("age",), ())}
    assert answers(here, age="33..") == {A: ((), ("age",)), C: (("age",), ())}


def test_days_count_back_from_the_newest_observation_and_newer_posts_may_be_unseen() -> None:
    days = [SEEN_AT - timedelta(days=count) for count in (3, 40)]
    here = catalogue(pool({A: {}, B: {}, C: {}}), observed=[
        {"account": A, "last_post": days[0], "posts_seen_at": SEEN_AT},
        {"account": B, "last_post": days[1], "posts_seen_at": days[1]},
    ])  # fmt: skip
    assert answers(here, last_post="..30") == {A: ((), ()), C: (("last_post",), ())}
    assert answers(here, last_post="30..") == {B: ((), ("last_post",)), C: (("last_post",), ())}


def test_consent_and_verified_are_as_the_source_says_and_else_unknown() -> None:
    here = catalogue(pool({A: {}, B: {}, C: {}}), observed=[
        {"account": A, "legal_basis": "consent", "verified": False, "gender": "female"},
        {"account": B, "legal_basis": "legitimate_interest", "verified": True},
    ])  # fmt: skip
    assert answers(here, consent=True) == {A: ((), ()), C: (("consent",), ())}
    assert answers(here, verified="nee") == {A: ((), ()), C: (("verified",), ())}
    assert answers(here, gender={"not": "man"}) == {A: ((), ()), B: (("gender",), ()), C: (("gender",), ())}


def brands() -> Catalogue:
    """A worked with Fabelzool ten days ago, B wrote well of it unpaid, C was read and shows nothing; D was not read."""
    read = {"commercial_share": 0.1}
    worked = {"account": A, "brand": "Fabelzool", "first": SEEN_AT, "last": SEEN_AT - timedelta(days=10), "posts": 1,
              "certain_posts": 1, "benefit": "paid", "running": False, "by": [], "rules": [], "newest_posts": [],
              "run_in_kring": False}  # fmt: skip
    told = [
        {"account": B, "brand": "Fabelzool", "post": f"p{at}", "published_at": datetime(2026, 9, at, tzinfo=UTC),
         "by": "name", "quote": "Fabelzool", "sentence": "", "commercial": False, "benefits": [], "rules": [],
         "beside": 0, "feeling": 0.9, "says_unpaid": False}
        for at in range(1, 9)
    ]  # fmt: skip
    of = pool({A: read, B: read, C: read, "instagram:d": {}})
    details = {**of.details, "collaborations": pa.Table.from_pylist([worked], COLLABORATIONS),
               "brand_posts": pa.Table.from_pylist(told, BRAND_POSTS)}  # fmt: skip
    return catalogue(Pool(of.accounts, of.figures, details, shown_brands=of.shown_brands))


def test_brands_worked_with_or_not_within_days_and_fans() -> None:
    here, unread = brands(), "instagram:d"
    unknown = {unread: (("worked_with",), ())}
    assert answers(here, worked_with="fabelzool") == {A: ((), ())} | unknown
    assert answers(here, worked_with={"of": "Fabelzool", "within_days": 5}) == unknown
    assert answers(here, worked_with={"not": "Fabelzool"}) == {B: ((), ()), C: ((), ())} | unknown
    assert A in answers(here, worked_with={"not": "Fabelzool", "within_days": 5})
    assert answers(here, fan_of="Fabelzool") == {B: ((), ()), unread: (("fan_of",), ())}
    with pytest.raises(UnknownName, match="brand"):
        answers(here, worked_with="Fabelzol")


def test_a_home_by_profile_is_sure_but_for_the_edge_and_a_likely_one_is_unsure() -> None:
    of = pool({A: {}, B: {}, C: {}})
    cities = {A: "Amersfoort", B: None, C: None}
    rows = [{**row, "city": cities[row["account"]], "country": None} for row in of.accounts.to_pylist()]
    home = pa.table({"account": [B], "municipality": ["Utrecht"], "country": ["NL"], "probability": [0.99],
                     "rests_on": [["geotags"]]})  # fmt: skip
    accounts = pa.Table.from_pylist(rows, of.accounts.schema)
    here = catalogue(Pool(accounts, of.figures, {**of.details, "home": home}))
    assert answers(here, near={"place": "Amersfoort", "km": 50}) == {
        A: ((), ()), B: ((), ("near",)), C: (("near",), ()),
    }  # fmt: skip
    assert list(answers(here, near={"place": "Amersfoort", "km": 10})) == [A, C]
    assert answers(here, province="Utrecht")[B] == ((), ("province",))
    nearest = find(Search("", {"near": "60 km around Utrecht"}, sort="near"), here)
    lives = [nearest.home_of(row) for row in nearest.rows]
    assert [one and (one.municipality, one.likely) for one in lives] == [("Utrecht", True), ("Amersfoort", False)]
    assert [row.account for row in nearest.rows] == [B, A]
    assert nearest.rows[0].sorted_by == pytest.approx(0, abs=1)
    assert nearest.rows[1].sorted_by == pytest.approx(20, abs=3)


def test_audience_shares_are_counted_else_told_and_one_that_was_held_back_is_unknown() -> None:
    people = [{"account": A, "person_key": key, "relation": "follower", "complete": True} for key in range(40)]
    known = [{"person_key": key, "gender": "female" if key < 30 else "male"} for key in range(40)]
    audience = Audience.build(pa.Table.from_pylist(people), pa.Table.from_pylist(known))
    of = pool({A: {}, B: {}, C: {}})
    here = catalogue(
        Pool(of.accounts, of.figures, of.details, audience),
        told=[{"account": B, "dimension": "gender", "value": "female", "share": 0.8},
              {"account": C, "dimension": "gender", "value": "female", "share": None}],
    )  # fmt: skip
    assert answers(here, audience_gender={"of": "vrouwen", "least": "55%"}) == {
        A: ((), ()), B: ((), ()), C: (("audience_gender",), ()),
    }  # fmt: skip
    assert answers(here, audience_gender={"of": "female", "least": "70%"})[A] == ((), ("audience_gender",))
    assert answers(here, audience_gender={"of": "female", "least": "78%"}) == {
        B: ((), ()), C: (("audience_gender",), ()),
    }  # fmt: skip


def test_an_account_that_is_not_here_and_a_niche_nobody_knows_are_named() -> None:
    here = catalogue(pool({A: {"niches": {"golf": 0.5}}, B: {"niches": {"mama": 1.0}}, C: {}}))
    assert list(answers(here, account={"not": [A]})) == [B, C]
    assert list(answers(here, niche={"of": "golf"})) == [A, C]
    for asked in ({"account": "instagram:x"}, {"niche": "nietbestaand"}):
        with pytest.raises(UnknownName):
            answers(here, **asked)
