"""Rows put aside: what is kept of them, and how they are repaired.

A row keeps its cells under the headings that are mapped, so that it can be mended and loaded again; other cells are
left empty, because nothing needs them, and of a postcode the area alone is kept. People's names are replaced by their
keys (`person:` and 16 digits), which the import takes as names; @names, e-mail addresses and telephone numbers in texts
are masked. Of a row that can't be told apart into cells, a sheet about people keeps nothing but its number.

To repair: `quarantine_to_csv`, mend the cells, import that file with the same mapping. Its two extra columns say what
was wrong and are not read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.batch import QuarantinedRow
from kring.facts.person_keys import NOBODY, written_key
from kring.facts.schema import TABLES
from kring.sources.files import reasons
from kring.sources.files.cells import text_of
from kring.sources.files.fields import Place, Reading, converted
from kring.sources.files.mapping import QUARANTINE_COLUMNS
from kring.sources.files.names import without_contacts, without_people
from kring.sources.files.repeats import Repeat
from kring.sources.files.rows import TableRows, platforms_of_rows
from kring.sources.files.sheet import DamagedRow, SourceSheet

_KEY_WORDS = {
    "accounts": "account",
    "posts": "post",
    "comments": "comment",
    "audience_people": "account, person and relation",
    "audience_shares": "account, dimension and value",
    "people": "person",
    "sales": "order",
    "rates": "account and deliverable",
}
_AREA = TABLES["sales"].column("postcode_area")
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MOST_REASONS = 4


class Aside:
    """Writes rows of one sheet for the quarantine, without people's names."""

    def __init__(self, sheet: SourceSheet, reading: Reading) -> None:
        self._headings = tuple(heading for heading in sheet.headings if heading not in QUARANTINE_COLUMNS)
        self._delimiter = sheet.facts.delimiter or ", "
        self._mapping = reading.mapping
        self._reading = reading
        self._people = {
            heading: (mapped, field)
            for mapped in reading.mapping.tables
            for field, heading in mapped.columns.items()
            if field in TABLES[mapped.table].own_schema.names and TABLES[mapped.table].column(field).person
        }
        self._postcodes = {mapped.columns.get("postcode_area") for mapped in reading.mapping.tables}
        self._comments = {mapped.columns.get("text") for mapped in reading.mapping.tables if mapped.table == "comments"}

    def at_fault(self, chunk: pa.Table, numbers: npt.NDArray[np.int64], views: list[TableRows]) -> list[QuarantinedRow]:
        """The rows of a chunk that a table can't take, each with all that is wrong with it."""
        wrong: dict[int, list[tuple[str, str, str]]] = {}
        for view in views:
            for field in view.faults:
                for position in np.flatnonzero(field.fault.where & view.fed).tolist():
                    wrong.setdefault(position, []).append((view.table, field.heading, field.fault.reason))
        positions = sorted(wrong)
        raws = self.raw(chunk, positions)
        return [
            _put_aside(int(numbers[position]), wrong[position], raw)
            for position, raw in zip(positions, raws, strict=True)
        ]

    def repeated(
        self, chunk: pa.Table, numbers: npt.NDArray[np.int64], repeats: dict[int, Repeat]
    ) -> list[QuarantinedRow]:
        """The rows of a chunk that say again or say otherwise what an earlier row said."""
        positions = [place for place, number in enumerate(numbers.tolist()) if number in repeats]
        raws = self.raw(chunk, positions) if positions else []
        found = []
        for position, raw in zip(positions, raws, strict=True):
            repeat = repeats[int(numbers[position])]
            again = reasons.SAME_AS.of(row=repeat.first)
            other = reasons.OTHER_VALUES.of(row=repeat.first, what=_KEY_WORDS[repeat.table])
            found.append(QuarantinedRow(repeat.table, repeat.row, "", "", again if repeat.same else other, raw))
        return found

    def raw(self, chunk: pa.Table, positions: list[int]) -> list[dict[str, str]]:
        """These rows by heading, cells that aren't mapped left empty, without people's names."""
        chosen = chunk.take(pa.array(positions, pa.int64()))
        columns = {
            heading: self._shown(heading, chosen) if heading in self._mapping.headings else [""] * len(positions)
            for heading in self._headings
        }
        return [{heading: columns[heading][place] for heading in self._headings} for place in range(len(positions))]

    def _shown(self, heading: str, chosen: pa.Table) -> list[str]:
        if heading in self._people:
            mapped, field = self._people[heading]
            place = Place(heading, platforms_of_rows(chosen, mapped, self._reading).values)
            keys = converted(TABLES[mapped.table].column(field), chosen[heading], place, self._reading).values
            return ["" if key is None or key == NOBODY else written_key(key) for key in keys.to_pylist()]
        if heading in self._postcodes:
            areas = converted(_AREA, chosen[heading], Place(heading, chosen[heading]), self._reading).values
            return [area or "" for area in areas.to_pylist()]
        cells = text_of(chosen[heading], frozenset(("",)))
        masked = without_people(cells) if heading in self._comments else without_contacts(cells)
        return [cell or "" for cell in masked.to_pylist()]

    def damaged(self, row: DamagedRow, table: str) -> QuarantinedRow:
        """A row that could not be told apart into cells; what stands beyond the last heading stays in its cell."""
        if self._people:
            return QuarantinedRow(table, row.row, "", "", f"{row.reason}{reasons.MEND_IN_FILE.en}", {})
        cells = without_contacts(pa.array(row.cells or [""], pa.string())).to_pylist()
        last = len(self._headings) - 1
        surplus = [self._delimiter.join(cells[last:])] if len(cells) > last else []
        padded = [*cells[:last], *surplus, *[""] * len(self._headings)]
        return QuarantinedRow(table, row.row, "", "", row.reason, dict(zip(self._headings, padded, strict=False)))


def _put_aside(number: int, wrong: list[tuple[str, str, str]], raw: dict[str, str]) -> QuarantinedRow:
    table, heading, reason = wrong[0]
    if not any(raw.values()):
        return QuarantinedRow(table, number, "", "", reasons.EMPTY.en, raw)
    others = [f"{name}: {why}" for _, name, why in dict.fromkeys(wrong[1:_MOST_REASONS]) if name != heading]
    return QuarantinedRow(table, number, heading, raw.get(heading, ""), "; ".join([reason, *others]), raw)


def quarantine_to_csv(rows: Iterable[QuarantinedRow], path: Path | str) -> Path:
    """Writes rows put aside as a CSV to repair and import again; rows of one sheet at a time.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10); the
    import takes it off again.
    """
    rows = list(rows)
    headings = list(dict.fromkeys(heading for row in rows for heading in row.raw))
    path = Path(path)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*headings, *QUARANTINE_COLUMNS])
        for row in rows:
            cells = [_harmless(row.raw.get(heading, "")) for heading in headings]
            where = f"{row.column}: {row.reason}" if row.column else row.reason
            writer.writerow([*cells, row.row, _harmless(where)])
    return path


def _harmless(cell: str) -> str:
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


def as_first_written(chunk: pa.Table) -> pa.Table:
    """A chunk of a saved quarantine with the apostrophes of `quarantine_to_csv` taken off."""
    columns = [pc.replace_substring_regex(column, r"^'('*[=+\-@\t\r])", r"\1") for column in chunk.columns]
    return pa.Table.from_arrays(columns, names=chunk.column_names)
