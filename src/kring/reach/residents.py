"""How many people of a segment live in the Netherlands, by Statistics Netherlands (CBS)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate
from kring.reach.nearby import areas_within
from kring.reach.segment import Segment
from kring.vocabulary import places
from kring.vocabulary.people import GENDERS

PLACES = ("provinces", "municipalities", "postcode_areas", "near")


def population(segment: Segment) -> Estimate:
    """How many people live in the places of a segment and are of its ages and genders, on 1 January 2021.

    Conditions on the place hold together: `provinces` with `near` means the areas that meet both. A radius counts the
    postcode areas whose centroid lies within. CBS rounds to fives, and an age band that cuts one of theirs is split
    (see `kring.vocabulary.places.residents`): the interval holds both.

    Unknown, with the reason, for what CBS doesn't count: languages, interests, another gender than female and male,
    countries other than NL, and a segment that names no place, since its people may live anywhere.
    """
    if reason := _not_counted(segment):
        return Estimate.unknown(reason)
    areas = _areas(segment)
    if areas is not None and not areas:
        return Estimate.exact(0, 0)
    genders = None if set(segment.genders) >= set(GENDERS) else segment.genders or None
    if segment.ages or genders:
        return places.population_in(ages=segment.ages or None, genders=genders, pc4=areas)
    return _everybody(areas)


def _not_counted(segment: Segment) -> str:
    """Why CBS can't say how many there are; empty when it can."""
    for name, given in (("languages", segment.languages), ("interests", segment.interests)):
        if given:
            return f"Statistics Netherlands does not count people by {name}"
    if "other" in segment.genders and not set(segment.genders) >= set(GENDERS):
        return "Statistics Netherlands counts everybody as female or male"
    if set(segment.countries) - {"NL"}:
        return "Statistics Netherlands counts only who lives in the Netherlands"
    if not segment.countries and not any(getattr(segment, name) for name in PLACES):
        return "the target group names no place in the Netherlands"
    return ""


def _areas(segment: Segment) -> frozenset[str] | None:
    """The postcode areas that meet every condition on the place; None for the whole country."""
    if not any(getattr(segment, name) for name in PLACES):
        return None
    wanted = {
        "province": segment.provinces,
        "municipality": segment.municipalities,
        "pc4": segment.postcode_areas,
    }
    table = places.postcodes()
    for column, names in wanted.items():
        if names:
            table = table.filter(pc.is_in(table[column], value_set=pa.array(names)))
    if segment.near:
        table = table.filter(
            pc.is_in(table["pc4"], value_set=pa.array(sorted(areas_within(segment.conditions["near"]))))
        )
    return frozenset(table["pc4"].to_pylist())


def _everybody(areas: frozenset[str] | None) -> Estimate:
    """All people of these areas; each area's figure is rounded to fives."""
    table = places.postcodes().select(["pc4", "people"]).drop_null()
    if areas is not None:
        table = table.filter(pc.is_in(table["pc4"], value_set=pa.array(sorted(areas))))
    if not table.num_rows:
        return Estimate.unknown("Statistics Netherlands does not publish the population of this area")
    people = pc.sum(table["people"]).as_py()
    doubt = 1.96 * places.ROUNDING_SD * float(np.sqrt(table.num_rows))
    return Estimate.between(people, max(0.0, people - doubt), people + doubt, Basis.MEASURED)
