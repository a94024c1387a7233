"""What an import hands to the warehouse: rows that were taken, rows that were put aside, and the receipt for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from kring.facts.many_rows import Rows
from kring.facts.schema import TABLES


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that was not taken, with what is needed to repair it.

    `row` counts from 1 below the headings; `column` and `value` are those of the file ("" when the row as a whole is
    at fault); `raw` is the row by heading, with people's names replaced by their keys.
    """

    table: str
    row: int
    column: str
    value: str
    reason: str
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for one or more tables that are taken together or not at all.

    `batch_id` is made from the content, so the same file under the same mapping is the same batch. `tables` hold each
    table's own columns followed by source, legal_basis and observed_at (`delivered_schema`). `rows_in` counts the rows
    of the source; with a source that feeds several tables a row still counts once.
    """

    batch_id: str
    label: str
    tables: dict[str, Rows]
    quarantined: tuple[QuarantinedRow, ...]
    rows_in: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a batch: rows by table, rows put aside, and whether it had been loaded before."""

    batch_id: str
    label: str
    loaded: dict[str, int]
    quarantined: int
    rows_in: int
    already_loaded: bool


def delivered_schema(table: str) -> pa.Schema:
    """The Arrow schema a batch's table must have: the table's own columns, source, legal_basis and observed_at."""
    own = TABLES[table].own_schema
    return pa.schema([*own, *(column for column in TABLES[table].arrow_schema if _by_importer(column, own))])


def completed(table: str, rows: pa.Table, given: Mapping[str, object]) -> pa.Table:
    """The rows with every column of `delivered_schema`; one they lack holds what is given for it, else null."""
    schema = delivered_schema(table)
    columns = [
        rows[column.name].cast(column.type)
        if column.name in rows.column_names
        else pa.array([given.get(column.name)] * rows.num_rows, column.type)
        for column in schema
    ]
    return pa.table(columns, schema=schema)


def _by_importer(column: pa.Field, own: pa.Schema) -> bool:
    return column.name not in own.names and column.name != "batch_id"
