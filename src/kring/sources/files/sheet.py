"""A sheet: one table of rows under headings, whatever kind of file it came from, read in chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kring.sources.core.said import Said


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """A row that can't be read as cells under the headings. `cells` are what could be told apart, if anything."""

    row: int
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a sheet, in order.

    `table`: the sound rows, text columns for text files and typed columns where the file has types. `rows`: their
    numbers, from 1 below the headings. `damaged`: the rows between them that could not be read. `bytes_done`: how far
    into the file this reaches.
    """

    table: pa.Table
    rows: npt.NDArray[np.int64]
    damaged: tuple[DamagedRow, ...]
    bytes_done: int

    def behind(self, rows: int) -> Chunk:
        """The same chunk where so many rows come before it."""
        if not rows:
            return self
        damaged = tuple(replace(one, row=one.row + rows) for one in self.damaged)
        return replace(self, rows=self.rows + rows, damaged=damaged)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What was found out about the format: `kind` is csv, workbook, parquet, json or json lines."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    title_lines: int = 0


@dataclass(frozen=True, eq=False, slots=True)
class SourceSheet:
    """One table in a file, ready to be read as often as needed.

    `name` is what people call it: the file, zip!member or workbook#sheet. `digest` is the SHA-256 of the unpacked
    bytes and the sheet's name within them. `read_some` reads some columns only, where a form can; `digits_only` tells
    columns that hold digits alone, where that takes less than reading them. `hints` are words from the file's and
    folder's name. `notes` are remarks on the bytes that a person should see before loading. `evidence` is what was seen
    of whole columns, by heading and what was looked for, so that nothing is looked for twice. Unpacked copies are
    deleted when nothing refers to it any more.
    """

    name: str
    headings: tuple[str, ...]
    facts: SheetFacts
    digest: str
    size: int
    read: Callable[[], Iterator[Chunk]]
    read_some: Callable[[Sequence[str]], Iterator[Chunk]] | None = field(default=None, kw_only=True)
    digits_only: Callable[[], frozenset[str]] = field(default=frozenset, kw_only=True)
    hints: str = ""
    notes: tuple[Said, ...] = ()
    unpacked: object = field(default=None, repr=False)
    evidence: dict[tuple[str, str], object] = field(default_factory=dict, repr=False)

    def chunks(self, columns: Sequence[str] | None = None) -> Iterator[Chunk]:
        """The rows from the start, chunk by chunk. Raises BadInput where the file is too damaged to go on.

        `columns`: those that are wanted, where that saves work; others may come with them.
        """
        return self.read() if columns is None or self.read_some is None else self.read_some(columns)

    def sample(self, rows: int = 2000) -> pa.Table:
        """The first sound rows, at most `rows`."""
        taken: list[pa.Table] = []
        count = 0
        for chunk in self.chunks():
            taken.append(chunk.table.slice(0, rows - count))
            count += taken[-1].num_rows
            if count >= rows:
                break
        return pa.concat_tables(taken) if taken else text_table(self.headings, [])


def text_table(headings: tuple[str, ...], rows: list[tuple[str, ...]] | list[list[str]]) -> pa.Table:
    """Rows of cells as a table of text columns."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(headings)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.Table.from_arrays(arrays, names=list(headings))


def unique_headings(headings: list[str]) -> tuple[str, ...]:
    """Headings without blanks around them, the empty ones named by position, repeated ones numbered."""
    seen: set[str] = set()
    unique: list[str] = []
    for position, heading in enumerate(headings, start=1):
        plain = " ".join(heading.split()) or f"column {position}"
        name, turn = plain, 2
        while name in seen:
            name, turn = f"{plain} ({turn})", turn + 1
        seen.add(name)
        unique.append(name)
    return tuple(unique)


def digest_of(path: Path, part: str = "") -> str:
    """SHA-256 over the bytes of a file and the name of the part of it that is meant."""
    import hashlib

    with path.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(f"{whole} {part}".encode("utf-8", "surrogatepass")).hexdigest() if part else whole
