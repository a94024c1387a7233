"""How likely it is that a person lives within a radius, by what is known of where they live.

The postcode area settles it. Where only the municipality is known, the chance is the share of its people that lives in
the areas within (Statistics Netherlands, by postcode area): 1 when all of it lies inside, 0 when nothing does. A
province that is known settles it when all or nothing of it lies inside, and so does another country; of the others
nothing is known.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience
from kring.reach.radius import Radius
from kring.vocabulary import places

Floats = NDArray[np.float64]


def chance_to_live_near(audience: Audience, near: tuple[str, ...]) -> Floats:
    """The chance of each person to live within any of these radii, shape (people,); NaN where nothing is known."""
    within = areas_within(near)
    by_area = {pc4: float(pc4 in within) for pc4 in _located()}
    by_province = {name: share for name, share in _shares("province", within).items() if share in (0.0, 1.0)}
    abroad = {country: 0.0 for country in audience.attributes["country"].values if country != "NL"}
    known = audience.looked_up("postcode_area", by_area)
    for name, shares in (
        ("municipality", _shares("municipality", within)), ("region", by_province), ("country", abroad),
    ):  # fmt: skip
        known = np.where(np.isnan(known), audience.looked_up(name, shares), known)
    return known


def areas_within(near: tuple[str, ...]) -> frozenset[str]:
    """The postcode areas whose centroid lies within any of these radii."""
    return frozenset(pc4 for text in near for pc4 in Radius.read(text).postcode_areas)


@cache
def _shares(column: str, within: frozenset[str]) -> dict[str, float]:
    """By municipality or province: the share of its people that lives in these areas."""
    inside: dict[str, int] = {}
    everybody: dict[str, int] = {}
    for area in places.postcodes().select(["pc4", column, "people"]).drop_null().to_pylist():
        everybody[area[column]] = everybody.get(area[column], 0) + area["people"]
        inside[area[column]] = inside.get(area[column], 0) + area["people"] * (area["pc4"] in within)
    return {name: inside[name] / people for name, people in everybody.items() if people}


@cache
def _located() -> tuple[str, ...]:
    """The postcode areas of which it is known where they lie."""
    return tuple(places.postcodes().select(["pc4", "lon"]).drop_null()["pc4"].to_pylist())
