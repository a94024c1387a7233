"""`Around`: a distance around a place, in the Netherlands or Flanders, and the homes that lie within.

Dutch places, postcodes, addresses and points are read as target groups read them (`kring.reach.Radius`); a municipality
of Flanders is its point by GeoNames. A home is known by place or municipality, so near the edge it may be wrong by the
size of one: see `how_coarse` of `Radius`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kring.errors import KringError
from kring.reach import Radius
from kring.vocabulary import places

_FLEMISH = re.compile(r"([\d.,]+) ?km (?:around|rond|rondom) (.+)|(.+?) ?: ?([\d.,]+) ?(?:km)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """`km` kilometres around a point; `text` is the one way it is written. `dutch`: whether `Radius` reads it too."""

    text: str
    lon: float
    lat: float
    km: float
    dutch: bool

    @classmethod
    def read(cls, given: str | Mapping[str, Any]) -> Around:
        """What a text or fields mean. Raises `BadInput` or `UnknownName` as `Radius.read` does."""
        try:
            radius = Radius.read(given)
        except KringError:
            found = _flemish(given)
            if found is None:
                raise
            return found
        return cls(radius.text, radius.centre.lon, radius.centre.lat, radius.km, True)


def _flemish(given: str | Mapping[str, Any]) -> Around | None:
    if isinstance(given, Mapping):
        name, km = str(given.get("place", "")), str(given.get("km", ""))
    else:
        found = _FLEMISH.fullmatch(" ".join(given.split()))
        if found is None:
            return None
        name, km = (found[2], found[1]) if found[2] else (found[3], found[4])
    municipality = places.flemish_municipality_named(name)
    try:
        distance = float(km.replace(",", "."))
    except ValueError:
        return None
    if municipality is None or not 0 < distance <= 500:
        return None
    table = places.flemish_municipality_table()
    row = table.slice(table["municipality"].to_pylist().index(municipality), 1).to_pylist()[0]
    if row["lon"] is None:
        return None
    return Around(f"{distance:g} km around {municipality}", row["lon"], row["lat"], distance, False)
