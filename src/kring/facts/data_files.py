"""Writing rows to the data files of an Iceberg table, part by part, so that few rows are in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from kring.facts.schema import Table

if TYPE_CHECKING:
    from pyiceberg.table import Table as IcebergTable

_ROWS_IN_GROUP = 500_000
_BYTES_IN_GROUP = 32 * 1024 * 1024
_BYTES_IN_FILE = 512 * 1024 * 1024


def write_data_files(iceberg: IcebergTable, table: Table, parts: Iterable[pa.Table], batch_id: str) -> Iterator[str]:
    """Writes rows as rows of this batch to as many files as they take, and gives the place of each once it is whole."""
    groups = _groups(parts)
    place = iceberg.location_provider()
    for number, first in enumerate(groups):
        location = place.new_data_location(f"{batch_id}-{number}.parquet")
        written = 0
        with (
            iceberg.io.new_output(location).create() as file,
            pq.ParquetWriter(file, table.arrow_schema, compression="zstd") as writer,
        ):
            group: pa.Table | None = first
            while group is not None:
                named = pa.repeat(pa.scalar(batch_id, pa.string()), group.num_rows)
                writer.write_table(group.append_column("batch_id", named).cast(table.arrow_schema))
                written += group.nbytes
                group = next(groups, None) if written < _BYTES_IN_FILE else None
        yield location


def _groups(parts: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The parts put together until they are worth a row group."""
    waiting: list[pa.Table] = []
    rows = size = 0
    for part in parts:
        waiting.append(part)
        rows, size = rows + part.num_rows, size + part.nbytes
        if rows >= _ROWS_IN_GROUP or size >= _BYTES_IN_GROUP:
            yield pa.concat_tables(waiting)
            waiting, rows, size = [], 0, 0
    if waiting:
        yield pa.concat_tables(waiting)


def file_pattern(batch_id: str) -> str:
    """Which files were written for a batch."""
    return f"{batch_id}-*.parquet"
