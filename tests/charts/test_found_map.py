"""The map of found creators: every home counted, the circle as wide as asked, nothing left out in silence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring import charts
from kring.charts.found_map import Circle, ring
from kring.match.discovery import HomeOf
from kring.vocabulary import places

UTRECHT, LIKELY = HomeOf("Utrecht", 5.11, 52.09, False), HomeOf("Utrecht", 5.11, 52.09, True)
GENT = HomeOf("Gent", 3.72, 51.05, True)


def test_the_table_counts_every_home_and_those_that_are_only_likely() -> None:
    chart = charts.found_map([UTRECHT, LIKELY, GENT], language="en")
    assert charts.table(chart)[1] == [["Utrecht", "2", "1"], ["Gent", "1", "1"]]
    assert "homes of 3 creators" in charts.described(chart)


NAMES = places.municipality_table()["municipality"].to_pylist()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1))
def test_no_home_leaves_the_table(named: list[str]) -> None:
    rows = charts.table(charts.found_map([HomeOf(name, 5.0, 52.0, False) for name in named]))[1]
    assert sum(int(row[1]) for row in rows) == len(named)


@pytest.mark.parametrize("km", [1.0, 20.0, 60.0])
def test_a_circle_is_as_wide_as_asked(km: float) -> None:
    corners = ring(5.1, 52.1, km)
    assert corners[0] == corners[-1]
    across = math.dist(corners[0], corners[len(corners) // 2])
    assert across == pytest.approx(2 * km, rel=1e-3)


def test_two_towns_lie_as_far_apart_as_the_table_of_places_says() -> None:
    utrecht, zwolle = places.centre_of_place("Utrecht"), places.centre_of_place("Zwolle")
    drawn = math.dist(ring(utrecht.lon, utrecht.lat, 0)[0], ring(zwolle.lon, zwolle.lat, 0)[0])
    told = float(places.kilometres(utrecht.lon, utrecht.lat, zwolle.lon, zwolle.lat))
    assert drawn == pytest.approx(told, rel=0.01)


@pytest.mark.parametrize(("language", "said"), [("nl", "De cirkel is 30 km"), ("en", "The circle is 30 km")])
def test_the_circle_is_told_in_words(language: str, said: str) -> None:
    chart = charts.found_map([UTRECHT], [Circle(5.11, 52.09, 30)], language)  # type: ignore[arg-type]
    assert said in charts.described(chart)
    assert "<svg" in charts.svg(chart)


def test_without_a_home_there_is_no_map() -> None:
    with pytest.raises(ValueError, match="of none"):
        charts.found_map([])
