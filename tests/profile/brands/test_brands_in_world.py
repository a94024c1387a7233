"""Brands, collaborations and fans of a synthetic world against its truth."""

from __future__ import annotations

import pytest

from kring.profile import Profiles, profiles
from kring.profile.brands import fans
from kring.profile.brands.evidence import brand_evidence
from kring.vocabulary.brands import Brand, shipped_brands
from kring.world import World
from kring.world.commerce import brands as invented_brands
from tests.profile.observations import tables_as_facts

Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def concluded(world: World) -> Profiles:
    own = [Brand(one.name, handles={"instagram": one.handle}, category=one.niches[0]) for one in invented_brands()]
    tables = {name: world.tables[name] for name in ("accounts", "posts")}
    return profiles(tables_as_facts(tables), brands=shipped_brands().with_own(own))


@pytest.fixture(scope="module")
def creator_of(world: World) -> dict[str, str]:
    table = world.tables["accounts"]
    return dict(zip(table["account"].to_pylist(), table["creator"].to_pylist(), strict=True))


def test_brands_in_posts_are_right_and_seldom_missed(world: World, concluded: Profiles) -> None:
    true = {row["post"]: row["brand"] for row in world.truth.posts.to_pylist() if row["brand"]}
    rows = concluded.details["brand_posts"].to_pylist()
    right = sum(true.get(row["post"]) == row["brand"] for row in rows)
    assert right / len(rows) >= 0.98
    assert 0.94 <= right / len(true) < 1


def test_collaborations_are_true_ones_and_most_are_found_though_some_hide(
    world: World, concluded: Profiles, creator_of: dict[str, str]
) -> None:
    deals: Pairs = {(row["creator"], row["brand"]) for row in world.truth.collaborations.to_pylist()}
    rows = concluded.details["collaborations"].to_pylist()
    found: Pairs = {(creator_of[row["account"]], row["brand"]) for row in rows}
    assert len(found & deals) / len(found) >= 0.97
    assert 0.75 <= len(found & deals) / len(deals) < 1


def test_the_dates_lie_within_the_true_period(world: World, concluded: Profiles, creator_of: dict[str, str]) -> None:
    deals = {(row["creator"], row["brand"]): row for row in world.truth.collaborations.to_pylist()}
    for row in concluded.details["collaborations"].to_pylist():
        deal = deals.get((creator_of[row["account"]], row["brand"]))
        if deal:
            assert deal["starts"] <= row["first"] <= row["last"] <= deal["ends"]


def test_the_more_positive_posts_the_likelier_a_fan(
    world: World, concluded: Profiles, creator_of: dict[str, str]
) -> None:
    """A third of those with one positive unpaid post are fans in truth, nearly all of those with three."""
    true: Pairs = {(row["creator"], row["brand"]) for row in world.truth.fans.to_pylist()}
    shown = concluded.details["brand_posts"]
    ranked = [(fan, (creator_of[fan.account], one.name)) for one in invented_brands() for fan in fans(shown, one.name)]
    rights = {least: [pair in true for fan, pair in ranked if fan.positive_mentions >= least] for least in (1, 2, 3)}
    share = {least: sum(right) / len(right) for least, right in rights.items()}
    assert share[1] < share[2] < share[3]
    assert share[3] >= 0.75
    chance = len(true) / (400 * len(invented_brands()))
    assert share[1] > 10 * chance


def test_every_collaboration_can_be_opened_to_its_posts(concluded: Profiles) -> None:
    row = concluded.details["collaborations"].to_pylist()[0]
    opened = brand_evidence(concluded.details["brand_posts"], row["account"], row["brand"])
    commercial = [entry.name for entry in opened if " + " in entry.rule]
    assert commercial == row["newest_posts"]
    assert all(entry.why.nl.endswith("teken van reclame") for entry in opened)
