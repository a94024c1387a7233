"""Who of the people belongs to a segment: certainly, certainly not, or with what chance.

A condition on an attribute that is unknown for a person is neither failed nor met: the person counts with a chance
(`kring.reach.chances`), that of several unknown conditions multiplied. What is known of the country or the province can
settle a condition on the municipality, and what is known of the municipality tells the chance to live within a radius.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.reach.attributes import INTERESTS, SORTED_BY
from kring.reach.audience import Audience
from kring.reach.chances import FAILS, MEETS, UNKNOWN, Floats, chances, filled_in
from kring.reach.nearby import chance_to_live_near
from kring.reach.segment import Segment
from kring.vocabulary import places

ATTRIBUTE_OF = {
    "countries": "country",
    "provinces": "region",
    "municipalities": "municipality",
    "postcode_areas": "postcode_area",
    "ages": "age_band",
    "genders": "gender",
    "languages": "language",
    "interests": INTERESTS,
}
OUTSIDE, INSIDE = 0, 1
MOST_CLASSES = 64
"""Into how many classes of about equal size the people with a chance are put; each counts with the mean of its own."""

MOST_KEPT = 6
"""How many target groups an audience keeps."""

DUTCH_PLACES = ("provinces", "municipalities", "postcode_areas")


@dataclass(frozen=True)
class TargetGroup:
    """Every person's class, and what a class is worth.

    `classes` (people,): 0 outside, 1 inside, above that people with about the same chance. `weights` (classes,): 0 for
    outside, 1 for inside, the chance of belonging for the others; NaN where nobody's attribute is known, and `unknown`
    names those conditions.
    """

    segment: Segment
    classes: NDArray[np.uint8]
    weights: NDArray[np.float64]
    unknown: tuple[str, ...] = ()

    @property
    def of_people(self) -> NDArray[np.float64]:
        """The weight of every person, shape (people,)."""
        return self.weights[self.classes]

    @property
    def certain(self) -> bool:
        """Whether everybody is known to be inside or outside."""
        return not bool((self.classes > INSIDE).any())


def target_group(audience: Audience, segment: Segment | None = None) -> TargetGroup:
    """The people of the audience that belong to the segment; everybody without one.

    The audience keeps the last few, so that a plan that is adjusted again and again needs no new one.
    """
    segment, kept = segment or Segment(), audience.groups
    group = kept.get(segment)
    if group is None:
        group = kept[segment] = _made(audience, segment)
        for oldest in list(kept)[:-MOST_KEPT]:
            kept.pop(oldest, None)
    return group


def _made(audience: Audience, segment: Segment) -> TargetGroup:
    """Conditions that are known of everybody need no chances: most are, and a country has many people."""
    inside, lacking = np.ones(audience.people, dtype=bool), []
    chance: Floats | None = None
    for condition, values in segment.conditions.items():
        status = None if condition == "near" else _status(audience, condition, values)
        if status is not None and not (status == UNKNOWN).any():
            inside &= status == MEETS
            continue
        own = _near(audience, values) if status is None else chances(audience, status)
        if np.isnan(own).any():
            lacking.append(condition)
        chance = own if chance is None else np.where((chance == 0) | (own == 0), 0.0, chance * own)
    if chance is None:
        return TargetGroup(segment, inside.astype(np.uint8), np.array([0.0, 1.0]))
    classes, weights = _classed(np.where(inside, chance, 0.0))
    return TargetGroup(segment, classes, weights, tuple(lacking))


def _classed(chance: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """People put into classes by their chance, and the mean chance of each class."""
    classes = (chance == 1).astype(np.uint8)
    doubtful = np.flatnonzero((chance > 0) & (chance < 1))
    unknown = np.flatnonzero(np.isnan(chance))
    weights = [0.0, 1.0]
    if len(doubtful):
        edges = np.unique(np.quantile(chance[doubtful], np.linspace(0, 1, MOST_CLASSES + 1)[1:-1]))
        place = np.searchsorted(edges, chance[doubtful], side="right")
        people = np.bincount(place, minlength=len(edges) + 1)
        sums = np.bincount(place, chance[doubtful], minlength=len(edges) + 1)
        classes[doubtful] = place + len(weights)
        weights += list(sums / np.maximum(people, 1))
    if len(unknown):
        classes[unknown] = len(weights)
        weights.append(float("nan"))
    return classes, np.array(weights)


def _near(audience: Audience, values: tuple[str, ...]) -> Floats:
    """The chance of each person to live near a place, shape (people,)."""
    return filled_in(audience, chance_to_live_near(audience, values))


def _status(audience: Audience, condition: str, values: tuple[str, ...]) -> NDArray[np.uint8]:
    """Whether each person meets a condition, shape (people,)."""
    name = ATTRIBUTE_OF[condition]
    if name == INTERESTS:
        interests = audience.interests
        return np.where(interests.known, interests.any_of(values).astype(np.uint8), np.uint8(UNKNOWN))
    status = _by_attribute(audience, name, values)
    if condition in DUTCH_PLACES:
        abroad = _by_attribute(audience, "country", ("NL",)) == FAILS
        status = np.where((status == UNKNOWN) & abroad, np.uint8(FAILS), status)
    if condition == "municipalities":
        elsewhere = _by_attribute(audience, "region", provinces_of(values)) == FAILS
        status = np.where((status == UNKNOWN) & elsewhere, np.uint8(FAILS), status)
    return status


def _by_attribute(audience: Audience, name: str, values: tuple[str, ...]) -> NDArray[np.uint8]:
    attribute = audience.attributes[name]
    by_code = np.array([UNKNOWN, *(MEETS if value in values else FAILS for value in attribute.values)], dtype=np.uint8)
    if name not in SORTED_BY:
        return np.take(by_code, attribute.codes)
    cells = audience.cells
    return np.repeat(np.take(by_code, attribute.codes[cells]), np.diff(cells, append=audience.people))


def provinces_of(municipalities: tuple[str, ...]) -> tuple[str, ...]:
    """The provinces these municipalities lie in."""
    table = places.municipality_table()
    province = dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))
    return tuple({province[name] for name in municipalities if name in province})
