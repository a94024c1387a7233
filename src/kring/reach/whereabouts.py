"""What one known place says of a larger one: the postcode area gives the municipality, that gives the province.

By the postcode table of Statistics Netherlands (`kring.vocabulary.places`). Names are written as that table does (Den
Haag becomes 's-Gravenhage); a name it doesn't have stays as it is, and a known value is never replaced.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from kring.errors import UnknownName
from kring.vocabulary import places

INNER_TO_OUTER = (("postcode_area", "pc4", "municipality"), ("municipality", "municipality", "region"))
AREA_COLUMN = {"municipality": "municipality", "region": "province"}


def with_whereabouts(people: pa.Table) -> pa.Table:
    """The same people, with unknown municipalities, regions and countries filled in from what is known."""
    people = _spelled_by(people, "municipality", places.municipality)
    people = _spelled_by(people, "region", places.province)
    areas = places.postcodes()
    for inner, area_column, outer in INNER_TO_OUTER:
        if inner in people.column_names:
            implied = _looked_up(people[inner], areas[area_column], areas[AREA_COLUMN[outer]])
            people = _filled(people, outer, implied)
    if "region" in people.column_names:
        dutch = pc.is_in(people["region"], value_set=pa.array(list(places.provinces())))
        people = _filled(people, "country", pc.if_else(dutch, pa.scalar("NL"), pa.scalar(None, pa.string())))
    return people


def _spelled_by(people: pa.Table, column: str, canonical: Callable[[str], str]) -> pa.Table:
    if column not in people.column_names:
        return people
    seen = pc.unique(pc.cast(people[column], pa.string())).drop_null()
    spelled = pa.array([_or_as_it_is(name, canonical) for name in seen.to_pylist()], pa.string())
    renamed = pc.take(spelled, pc.index_in(pc.cast(people[column], pa.string()), value_set=seen))
    return people.set_column(people.column_names.index(column), column, renamed)


def _or_as_it_is(name: str, canonical: Callable[[str], str]) -> str:
    try:
        return canonical(name)
    except UnknownName:
        return name


def _looked_up(values: pa.ChunkedArray, known: pa.ChunkedArray, implied: pa.ChunkedArray) -> pa.ChunkedArray:
    as_text = pc.cast(values, pa.string())
    return pc.take(pc.cast(implied, pa.string()), pc.index_in(as_text, value_set=pc.cast(known, pa.string())))


def _filled(people: pa.Table, name: str, implied: pa.ChunkedArray) -> pa.Table:
    if name not in people.column_names:
        return people.append_column(name, implied)
    either = pc.coalesce(pc.cast(people[name], pa.string()), implied)
    return people.set_column(people.column_names.index(name), name, either)
