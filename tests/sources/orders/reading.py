"""What tests of shops' files share: reading a file through an export, and looking for bytes that may not be there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.facts.batch import Batch, delivered_schema
from kring.facts.person_keys import PersonKeys
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Answered, Delivered, Export
from kring.sources.files.reasons_in_dutch import in_dutch

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
SEEN = dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)


def answered(observed_at: dt.datetime = SEEN, **said: str) -> Answered:
    return Answered(None, observed_at, KEYS, said)


def read(export: Export, path: Path, observed_at: dt.datetime = SEEN, **said: str) -> Delivered:
    """What an export makes of a file, checked to account for every entry, and for every reason in Dutch."""
    archive = Archive.of(path)
    recognised = export.recognise(archive)
    assert recognised is not None
    delivered = export.read(archive, recognised, answered(observed_at, **said))
    rows = sum(table.num_rows for table in delivered.tables.values())
    assert rows + len(delivered.aside) + sum(delivered.unused.values()) == delivered.rows_in
    assert all(in_dutch(aside.reason) != aside.reason for aside in delivered.aside)
    return delivered


def rows(delivered: Delivered) -> list[dict[str, Any]]:
    return delivered.tables["sales"].to_pylist()


def batch(name: str, delivered: Delivered, observed_at: dt.datetime = SEEN) -> Batch:
    """What was delivered, as a batch of that name."""
    sales = delivered.tables["sales"]
    schema = delivered_schema("sales")
    moment = pa.array([observed_at] * sales.num_rows, schema.field("observed_at").type)
    given = {
        "source": pa.array(["a shop"] * sales.num_rows),
        "legal_basis": pa.array(["legitimate_interest"] * sales.num_rows),
        "observed_at": pc.coalesce(sales["observed_at"], moment),
    }
    whole = pa.table(
        [given.get(f.name, sales[f.name] if f.name in sales.column_names else None) for f in schema], schema=schema
    )
    return Batch(name, "orders", {"sales": whole}, delivered.aside, delivered.rows_in)


def found_in(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """The files in a folder that hold any of the words, as bytes or within a Parquet file."""
    found = []
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        content = path.read_bytes()
        if content[:4] == b"PAR1":
            content += str(pq.read_table(path).to_pylist()).encode()
        found += [(path.name, word) for word in words if word.encode() in content]
    return found
