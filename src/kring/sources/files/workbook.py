"""Workbooks (xlsx, xlsb, xls, ods): every sheet that has rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kring.errors import BadInput
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import SheetFacts, SourceSheet, digest_of, unique_headings
from kring.sources.files.typed_rows import kept_rows
from kring.sources.files.unopened import protected
from kring.sources.files.unpack import UnpackedFiles, check_zip
from kring.sources.files.written import written_cell

_LOOK_FOR_HEADINGS = 30


def open_workbook(path: Path, name: str, limits: Limits, hints: str, unpacked: UnpackedFiles) -> list[SourceSheet]:
    """The sheets of a workbook, read once and kept as unpacked copies.

    Raises BadInput when it is protected, damaged, too large or empty throughout.
    """
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if is_zip:
        check_zip(path, name, limits)
    book = _load(path, name)
    sheets = [sheet for part in book.sheet_names if (sheet := _sheet(book, path, name, part, limits, unpacked, hints))]
    if not sheets:
        raise BadInput(
            "no sheet of the workbook has rows under headings.", "Choose another file.", file=name,
            nl="geen blad van de werkmap heeft regels onder koppen.", nl_advice="Kies een ander bestand.",
        )  # fmt: skip
    return sheets


def _sheet(
    book: Any, path: Path, name: str, part: str, limits: Limits, unpacked: UnpackedFiles, hints: str
) -> SourceSheet | None:
    rows = _sheet_rows(book, name, part)
    layout = _layout_of(rows)
    if layout is None:
        return None
    position, headings = layout
    limits.allow_columns(f"{name}#{part}", len(headings))
    copy = kept_rows(rows[position + 1 :], headings, unpacked.place())
    size = path.stat().st_size
    return SourceSheet(
        name=f"{name}#{part}",
        headings=headings,
        facts=SheetFacts("workbook", title_lines=position),
        digest=digest_of(path, part),
        size=size,
        read=lambda: copy.chunks(size),
        hints=f"{hints} {part}",
        unpacked=unpacked,
    )


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


def _sheet_rows(book: Any, name: str, part: str) -> list[list[Any]]:
    try:
        rows: list[list[Any]] = book.get_sheet_by_name(part).to_python(skip_empty_area=False)
    except Exception as problem:  # as in _load
        raise _damaged(name) from problem
    return rows


def _layout_of(rows: list[list[Any]]) -> tuple[int, tuple[str, ...]] | None:
    """Where the headings stand and what they are: the first row that fills most of the columns that are in use."""
    head = [[written_cell(cell).strip() for cell in row] for row in rows[:_LOOK_FOR_HEADINGS]]
    filled = [sum(map(bool, row)) for row in head]
    if not any(filled):
        return None
    position = next(place for place, count in enumerate(filled) if count > max(filled) / 2)
    used = [column for column in range(len(head[0])) if any(row[column] for row in head[position:])]
    return position, unique_headings(head[position][: max(used) + 1])
