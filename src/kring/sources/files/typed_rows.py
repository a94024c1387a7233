"""Rows of typed cells, as workbooks have them, kept as text in a file of our own: reading a workbook is slow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.files import reasons
from kring.sources.files.cells import mask
from kring.sources.files.ordinary import Mask
from kring.sources.files.sheet import Chunk, DamagedRow
from kring.sources.files.written import written_cell

_CHUNK_ROWS = 20_000
_ROUNDED_ID = 1e15

Column = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The sound rows in a file, in parts, with the damaged rows of each part."""

    path: Path
    damaged: tuple[tuple[DamagedRow, ...], ...]

    def chunks(self, size: int) -> Iterator[Chunk]:
        """The rows from the start. `size`: the bytes of the file they come from."""
        first = 1
        with pa.OSFile(str(self.path)) as file, pa.ipc.open_file(file) as reader:
            for place, damaged in enumerate(self.damaged):
                table = pa.Table.from_batches([reader.get_batch(place)])
                every = np.arange(first, first + table.num_rows + len(damaged))
                first += len(every)
                rows = every[~np.isin(every, [row.row for row in damaged])]
                yield Chunk(table, rows, damaged, size * (place + 1) // len(self.damaged))


def kept_rows(rows: Sequence[Sequence[Any]], headings: tuple[str, ...], path: Path) -> KeptRows:
    """Writes the rows under these headings to `path`, the empty ones left out. All rows have as many cells."""
    damaged: list[tuple[DamagedRow, ...]] = []
    schema = pa.schema([(heading, pa.string()) for heading in headings])
    first = 1
    with pa.ipc.new_file(str(path), schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        for start in range(0, len(rows), _CHUNK_ROWS):
            sound, wrong = _told_apart(rows[start : start + _CHUNK_ROWS], len(headings), first)
            writer.write_batch(pa.RecordBatch.from_arrays(sound, schema=schema))
            damaged.append(wrong)
            first += len(sound[0]) + len(wrong)
    return KeptRows(path, tuple(damaged))


def _told_apart(rows: Sequence[Sequence[Any]], width: int, first: int) -> tuple[list[pa.Array], tuple[DamagedRow, ...]]:
    """The columns of the sound rows as text, and the damaged rows; `first`: the number of the first full one."""
    columns = list(zip(*rows, strict=True))
    texts = [_as_text(column) for column in columns]
    filled = [mask(pc.not_equal(text, "")) for text in texts]
    full = np.logical_or.reduce(filled)
    beyond = np.logical_or.reduce([*filled[width:], np.zeros(len(rows), np.bool_)])
    rounded = np.logical_or.reduce([_rounded(column) for column in columns])
    sound = pa.array(full & ~beyond & ~rounded)
    numbers = first + np.cumsum(full) - 1
    wrong = tuple(
        DamagedRow(
            int(numbers[place]),
            reasons.BEYOND_HEADINGS.en if beyond[place] else reasons.ROUNDED.en,
            tuple(text[place].as_py() for text in texts),
        )
        for place in np.flatnonzero(full & (beyond | rounded)).tolist()
    )
    return [text.filter(sound) for text in texts[:width]], wrong


def _as_text(column: Column) -> pa.Array:
    kinds = set(map(type, column))
    if kinds == {str}:
        return pa.array(column, pa.string())
    if kinds == {float}:
        numbers = np.array(column)
        if np.all(np.trunc(numbers) == numbers) and np.all(np.abs(numbers) < _ROUNDED_ID):
            return pa.array(numbers.astype(np.int64)).cast(pa.string())
    return pa.array([written_cell(cell) for cell in column], pa.string())


def _rounded(column: Column) -> Mask:
    """Numbers so large that the workbook itself has rounded them."""
    if float not in set(map(type, column)):
        return np.zeros(len(column), np.bool_)
    return np.array([isinstance(cell, float) and abs(cell) >= _ROUNDED_ID for cell in column])
