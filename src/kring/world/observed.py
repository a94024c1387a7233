"""How the world becomes rows of the facts tables: own columns in order, then provenance, all labelled synthetic."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from kring.facts.schema import PROVENANCE, SYNTHETIC, TABLES, Kind
from kring.world.chance import Ints

MOMENT = Kind.MOMENT.arrow
SECOND = 1_000_000


def table(name: str, observed_at: int | Ints, columns: dict[str, Any]) -> pa.Table:
    """The facts table `name` with these columns; those not given are unknown. Moments in microseconds, UTC."""
    rows = len(next(iter(columns.values())))
    schema = TABLES[name].own_schema
    arrays = [_array(columns.get(field.name), field.type, rows) for field in schema]
    seen = np.broadcast_to(np.asarray(observed_at, dtype=np.int64), rows)
    arrays += [pa.repeat(pa.scalar(SYNTHETIC), rows), pa.repeat(pa.scalar("synthetic"), rows), moments(seen)]
    provenance = [pa.field(column.name, column.kind.arrow) for column in PROVENANCE[:3]]
    return pa.table(arrays, schema=pa.schema([*schema, *provenance]))


def moments(micros: Ints) -> pa.Array:
    """Microseconds since 1970 as moments in UTC, in whole seconds."""
    return pa.array(micros // SECOND * SECOND).cast(pa.timestamp("us")).cast(MOMENT)


def counts(numbers: Ints) -> pa.Array:
    """Counts, with those below zero unknown."""
    return pa.array(numbers, mask=numbers < 0)


def named(names: list[Any] | tuple[Any, ...], at: Ints) -> pa.Array:
    """The name at each place; a place below zero has none."""
    return pa.array(list(names), pa.string()).take(pa.array(at, mask=at < 0))


def _array(values: Any, kind: pa.DataType, rows: int) -> pa.Array:
    if values is None:
        return pa.nulls(rows, kind)
    array = values if isinstance(values, pa.Array) else pa.array(values)
    return array.cast(kind) if array.type != kind else array
