"""A column of moments in an export: with a year or without, in words or figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from kring.sources.exports.clock import dated, day_in, start_of
from kring.sources.files.dates import DateOrder, moments, order_evidence

_AHEAD = timedelta(days=2)
NOON = timedelta(hours=12)


def moments_in(
    cells: Sequence[str], made: datetime, *, undecided: DateOrder = DateOrder.DAY_FIRST
) -> list[datetime | None]:
    """The moment in each cell; None for one that names none, or lies after the export was made.

    A day without a time counts as its noon, since the zone is not told. `undecided`: the order of day and month where
    no cell tells it. Days without a year get one from the order of the rows.
    """
    column = pa.array(list(cells), pa.string())
    evidence = order_evidence(column)
    told = evidence.day_first != evidence.month_first
    by_cells = DateOrder.MONTH_FIRST if evidence.month_first > evidence.day_first else DateOrder.DAY_FIRST
    latest = made + _AHEAD
    read = moments(column, by_cells if told else undecided, "UTC", latest).values.to_pylist()
    days = [None if moment else day_in(cell) for moment, cell in zip(read, cells, strict=True)]
    named = iter(dated([day for day in days if day], made))
    found: list[datetime | None] = []
    for moment, day in zip(read, days, strict=True):
        there = next(named) if day else None
        found.append(_at_noon(moment) if moment else min(start_of(there) + NOON, latest) if there else None)
    return [None if moment and moment > latest else moment for moment in found]


def _at_noon(moment: datetime) -> datetime:
    plain = moment.astimezone(UTC)
    return plain + NOON if plain == datetime(plain.year, plain.month, plain.day, tzinfo=UTC) else plain
