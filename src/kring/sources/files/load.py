"""From a sheet and its mapping to a batch: every row is either in the batch's tables or among the rows put aside.

A row of the file is loaded whole or put aside whole. When a sheet feeds several tables, a row still counts once in
`rows_in`; one cell at fault keeps the row out of all of them. A row feeds a table only when it says anything in that
table's own columns, so a creator without a top post still counts as a creator.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kring.errors import BadInput
from kring.facts.batch import Batch, QuarantinedRow, delivered_schema
from kring.facts.person_keys import PersonKeys
from kring.facts.schema import LEGAL_BASES, TABLES
from kring.sources.files.cells import Mask
from kring.sources.files.dates import CLOCKS_DIFFER
from kring.sources.files.decide import decided
from kring.sources.files.fields import Reading
from kring.sources.files.limits import Limits
from kring.sources.files.mapping import OBSERVED_AT, QUARANTINE_COLUMNS, Mapping
from kring.sources.files.quarantine import Aside, as_first_written
from kring.sources.files.reasons_in_dutch import in_dutch
from kring.sources.files.repeats import Fed, find_repeats
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
    for chunk in sheet.chunks():
        loading.take(chunk)
        if progress:
            progress(Progress(loading.rows_in, chunk.bytes_done, sheet.size))
    feeds = loading.without_repeats()
    tables: dict[str, pa.Table] = {}
    for feed in feeds:
        rows = _delivered(feed, observed_at, source, legal_basis)
        tables[feed.table] = pa.concat_tables([tables[feed.table], rows]) if feed.table in tables else rows
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


class _Loading:
    """Gathers what the chunks of a sheet feed to each table, and the rows put aside."""

    def __init__(self, sheet: SourceSheet, reading: Reading, limits: Limits) -> None:
        self._sheet = sheet
        self._reading = reading
        self._limits = limits
        self._tables = reading.mapping.tables
        self._parts: list[list[tuple[pa.Table, npt.NDArray[np.int64]]]] = [[] for _ in self._tables]
        self._writer = Aside(sheet, reading)
        self._repaired = QUARANTINE_COLUMNS[0] in sheet.headings
        self.aside: list[QuarantinedRow] = []
        self.rows_in = 0

    def take(self, chunk: Chunk) -> None:
        """Converts one chunk."""
        table = self._cells(chunk)
        self.rows_in += table.num_rows + len(chunk.damaged)
        self.aside += [self._writer.damaged(row, self._tables[0].table) for row in chunk.damaged]
        if table.num_rows:
            views = [table_rows(table, mapped, self._reading) for mapped in self._tables]
            _feed_at_least_one(views)
            self.aside += self._writer.at_fault(table, chunk.rows, views)
            self._keep_sound(views, chunk.rows)
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

    def _keep_sound(self, views: list[TableRows], numbers: npt.NDArray[np.int64]) -> None:
        wrong: Mask = np.zeros(len(numbers), np.bool_)
        for view in views:
            for field in view.faults:
                wrong |= field.fault.where & view.fed
        for parts, view in zip(self._parts, views, strict=True):
            sound = view.fed & ~wrong
            columns = dict(view.columns)
            if view.moments is not None:
                columns[OBSERVED_AT] = view.moments
            rows = pa.table(columns)
            parts.append((rows, numbers) if sound.all() else (rows.filter(pa.array(sound)), numbers[sound]))

    def without_repeats(self) -> list[Fed]:
        """What each table is fed, once all chunks are in and repeated rows are put aside."""
        feeds = [self._feed(mapped.table, parts) for mapped, parts in zip(self._tables, self._parts, strict=True)]
        keep, repeats = find_repeats(feeds)
        if repeats:
            by_row = {repeat.row: repeat for repeat in repeats}
            for chunk in self._sheet.chunks():
                self.aside += self._writer.repeated(self._cells(chunk), chunk.rows, by_row)
        return [
            feed if kept.all() else Fed(feed.table, feed.rows.filter(pa.array(kept)), feed.numbers[kept], feed.key)
            for feed, kept in zip(feeds, keep, strict=True)
        ]

    def _feed(self, table: str, parts: list[tuple[pa.Table, npt.NDArray[np.int64]]]) -> Fed:
        if not parts:
            return Fed(table, TABLES[table].own_schema.empty_table(), np.array([], np.int64), TABLES[table].key)
        rows = pa.concat_tables([part for part, _ in parts])
        key = TABLES[table].key + ((OBSERVED_AT,) if OBSERVED_AT in rows.column_names else ())
        return Fed(table, rows, np.concatenate([numbers for _, numbers in parts]), key)


def _feed_at_least_one(views: list[TableRows]) -> None:
    """A row that says nothing for any table is the first table's, which will say what is missing."""
    if len(views) == 1:
        views[0].fed[:] = True
        return
    nobody = ~np.logical_or.reduce([view.fed for view in views])
    views[0].fed[nobody] = True


def _delivered(feed: Fed, observed_at: dt.datetime, source: str, legal_basis: str) -> pa.Table:
    schema = delivered_schema(feed.table)
    count = feed.rows.num_rows
    moment = pa.array([observed_at.astimezone(dt.UTC)] * count, schema.field(OBSERVED_AT).type)
    if OBSERVED_AT in feed.rows.column_names:
        moment = pc.coalesce(feed.rows[OBSERVED_AT], moment)
    provenance = {
        "source": pa.array([source] * count, pa.string()),
        "legal_basis": pa.array([legal_basis] * count, pa.string()),
        OBSERVED_AT: moment,
    }
    return pa.table(
        {name: provenance[name] if name in provenance else feed.rows[name] for name in schema.names}, schema
    )
