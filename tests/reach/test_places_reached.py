"""Where the people reached live: each counts once, in one place, or as not known."""

from __future__ import annotations

import pytest

from kring.estimate import Basis
from kring.reach import Segment, reached_by_municipality, unique_reach
from tests.reach.people import audience

KNOWN = {
    1: {"municipality": "Utrecht", "gender": "female"},
    2: {"municipality": "Utrecht", "gender": "male"},
    3: {"municipality": "Amersfoort", "gender": "female"},
    4: {"country": "BE", "gender": "female"},
    5: {"municipality": "Gent", "gender": "female"},
    6: {"region": "Utrecht", "gender": "female"},
    7: {"municipality": "Den Haag"},
}
LISTS = {"x:a": [1, 2, 3, 4], "x:b": [2, 3, 5, 6, 7]}


def test_each_person_counts_once_where_they_live() -> None:
    found = reached_by_municipality(audience(LISTS, KNOWN), ["x:a", "x:b", "x:a"])
    assert {name: people.value for name, people in found.municipalities.items()} == {
        "Utrecht": 2, "'s-Gravenhage": 1, "Amersfoort": 1,
    }  # fmt: skip
    assert next(iter(found.municipalities)) == "Utrecht"
    assert (found.elsewhere.value, found.unknown.value) == (2, 1)
    assert found.unique.value == 7
    assert found.unique.basis == Basis.MEASURED


@pytest.mark.parametrize("segment", [Segment(), Segment(genders=("female",)), Segment(provinces=("Utrecht",))])
def test_the_places_add_up_to_the_unique_reach(segment: Segment) -> None:
    there = audience(LISTS, KNOWN)
    found = reached_by_municipality(there, list(LISTS), segment)
    parts = [*found.municipalities.values(), found.elsewhere, found.unknown]
    assert sum(people.value for people in parts) == pytest.approx(found.unique.value)
    assert found.unique == unique_reach(there, list(LISTS), segment).unique


def test_who_may_belong_counts_by_chance_in_their_place() -> None:
    found = reached_by_municipality(audience(LISTS, KNOWN), ["x:b"], Segment(genders=("female",)))
    hague = found.municipalities["'s-Gravenhage"]
    assert 0 < hague.value < 1
    assert hague.low < hague.value < hague.high
    assert "Utrecht" not in found.municipalities


def test_accounts_around_whom_nobody_is_known_add_nobody() -> None:
    there = audience(LISTS, KNOWN)
    assert reached_by_municipality(there, ["x:a", "x:z"]).to_dict() == reached_by_municipality(there, ["x:a"]).to_dict()
    assert reached_by_municipality(there, ["x:z"]).municipalities == {}
