"""Where creators live: the place in the profile, or else the likeliest home, which is only likely; and how far that is.

Source: `kring.profile.locality` for the likeliest home. A home is known by place or municipality, never by address.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from kring.errors import UnknownName
from kring.match.criteria.bits import Flags
from kring.match.criteria.criterion import Floats
from kring.match.discovery.around import Around
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.readings import Codes, Numbers
from kring.vocabulary import places
from kring.vocabulary.locality import locality_terms
from kring.vocabulary.places import Place

BORDER_KM = 5.0
"""By how much a distance may be off: about half a municipality."""


@dataclass(frozen=True, eq=False)
class Homes:
    """Municipality, province and country of every account, and the point of its place, NaN where it is unknown.

    `likely`: of whom it is only the likeliest home.
    """

    municipality: Codes
    province: Codes
    country: Codes
    lon: Floats
    lat: Floats
    likely: Flags


@dataclass(frozen=True, slots=True)
class HomeOf:
    """Where one creator lives, with its point for a map; `likely`: concluded, not given by the creator."""

    municipality: str
    lon: float
    lat: float
    likely: bool


def home_of(catalogue: Catalogue, place: int) -> HomeOf | None:
    """The home of the account at a place; None where it is unknown, or where its point is."""
    found = homes(catalogue)
    code = int(found.municipality.codes[place])
    if code < 0 or np.isnan(found.lon[place]):
        return None
    name = found.municipality.names[code]
    return HomeOf(name, float(found.lon[place]), float(found.lat[place]), bool(found.likely[place]))


def homes(catalogue: Catalogue) -> Homes:
    """The homes of all accounts, made once."""
    return catalogue.kept("homes", lambda: _homes(catalogue))


def distances(catalogue: Catalogue, radii: tuple[str, ...]) -> Numbers:
    """Kilometres by which each home lies outside the nearest of these radii; 0 or less is inside.

    A home that is only likely may be anywhere.
    """
    found = homes(catalogue)
    outside = np.full(len(catalogue), np.inf)
    for text in radii:
        around = Around.read(text)
        outside = np.fmin(outside, places.kilometres(around.lon, around.lat, found.lon, found.lat) - around.km)
    outside[np.isnan(found.lon)] = np.nan
    off = np.where(found.likely, np.inf, BORDER_KM)
    return Numbers(outside, outside - off, outside + off)


def _homes(catalogue: Catalogue) -> Homes:
    accounts = catalogue.pool.accounts
    cities, countries = accounts["city"].to_pylist(), accounts["country"].to_pylist()
    named: list[tuple[str | None, Place | None]] = [
        (city, _place(city, country)) for city, country in zip(cities, countries, strict=True)
    ]
    likely = np.zeros(len(catalogue), dtype=bool)
    for place, home in _likely_homes(catalogue):
        if named[place][1] is None:
            named[place], likely[place] = (None, home), True
    points = np.array([_point(city, home) if home else (np.nan, np.nan) for city, home in named]).reshape(-1, 2)
    lands = [country or (home.country if home else None) for country, (_, home) in zip(countries, named, strict=True)]
    return Homes(
        Codes.of((home.municipality if home else None for _, home in named), likely),
        Codes.of((_province(home) if home else None for _, home in named), likely),
        Codes.of(lands, likely & np.array([country is None for country in countries], dtype=bool)),
        points[:, 0], points[:, 1], likely,
    )  # fmt: skip


def _likely_homes(catalogue: Catalogue) -> list[tuple[int, Place]]:
    rows = catalogue.pool.detail("home")
    if rows is None:
        return []
    at = catalogue.pool.places(rows["account"]).tolist()
    columns = (rows[name].to_pylist() for name in ("municipality", "country", "probability"))
    return [
        (place, Place(municipality, country))
        for place, municipality, country, probability in zip(at, *columns, strict=True)
        if place >= 0 and probability >= locality_terms().home_from
    ]


@cache
def _place(city: str | None, country: str | None) -> Place | None:
    return places.place_named(city, country) if city else None


@cache
def _point(city: str | None, home: Place) -> tuple[float, float]:
    """The point of a village where it is one of that municipality, else of the municipality."""
    if home.country == "NL":
        for name in (city, home.municipality):
            try:
                centre = places.centre_of_place(name) if name else None
            except UnknownName:
                continue
            if centre is not None:
                return centre.lon, centre.lat
        return np.nan, np.nan
    lon, lat, _ = _flemish().get(home.municipality, (None, None, None))
    return (np.nan, np.nan) if lon is None or lat is None else (lon, lat)


def _province(home: Place) -> str | None:
    return (
        _dutch().get(home.municipality) if home.country == "NL" else _flemish().get(home.municipality, (0, 0, None))[2]
    )


@cache
def _dutch() -> dict[str, str]:
    table = places.municipality_table()
    return dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))


@cache
def _flemish() -> dict[str, tuple[float | None, float | None, str | None]]:
    table = places.flemish_municipality_table()
    columns = [table[name].to_pylist() for name in ("lon", "lat", "province")]
    return dict(zip(table["municipality"].to_pylist(), zip(*columns, strict=True), strict=True))
