"""Regions consist of places that exist, and stand in no list twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kring.vocabulary import places
from kring.vocabulary.places import regions

LISTED = yaml.safe_load((Path(regions.__file__).parent / "regions.yaml").read_text(encoding="utf-8"))


def test_every_part_of_a_region_is_a_place_of_today() -> None:
    for parts in LISTED["municipalities"].values():
        assert set(parts) <= set(places.municipalities())
    for parts in LISTED["provinces"].values():
        assert set(parts) <= set(places.provinces())


def test_the_four_parts_of_the_country_are_all_of_it() -> None:
    assert sorted(name for parts in LISTED["provinces"].values() for name in parts) == list(places.provinces())


def test_no_region_is_also_a_municipality_or_has_borders_and_none() -> None:
    with_borders = {*LISTED["municipalities"], *LISTED["provinces"]}
    assert not with_borders & set(LISTED["without_borders"])
    assert not [name for name in with_borders if name in places.municipalities()]


@pytest.mark.parametrize(("said", "name"), [("de Wadden", "Waddeneilanden"), ("het Gooi", "Gooi")])
def test_a_region_is_known_with_its_article_and_by_other_names(said: str, name: str) -> None:
    found = regions.region_named(said)
    assert found is not None
    assert found.name == name
    assert found.has_borders


def test_a_region_without_borders_consists_of_nothing() -> None:
    found = regions.region_named("Randstad")
    assert found is not None
    assert not found.has_borders
    assert regions.region_named("Nergenshuizen") is None
