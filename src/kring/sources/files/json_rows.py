"""JSON and JSON lines: one object a row, fields of objects in objects as `outer.inner`, every value as its own text.

Numbers keep the digits they are written with, so an id of 19 digits stays whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from kring.errors import BadInput
from kring.sources.files.encoding import TextEncoding, encoding_of, utf8_blocks
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import Chunk, DamagedRow, SheetFacts, SourceSheet, digest_of, text_table, unique_headings
from kring.sources.files.written import written_float

_CHUNK_ROWS = 20_000
_LONGEST_ROW = 64 * 1024 * 1024
_BLANKS = " \t\r\n"
_JSON, _JSON_LINES = "json", "json lines"

Row = dict[str, str]


class _NotARow(ValueError):
    """A value that is no object, or one with the same name twice."""


def open_json(path: Path, name: str, limits: Limits, hints: str, unpacked: object = None) -> SourceSheet:
    """A JSON file with a list of objects, or with an object a line, as a sheet.

    Raises BadInput when it is cut off, broken, or holds no rows.
    """
    encoding = encoding_of(path, name)
    kind = _JSON_LINES if _is_an_object_a_line(path, encoding) else _JSON
    rows = _Rows(path, name, kind, encoding)
    headings = rows.find_headings()
    if not headings:
        raise BadInput("there are no rows in it.", "A list of objects is read: [{...}, {...}].", file=name)
    if len(headings) > limits.columns:
        raise BadInput(f"it has {len(headings):,} fields; {limits.columns:,} is the most.", file=name)
    return SourceSheet(
        name=name,
        headings=unique_headings(list(headings)),
        facts=SheetFacts(kind, rows.encoding.name),
        digest=digest_of(path),
        size=path.stat().st_size,
        read=_Chunks(rows, headings).chunks,
        hints=hints,
        notes=rows.encoding.notes,
        unpacked=unpacked,
    )


def _is_an_object_a_line(path: Path, encoding: TextEncoding) -> bool:
    """Whether the first line is an object of its own: others follow, or it is itself the one row."""
    head = b"".join(block for block, _ in islice(utf8_blocks(path, encoding), 2)).lstrip()
    line, _, rest = head.partition(b"\n")
    try:
        first = _DECODER.decode(line.decode("utf-8").strip())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return False
    if not isinstance(first, _Fields):
        return False
    return bool(rest.strip()) or not any(isinstance(value, list) and value for _, value in first)


@dataclass(frozen=True, slots=True)
class _Rows:
    path: Path
    name: str
    kind: str
    encoding: TextEncoding

    def find_headings(self) -> tuple[str, ...]:
        """Every field any row has, in the order of appearance: none is left out because the first rows lack it."""
        headings: dict[str, None] = {}
        for row, _ in self.rows():
            if isinstance(row, dict):
                headings.update(dict.fromkeys(row))
        return tuple(headings)

    def rows(self) -> Iterator[tuple[Row | str, int]]:
        """Each row, or why it is none, with the bytes done."""
        return self._lines() if self.kind == _JSON_LINES else self._listed()

    def _lines(self) -> Iterator[tuple[Row | str, int]]:
        rest, done = b"", 0
        for block, done in utf8_blocks(self.path, self.encoding):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                if line.strip():
                    yield _row_of_line(line), done
        if rest.strip():
            row = _row_of_line(rest)
            yield (row if isinstance(row, dict) else "the file ends in the middle of this row"), done

    def _listed(self) -> Iterator[tuple[Row | str, int]]:
        text = _Growing(self.path, self.encoding, self.name)
        row = 0
        try:
            if not text.enter_list():
                return
        except (_Unfinished, RecursionError) as problem:
            raise BadInput("this is no JSON, or cut off.", "Export it again.", file=self.name) from problem
        while text.next_item():
            row += 1
            try:
                yield _row_of_value(text.take()), text.done
            except (_Unfinished, RecursionError) as problem:
                raise BadInput(
                    "the file is cut off or broken here.",
                    "Export it again: nothing was loaded.",
                    file=self.name,
                    row=row,
                ) from problem
        text.expect_end(row)


class _Unfinished(ValueError):
    """The text stops before the value does, or breaks the rules of JSON."""


class _Growing:
    """The text of a file, read on as values are taken from it, so that only one row need be held."""

    def __init__(self, path: Path, encoding: TextEncoding, name: str) -> None:
        self._blocks = _decoded(path, encoding, name)
        self._name = name
        self._text = ""
        self._at = 0
        self._depth = 0
        self.done = 0

    def enter_list(self) -> bool:
        """Goes to the first item of the list of rows: the file's own, or the first list in the object it holds."""
        opening = self._peek()
        if opening == "[":
            self._at += 1
            return True
        while opening == "{" or opening == ",":
            self._at += 1
            if self._peek() == "}":
                return False
            self._take_name()
            if self._peek() == "[":
                self._at += 1
                self._depth = 1
                return True
            self.take()
            opening = self._peek()
        if opening != "}":
            raise _Unfinished
        return False

    def _take_name(self) -> None:
        name = self.take()
        if not isinstance(name, str) or self._peek() != ":":
            raise BadInput("this is no JSON.", "Export it again, or choose another file.", file=self._name)
        self._at += 1

    def next_item(self) -> bool:
        """Whether another item follows; goes to its start."""
        following = self._peek()
        if following == ",":
            self._at += 1
            following = self._peek()
        return following not in ("]", "")

    def expect_end(self, row: int) -> None:
        """Raises BadInput when the list isn't closed: the file was cut off between two rows."""
        if self._peek() != "]":
            raise BadInput(
                "the file is cut off here.", "Export it again: nothing was loaded.", file=self._name, row=row + 1
            )

    def take(self) -> Any:
        """The value that begins here; raises _Unfinished when the file ends first."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as problem:
                if not self._read_on():
                    raise _Unfinished from problem
                continue
            if end == len(self._text) and self._read_on():
                continue
            self._at = end
            return value

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def _read_on(self) -> bool:
        following = next(self._blocks, None)
        if following is None or len(self._text) - self._at > _LONGEST_ROW:
            return False
        self._text, self._at = self._text[self._at :] + following[0], 0
        self.done = following[1]
        return True


def _decoded(path: Path, encoding: TextEncoding, name: str) -> Iterator[tuple[str, int]]:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block, done in utf8_blocks(path, encoding):
            yield decoder.decode(block), done
        decoder.decode(b"", True)
    except UnicodeDecodeError as problem:
        raise BadInput(
            "it holds bytes that are not UTF-8.", "Export it again: nothing was loaded.", file=name
        ) from problem


def _row_of_line(line: bytes) -> Row | str:
    try:
        return _row_of_value(_DECODER.decode(line.decode("utf-8").strip()))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return "the line is no JSON"


def _row_of_value(value: Any) -> Row | str:
    if not isinstance(value, _Fields):
        return "this is no object with fields"
    row: Row = {}
    try:
        _flatten(value, "", row)
    except _NotARow as problem:
        return str(problem)
    return row


class _Fields(list[tuple[str, Any]]):
    """The fields of an object as they stand there, so that a name given twice is seen."""


def _flatten(fields: _Fields, before: str, into: Row) -> None:
    for name, value in fields:
        full = f"{before}{name}"
        if full in into:
            raise _NotARow(f"the field '{full}' is there twice")
        if isinstance(value, _Fields):
            _flatten(value, f"{full}.", into)
        else:
            into[full] = _written(value)


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, _Fields):
        return {name: _plain(inner) for name, inner in value}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


_DECODER = json.JSONDecoder(object_pairs_hook=_Fields, parse_int=str, parse_float=written_float)


@dataclass(frozen=True, slots=True)
class _Chunks:
    rows: _Rows
    headings: tuple[str, ...]

    def chunks(self) -> Iterator[Chunk]:
        cells: list[list[str]] = []
        numbers: list[int] = []
        damaged: list[DamagedRow] = []
        done = 0
        for row, (fields, done) in enumerate(self.rows.rows(), start=1):
            if isinstance(fields, str):
                damaged.append(DamagedRow(row, fields))
            else:
                cells.append([fields.get(heading, "") for heading in self.headings])
                numbers.append(row)
            if len(cells) + len(damaged) >= _CHUNK_ROWS:
                yield self._chunk(cells, numbers, damaged, done)
                cells, numbers, damaged = [], [], []
        yield self._chunk(cells, numbers, damaged, self.rows.path.stat().st_size)

    def _chunk(self, cells: list[list[str]], numbers: list[int], damaged: list[DamagedRow], done: int) -> Chunk:
        names = unique_headings(list(self.headings))
        return Chunk(text_table(names, cells), np.array(numbers, np.int64), tuple(damaged), done)
