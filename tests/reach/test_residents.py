"""How many people of a segment live there, against CBS totals; and the share that is reached."""

from __future__ import annotations

import dataclasses

import pytest

from kring.reach import Segment, population, unique_reach
from kring.vocabulary import places
from tests.reach.people import audience

THE_NETHERLANDS = 17_472_870
"""CBS, 1 January 2021, by postcode area."""


@pytest.mark.parametrize(
    "segment",
    [Segment(near=("500 km around Utrecht",)), Segment(countries=("NL",)), Segment(provinces=places.provinces())],
)
def test_the_whole_country_has_the_people_cbs_counts(segment: Segment) -> None:
    assert float(population(segment)) == THE_NETHERLANDS
    assert population(segment).high - population(segment).low < 500


def test_ages_and_genders_add_up_to_everybody() -> None:
    near = ("8 km around Amersfoort",)
    everybody = population(Segment(near=near))
    women, men = (population(Segment(near=near, genders=(gender,))) for gender in ("female", "male"))
    assert float(women) + float(men) == pytest.approx(float(everybody), rel=0.005)
    assert float(population(Segment(near=near, genders=("female", "male", "other")))) == float(everybody)
    young = population(Segment(near=near, ages=("25-44",), genders=("female",)))
    assert 0.05 * float(everybody) < float(young) < 0.25 * float(everybody)


def test_conditions_on_the_place_hold_together() -> None:
    both = Segment(near=("8 km around Amersfoort",), municipalities=("Leusden",))
    assert 0 < float(population(both)) <= float(population(Segment(municipalities=("Leusden",))))
    nowhere = Segment(near=("8 km around Amersfoort",), provinces=("Groningen",))
    assert float(population(nowhere)) == 0
    one = Segment(postcode_areas=("3811", "3812"), provinces=("Utrecht",))
    assert float(population(one)) == 6_990 + 12_200


@pytest.mark.parametrize(
    ("conditions", "reason"),
    [
        ({"languages": "nl"}, "languages"),
        ({"interests": "koken"}, "interests"),
        ({"genders": "other"}, "female or male"),
        ({"countries": ["BE"]}, "lives in the Netherlands"),
        ({"near": (), "ages": "25-44"}, "names no place"),
        ({}, "names no place"),
    ],
)
def test_what_cbs_does_not_count_is_unknown_with_the_reason(conditions: dict, reason: str) -> None:
    where = {} if "no place" in reason else {"municipalities": "Utrecht"}
    counted = population(Segment.from_mapping({**where, **conditions}))
    assert not counted.known
    assert reason in counted.reason


def test_an_area_whose_population_is_not_published_is_unknown() -> None:
    assert not population(Segment(postcode_areas=("1044",))).known


def test_reach_is_also_a_share_of_the_people_who_live_there() -> None:
    there = audience({"a": range(699)}, {person: {"postcode_area": "3811"} for person in range(699)})
    reach = unique_reach(there, ["a"], Segment(postcode_areas=("3811",)))
    assert float(reach.share_of_population) == pytest.approx(0.1)
    assert "10.0% of the 6,990 people who live there" in reach.in_words("en")
    assert "van de 6.990 mensen die er wonen" in reach.in_words("nl")
    assert reach.to_dict()["population"]["value"] == 6_990
    assert reach.to_dict()["share_of_population"]["value"] == pytest.approx(0.1)


def test_a_share_is_unknown_and_unsaid_where_the_population_is() -> None:
    there = audience({"a": [1, 2]}, {1: {"gender": "female"}, 2: {"gender": "male"}})
    reach = unique_reach(there, ["a"], Segment(genders=("female",)))
    assert not reach.share_of_population.known
    assert "live there" not in reach.in_words("en")


def test_of_a_synthetic_world_no_share_of_the_real_country_is_given() -> None:
    there = dataclasses.replace(audience({"a": [1]}, {1: {"postcode_area": "3811"}}), synthetic=True)
    reach = unique_reach(there, ["a"], Segment(postcode_areas=("3811",)))
    assert not reach.share_of_population.known
    assert "country of its own" in reach.share_of_population.reason
    assert "wonen" not in reach.in_words("nl")
