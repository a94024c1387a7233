"""The municipalities followers can live in, the people there, and how strongly a home draws on each.

The Netherlands by Statistics Netherlands (CBS), Flanders and Brussels by GeoNames, which is no census; of Brussels only
who speaks Dutch counts. A home draws by people and nearness: people x exp(-distance / `near_km`), within its country.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kring.profile.figure_rows import Floats, Whole
from kring.vocabulary import places
from kring.vocabulary.places import Place

COUNTRIES = ("NL", "BE")
DUTCH_IN_BRUSSELS = 0.16
"""The share of the people of Brussels who speak Dutch well (BRIO language barometer 4, 2018)."""


@dataclass(frozen=True)
class Cells:
    """One entry a municipality: `country` is a place in `COUNTRIES`, `share` that of its country's people.

    `lon` and `lat` are NaN where unknown.
    """

    places: tuple[Place, ...]
    country: Whole
    share: Floats
    lon: Floats
    lat: Floats

    def of(self, place: Place) -> int | None:
        """The number of a municipality."""
        return _numbers().get(place)

    def in_country(self, number: int) -> NDArray[np.bool_]:
        """Which municipalities lie in a country of `COUNTRIES`."""
        there: NDArray[np.bool_] = self.country == number
        return there


@cache
def cells() -> Cells:
    """All municipalities, the Netherlands first."""
    dutch, flemish = places.municipality_table(), places.flemish_municipality_table()
    named = [Place(name, "NL") for name in dutch["municipality"].to_pylist()]
    named += [Place(name, "BE") for name in flemish["municipality"].to_pylist()]
    country = np.repeat([0, 1], [dutch.num_rows, flemish.num_rows])
    people, lon, lat = (
        np.concatenate([table[name].cast("double").to_numpy() for table in (dutch, flemish)])
        for name in ("people", "lon", "lat")
    )
    people = np.maximum(np.nan_to_num(people), 1.0)
    people[named.index(Place("Brussel", "BE"))] *= DUTCH_IN_BRUSSELS
    total = np.bincount(country, people)[country]
    return Cells(tuple(named), country, people / total, lon, lat)


@cache
def near(home: int, km: float) -> Floats:
    """How the followers that a home draws divide over all municipalities; adds up to 1."""
    there = cells()
    away = places.kilometres(there.lon[home], there.lat[home], there.lon, there.lat)
    away = np.where(np.isnan(away), np.inf, away)
    away[home] = 0.0
    drawn = np.where(there.country == there.country[home], there.share * np.exp(-away / km), 0.0)
    drawn /= drawn.sum()
    drawn.flags.writeable = False
    return np.asarray(drawn)


def inside(lon: float, lat: float, km: float) -> Floats:
    """The share of each municipality's people within a radius around a point, 0 to 1.

    By postcode area in the Netherlands (its centroid decides), by the municipality's own point in Flanders.
    """
    there = cells()
    away = places.kilometres(lon, lat, there.lon, there.lat)
    within = np.where(np.nan_to_num(away, nan=np.inf) <= km, 1.0, 0.0)
    number, people, area_lon, area_lat = _areas()
    close = places.kilometres(lon, lat, area_lon, area_lat) <= km
    size = int((there.country == 0).sum())
    total = np.bincount(number, people, minlength=size)
    within[:size] = np.bincount(number, people * close, minlength=size) / np.maximum(total, 1.0)
    return within


@cache
def around(home: int, km: float) -> Floats:
    """The share of each municipality's people within so many km of a municipality's centre."""
    there = cells()
    if np.isnan(there.lon[home]):
        alone = np.zeros(len(there.places))
        alone[home] = 1.0
        return alone
    lon, lat = there.lon[home], there.lat[home]
    if there.country[home] == 0:
        centre = places.centre_of_place(there.places[home].municipality)
        lon, lat = centre.lon, centre.lat
    return inside(float(lon), float(lat), km)


@cache
def _numbers() -> dict[Place, int]:
    return {place: number for number, place in enumerate(cells().places)}


@cache
def _areas() -> tuple[Whole, Floats, Floats, Floats]:
    """Of each Dutch postcode area with people and a point: its municipality's number, people, longitude, latitude."""
    table = places.postcodes().select(["municipality", "people", "lon", "lat"]).drop_null()
    number = np.asarray([_numbers()[Place(name, "NL")] for name in table["municipality"].to_pylist()])
    people, lon, lat = (table[name].cast("double").to_numpy() for name in ("people", "lon", "lat"))
    return number, people, lon, lat
