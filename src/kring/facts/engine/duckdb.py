"""DuckDB as the engine: in process, over the snapshot's Parquet files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa


class DuckDBEngine:
    """One in-memory DuckDB connection. Not for use by two threads at once: start one a thread."""

    name = "duckdb"

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET enable_progress_bar = false")
        self._connection.execute("SET preserve_insertion_order = false")
        self._connection.execute("SET parquet_metadata_cache = true")

    def scan(self, files: Sequence[str], schema: pa.Schema) -> nw.LazyFrame[Any]:
        """The rows of Parquet files, read by column name, in the order of `schema`; no files give no rows.

        A column that is in none of the files, because they are older than it, is unknown.
        """
        if not files:
            return self.from_arrow(schema.empty_table())
        relation = self._connection.read_parquet(list(files), union_by_name=True)
        frame: nw.LazyFrame[Any] = nw.from_native(self._with_unknown(relation, schema))
        return frame.select(*schema.names)

    def _with_unknown(self, relation: duckdb.DuckDBPyRelation, schema: pa.Schema) -> duckdb.DuckDBPyRelation:
        absent = [field for field in schema if field.name not in relation.columns]
        if not absent:
            return relation
        types = self._connection.from_arrow(pa.schema(absent).empty_table()).types
        nulls = (f'CAST(NULL AS {kind}) AS "{field.name}"' for field, kind in zip(absent, types, strict=True))
        return relation.project(", ".join(("*", *nulls)))

    def scan_with_file(self, files: Sequence[str], columns: Sequence[str], named: str) -> nw.LazyFrame[Any]:
        """As `Engine.scan_with_file`."""
        relation = self._connection.read_parquet(list(files), union_by_name=True, filename=True)
        rows: nw.LazyFrame[Any] = nw.from_native(relation)
        return rows.select(*columns, nw.col("filename").alias(named))

    def from_arrow(self, table: pa.Table) -> nw.LazyFrame[Any]:
        """A table in memory as a lazy frame."""
        frame: nw.LazyFrame[Any] = nw.from_native(self._connection.from_arrow(table))
        return frame

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Computes the frame into an Arrow table."""
        table: pa.Table = frame.collect("pyarrow").to_native()
        return table
