"""What a file feeds to one table, gathered part by part: in memory while it is little, in a file of its own beyond."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kring.facts.schema import TABLES
from kring.sources.files.limits import MEBIBYTE
from kring.sources.files.mapping import OBSERVED_AT

MOST_IN_MEMORY = 192 * MEBIBYTE
"""From so many bytes of rows on they are kept in a file until the batch is stored."""

Numbers = npt.NDArray[np.int64]


class Gathered:
    """The rows for one table, and the number of the file's row behind each.

    The file they may be kept in is deleted when nothing refers to this object any more.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self._few: list[pa.Table] = []
        self._bytes = 0
        self._numbers: list[Numbers] = []
        self._schema: pa.Schema | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._writer: pa.ipc.RecordBatchFileWriter | None = None

    def add(self, rows: pa.Table, numbers: Numbers) -> None:
        """Takes the next rows."""
        self._schema = rows.schema
        self._numbers.append(numbers)
        self._few.append(rows)
        self._bytes += rows.nbytes
        if self._bytes > MOST_IN_MEMORY or self._writer:
            self._to_file()

    def _to_file(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="kring-gathered-", ignore_cleanup_errors=True)
            self._writer = pa.ipc.new_file(self._path, self._schema)
        assert self._writer is not None
        for rows in self._few:
            self._writer.write_table(rows)
        self._few = []

    @property
    def _path(self) -> str:
        assert self._folder is not None
        return str(Path(self._folder.name) / "rows")

    @property
    def in_memory(self) -> bool:
        """Whether the rows are few enough to be held at once."""
        return self._folder is None

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell which thing a row is about."""
        dated = self._schema is not None and OBSERVED_AT in self._schema.names
        return TABLES[self.table].key + ((OBSERVED_AT,) if dated else ())

    @property
    def numbers(self) -> Numbers:
        """The number of the file's row behind each row."""
        return np.concatenate(self._numbers) if self._numbers else np.array([], np.int64)

    def parts(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows from the start, part by part; `columns`: those that are wanted, all without it."""
        if self._folder is None:
            few = self._few or [(self._schema or TABLES[self.table].own_schema).empty_table()]
            yield from few if columns is None else (rows.select(columns) for rows in few)
            return
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        assert self._schema is not None
        wanted = columns and [self._schema.get_field_index(name) for name in columns]
        chosen = pa.ipc.IpcReadOptions(included_fields=wanted)
        with pa.OSFile(self._path) as file, pa.ipc.open_file(file, options=chosen) as reader:
            for place in range(reader.num_record_batches):
                yield pa.Table.from_batches([reader.get_batch(place)])

    def parts_where(self, wanted: npt.NDArray[np.bool_]) -> Iterator[pa.Table]:
        """The rows that are wanted, part by part."""
        start = 0
        for part in self.parts():
            here = wanted[start : start + part.num_rows]
            start += part.num_rows
            yield part if here.all() else part.filter(pa.array(here))

    def taken(self, positions: Numbers) -> pa.Table:
        """The rows at these positions, in memory."""
        wanted = np.zeros(len(self.numbers), np.bool_)
        wanted[positions] = True
        return pa.concat_tables(list(self.parts_where(wanted)))
