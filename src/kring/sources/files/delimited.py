"""CSV, TSV and their kin: sound blocks through pyarrow, all cells as text; other blocks row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from kring.sources.core.said import Said
from kring.sources.files.blocks import Block, Inspection, inspect, is_large, row_blocks
from kring.sources.files.encoding import TextEncoding, encoding_of, utf8_blocks
from kring.sources.files.in_order import in_order
from kring.sources.files.layout import Layout, layout_of
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import Chunk, DamagedRow, SheetFacts, SourceSheet, digest_of, text_table, unique_headings
from kring.sources.files.strict import StrictReader

_HEAD = 512 * 1024
_CUT_OFF = Said(
    "the last row doesn't end with a line end: look whether it is whole.",
    "de laatste regel eindigt zonder regeleinde: kijk of hij compleet is.",
)


def open_delimited(path: Path, name: str, limits: Limits, hints: str, unpacked: object = None) -> SourceSheet:
    """A text table as a sheet. Raises BadInput when it is no text, has no headings or too many."""
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(digest_of, path)
        encoding = encoding_of(path, name)
        old_line_ends, head, whole = _head_of(path, encoding)
        layout = layout_of(head, whole, name)
    limits.allow_columns(name, layout.width)
    headings = unique_headings(list(layout.headings))
    rows = _Rows(path, encoding, layout, headings, old_line_ends, _spans_lines(head, layout))
    return SourceSheet(
        name=name,
        headings=headings,
        facts=SheetFacts("csv", encoding.name, layout.delimiter, layout.title_lines),
        digest=digest.result(),
        size=path.stat().st_size,
        read=rows.chunks,
        read_some=rows.chunks,
        digits_only=rows.digits_only,
        hints=hints,
        notes=(*encoding.notes, *_note_on_end(path, encoding)),
        unpacked=unpacked,
    )


def _head_of(path: Path, encoding: TextEncoding) -> tuple[bool, bytes, bool]:
    """Whether rows end with a lone carriage return, the first part of the text, and whether that is all of it."""
    head, blocks = b"", 0
    for data, _ in utf8_blocks(path, encoding):
        head, blocks = head + data, blocks + 1
        if len(head) > _HEAD:
            break
    old_line_ends = b"\r" in head and b"\n" not in head
    whole = blocks <= 1 and len(head) <= _HEAD
    head = head[:_HEAD]
    return old_line_ends, head.replace(b"\r", b"\n") if old_line_ends else head, whole


def _spans_lines(head: bytes, layout: Layout) -> bool:
    """Whether cells with more than one line are usual in this file."""
    body = head[layout.body_starts :]
    if b'"' not in body:
        return False
    rows = body[: body.rfind(b"\n") + 1]
    found = inspect(rows, layout.delimiter, layout.width)
    if found.sound and not found.inner_lines:
        return False
    records = StrictReader(layout.delimiter.encode(), layout.width).records(body)
    return any("\n" in cell for record in records if not record.fault for cell in record.cells)


def _note_on_end(path: Path, encoding: TextEncoding) -> tuple[Said, ...]:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4))
        end = file.read()
    line_end = encoding.name.startswith("utf-16") or end.endswith((b"\n", b"\r"))
    return () if line_end else (_CUT_OFF,)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Reads the rows of one file, again from the start each time."""

    path: Path
    encoding: TextEncoding
    layout: Layout
    headings: tuple[str, ...]
    old_line_ends: bool
    spans_lines: bool
    seen: dict[tuple[int, int], Inspection] = field(default_factory=dict, repr=False)
    """What was found when a block was looked at before, by where it ends and how long it is."""

    def chunks(self, columns: Sequence[str] | None = None) -> Iterator[Chunk]:
        """The rows below the headings from the start; `columns`: those that are wanted."""
        before = 0
        stream = utf8_blocks(self.path, self.encoding, self.old_line_ends)
        blocks = row_blocks(stream, self.layout.body_starts)
        for chunk, file_ends in in_order(lambda block: self._chunk(block, columns), blocks):
            placed = chunk.behind(before)
            before += chunk.table.num_rows + len(chunk.damaged)
            if before or file_ends:
                yield placed

    def _chunk(self, block: Block, columns: Sequence[str] | None) -> tuple[Chunk, bool]:
        """A block as rows, numbered from 1; several blocks may be read at once."""
        return self._sound_chunk(block, columns) or self._strict_chunk(block), block.file_ends

    def _sound_chunk(self, block: Block, columns: Sequence[str] | None) -> Chunk | None:
        """The block through pyarrow, or None when anything about it is out of the ordinary."""
        if not block.data or (block.file_ends and not block.data.endswith(b"\n")):
            return None
        found = self._inspected(block)
        if not found.sound or (found.swallowed and not self.spans_lines):
            return None
        try:
            table = self._read(block.data, found.inner_lines > 0, columns)
        except pa.ArrowInvalid:
            return None
        return Chunk(table, np.arange(1, 1 + table.num_rows), (), block.bytes_done)

    def digits_only(self) -> frozenset[str]:
        """The columns that hold digits alone, told by the bytes; none of a small file, which is quickly read."""
        if not is_large(self.path.stat().st_size):
            return frozenset()
        stream = utf8_blocks(self.path, self.encoding, self.old_line_ends)
        found = in_order(self._inspected, row_blocks(stream, self.layout.body_starts))
        everywhere = frozenset.intersection(*(one.digits for one in found))
        return frozenset(self.headings[place] for place in everywhere if place < len(self.headings))

    def _inspected(self, block: Block) -> Inspection:
        place = (block.bytes_done, len(block.data))
        if place not in self.seen:
            of_many = is_large(self.path.stat().st_size)
            self.seen[place] = inspect(block.data, self.layout.delimiter, self.layout.width, of_many)
        return self.seen[place]

    def _read(self, data: bytes, lines_in_cells: bool, columns: Sequence[str] | None) -> pa.Table:
        names, mark = list(self.headings), self.layout.delimiter
        return pa.csv.read_csv(
            pa.BufferReader(data),
            pa.csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
            pa.csv.ParseOptions(delimiter=mark, newlines_in_values=lines_in_cells, ignore_empty_lines=True),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=columns,
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )

    def _strict_chunk(self, block: Block) -> Chunk:
        reader = StrictReader(self.layout.delimiter.encode(), self.layout.width, self.spans_lines)
        cells: list[tuple[str, ...]] = []
        rows: list[int] = []
        damaged: list[DamagedRow] = []
        for row, record in enumerate(reader.records(block.data, file_ends=block.file_ends), start=1):
            if record.fault:
                damaged.append(DamagedRow(row, record.fault, record.cells))
            else:
                cells.append(record.cells)
                rows.append(row)
        return Chunk(text_table(self.headings, cells), np.array(rows, np.int64), tuple(damaged), block.bytes_done)
