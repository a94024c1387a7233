"""Locality on a synthetic world, whose people have known homes: do the intervals hold, by kind of evidence?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kring.profile.locality import Localities, concluded, share_in_postcode, share_within, whereabouts
from kring.profile.locality.cells import around, cells
from kring.profile.trajectory import TRAJECTORY, trajectories
from kring.vocabulary.places import Place, centre_of_place, postcodes_within
from kring.world import World, netherlands
from tests.profile.observations import tables_as_facts

KINDS = ("insights", "geotags", "bio", "engaged", "followers", "all")


@pytest.fixture(scope="module")
def world() -> World:
    return netherlands(creators=100, people=25_000, seed=61, months=12)


@pytest.fixture(scope="module")
def followed(world: World) -> pa.Table:
    """Every real follower: account, municipality, postcode_area."""
    people = world.truth.people
    at = pc.index_in(world.truth.follows["person_key"], people["person_key"].combine_chunks())
    rows = people.select(["bot", "municipality", "postcode_area"]).take(at)
    rows = rows.append_column("account", world.truth.follows["account"].cast(pa.string()))
    return rows.filter(pc.invert(rows["bot"]))


@pytest.fixture(scope="module")
def shares(followed: pa.Table) -> dict[str, dict[str | None, float]]:
    """The true share of each account's real followers by municipality."""
    counted = followed.group_by(["account", "municipality"]).aggregate([("bot", "count")]).to_pylist()
    total = {
        row["account"]: row["bot_count"]
        for row in followed.group_by("account").aggregate([("bot", "count")]).to_pylist()
    }
    found: dict[str, dict[str | None, float]] = {}
    for row in counted:
        found.setdefault(row["account"], {})[row["municipality"]] = row["bot_count"] / total[row["account"]]
    return found


@pytest.fixture(scope="module")
def homes(world: World) -> dict[str, dict[str, Any]]:
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    return {row["account"]: creators[row["creator"]] for row in world.truth.accounts.to_pylist()}


def seen(world: World, kind: str) -> dict[str, pa.Table]:
    """The tables that hold one kind of evidence alone."""
    tables, bare = world.tables, world.tables["accounts"]
    for name in ("city", "bio"):
        place = bare.column_names.index(name)
        bare = bare.set_column(place, name, pa.nulls(bare.num_rows, bare.schema.field(name).type))
    people, listed = tables["audience_people"], pc.equal(tables["audience_people"]["relation"], "follower")
    alone = {
        "insights": {"audience_shares": tables["audience_shares"]},
        "geotags": {"posts": tables["posts"]},
        "bio": {"accounts": tables["accounts"]},
        "engaged": {"audience_people": people.filter(pc.invert(listed)), "people": tables["people"]},
        "followers": {"audience_people": people.filter(listed), "people": tables["people"]},
        "all": {name: tables[name] for name in ("accounts", "posts", "audience_shares", "audience_people", "people")},
    }
    return {"accounts": bare} | alone[kind]


@pytest.fixture(scope="module")
def told(world: World) -> dict[str, Localities]:
    return {kind: concluded(whereabouts(tables_as_facts(seen(world, kind)))) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_intervals_of_municipalities_hold_the_truth(
    told: dict[str, Localities], shares: dict[str, dict[str | None, float]], kind: str
) -> None:
    rows = told[kind].shares.to_pylist()
    held = [row["low"] <= shares[row["account"]].get(row["municipality"], 0.0) <= row["high"] for row in rows]
    assert len(held) > 200
    assert 0.90 <= np.mean(held) <= 0.985


@pytest.mark.parametrize(
    ("kind", "better"), [("insights", 3), ("followers", 2), ("all", 2), ("bio", 1), ("geotags", 1)]
)
def test_the_error_is_smaller_than_that_of_population_alone(
    told: dict[str, Localities], shares: dict[str, dict[str | None, float]], kind: str, better: float
) -> None:
    rows = told[kind].shares.to_pylist()
    true = np.array([shares[row["account"]].get(row["municipality"], 0.0) for row in rows])
    value = np.array([row["value"] for row in rows])
    people = [cells().share[cells().of(Place(row["municipality"], row["country"]))] for row in rows]
    assert np.abs(value - true).mean() * better < np.abs(0.92 * np.array(people) - true).mean()


def test_home_is_right_as_often_as_it_says(told: dict[str, Localities], homes: dict[str, dict[str, Any]]) -> None:
    rows = told["all"].homes.to_pylist()
    sure = [row for row in rows if row["probability"] >= 0.7]
    assert len(sure) > 0.8 * len(homes)
    assert np.mean([row["municipality"] == homes[row["account"]]["home"] for row in sure]) > 0.95


def test_the_share_near_home_holds_the_truth(told: dict[str, Localities], followed: pa.Table) -> None:
    """By the postcode areas of the followers, within 10 km of the centre of the likeliest home."""
    home = {row["account"]: row["municipality"] for row in told["all"].homes.to_pylist()}
    held = []
    for row in told["all"].figures.to_pylist():
        centre = centre_of_place(home[row["account"]])
        own = followed.filter(pc.equal(followed["account"], row["account"]))
        near = pc.is_in(own["postcode_area"], pa.array(postcodes_within(centre.lon, centre.lat, 10)))
        held.append(row["low"] <= pc.mean(near).as_py() <= row["high"])
    assert len(held) > 100
    assert 0.90 <= np.mean(held) <= 0.99


def test_local_heroes_are_those_with_many_followers_near_home_and_a_stable_size(
    world: World,
    told: dict[str, Localities],
    homes: dict[str, dict[str, Any]],
    shares: dict[str, dict[str | None, float]],
) -> None:
    grown = trajectories(world.tables["accounts"].select(["account", "followers", "observed_at"]))
    heroes = told["all"].heroes(grown.trajectories).to_pylist()
    called = [row for row in heroes if row["local_hero"]]
    assert 0 < len(called) < len(heroes) / 2
    for row in called:
        assert row["low"] > row["by_population"]
        assert row["probability"] >= 0.5
    right = [homes[row["account"]]["growth"] == "stable" for row in called]
    assert np.mean(right) > 0.8
    true = {row["account"]: _near(shares[row["account"]], row["municipality"]) for row in heroes}
    assert np.mean([true[row["account"]] for row in called]) > 2 * np.mean(list(true.values()))


def _near(shares: dict[str | None, float], home: str) -> float:
    place = cells().of(Place(home, "NL"))
    assert place is not None
    within = around(place, 10)
    return sum(share * within[cells().of(Place(name, "NL"))] for name, share in shares.items() if name)


def test_a_radius_around_any_shop_holds_the_truth(told: dict[str, Localities], followed: pa.Table) -> None:
    shop = centre_of_place("Utrecht")
    near = pa.array(postcodes_within(shop.lon, shop.lat, 15))
    found = share_within(told["all"].whereabouts, shop.lon, shop.lat, 15)
    held = []
    for account, share in found.items():
        own = followed.filter(pc.equal(followed["account"], account))
        true = pc.mean(pc.is_in(own["postcode_area"], near)).as_py()
        held.append(share.low <= true <= share.high)
    assert 0.90 <= np.mean(held) <= 0.99


def test_a_postcode_area_is_a_part_of_its_municipality(told: dict[str, Localities]) -> None:
    known = told["all"].whereabouts
    account = told["all"].shares["account"][0].as_py()
    centre = centre_of_place("Utrecht")
    area = share_in_postcode(known, "3511", [account])[account]
    around_it = share_within(known, centre.lon, centre.lat, 10, [account])[account]
    assert 0 < area.value < around_it.value
    assert area.low <= area.value <= area.high


def test_without_a_trajectory_nobody_is_a_local_hero(world: World) -> None:
    known = whereabouts(tables_as_facts(seen(world, "bio")))
    assert concluded(known).heroes(TRAJECTORY.empty_table()).num_rows == 0
