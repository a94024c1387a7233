"""How a table of observations is declared: kinds of value, columns, and the provenance every row carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """The kinds of value a column holds."""

    TEXT = "text"
    COUNT = "count"
    KEY = "key"
    AMOUNT = "amount"
    SHARE = "share"
    FLAG = "flag"
    MOMENT = "moment"
    TEXTS = "texts"

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type that holds it. Counts are whole and not negative, shares lie from 0 to 1."""
        return _ARROW_TYPES[self]


_ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.COUNT: pa.int64(),
    Kind.KEY: pa.int64(),
    Kind.AMOUNT: pa.float64(),
    Kind.SHARE: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    Kind.TEXTS: pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, what it means in Dutch and English, and what must be known about it.

    `required`: a row without it is quarantined. `personal`: it can hold personal text, so no statistics of it are
    written and erasure covers it. `person`: it names a third person and only ever holds a keyed hash. `choices`: the
    only values allowed.
    """

    name: str
    kind: Kind
    en: str
    nl: str
    required: bool = False
    personal: bool = False
    person: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and the `key` that tells which rows are observations of the same thing."""

    name: str
    en: str
    nl: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def own_schema(self) -> pa.Schema:
        """The Arrow schema without provenance: what an importer delivers."""
        return pa.schema([pa.field(column.name, column.kind.arrow) for column in self.columns])

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema as stored, with provenance."""
        return pa.schema([pa.field(c.name, c.kind.arrow) for c in (*self.columns, *PROVENANCE)])


PROVENANCE = (
    Column("source", Kind.TEXT, "where the row comes from", "waar de regel vandaan komt", required=True),
    Column("legal_basis", Kind.TEXT, "the ground for holding it", "de grondslag om het te bewaren", required=True),
    Column("observed_at", Kind.MOMENT, "when it was true", "wanneer het zo was", required=True),
    Column("batch_id", Kind.TEXT, "the batch that brought it", "de batch die het bracht", required=True),
)
