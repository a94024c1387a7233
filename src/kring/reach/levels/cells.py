"""Cells of people who live in one place and are of one age and gender, and how an audience divides over them.

Platforms tell shares by municipality, age, gender and country one by one; within an account they are taken to be
independent, and what a list of the largest municipalities leaves out is spread over the others by population. Two
audiences that divide alike share more people than two that don't: in a cell of N people, audiences with n and m people
there are expected to share n x m / N.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.errors import UnknownName
from kring.reach.audience import Audience
from kring.vocabulary import places
from kring.vocabulary.people import AGE_BANDS
from kring.vocabulary.places.recognised import place_named
from kring.vocabulary.places.residents import COUNTED_GENDERS

Floats = NDArray[np.float64]
HOME_SHARE = (0.4, 0.8, 1.0)
"""Low, value and high of the share of an audience that lives in the country where nothing is told; an assumption."""

CITY = "city"
PLACE, COUNTRY, AGE, GENDER, BOTH = "municipality", "country", "age", "gender", "age_gender"
Told = Mapping[str, Mapping[str, float]]
"""Shares by dimension and value, without those that are not known."""


@dataclass(frozen=True)
class Populations:
    """People by place, age band and gender, shape (municipalities + 1, bands, 2); the last place is elsewhere."""

    people: Floats

    @classmethod
    def counted(cls, table: pa.Table, elsewhere: float) -> Populations:
        """From rows of municipality, age_band, gender (female or male) and people; `elsewhere` people live abroad.

        For the Netherlands this is `Populations.netherlands()`; a synthetic world has counts of its own.
        """
        counts = np.zeros((len(_names()) + 1, len(AGE_BANDS), len(COUNTED_GENDERS)))
        for row in table.select(["municipality", "age_band", "gender", "people"]).to_pylist():
            if row["municipality"] in _names() and row["age_band"] in AGE_BANDS and row["gender"] in COUNTED_GENDERS:
                at = _names()[row["municipality"]], AGE_BANDS.index(row["age_band"])
                counts[at][COUNTED_GENDERS.index(row["gender"])] += row["people"]
        counts[-1] = elsewhere * counts[:-1].sum(axis=0) / max(counts[:-1].sum(), 1.0)
        return cls(counts)

    @classmethod
    def netherlands(cls) -> Populations:
        """Statistics Netherlands; as many people are taken to be within reach abroad as live in the country."""
        return _netherlands()

    @property
    def total(self) -> float:
        """Everybody."""
        return float(self.people.sum())


@dataclass(frozen=True)
class Division:
    """How one audience divides: `places` (municipalities + 1,) and `groups` (bands, 2) each add up to 1.

    `listed`: which places were told; the others share what is left. `known`: the dimensions that were told.
    """

    places: Floats
    groups: Floats
    listed: NDArray[np.bool_]
    known: frozenset[str]

    @classmethod
    def of_shares(cls, told: Told, populations: Populations) -> Division:
        """From the shares a platform tells; where nothing is told, the population's own division."""
        national = populations.people[:-1].sum(axis=(1, 2))
        at_home = told.get(COUNTRY, {}).get("NL", HOME_SHARE[1])
        shares = {place: share for name, share in told.get(PLACE, {}).items() if (place := _place(name)) is not None}
        listed = np.zeros(len(national) + 1, dtype=bool)
        listed[list(shares)] = True
        divided = np.zeros(len(national) + 1)
        for place, share in shares.items():
            divided[place] = share
        divided /= max(1.0, divided.sum())
        others = np.where(listed[:-1], 0.0, national)
        divided[:-1] += (1 - divided.sum()) * others / max(others.sum(), 1.0)
        divided *= at_home / max(divided.sum(), 1e-12)
        divided[-1] = 1 - at_home
        known = frozenset(dimension for dimension in (PLACE, COUNTRY, AGE, GENDER, BOTH) if told.get(dimension))
        return cls(divided, _groups(told, populations), listed, known)

    @classmethod
    def of_people(cls, audience: Audience, people: NDArray[np.integer], populations: Populations) -> Division:
        """How these people divide, by what is known of them."""
        told = {}
        for dimension, name in ((PLACE, "municipality"), (COUNTRY, "country"), (AGE, "age_band"), (GENDER, "gender")):
            attribute = audience.attributes[name]
            counts = np.bincount(attribute.codes[people], minlength=len(attribute.values) + 1)[1:]
            if counts.sum() > 0:
                shares = counts / counts.sum()
                told[dimension] = dict(zip(attribute.values, shares.tolist(), strict=True))
        return cls.of_shares(told, populations)

    def parts(self, size: float, populations: Populations, mask: Floats) -> Floats:
        """People by cell within a mask of cells (places, bands, 2), over the root of the cell's population."""
        divided = size * self.places[:, None, None] * self.groups[None]
        root = np.sqrt(np.maximum(populations.people, 1.0))
        spread: Floats = (divided * np.sqrt(mask) / root).ravel()
        return spread


def told_by_account(table: pa.Table | None) -> dict[str, Told]:
    """The shares that are known, by account; suppressed and absent ones are left out, since unknown is not zero.

    Cities count for the municipality they lie in, villages of one together, where no shares by municipality are told.
    """
    told: dict[str, dict[str, dict[str, float]]] = {}
    if table is None:
        return {}
    for row in table.select(["account", "dimension", "value", "share", "suppressed"]).to_pylist():
        if row["share"] is not None and not row["suppressed"]:
            shares = told.setdefault(row["account"], {}).setdefault(row["dimension"], {})
            value = _municipality_of(row["value"]) if row["dimension"] == CITY else row["value"]
            shares[value] = shares.get(value, 0.0) + float(row["share"])
    for of_account in told.values():
        cities = of_account.pop(CITY, None)
        if cities is not None:
            of_account.setdefault(PLACE, cities)
    return dict(told)


@cache
def _municipality_of(city: str) -> str:
    """The Dutch municipality that a platform's name of a city stands for, such as "Utrecht, Utrecht"; else the name."""
    place = place_named(city)
    return place.municipality if place is not None and place.country == "NL" else city


def _groups(told: Told, populations: Populations) -> Floats:
    """Shares by age band and gender, from both together or each alone."""
    national = populations.people[:-1].sum(axis=0) / max(populations.people[:-1].sum(), 1.0)
    both = np.zeros_like(national)
    for value, share in told.get(BOTH, {}).items():
        gender, _, band = value.partition(" ")
        if gender in COUNTED_GENDERS and band in AGE_BANDS:
            both[AGE_BANDS.index(band), COUNTED_GENDERS.index(gender)] = share
    if both.sum() > 0:
        together: Floats = both / both.sum()
        return together
    ages = np.array([told.get(AGE, {}).get(band, 0.0) for band in AGE_BANDS])
    genders = np.array([told.get(GENDER, {}).get(gender, 0.0) for gender in COUNTED_GENDERS])
    by_age = ages / ages.sum() if ages.sum() > 0 else national.sum(axis=1)
    by_gender = genders / genders.sum() if genders.sum() > 0 else national.sum(axis=0)
    return np.outer(by_age, by_gender)


def _place(name: str) -> int | None:
    try:
        return _names().get(places.municipality(name))
    except UnknownName:
        return None


@cache
def _names() -> dict[str, int]:
    return {name: place for place, name in enumerate(places.municipalities())}


@cache
def _netherlands() -> Populations:
    home = {row["pc4"]: row["municipality"] for row in places.postcodes().select(["pc4", "municipality"]).to_pylist()}
    counted = places.people_by_target_age()
    table = counted.append_column("municipality", pa.array([home.get(area) for area in counted["pc4"].to_pylist()]))
    grouped = table.group_by(["municipality", "age_band", "gender"]).aggregate([("people", "sum")])
    table = grouped.rename_columns(["municipality", "age_band", "gender", "people"])
    return Populations.counted(table, float(np.nansum(counted["people"].to_numpy())))
