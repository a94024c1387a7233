"""How a text table is laid out: its delimiter, the lines above the headings, the headings, where the rows begin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kring.errors import BadInput
from kring.sources.files.strict import Record, StrictReader

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":", "\x1f")

_SEP_LINE = re.compile(rb'"?sep=(.)"?\r?\n', re.IGNORECASE)
_NUMBERLIKE = re.compile(r"[-+]?[\d.,'\s]*\d[\d.,]*\s*[%kKmM]?")
_SAMPLE_ROWS = 300


@dataclass(frozen=True, slots=True)
class Layout:
    """`body_starts` counts bytes of the UTF-8 stream up to the first row; `width` is the number of cells in a row."""

    delimiter: str
    headings: tuple[str, ...]
    title_lines: int
    body_starts: int

    @property
    def width(self) -> int:
        """Cells in a row."""
        return len(self.headings)


def layout_of(head: bytes, whole: bool, name: str) -> Layout:
    """The layout, judged from the first part of the file as UTF-8; `whole` when that part is the whole file.

    Raises BadInput when there are no headings to be found.
    """
    declared = _SEP_LINE.match(head)
    if declared:
        found = _try_delimiter(head, declared.end(), declared.group(1).decode("latin-1"), whole)
        candidates = [found] if found else []
    else:
        candidates = [found for mark in DELIMITERS if (found := _try_delimiter(head, 0, mark, whole))]
    if not candidates:
        raise BadInput(
            "no headings were found.", "Put a line with the names of the columns above the rows.", file=name,
            nl="er zijn geen koppen gevonden.",
            nl_advice="Zet een regel met de namen van de kolommen boven de regels.",
        )  # fmt: skip
    best = max(candidates, key=lambda candidate: candidate.score)
    if best.headings_are_values:
        raise BadInput(
            "the first line looks like values, not like headings.",
            "Put a line with the names of the columns above the rows, such as: username,followers.",
            file=name,
            nl="de eerste regel lijkt uit waarden te bestaan, niet uit koppen.",
            nl_advice="Zet een regel met de namen van de kolommen boven de regels, zoals: username,followers.",
        )
    return best.layout


@dataclass(frozen=True, slots=True)
class _Candidate:
    layout: Layout
    score: float
    headings_are_values: bool


def _try_delimiter(head: bytes, start: int, delimiter: str, whole: bool) -> _Candidate | None:
    """How well the file reads with this delimiter: the share of rows as wide as the headings, more cells before few."""
    records = list(StrictReader(delimiter.encode(), None, cells_span_lines=False).records(head[start:], _SAMPLE_ROWS))
    if not whole and len(records) > 1:
        records = records[:-1]
    if not records:
        return None
    width = _usual_width([len(record.cells) for record in records if not record.fault] or [1])
    position = _heading_position(records, width)
    if position is None:
        return None
    headings = records[position].cells
    below = records[position + 1 :]
    as_wide = _share_as_wide(below, width)
    headings = (*headings, *[""] * (width - len(headings)))
    score = (as_wide if width > 1 else 0.01) * (1.0 + 0.01 * min(width, 30)) - 0.2 * (position > 0)
    values = len(below) > 0 and sum(bool(_NUMBERLIKE.fullmatch(cell)) for cell in headings) > len(headings) / 2
    layout = Layout(delimiter, headings, position, start + records[position].ends)
    return _Candidate(layout, score - 0.5 * values, values)


def _share_as_wide(records: list[Record], width: int) -> float:
    """The share of readable rows that are as wide as usual, less where many can't be read."""
    if not records:
        return 1.0
    readable = [record for record in records if not record.fault]
    as_wide = sum(len(record.cells) == width for record in readable) / len(readable) if readable else 0.5
    return as_wide * (1.0 - 0.5 * (1.0 - len(readable) / len(records)))


def _usual_width(widths: list[int]) -> int:
    counted = Counter(widths[1:] or widths)
    return max(counted, key=lambda width: (counted[width] * (2 if width > 1 else 1), width))


def _heading_position(records: list[Record], width: int) -> int | None:
    """The first record as wide as the rows, or one short of it, as when the row numbers have no heading."""
    for position, record in enumerate(records):
        cells = len(record.cells)
        if not record.fault and (cells == width or (cells == width - 1 and width > 2)):
            return position
    return None
