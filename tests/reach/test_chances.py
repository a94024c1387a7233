"""People of whom an attribute is unknown count with a chance, and the intervals hold the synthetic world's truth."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kring.reach import Audience, Radius, Segment, target_group, unique_reach
from kring.reach.chances import MEETS, chances, shifted
from kring.world import World, netherlands
from tests.reach.people import audience

SEGMENTS = (
    {"municipalities": ["Amersfoort", "Leusden", "Soest", "Baarn", "Nijkerk"]},
    {"ages": ["25-44"], "genders": ["female"]},
    {"languages": ["nl"]},
    {"municipalities": ["Rotterdam", "Den Haag"], "genders": ["female"]},
    {"near": ["8 km around Amersfoort"]},
    {"near": ["12 km around Rotterdam"], "genders": ["female"]},
)
COLUMNS = {
    "municipalities": "municipality", "near": "postcode_area", "ages": "age_band", "genders": "gender",
    "languages": "language",
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return netherlands(creators=200, people=40_000, seed=11)


@pytest.fixture(scope="module")
def everybody(world: World) -> Audience:
    return Audience.build(world.tables["audience_people"], world.tables["people"])


def members(world: World, everybody: Audience, segment: Segment) -> np.ndarray:
    """Who truly belongs, by the truth table, in the audience's order."""
    people = world.truth.people
    keys = np.asarray(people["person_key"])
    order = np.argsort(keys)
    place = order[np.searchsorted(keys[order], everybody.keys)]
    inside = np.ones(everybody.people, dtype=bool)
    for condition, values in segment.conditions.items():
        if condition == "near":
            values = tuple(pc4 for text in values for pc4 in Radius.read(text).postcode_areas)
        meets = pc.is_in(people[COLUMNS[condition]].combine_chunks(), value_set=pa.array(list(values)))
        inside &= np.asarray(pc.fill_null(meets, False))[place]
    return inside


@pytest.mark.parametrize("conditions", SEGMENTS, ids=lambda conditions: "+".join(conditions))
def test_intervals_hold_the_truth_and_are_of_use(world: World, everybody: Audience, conditions: dict) -> None:
    segment = Segment.from_mapping(conditions)
    truly, group = members(world, everybody, segment), target_group(everybody, segment)
    rng = np.random.default_rng(0)
    held, widths = [], []
    for size in (1, 3, 10, 30):
        for _ in range(25):
            accounts = list(rng.choice(everybody.accounts, size, replace=False))
            reach = unique_reach(everybody, accounts, group=group).unique
            truth = truly[np.unique(np.concatenate([everybody.row(account) for account in accounts]))].sum()
            held.append(reach.low <= truth <= reach.high)
            widths.append((reach.high - reach.low) / max(truth, 1))
    assert np.mean(held) >= 0.93
    assert np.median(widths) < 1.2, "an interval as wide as that can't be read aloud to a client"


def test_the_people_around_the_same_creators_tell_most() -> None:
    known = {person: {"municipality": "Utrecht"} for person in range(40)}
    known |= {person: {"municipality": "Groningen"} for person in range(50, 90)}
    there = audience({"local": [*range(40), 100], "elsewhere": [*range(50, 90), 101]}, known | {100: {}, 101: {}})
    chance = target_group(there, Segment(municipalities=("Utrecht",))).of_people
    by_key = dict(zip(there.keys.tolist(), chance.tolist(), strict=True))
    assert by_key[100] > 0.6 > 0.3 > by_key[101]


def test_a_country_or_province_that_is_known_settles_the_municipality() -> None:
    known = {1: {"municipality": "Utrecht"}, 2: {"country": "DE"}, 3: {"region": "Groningen"}, 4: {"region": "Utrecht"}}
    there = audience({"a": [1, 2, 3, 4]}, known)
    chance = target_group(there, Segment(municipalities=("Utrecht",))).of_people
    by_key = dict(zip(there.keys.tolist(), chance.tolist(), strict=True))
    assert (by_key[1], by_key[2], by_key[3]) == (1.0, 0.0, 0.0)
    assert 0 < by_key[4] < 1


def test_of_nobody_known_stays_unknown() -> None:
    there = audience({"a": [1, 2]}, {})
    assert np.isnan(chances(there, np.full(2, 2, dtype=np.uint8))).all()
    assert (chances(there, np.full(2, MEETS, dtype=np.uint8)) == 1).all()


def test_shifting_odds_there_and_back_changes_nothing() -> None:
    chance = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    assert shifted(shifted(chance, 2.0), 0.5) == pytest.approx(chance)
