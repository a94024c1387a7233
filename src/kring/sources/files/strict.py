"""Reading delimited text by the letter of RFC 4180, row by row, so that damage stays in the row it is in.

A row that breaks the rules is put aside and reading goes on at the next line. That is slower than pyarrow, which the
sound blocks go to, but pyarrow would swallow or mend such rows without a word.

Where cells of this file are known to span lines, the lines behind an open quotation mark may be its text and are put
aside too; where they are not, a cell that holds a line as wide as a row has swallowed that row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kring.sources.files import reasons

_LONGEST_RECORD = 1024 * 1024
_QUOTE = b'"'


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row, or with `fault` why it is none. `ends`: the position behind its line end."""

    cells: tuple[str, ...]
    ends: int
    fault: str = ""


class StrictReader:
    """Reads rows of `width` cells (any number when None) from blocks of UTF-8 that begin at a row."""

    def __init__(self, delimiter: bytes, width: int | None, cells_span_lines: bool = True) -> None:
        mark = re.escape(delimiter)
        self._delimiter = delimiter
        self._width = width
        self._cells_span_lines = cells_span_lines
        self._cell = re.compile(rb'(?:"([^"]*(?:""[^"]*)*)"|([^"\r\n' + mark + rb"]*))(" + mark + rb"|\r?\n|\r?\Z)")

    def records(self, block: bytes, limit: int | None = None, file_ends: bool = False) -> Iterator[Record]:
        """The rows of a block, blank lines left out, at most `limit`.

        `file_ends`: nothing follows this block, so a last row without a line end and with cells missing is cut off.
        """
        position, count, doubtful_until = 0, 0, 0
        while position < len(block) and (limit is None or count < limit):
            line_ends = block.find(b"\n", position) + 1 or len(block)
            line = block[position:line_ends]
            if not line.strip(b"\r\n"):
                position = line_ends
                continue
            if line_ends <= doubtful_until:
                record = self._faulty(line, line_ends, reasons.MAY_BE_TEXT.en)
            else:
                record = self._record(block, position, line, line_ends)
                if record.fault == reasons.OPEN_QUOTE.en and self._cells_span_lines:
                    doubtful_until = _next_quote(block, record.ends)
            if file_ends and record.ends == len(block) and not block.endswith(b"\n"):
                record = self._mark_cut_off(record)
            yield record
            position = record.ends
            count += 1

    def _record(self, block: bytes, position: int, line: bytes, line_ends: int) -> Record:
        if _QUOTE in line:
            return self._quoted_record(block, position, line, line_ends)
        plain = line.removesuffix(b"\n").removesuffix(b"\r")
        if b"\r" in plain:
            return self._faulty(line, line_ends, reasons.CARRIAGE_RETURN.en)
        return self._checked(plain.split(self._delimiter), line, line_ends)

    def _quoted_record(self, block: bytes, position: int, line: bytes, line_ends: int) -> Record:
        cells: list[bytes] = []
        at, last = position, min(len(block), position + _LONGEST_RECORD)
        while True:
            found = self._cell.match(block, at, last)
            if not found:
                return self._faulty(line, line_ends, reasons.OPEN_QUOTE.en)
            quoted, plain, end = found.groups()
            cells.append(plain if quoted is None else quoted.replace(b'""', _QUOTE))
            at = found.end()
            if end != self._delimiter:
                break
        if at == last < len(block):
            return self._faulty(line, line_ends, reasons.OPEN_QUOTE.en)
        if not self._cells_span_lines and any(self._holds_a_row(cell) for cell in cells):
            return self._faulty(line, line_ends, reasons.SWALLOWS.en)
        return self._checked(cells, block[position:at], at)

    def _holds_a_row(self, cell: bytes) -> bool:
        """Whether a line within a cell is as wide as a row, so that an open quotation mark may have swallowed it."""
        width = self._width or 0
        return width > 1 and any(line.count(self._delimiter) == width - 1 for line in cell.split(b"\n")[1:])

    def _checked(self, cells: list[bytes], raw: bytes, ends: int) -> Record:
        if b"\x00" in raw:
            return self._faulty(raw, ends, reasons.MEANINGLESS_BYTES.en)
        try:
            decoded = tuple(cell.decode("utf-8") for cell in cells)
        except UnicodeDecodeError:
            return self._faulty(raw, ends, reasons.NOT_UTF_8.en)
        if self._width is not None and len(decoded) != self._width:
            return Record(decoded, ends, reasons.OTHER_WIDTH.of(cells=len(decoded), headings=self._width))
        return Record(decoded, ends)

    def _mark_cut_off(self, record: Record) -> Record:
        too_few = self._width is not None and len(record.cells) < self._width
        if too_few or record.fault in (reasons.OPEN_QUOTE.en, reasons.MAY_BE_TEXT.en):
            return Record(record.cells, record.ends, reasons.CUT_OFF.en)
        return record

    def _faulty(self, raw: bytes, ends: int, fault: str) -> Record:
        text = raw.decode("utf-8", "replace").rstrip("\r\n").replace("\x00", "\N{REPLACEMENT CHARACTER}")
        return Record(tuple(text.split(self._delimiter.decode())), ends, fault)


def _next_quote(block: bytes, position: int) -> int:
    found = block.find(_QUOTE, position)
    return len(block) if found < 0 else found
