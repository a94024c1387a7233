"""A column of moments in an export: with a year or without, in words or figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pyarrow as pa

from kring.sources.exports.days import dated, day_in, noon_of, start_of
from kring.sources.files.dates import CLOCKS_DIFFER, DateOrder, decide_order, moments, order_evidence


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
    latest = made + CLOCKS_DIFFER
    read = moments(column, decide_order(evidence)[0] if told else undecided, "UTC", latest).values.to_pylist()
    days = [None if moment else day_in(cell) for moment, cell in zip(read, cells, strict=True)]
    named = iter(dated([day for day in days if day], made))
    found: list[datetime | None] = []
    for moment, day in zip(read, days, strict=True):
        there = next(named) if day else None
        found.append(_at_noon(moment) if moment else min(noon_of(there), latest) if there else None)
    return [None if moment and moment > latest else moment for moment in found]


def _at_noon(moment: datetime) -> datetime:
    plain = moment.astimezone(UTC)
    return noon_of(plain) if plain == start_of(plain) else plain
