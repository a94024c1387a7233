"""Who of the people belongs to a segment: certainly, certainly not, or with what chance.

A condition on an attribute that is unknown for a person is not failed and not met: the person counts with the share
of the people known who meet it (each unknown condition apart, multiplied), and widens the interval by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.reach.attributes import INTERESTS, SORTED_BY
from kring.reach.audience import Audience
from kring.reach.segment import Segment

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
FAILS, MEETS, UNKNOWN = 0, 1, 2


@dataclass(frozen=True)
class TargetGroup:
    """Every person's class, and what a class is worth.

    `classes` (people,): 0 outside, 1 inside, above that a set of unknown conditions. `weights` (classes,): 0 for
    outside, 1 for inside, the chance of belonging for the others; NaN where nobody's attribute is known, and `unknown`
    names those conditions.
    """

    segment: Segment
    classes: NDArray[np.uint16]
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
    """The people of the audience that belong to the segment; everybody without one."""
    segment = segment or Segment()
    outside = np.zeros(audience.people, dtype=bool)
    pattern = np.zeros(audience.people, dtype=np.uint16)
    chances: list[float] = []
    for place, (condition, values) in enumerate(segment.conditions.items()):
        status = _status(audience, condition, values)
        outside |= status == FAILS
        pattern |= np.left_shift(status == UNKNOWN, place, dtype=np.uint16)
        chances.append(_share_of_known(audience, condition, status))
    classes = np.where(outside, OUTSIDE, pattern + 1).astype(np.uint16)
    lacking = tuple(name for name, chance in zip(segment.conditions, chances, strict=True) if np.isnan(chance))
    return TargetGroup(segment, classes, _class_weights(chances), lacking)


def _status(audience: Audience, condition: str, values: tuple[str, ...]) -> NDArray[np.uint8]:
    """Whether each person meets a condition, shape (people,)."""
    name = ATTRIBUTE_OF[condition]
    if name == INTERESTS:
        interests = audience.interests
        return np.where(interests.known, interests.any_of(values).astype(np.uint8), np.uint8(UNKNOWN))
    attribute = audience.attributes[name]
    by_code = np.array([UNKNOWN, *(MEETS if value in values else FAILS for value in attribute.values)], dtype=np.uint8)
    if name not in SORTED_BY:
        return np.take(by_code, attribute.codes)
    cells = audience.cells
    return np.repeat(np.take(by_code, attribute.codes[cells]), np.diff(cells, append=audience.people))


def _share_of_known(audience: Audience, condition: str, status: NDArray[np.uint8]) -> float:
    """The share of the people of whom it is known that meet the condition; NaN when of nobody."""
    counts = np.bincount(status, minlength=3)
    known = counts[MEETS] + counts[FAILS]
    return float(counts[MEETS] / known) if known else float("nan")


def _class_weights(chances: list[float]) -> NDArray[np.float64]:
    weights = np.ones(1 + 2 ** len(chances))
    weights[OUTSIDE] = 0.0
    for pattern in range(2 ** len(chances)):
        weights[pattern + 1] = np.prod([chance for place, chance in enumerate(chances) if pattern >> place & 1])
    return weights
