"""Parquet files: columns keep the types they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kring.errors import BadInput
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import Chunk, SheetFacts, SourceSheet, digest_of, unique_headings

_CHUNK_ROWS = 65_536


def open_parquet(path: Path, name: str, limits: Limits, hints: str, unpacked: object = None) -> SourceSheet:
    """A Parquet file as a sheet; fields of structures become columns of their own.

    Raises BadInput when it is cut off, damaged, encrypted or unpacks beyond the limits.
    """
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as problem:
        raise _damaged(name) from problem
    with file:
        groups = (file.metadata.row_group(group).total_byte_size for group in range(file.metadata.num_row_groups))
        limits.allow_unpacked(name, path.stat().st_size, sum(groups))
        headings = unique_headings(_flat_names(file.schema_arrow))
    limits.allow_columns(name, len(headings))
    return SourceSheet(
        name=name,
        headings=headings,
        facts=SheetFacts("parquet"),
        digest=digest_of(path),
        size=path.stat().st_size,
        read=_Rows(path, name, headings).chunks,
        hints=hints,
        unpacked=unpacked,
    )


def _flat_names(schema: pa.Schema) -> list[str]:
    return list(_flattened(schema.empty_table()).column_names)


def _flattened(table: pa.Table) -> pa.Table:
    while any(pa.types.is_struct(column.type) for column in table.schema):
        table = table.flatten()
    return table


def _damaged(name: str) -> BadInput:
    return BadInput(
        "the Parquet file is damaged or cut off.", "Write or download it again: nothing was loaded.", file=name,
        nl="het Parquet-bestand is beschadigd of afgekapt.",
        nl_advice="Schrijf of download het opnieuw: er is niets geladen.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rows:
    path: Path
    name: str
    headings: tuple[str, ...]

    def chunks(self) -> Iterator[Chunk]:
        """The rows from the start. Raises BadInput where the file is damaged, or ends before its last row."""
        first, size = 1, self.path.stat().st_size
        try:
            with pq.ParquetFile(self.path, page_checksum_verification=True) as file:
                total = max(1, file.metadata.num_rows)
                for batch in file.iter_batches(_CHUNK_ROWS):
                    table = _flattened(pa.Table.from_batches([batch])).rename_columns(list(self.headings))
                    rows = np.arange(first, first + table.num_rows)
                    first += table.num_rows
                    yield Chunk(table, rows, (), size * (first - 1) // total)
        except (pa.ArrowException, OSError) as problem:
            raise _damaged(self.name) from problem
        if first - 1 != (total if total > 1 else first - 1):
            raise _damaged(self.name)
