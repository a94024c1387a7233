"""Cutting a stream of delimited text into blocks of whole rows, and telling which blocks are beyond doubt.

A block is sound when every quotation mark stands where RFC 4180 allows one: an opening one behind a delimiter or line
end, a closing one before a delimiter or line end, and doubled ones in between. The check runs over all bytes with
numpy; a sound block can go to pyarrow, another is read row by row. Large blocks are looked at by a compiled loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_LONGEST_REST = 16 * 1024 * 1024
_LINES_TRIED = 3
LARGE = 1024 * 1024  # from so many bytes on the compiled look is worth loading
_QUOTE, _NEWLINE, _RETURN = 34, 10, 13

Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes that begin at a row and end at a row, and how far into the file they reach."""

    data: bytes
    bytes_done: int
    file_ends: bool


def row_blocks(stream: Iterator[tuple[bytes, int]], skip: int) -> Iterator[Block]:
    """The stream, without its first `skip` bytes, as blocks of whole rows."""
    rest, done = b"", 0
    for data, done in stream:
        if skip:
            data, skip = data[skip:], max(0, skip - len(data))
        data = rest + data
        cut = _last_row_end(data)
        if cut:
            yield Block(data[:cut], done, False)
        rest = data[cut:]
    yield Block(rest, done, True)


def _last_row_end(data: bytes) -> int:
    """The position behind the last line end outside quotation marks; of any line end when a quote never closes."""
    view, end = np.frombuffer(data, np.uint8), len(data)
    for _ in range(_LINES_TRIED):
        end = data.rfind(b"\n", 0, end)
        if end < 0 or np.count_nonzero(view[:end] == _QUOTE) % 2 == 0:
            return end + 1
    quotes, newlines = np.flatnonzero(view == _QUOTE), np.flatnonzero(view == _NEWLINE)
    outside = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    if len(outside) and len(data) - outside[-1] < _LONGEST_REST:
        return int(outside[-1]) + 1
    return data.rfind(b"\n") + 1 if len(data) >= _LONGEST_REST else 0


@dataclass(frozen=True, slots=True)
class Inspection:
    """`sound`: pyarrow may read the block. `inner_lines`: line ends within cells. `swallowed`: lines within a cell that
    are as wide as a row. `digits`: the columns that hold digits alone, where that was looked at.
    """

    sound: bool
    inner_lines: int
    swallowed: int
    digits: frozenset[int] = frozenset()


def is_large(size: int) -> bool:
    """Whether the compiled look is worth loading for so many bytes."""
    return size >= LARGE


def inspect(data: bytes, delimiter: str, width: int, many: bool = False) -> Inspection:
    """Looks at every quotation mark, line end and NUL of a block. `many`: it is one of many."""
    if b"\x00" in data:
        return Inspection(False, 0, 0)
    view = np.frombuffer(data, np.uint8)
    if many or is_large(len(data)):
        from kring.sources.files.blocks_kernel import inspected

        sound, inner, swallowed, others = inspected(view, ord(delimiter), width)
        return Inspection(sound, inner, swallowed, frozenset(np.flatnonzero(~others).tolist()))
    quotes = np.flatnonzero(view == _QUOTE)
    if not _returns_are_line_ends(data, view, quotes):
        return Inspection(False, 0, 0)
    if not len(quotes):
        return Inspection(True, 0, 0)
    if len(quotes) % 2 or not _quotes_in_place(view, quotes, ord(delimiter)):
        return Inspection(False, 0, 0)
    newlines = np.flatnonzero(view == _NEWLINE)
    within = newlines[np.searchsorted(quotes, newlines) % 2 == 1]
    return Inspection(True, len(within), _lines_as_wide(view, newlines, within, ord(delimiter), width))


def _returns_are_line_ends(data: bytes, view: Bytes, quotes: Positions) -> bool:
    if b"\r" not in data:
        return True
    returns = np.flatnonzero(view == _RETURN)
    following = np.append(view, _NEWLINE)[returns + 1]
    lone = returns[following != _NEWLINE]
    return bool(np.all(np.searchsorted(quotes, lone) % 2 == 1))


def _quotes_in_place(view: Bytes, quotes: Positions, delimiter: int) -> bool:
    opening, closing = quotes[0::2], quotes[1::2]
    before = np.where(opening > 0, view[opening - 1], _NEWLINE)
    behind = np.append(view, _NEWLINE)[closing + 1]
    starts = np.isin(before, (delimiter, _NEWLINE, _QUOTE))
    ends = np.isin(behind, (delimiter, _NEWLINE, _RETURN, _QUOTE))
    return bool(starts.all() and ends.all())


def _lines_as_wide(view: Bytes, newlines: Positions, within: Positions, delimiter: int, width: int) -> int:
    if width < 2 or not len(within):
        return 0
    delimiters = np.flatnonzero(view == delimiter)
    ends = np.append(newlines, len(view))
    next_end = ends[np.searchsorted(newlines, within) + 1]
    cells = np.searchsorted(delimiters, next_end) - np.searchsorted(delimiters, within)
    return int(np.sum(cells == width - 1))
