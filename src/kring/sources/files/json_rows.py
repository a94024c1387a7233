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
from kring.sources.core.said import Said
from kring.sources.files import reasons
from kring.sources.files.encoding import TextEncoding, encoding_of, utf8_blocks
from kring.sources.files.json_stream import DECODER, Fields, GrowingText, Unfinished
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import Chunk, DamagedRow, SheetFacts, SourceSheet, digest_of, text_table, unique_headings

_CHUNK_ROWS = 20_000
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
    headings, others = rows.survey()
    if not headings:
        raise BadInput(
            "there are no rows in it.", "A list of objects is read: [{...}, {...}].", file=name,
            nl="er zitten geen regels in.", nl_advice="Een lijst van objecten wordt gelezen: [{...}, {...}].",
        )  # fmt: skip
    limits.allow_columns(name, len(headings), Said("fields", "velden"))
    return SourceSheet(
        name=name,
        headings=unique_headings(list(headings)),
        facts=SheetFacts(kind, rows.encoding.name),
        digest=digest_of(path),
        size=path.stat().st_size,
        read=_Chunks(rows, headings).chunks,
        hints=hints,
        notes=(*rows.encoding.notes, *(_beside(other) for other in others)),
        unpacked=unpacked,
    )


def _beside(other: str) -> Said:
    return Said(
        f"the list '{other}' beside the rows is not read.", f"de lijst '{other}' naast de regels wordt niet gelezen."
    )


def _is_an_object_a_line(path: Path, encoding: TextEncoding) -> bool:
    """Whether the first line is an object of its own: others follow, or it is itself the one row."""
    head = b"".join(block for block, _ in islice(utf8_blocks(path, encoding), 2)).lstrip()
    line, _, rest = head.partition(b"\n")
    try:
        first = DECODER.decode(line.decode("utf-8").strip())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return False
    if not isinstance(first, Fields):
        return False
    return bool(rest.strip()) or not any(isinstance(value, list) and value for _, value in first)


@dataclass(frozen=True, slots=True)
class _Rows:
    path: Path
    name: str
    kind: str
    encoding: TextEncoding

    def survey(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Every field any row has, in the order of appearance, and the names of lists that are not read.

        All rows are looked at: no field is left out because the first rows lack it.
        """
        headings: dict[str, None] = {}
        others: list[str] = []
        for row, _ in self._lines() if self.kind == _JSON_LINES else self._listed(others):
            if isinstance(row, dict):
                headings.update(dict.fromkeys(row))
        return tuple(headings), tuple(others)

    def rows(self) -> Iterator[tuple[Row | str, int]]:
        """Each row, or why it is none, with the bytes done."""
        return self._lines() if self.kind == _JSON_LINES else self._listed([])

    def _lines(self) -> Iterator[tuple[Row | str, int]]:
        rest, done = b"", 0
        for block, done in utf8_blocks(self.path, self.encoding):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                if line.strip():
                    yield _row_of_line(line), done
        if rest.strip():
            row = _row_of_line(rest)
            yield (row if isinstance(row, dict) else reasons.CUT_OFF.en), done

    def _listed(self, others: list[str]) -> Iterator[tuple[Row | str, int]]:
        text = GrowingText(self.path, self.encoding, self.name)
        row = 0
        try:
            if not text.enter_list():
                return
        except (Unfinished, RecursionError) as problem:
            raise BadInput(
                "this is no JSON, or cut off.", "Export it again.", file=self.name,
                nl="dit is geen JSON, of het is afgekapt.", nl_advice="Exporteer het opnieuw.",
            ) from problem  # fmt: skip
        while text.next_item():
            row += 1
            try:
                yield _row_of_value(text.take()), text.done
            except (Unfinished, RecursionError) as problem:
                raise BadInput(
                    "the file is cut off or broken here.",
                    "Export it again: nothing was loaded.",
                    file=self.name,
                    row=row,
                    nl="het bestand is hier afgekapt of kapot.",
                    nl_advice="Exporteer het opnieuw: er is niets geladen.",
                ) from problem
        others += text.leave_list(row)


def _row_of_line(line: bytes) -> Row | str:
    try:
        return _row_of_value(DECODER.decode(line.decode("utf-8").strip()))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return reasons.NO_JSON.en


def _row_of_value(value: Any) -> Row | str:
    if not isinstance(value, Fields):
        return reasons.NO_OBJECT.en
    row: Row = {}
    try:
        _flatten(value, "", row)
    except _NotARow as problem:
        return str(problem)
    return row


def _flatten(fields: Fields, before: str, into: Row) -> None:
    for name, value in fields:
        full = f"{before}{name}"
        if full in into:
            raise _NotARow(reasons.FIELD_TWICE.of(name=full))
        if isinstance(value, Fields):
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
    if isinstance(value, Fields):
        return {name: _plain(inner) for name, inner in value}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class _Chunks:
    rows: _Rows
    headings: tuple[str, ...]

    def chunks(self) -> Iterator[Chunk]:
        """The rows from the start, a field that a row lacks as an empty cell. Raises BadInput where the file breaks."""
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
