"""Radii: what is read, refused and said; whom they hold by hand-made people; and CBS totals."""

from __future__ import annotations

from typing import Any

import pytest

from kring.errors import BadInput, UnknownName
from kring.reach import Audience, Radius, Segment, target_group
from kring.vocabulary import places
from tests.reach.people import audience

AMERSFOORT = "8 km around Amersfoort"


@pytest.mark.parametrize(
    "written",
    [
        "8 km around Amersfoort",
        "within 8 km of amersfoort",
        "8km rond Amersfoort",
        "binnen 8,0 km van Amersfoort",
        "Amersfoort:8km",
        "Amersfoort: 8",
        {"place": "Amersfoort", "km": 8},
        {"km": "8", "place": " amersfoort "},
    ],
)
def test_a_radius_is_written_in_many_ways_and_kept_in_one(written: Any) -> None:
    assert Segment(near=(written,)) == Segment.from_mapping({"near": written})
    assert Segment(near=(written,)).near == (AMERSFOORT,)


@pytest.mark.parametrize("written", ["3811 AB", "3811ab", "3811"])
def test_of_a_postcode_the_four_digits_count(written: str) -> None:
    assert Segment(near=({"postcode": written, "km": 2.5},)).near == ("2.5 km around 3811",)
    assert Segment(near=(f"2,5 km around {written}",)).near == ("2.5 km around 3811",)


@pytest.mark.parametrize("written", ["52.156, 5.388", "52.156 5.388", "52.156/5.388"])
def test_a_point_is_latitude_before_longitude(written: str) -> None:
    assert Segment(near=(f"{written}:3km",)) == Segment(near=({"lat": 52.156, "lon": 5.388, "km": 3},))


@pytest.mark.parametrize(
    ("given", "message", "dutch"),
    [
        ("Amersvoort:8km", "Did you mean .*Amersfoort", "Amersfoort"),
        ({"place": "Amersvoort", "km": 8}, "no place 'Amersvoort'", "niet bekend als plaats"),
        ("8 km around 1001", "postcode area '1001'", "postcodegebied"),
        ({"postcode": "38", "km": 8}, "postcode area '38'", "3811 AB"),
        ({"plaats": "Utrecht", "km": 8}, "Did you mean place", "veld in 'near'"),
    ],
)
def test_names_that_do_not_exist_are_refused_with_those_that_do(given: Any, message: str, dutch: str) -> None:
    with pytest.raises(UnknownName, match=message) as refused:
        Segment(near=(given,))
    assert dutch in " ".join(refused.value.said_in("nl"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("0 km around Utrecht", "distance of '0' km"),
        ("501 km around Utrecht", "at most 500"),
        ({"place": "Utrecht", "km": -1}, "distance of '-1' km"),
        ({"place": "Utrecht", "km": True}, "distance of 'True' km"),
        ({"place": "Utrecht", "km": float("nan")}, "distance of 'nan' km"),
        ({"place": "Utrecht", "km": "far"}, "distance of 'far' km"),
        ({"place": "Utrecht"}, "not complete"),
        ({"place": "Utrecht", "postcode": "3511", "km": 3}, "says two things"),
        ({}, "nothing in it"),
        ("Utrecht", "with the kilometres"),
        (5, "with the kilometres"),
        ({"lat": 152, "lon": 5, "km": 3}, "is not a point"),
        ("8 km around 5.388 52.156", "latitude .about 52. before"),
    ],
)
def test_what_is_no_distance_is_refused_in_both_languages(given: Any, message: str) -> None:
    with pytest.raises(BadInput, match=message) as refused:
        Segment.from_mapping({"near": [given]})
    assert refused.value.nl
    assert refused.value.nl_advice


def test_without_a_near_name_the_advice_stands_in_dutch_too() -> None:
    with pytest.raises(UnknownName) as refused:
        Segment(near=("qqxxqq:8km",))
    assert "Gebruik een plaats" in refused.value.said_in("nl")[1]


def test_a_name_that_several_places_bear_asks_for_a_postcode() -> None:
    towns: dict[str, set[str]] = {}
    for area in places.postcodes().select(["place", "municipality"]).drop_null().to_pylist():
        towns.setdefault(area["place"], set()).add(area["municipality"])
    own = set(places.municipalities())
    several = next(name for name, around in sorted(towns.items()) if len(around) > 2 and name not in own)
    with pytest.raises(UnknownName, match="Use a postcode"):
        Segment(near=(f"{several}:5km",))


def test_a_radius_reads_back_what_it_wrote_and_can_be_a_key() -> None:
    segment = Segment(near=(AMERSFOORT, "2,5 km rond Den Haag", "52.156/5.388:3km", "3811AB:1.25km"))
    assert Segment.from_mapping(segment.to_dict()) == segment
    assert {segment: 1}[Segment(near=segment.near)] == 1


def test_a_radius_is_said_in_both_languages() -> None:
    segment = Segment(genders=("female",), ages=("25-44",), near=(AMERSFOORT,))
    assert segment.in_words("en") == "women aged 25 to 44 within 8 km of Amersfoort"
    assert segment.in_words("nl") == "vrouwen van 25 tot en met 44 jaar binnen 8 km van Amersfoort"
    two = Segment(near=("2.5 km around 3811", AMERSFOORT))
    assert two.in_words("nl") == "mensen binnen 2,5 km van postcode 3811 of binnen 8 km van Amersfoort"


def test_areas_lie_within_by_the_distance_of_their_centroid() -> None:
    table = places.postcodes().select(["pc4", "lon", "lat"]).drop_null()
    centre = places.centre_of_postcode("3811")
    km = places.kilometres(centre.lon, centre.lat, table["lon"].to_numpy(), table["lat"].to_numpy())
    within = dict(zip(table["pc4"].to_pylist(), km <= 8, strict=True))
    assert set(Radius.read("8 km around 3811 AB").postcode_areas) == {pc4 for pc4, inside in within.items() if inside}
    assert {"3811", "3831"} <= set(Radius.read("8 km around 3811").postcode_areas)
    assert "3511" not in Radius.read("8 km around 3811").postcode_areas, "Utrecht is some 20 km away"


KNOWN = {
    1: {"postcode_area": "3811"},
    2: {"postcode_area": "3511"},
    3: {"municipality": "Leusden"},
    4: {"municipality": "Groningen"},
    5: {"municipality": "Soest"},
    6: {"country": "DE"},
    7: {"region": "Groningen"},
    8: {"region": "Utrecht"},
    9: {"postcode_area": "3828", "municipality": "Amersfoort"},
}


@pytest.fixture
def people() -> Audience:
    return audience({"a": list(KNOWN)}, KNOWN)


def chance_by_key(people: Audience, segment: Segment) -> dict[int, float]:
    return dict(zip(people.keys.tolist(), target_group(people, segment).of_people.tolist(), strict=True))


def test_a_postcode_area_settles_it_and_a_municipality_counts_by_its_share(people: Audience) -> None:
    segment = Segment(near=("6 km around 3811",))
    within = set(Radius.read(segment.near[0]).postcode_areas)
    soest = [area for area in places.postcodes().to_pylist() if area["municipality"] == "Soest"]
    share = sum(area["people"] for area in soest if area["pc4"] in within) / sum(area["people"] for area in soest)
    assert 0 < share < 1
    chance = chance_by_key(people, segment)
    assert [chance[person] for person in (1, 2, 4, 6, 7, 9)] == [1, 0, 0, 0, 0, 1]
    assert chance[5] == pytest.approx(share)
    assert 0 < chance[8] < 1, "of the province Utrecht a part lies within"


def test_all_or_nothing_of_a_municipality_is_certain(people: Audience) -> None:
    assert chance_by_key(people, Segment(near=("15 km around Leusden",)))[3] == 1
    assert chance_by_key(people, Segment(near=("5 km around Groningen",)))[3] == 0


def test_within_500_km_lives_everybody_who_lives_in_the_netherlands(people: Audience) -> None:
    chance = chance_by_key(people, Segment(near=("500 km around Utrecht",)))
    assert [chance[person] for person in range(1, 10)] == [1, 1, 1, 1, 1, 0, 1, 1, 1]


def test_near_and_a_municipality_must_both_hold(people: Audience) -> None:
    chance = chance_by_key(people, Segment(near=("6 km around 3811",), municipalities=("Soest",)))
    assert chance[1] == 0
    assert 0 < chance[5] < 1
