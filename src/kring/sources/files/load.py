"""From a sheet and its mapping to a batch: every row is either in the batch's tables or among the rows put aside.

A row of the file is loaded whole or put aside whole. When a sheet feeds several tables, a row still counts once in
`rows_in`; one cell at fault keeps the row out of all of them. A row feeds a table only when it says anything in that
table's own columns, so a creator without a top post still counts as a creator.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kring.errors import BadInput
from kring.facts.batch import Batch, QuarantinedRow, delivered_schema
from kring.facts.many_rows import ManyRows, Rows, one_after_another
from kring.facts.person_keys import PersonKeys
from kring.facts.schema import LEGAL_BASES, TABLES
from kring.sources.files.cells import repeated
from kring.sources.files.dates import CLOCKS_DIFFER
from kring.sources.files.decide import decided
from kring.sources.files.fields import Reading
from kring.sources.files.gathered import Gathered
from kring.sources.files.in_order import in_order
from kring.sources.files.limits import Limits
from kring.sources.files.mapping import OBSERVED_AT, QUARANTINE_COLUMNS, Mapping
from kring.sources.files.ordinary import Mask
from kring.sources.files.quarantine import Aside, as_first_written
from kring.sources.files.reasons_in_dutch import in_dutch
from kring.sources.files.repeats import find_repeats
from kring.sources.files.rows import TableRows, table_rows
from kring.sources.files.sheet import Chunk, SourceSheet


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: rows done, and bytes done of all."""

    rows: int
    bytes_done: int
    bytes_total: int


def build_batch(
    sheet: SourceSheet,
    mapping: Mapping,
    keys: PersonKeys,
    observed_at: dt.datetime,
    source: str,
    legal_basis: str,
    progress: Callable[[Progress], None] | None = None,
    limits: Limits | None = None,
) -> Batch:
    """The batch of one sheet.

    `observed_at`: when the file was true, unless a column says so. `source`: a name for where it comes from.
    `legal_basis`: one of LEGAL_BASES. The batch's name is made from the file's bytes and the mapping alone.
    Raises BadInput when the mapping doesn't fit the sheet, or nearly all rows would be put aside.
    """
    _check(sheet, mapping, observed_at, legal_basis)
    complete, _ = decided(sheet, mapping)
    reading = Reading(complete, keys, observed_at.astimezone(dt.UTC) + CLOCKS_DIFFER)
    loading = _Loading(sheet, reading, limits or Limits())
    for chunk, parts in in_order(loading.converted, sheet.chunks()):
        loading.take(chunk, parts)
        if progress:
            progress(Progress(loading.rows_in, chunk.bytes_done, sheet.size))
    tables: dict[str, Rows] = {}
    for feed, kept in loading.without_repeats():
        rows = _delivered(feed, kept, {"source": source, "legal_basis": legal_basis, OBSERVED_AT: observed_at})
        tables[feed.table] = one_after_another(tables[feed.table], rows) if feed.table in tables else rows
    tables = {name: rows for name, rows in tables.items() if rows.num_rows}
    aside = tuple(sorted(loading.aside, key=lambda row: row.row))
    return Batch(batch_id(sheet, mapping), sheet.name, tables, aside, loading.rows_in)


def batch_id(sheet: SourceSheet, mapping: Mapping) -> str:
    """The same bytes under the same mapping have the same name, whoever loads them and when."""
    return hashlib.sha256(f"{sheet.digest}\n{mapping.to_yaml()}".encode()).hexdigest()[:32]


def _check(sheet: SourceSheet, mapping: Mapping, observed_at: dt.datetime, legal_basis: str) -> None:
    if legal_basis not in LEGAL_BASES:
        raise BadInput(
            f"there is no legal basis '{legal_basis}'.", f"Choose from {', '.join(LEGAL_BASES)}.",
            nl=f"er is geen grondslag '{legal_basis}'.", nl_advice=f"Kies uit {', '.join(LEGAL_BASES)}.",
        )  # fmt: skip
    if observed_at.tzinfo is None:
        raise BadInput(
            "the moment of observation has no time zone.", "Add one, such as +01:00.",
            nl="het moment van waarneming heeft geen tijdzone.", nl_advice="Zet er een bij, zoals +01:00.",
        )  # fmt: skip
    absent = [heading for heading in mapping.headings if heading not in sheet.headings]
    if absent:
        raise BadInput(
            f"there is no column '{absent[0]}', which the mapping asks for.",
            f"The columns are: {', '.join(sheet.headings[:30])}.",
            file=sheet.name,
            nl=f"er is geen kolom '{absent[0]}', en daar vraagt de mapping om.",
            nl_advice=f"De kolommen zijn: {', '.join(sheet.headings[:30])}.",
        )
    for table in mapping.tables:
        given = {*table.columns, *table.constants, "platform"}
        for column in TABLES[table.table].columns:
            if column.required and column.name not in given:
                raise BadInput(
                    f"nothing in it is mapped to '{column.name}' of {table.table} ({column.en}).",
                    "Map a column to it, or give one value for all rows.",
                    file=sheet.name,
                    nl=f"er is geen kolom voor '{column.name}' van {table.table} ({column.nl}).",
                    nl_advice="Wijs er een kolom voor aan, of geef één waarde voor alle regels.",
                )


@dataclass(frozen=True, slots=True)
class _Converted:
    """What a chunk brings: rows for each table with the numbers of the file's rows, and the rows put aside."""

    rows_in: int
    sound: list[tuple[pa.Table, npt.NDArray[np.int64]]]
    aside: list[QuarantinedRow]


class _Loading:
    """Gathers what the chunks of a sheet feed to each table, and the rows put aside."""

    def __init__(self, sheet: SourceSheet, reading: Reading, limits: Limits) -> None:
        self._sheet = sheet
        self._reading = reading
        self._limits = limits
        self._tables = reading.mapping.tables
        self._feeds = [Gathered(mapped.table) for mapped in self._tables]
        self._writer = Aside(sheet, reading)
        self._repaired = QUARANTINE_COLUMNS[0] in sheet.headings
        self.aside: list[QuarantinedRow] = []
        self.rows_in = 0

    def converted(self, chunk: Chunk) -> tuple[Chunk, _Converted]:
        """A chunk as rows of our tables; several chunks may be converted at once."""
        table = self._cells(chunk)
        aside = [self._writer.damaged(row, self._tables[0].table) for row in chunk.damaged]
        if not table.num_rows:
            return chunk, _Converted(len(chunk.damaged), [], aside)
        views = [table_rows(table, mapped, self._reading) for mapped in self._tables]
        _feed_at_least_one(views)
        aside += self._writer.at_fault(table, chunk.rows, views)
        return chunk, _Converted(table.num_rows + len(chunk.damaged), _sound(views, chunk.rows), aside)

    def take(self, chunk: Chunk, brought: _Converted) -> None:
        """Adds what a chunk brought. Raises BadInput when nearly all rows would be put aside."""
        self.rows_in += brought.rows_in
        self.aside += brought.aside
        for feed, (rows, numbers) in zip(self._feeds, brought.sound, strict=False):
            feed.add(rows, numbers)
        if len(self.aside) > self._limits.quarantined and len(self.aside) > self.rows_in / 2:
            first = self.aside[0]
            raise BadInput(
                f"most rows can't be taken; the first because: {first.reason}.",
                "The mapping is probably wrong: look at the preview again.",
                file=self._sheet.name,
                row=first.row,
                column=first.column or None,
                nl=f"de meeste regels zijn niet te laden; de eerste om deze reden: {in_dutch(first.reason)}.",
                nl_advice="De mapping klopt waarschijnlijk niet: kijk de eerste regels nog eens na.",
            )

    def _cells(self, chunk: Chunk) -> pa.Table:
        return as_first_written(chunk.table) if self._repaired else chunk.table

    def without_repeats(self) -> list[tuple[Gathered, Mask]]:
        """What each table is fed and which rows of it to keep, once all chunks are in and repeats are put aside."""
        keep, repeats = find_repeats(self._feeds)
        if repeats:
            by_row = {repeat.row: repeat for repeat in repeats}
            for chunk in self._sheet.chunks():
                self.aside += self._writer.repeated(self._cells(chunk), chunk.rows, by_row)
        return list(zip(self._feeds, keep, strict=True))


def _sound(views: list[TableRows], numbers: npt.NDArray[np.int64]) -> list[tuple[pa.Table, npt.NDArray[np.int64]]]:
    """The rows of each table without those of the file's rows that are at fault in any."""
    wrong: Mask = np.zeros(len(numbers), np.bool_)
    for view in views:
        for field in view.faults:
            wrong |= field.fault.where & view.fed
    found = []
    for view in views:
        sound = view.fed & ~wrong
        columns = dict(view.columns)
        if view.moments is not None:
            columns[OBSERVED_AT] = view.moments
        rows = pa.table(columns)
        found.append((rows, numbers) if sound.all() else (rows.filter(pa.array(sound)), numbers[sound]))
    return found


def _feed_at_least_one(views: list[TableRows]) -> None:
    """A row that says nothing for any table is the first table's, which will say what is missing."""
    if len(views) == 1:
        views[0].fed[:] = True
        return
    nobody = ~np.logical_or.reduce([view.fed for view in views])
    views[0].fed[nobody] = True


def _delivered(feed: Gathered, kept: Mask, provenance: dict[str, object]) -> Rows:
    """The rows that are kept, with where they come from; in memory when they are few."""

    def parts() -> Iterator[pa.Table]:
        return (_with_provenance(feed.table, part, provenance) for part in feed.parts_where(kept))

    return pa.concat_tables(list(parts())) if feed.in_memory else ManyRows(int(kept.sum()), parts)


def _with_provenance(table: str, rows: pa.Table, provenance: dict[str, object]) -> pa.Table:
    schema = delivered_schema(table)
    given = {name: repeated(value, schema.field(name).type, rows.num_rows) for name, value in provenance.items()}
    if OBSERVED_AT in rows.column_names:
        given[OBSERVED_AT] = pc.coalesce(rows[OBSERVED_AT], given[OBSERVED_AT])
    untold = [field for field in schema if field.name not in given and field.name not in rows.column_names]
    given |= {field.name: repeated(None, field.type, rows.num_rows) for field in untold}
    return pa.table({name: given[name] if name in given else rows[name] for name in schema.names}, schema)
