"""From pages to a batch: pure, so that the same pages give the same bytes whenever they are decoded.

A row that does not fit its table is put aside with the reason, as a row of a file would be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from kring.facts.batch import Batch, QuarantinedRow, delivered_schema
from kring.facts.declaration import Column, Kind
from kring.facts.many_rows import parts_of
from kring.facts.schema import TABLES
from kring.sources.core.source import Access, Source
from kring.sources.core.step import RawPage
from kring.sources.core.whole_lists import KnowsWholeLists
from kring.sources.files import reasons

OBSERVED_AT = "observed_at"
_PLAIN: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.COUNT: (int,),
    Kind.KEY: (int,),
    Kind.AMOUNT: (int, float),
    Kind.SHARE: (int, float),
    Kind.FLAG: (bool,),
    Kind.MOMENT: (datetime,),
    Kind.TEXTS: (list, tuple),
}


def decoded(source: Source, seal: str, pages: Sequence[RawPage]) -> Batch:
    """The batch of the pages under a seal. Of the same key and moment the last value of each column counts."""
    basis = "consent" if source.access is Access.CONSENT else "legitimate_interest"
    taken: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}
    aside: list[QuarantinedRow] = []
    whole_lists = source.whole_lists(pages) if isinstance(source, KnowsWholeLists) else ()
    for page in pages:
        for table, rows in source.decode(page).items():
            for row in rows:
                if fault := _fault(table, row):
                    column, reason = fault
                    aside.append(QuarantinedRow(table, page.id, column, str(row.get(column, ""))[:200], reason))
                    continue
                whole = {OBSERVED_AT: page.fetched_at, **row, "source": source.name, "legal_basis": basis}
                if table == "audience_people" and (row["account"], row["relation"]) in whole_lists:
                    whole["complete"] = True
                key = (*(whole.get(name) for name in TABLES[table].key), whole[OBSERVED_AT])
                rows_of = taken.setdefault(table, {})
                told = {name: value for name, value in whole.items() if value is not None}
                rows_of[key] = {**rows_of.pop(key, {}), **told}
    tables = {
        table: pa.Table.from_pylist(list(rows.values()), schema=delivered_schema(table))
        for table, rows in sorted(taken.items())
    }
    name = hashlib.sha256(f"{seal}\n{source.version}".encode()).hexdigest()[:32]
    rows_in = sum(rows.num_rows for rows in tables.values()) + len(aside)
    return Batch(name, source.label.en, tables, tuple(aside), rows_in)


def digest_of(batch: Batch) -> str:
    """A name made from the rows of a batch, to compare two decodings."""
    whole = hashlib.sha256()
    for table, rows in sorted(batch.tables.items()):
        whole.update(table.encode())
        for part in parts_of(rows):
            for of_part in part.combine_chunks().to_batches():
                whole.update(of_part.serialize())
    return whole.hexdigest()


def _fault(table: str, row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The column at fault and why, of a row that can't be taken."""
    declared = {column.name: column for column in TABLES[table].columns}
    for name, value in row.items():
        if name == OBSERVED_AT:
            if not isinstance(value, datetime) or value.astimezone(UTC).year < 2000:
                return name, reasons.NO_MOMENT.en
        elif name not in declared:
            return name, reasons.NO_SUCH_COLUMN.of(table=table)
        elif value is not None and (why := _wrong(declared[name], value)):
            return name, why
    for column in declared.values():
        if column.required and row.get(column.name) in (None, ""):
            return column.name, reasons.IT_IS_MISSING.en
    return None


def _wrong(column: Column, value: Any) -> str:
    plain: Any = value
    if isinstance(value, bool) is not (column.kind is Kind.FLAG) or not isinstance(value, _PLAIN[column.kind]):
        return reasons.WRONG_KIND.of(what=column.kind)
    if column.kind is Kind.COUNT and not 0 <= plain < 2**63:
        return reasons.WRONG_KIND.of(what=column.kind)
    if column.kind is Kind.SHARE and not 0 <= plain <= 1:
        return reasons.OUTSIDE_SHARES.en
    if column.choices and value not in column.choices:
        return reasons.NONE_OF.of(choices=", ".join(column.choices))
    return ""
