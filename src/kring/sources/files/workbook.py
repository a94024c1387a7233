"""Workbooks (xlsx, xlsb, xls, ods): every sheet that has rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from kring.errors import BadInput
from kring.sources.files import reasons
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import Chunk, DamagedRow, SheetFacts, SourceSheet, digest_of, text_table, unique_headings
from kring.sources.files.unopened import protected
from kring.sources.files.unpack import check_zip
from kring.sources.files.written import written_cell

_CHUNK_ROWS = 20_000
_ROUNDED_ID = 1e15
_LOOK_FOR_HEADINGS = 30


def open_workbook(path: Path, name: str, limits: Limits, hints: str, unpacked: object = None) -> list[SourceSheet]:
    """The sheets of a workbook. Raises BadInput when it is protected, damaged, too large or empty throughout."""
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if is_zip:
        check_zip(path, name, limits)
    sheets = []
    for part in _load(path, name).sheet_names:
        layout = _layout_of(_sheet_rows(path, name, part))
        if layout is None:
            continue
        position, headings = layout
        limits.allow_columns(f"{name}#{part}", len(headings))
        sheets.append(
            SourceSheet(
                name=f"{name}#{part}",
                headings=headings,
                facts=SheetFacts("workbook", title_lines=position),
                digest=digest_of(path, part),
                size=path.stat().st_size,
                read=_Rows(path, name, part, position, headings).chunks,
                hints=f"{hints} {part}",
                unpacked=unpacked,
            )
        )
    if not sheets:
        raise BadInput(
            "no sheet of the workbook has rows under headings.", "Choose another file.", file=name,
            nl="geen blad van de werkmap heeft regels onder koppen.", nl_advice="Kies een ander bestand.",
        )  # fmt: skip
    return sheets


def _load(path: Path, name: str) -> Any:
    import python_calamine as calamine

    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as problem:
        raise protected(name) from problem
    except Exception as problem:  # calamine raises its own errors and, on damage, those of the formats below it
        raise _damaged(name) from problem


def _damaged(name: str) -> BadInput:
    return BadInput(
        "the workbook is damaged, or protected.", "Save it again as .xlsx or CSV and try again.", file=name,
        nl="de werkmap is beschadigd of beveiligd.",
        nl_advice="Sla hem opnieuw op als .xlsx of CSV en probeer het nog eens.",
    )  # fmt: skip


def _sheet_rows(path: Path, name: str, part: str) -> Iterator[list[Any]]:
    try:
        yield from _load(path, name).get_sheet_by_name(part).to_python(skip_empty_area=False)
    except BadInput:
        raise
    except Exception as problem:  # as in _load
        raise _damaged(name) from problem


def _layout_of(rows: Iterator[list[Any]]) -> tuple[int, tuple[str, ...]] | None:
    """Where the headings stand and what they are: the first row that fills most of the columns that are in use."""
    head = [[written_cell(cell).strip() for cell in row] for row in islice(rows, _LOOK_FOR_HEADINGS)]
    filled = [sum(map(bool, row)) for row in head]
    if not any(filled):
        return None
    position = next(place for place, count in enumerate(filled) if count > max(filled) / 2)
    used = [column for column in range(len(head[0])) if any(row[column] for row in head[position:])]
    return position, unique_headings(head[position][: max(used) + 1])


@dataclass(frozen=True, slots=True)
class _Rows:
    path: Path
    name: str
    part: str
    position: int
    headings: tuple[str, ...]

    def chunks(self) -> Iterator[Chunk]:
        """The rows below the headings from the start, without the empty ones."""
        size = self.path.stat().st_size
        rows = islice(_sheet_rows(self.path, self.name, self.part), self.position + 1, None)
        first = 1
        while block := list(islice(rows, _CHUNK_ROWS)):
            chunk = self._chunk([row for row in block if any(_filled(cell) for cell in row)], first, size)
            first += chunk.table.num_rows + len(chunk.damaged)
            yield chunk

    def _chunk(self, block: list[list[Any]], first: int, size: int) -> Chunk:
        cells: list[list[str]] = []
        numbers: list[int] = []
        damaged: list[DamagedRow] = []
        width = len(self.headings)
        for number, row in enumerate(block, start=first):
            fault = _fault(row, width)
            written = [written_cell(cell) for cell in row]
            if fault:
                damaged.append(DamagedRow(number, fault, tuple(written)))
            else:
                cells.append(written[:width])
                numbers.append(number)
        return Chunk(text_table(self.headings, cells), np.array(numbers, np.int64), tuple(damaged), size)


def _filled(cell: Any) -> bool:
    return cell is not None and cell != ""


def _fault(row: list[Any], width: int) -> str:
    """Why the row can't be taken: cells beyond the headings, or a number that the workbook itself has rounded."""
    if any(_filled(cell) for cell in row[width:]):
        return reasons.BEYOND_HEADINGS.en
    if any(isinstance(cell, float) and abs(cell) >= _ROUNDED_ID for cell in row):
        return reasons.ROUNDED.en
    return ""
