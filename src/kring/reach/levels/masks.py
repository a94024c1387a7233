"""Which cells a segment holds, and which share of an audience lies in it by what is told of its division."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.reach.levels.cells import AGE, BOTH, COUNTRY, GENDER, HOME_SHARE, PLACE, Division
from kring.reach.nearby import areas_within
from kring.reach.segment import Segment
from kring.vocabulary import places
from kring.vocabulary.people import AGE_BANDS
from kring.vocabulary.places.residents import COUNTED_GENDERS

Floats = NDArray[np.float64]
PLACES = ("provinces", "municipalities", "postcode_areas", "near")
DOUBT = 1.12
"""By what factor a share may differ from what its dimensions make of it when they are taken to be independent."""


@dataclass(frozen=True)
class Mask:
    """The part of each cell that belongs to a segment: `places` (municipalities + 1,) times `groups` (bands, 2).

    `local`: whether the segment names places within the country; `national`: whether it names the country.
    """

    places: Floats
    groups: Floats
    local: bool
    national: bool
    by_age: bool
    by_gender: bool

    @property
    def cells(self) -> Floats:
        """The part of each cell, shape (places, bands, 2)."""
        cells: Floats = self.places[:, None, None] * self.groups[None]
        return cells


def mask_of(segment: Segment) -> Mask | None:
    """The cells of a segment; None when shares can't tell it (languages, interests, other countries and genders)."""
    other = set(segment.genders) - set(COUNTED_GENDERS)
    if segment.languages or segment.interests or set(segment.countries) - {"NL"} or other:
        return None
    local = any(getattr(segment, name) for name in PLACES)
    home = _part_of_places(segment) if local else np.ones(len(places.municipalities()))
    abroad = 0.0 if local or segment.countries else 1.0
    ages = np.array([not segment.ages or band in segment.ages for band in AGE_BANDS], dtype=float)
    genders = np.array([not segment.genders or one in segment.genders for one in COUNTED_GENDERS], dtype=float)
    whole = bool(genders.all())
    return Mask(
        np.append(home, abroad), np.outer(ages, genders), local, local or bool(segment.countries),
        bool(segment.ages), not whole,
    )  # fmt: skip


def share_in(division: Division, mask: Mask) -> Estimate:
    """The share of an audience that belongs to the segment; unknown when a dimension it needs was not told."""
    needed = [(mask.local, {PLACE}), (mask.by_age, {AGE, BOTH}), (mask.by_gender, {GENDER, BOTH})]
    if any(asked and not division.known & enough for asked, enough in needed):
        return Estimate.unknown("no audience share tells it", Basis.MODELLED)
    places = _in_places(division, mask)
    if not (mask.by_age or mask.by_gender):
        return places
    groups = _doubted(float((division.groups * mask.groups).sum()))
    ends = places.value * groups.value, places.low * groups.low, places.high * groups.high
    return Estimate.between(*ends, Basis.MODELLED)


def _in_places(division: Division, mask: Mask) -> Estimate:
    """The share that lives in the places of the segment; what was not listed may lie there altogether, or not."""
    if not mask.national:
        return Estimate.exact(1.0, basis=Basis.MODELLED)
    here = division.places * mask.places
    told, rest = float(here[division.listed].sum()), float(here[~division.listed].sum())
    least = division.places[division.listed].min(initial=1.0) if mask.local else 1.0
    left = float(division.places[:-1][~division.listed[:-1]].sum()) if mask.local else rest
    unlisted = float((mask.places[:-1] * ~division.listed[:-1]).sum())
    most = min(left, least * unlisted) if mask.local else rest
    value = _doubted(told + rest)
    low, high = told / DOUBT + (0.0 if mask.local else rest / DOUBT), min(1.0, (told + max(most, rest)) * DOUBT)
    if COUNTRY not in division.known:
        low, high = low * HOME_SHARE[0] / HOME_SHARE[1], min(1.0, high * HOME_SHARE[2] / HOME_SHARE[1])
    return Estimate.between(value.value, min(low, value.value), max(high, value.value), Basis.MODELLED)


def _doubted(value: float) -> Estimate:
    return Estimate.between(value, value / DOUBT, max(value, min(1.0, value * DOUBT)), Basis.MODELLED)


def _part_of_places(segment: Segment) -> Floats:
    """The part of each municipality's people that meets every condition on the place."""
    near = frozenset(areas_within(segment.conditions["near"])) if segment.near else None
    areas = frozenset(segment.postcode_areas) if segment.postcode_areas else None
    inside = dict.fromkeys(places.municipalities(), 0.0)
    everybody = dict.fromkeys(places.municipalities(), 0.0)
    for pc4, municipality, province, people in _areas():
        met = (
            (not segment.provinces or province in segment.provinces)
            and (not segment.municipalities or municipality in segment.municipalities)
            and (near is None or pc4 in near)
            and (areas is None or pc4 in areas)
        )
        everybody[municipality] += people
        inside[municipality] += people * met
    return np.array([inside[name] / max(everybody[name], 1.0) for name in places.municipalities()])


@cache
def _areas() -> tuple[tuple[str, str, str, float], ...]:
    table = places.postcodes().select(["pc4", "municipality", "province", "people"]).drop_null()
    return tuple((row["pc4"], row["municipality"], row["province"], float(row["people"])) for row in table.to_pylist())
