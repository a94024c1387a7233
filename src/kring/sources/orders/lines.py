"""The lines of a sheet of orders: only the cells that are asked for are ever looked at, as text, money and moments.

All money of a sheet has one decimal mark; dates have an order a column. Both are told by all values.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa

from kring.sources.files import dates, numbers
from kring.sources.files.cells import NOTHING_IN_NAMES, Converted, text_of
from kring.sources.files.headings import plain_heading
from kring.sources.files.sheet import Chunk, SourceSheet

ANY_TIME = dt.datetime.max.replace(tzinfo=dt.UTC) - dt.timedelta(days=365)
"""The latest moment for files that are looked at before it is known when they were made."""


class Cell(StrEnum):
    """What is read from a cell."""

    TEXT = "text"
    MONEY = "money"
    MOMENT = "moment"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that is looked for: the headings it may have, and what its cells hold."""

    cell: Cell
    headings: tuple[str, ...]

    @classmethod
    def text(cls, *headings: str) -> Asked:
        """A field of words, codes or numbers that are names."""
        return cls(Cell.TEXT, headings)

    @classmethod
    def money(cls, *headings: str) -> Asked:
        """A field of amounts or counts."""
        return cls(Cell.MONEY, headings)

    @classmethod
    def moment(cls, *headings: str) -> Asked:
        """A field of days or moments."""
        return cls(Cell.MOMENT, headings)

    @property
    def named(self) -> str:
        """What the field is called in a message: its first heading."""
        return self.headings[0]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet, its cells by field. `faults`: why a cell can't be read, by field."""

    row: int
    texts: Mapping[str, str | None] = field(repr=False)
    money: Mapping[str, float | None] = field(repr=False)
    moments: Mapping[str, dt.datetime | None] = field(repr=False)
    nested: Mapping[str, Any] = field(default_factory=dict, repr=False)
    faults: Mapping[str, str] = field(default_factory=dict)
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which heading of a sheet is which field."""

    asked: Mapping[str, Asked]
    headings: Mapping[str, str]

    @classmethod
    def of(cls, sheet: SourceSheet, asked: Mapping[str, Asked]) -> Columns:
        """The fields that are there; of two headings for one, the one named first in `Asked`."""
        there: dict[str, str] = {}
        for heading in sheet.headings:
            there.setdefault(plain_heading(heading), heading)
        found = {
            name: next((there[plain] for one in wanted.headings if (plain := plain_heading(one)) in there), None)
            for name, wanted in asked.items()
        }
        return cls(asked, {name: heading for name, heading in found.items() if heading is not None})

    def of_kind(self, cell: Cell) -> dict[str, str]:
        """The headings of one kind of cell, by field."""
        return {name: heading for name, heading in self.headings.items() if self.asked[name].cell is cell}


def lines_of(sheet: SourceSheet, columns: Columns, latest: dt.datetime, zone: str) -> Iterator[Line]:
    """The lines from the first. `latest`: no moment lies after it; `zone`: of moments that name none."""
    formats = formats_of(sheet, columns)
    for chunk in sheet.chunks():
        yield from lines_of_chunk(chunk, columns, formats, latest, zone)


@dataclass(frozen=True, slots=True)
class Formats:
    """The decimal mark of the money, and what comes first in dates, by field."""

    mark: numbers.Mark
    orders: Mapping[str, dates.DateOrder]


def formats_of(sheet: SourceSheet, columns: Columns) -> Formats:
    """How a sheet writes money and dates."""
    marks = numbers.MarkEvidence()
    orders = dict.fromkeys(columns.of_kind(Cell.MOMENT), dates.OrderEvidence())
    for chunk in sheet.chunks():
        for heading in columns.of_kind(Cell.MONEY).values():
            marks += numbers.mark_evidence(chunk.table[heading])
        for name, heading in columns.of_kind(Cell.MOMENT).items():
            orders[name] += dates.order_evidence(chunk.table[heading])
    mark, _ = numbers.decide_mark(marks, three_decimals=False)
    return Formats(mark, {name: dates.decide_order(evidence)[0] for name, evidence in orders.items()})


def lines_of_chunk(chunk: Chunk, columns: Columns, formats: Formats, latest: dt.datetime, zone: str) -> Iterator[Line]:
    """The lines of one chunk, the damaged ones last."""
    table = chunk.table
    texts = {name: _texts(table[heading]) for name, heading in columns.of_kind(Cell.TEXT).items()}
    money = {
        name: numbers.amounts(table[heading], formats.mark) for name, heading in columns.of_kind(Cell.MONEY).items()
    }
    moments = {
        name: dates.moments(table[heading], formats.orders[name], zone, latest + dates.CLOCKS_DIFFER)
        for name, heading in columns.of_kind(Cell.MOMENT).items()
    }
    nested = {name: _nested(table[heading]) for name, heading in columns.of_kind(Cell.NESTED).items()}
    faults = _faults({**money, **moments})
    amounts = {name: found.values.to_pylist() for name, found in money.items()}
    whens = {name: found.values.to_pylist() for name, found in moments.items()}
    for place, row in enumerate(chunk.rows.tolist()):
        yield Line(
            row,
            {name: cells[place] for name, cells in texts.items()},
            {name: cells[place] for name, cells in amounts.items()},
            {name: cells[place] for name, cells in whens.items()},
            {name: cells[place] for name, cells in nested.items()},
            faults.get(place, {}),
        )
    for damaged in chunk.damaged:
        yield Line(damaged.row, {}, {}, {}, damage=damaged.reason)


def _texts(cells: pa.ChunkedArray) -> list[str | None]:
    texts: list[str | None] = text_of(cells, NOTHING_IN_NAMES).to_pylist()
    return texts


def _nested(cells: pa.ChunkedArray) -> list[Any]:
    """Lists and structures as they are, from text where the file holds them so."""
    return [_from_text(cell) if isinstance(cell, str) else cell for cell in cells.to_pylist()]


def _from_text(cell: str) -> Any:
    try:
        return json.loads(cell) if cell else None
    except (ValueError, RecursionError):
        return None


def _faults(found: Mapping[str, Converted]) -> dict[int, dict[str, str]]:
    faults: dict[int, dict[str, str]] = {}
    for name, converted in found.items():
        for fault in converted.faults:
            for place in fault.where.nonzero()[0].tolist():
                faults.setdefault(place, {}).setdefault(name, fault.reason)
    return faults
