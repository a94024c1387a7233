"""Where a place, municipality or postcode area has its centre: the point that a radius is drawn around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kring.errors import UnknownName
from kring.vocabulary.places.names import folded, municipality_named
from kring.vocabulary.places.tables import postcodes


@dataclass(frozen=True)
class Centre:
    """A point with the name people know it by; degrees of WGS84."""

    name: str
    lon: float
    lat: float


def centre_of_postcode(pc4: str) -> Centre:
    """The centroid of a postcode area. Raises UnknownName for one that doesn't exist or lies nowhere."""
    known = _areas()
    if pc4 not in known:
        raise UnknownName(
            "postcode area", pc4, sorted(known), "Use a Dutch postcode, such as 3811 or 3811 AB.",
            nl_advice="Gebruik een Nederlandse postcode, zoals 3811 of 3811 AB.",
        )  # fmt: skip
    return Centre(pc4, known[pc4]["lon"], known[pc4]["lat"])


def centre_of_place(name: str) -> Centre:
    """Where the people of a place live on average: the mean of its postcode areas, weighed by their people.

    A municipality's name means the town of that name in it, or all of it where there is none (Gooise Meren). Raises
    UnknownName for a place that doesn't exist, or that lies in several municipalities and is none itself.
    """
    within = municipality_named(name)
    if within is not None:
        areas = [area for area in _areas().values() if area["municipality"] == within]
        return _centre(within, [area for area in areas if folded(area["place"] or "") == folded(within)] or areas)
    asked = folded(name)
    named = [area for area in _areas().values() if area["place"] and folded(area["place"]) == asked]
    around = sorted({area["municipality"] for area in named})
    if len(around) == 1:
        return _centre(named[0]["place"], named)
    raise _no_place(name, around)


def _no_place(name: str, around: list[str]) -> UnknownName:
    if around:
        listed = ", ".join(around)
        advice = f"There is one in each of {listed}. Use a postcode."
        return UnknownName("single place", name, [], advice, nl_advice=f"Die is er in {listed}. Gebruik een postcode.")
    known = sorted({area[column] for area in _areas().values() for column in ("place", "municipality") if area[column]})
    advice = "Use a place, a municipality, a postcode, or a latitude and longitude."
    nl_advice = "Gebruik een plaats, een gemeente, een postcode, of een breedte- en lengtegraad."
    return UnknownName("place", name, known, advice, nl_advice=nl_advice)


def _centre(name: str, areas: list[dict[str, Any]]) -> Centre:
    people = np.array([area["people"] or 0 for area in areas], dtype=float)
    weights = people if people.any() else np.ones(len(areas))
    lon, lat = (float(np.average([area[axis] for area in areas], weights=weights)) for axis in ("lon", "lat"))
    return Centre(name, lon, lat)


@cache
def _areas() -> dict[str, dict[str, Any]]:
    """The postcode areas that lie somewhere, by number."""
    return {area["pc4"]: area for area in postcodes().to_pylist() if area["lon"] is not None}
