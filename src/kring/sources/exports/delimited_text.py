"""CSV files of exports as lines of cells, in any encoding, with a line `sep=,` before them or not.

These files are small: a creator's own posts and days. A member beyond `MOST_BYTES` is none of them.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kring.errors import BadInput
from kring.sources.exports.archive import Archive
from kring.sources.files.encoding import encoding_of, utf8_blocks
from kring.sources.files.headings import meanings, plain_heading

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_BYTES = 64 * 1024 * 1024
_ENDS = (".csv", ".tsv", ".txt")
_DELIMITERS = ",;\t"
_LONGEST_CELL = 1_000_000

Line = list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line below the headings: its number, counted from 1 there, and its cells, as many as there are headings."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a file: its headings and rows; `wrong`: the numbers of lines with too many or too few cells."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    wrong: tuple[int, ...] = ()

    def column(self, place: int) -> list[str]:
        """The cells under one heading."""
        return [row.cells[place] for row in self.rows]


def is_text(member: str) -> bool:
    """Whether a member is called as CSV files are."""
    return member.lower().endswith(_ENDS)


def text_members(archive: Archive) -> list[str]:
    """The members that may be small CSV files."""
    return [member for member in archive.ending(*_ENDS) if 0 < archive.members[member].stat().st_size <= MOST_BYTES]


def first_lines(archive: Archive, member: str, most: int = 4) -> list[Line]:
    """The first lines of a member, to tell what it is; none when it is no text."""
    head = archive.head(member)
    encoding = "utf-16" if head.startswith(UTF_16_MARKS) else "utf-8-sig"
    text = head.decode(encoding, "ignore")
    if "\x00" in text:
        return []
    try:
        return [line for line, _ in zip(_parsed(text), range(most), strict=False)]
    except csv.Error:
        return []


def lines_in(archive: Archive, member: str) -> list[Line]:
    """Every line of a member, without the one that names the delimiter. Raises BadInput when it is no text."""
    place = archive.place(member)
    encoding = encoding_of(archive.members[member], place)
    data = b"".join(block for block, _ in utf8_blocks(archive.members[member], encoding))
    try:
        return list(_parsed(data.decode("utf-8")))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BadInput(
            "it is damaged or no table.", "Download it again: nothing was loaded.", file=place,
            nl="het is beschadigd of geen tabel.", nl_advice="Download het opnieuw: er is niets geladen.",
        ) from problem  # fmt: skip


def sheet_in(archive: Archive, member: str) -> Sheet:
    """The lines as a table: the first that is not empty holds the headings."""
    lines = [line for line in lines_in(archive, member) if any(cell.strip() for cell in line)]
    if not lines:
        return Sheet((), ())
    headings, *rest = lines
    width = len(headings)
    rows, wrong = [], []
    for number, line in enumerate(rest, start=1):
        cells = line[:width] if not any(cell.strip() for cell in line[width:]) else line
        if len(cells) == width:
            rows.append(Row(number, tuple(cell.strip() for cell in cells)))
        else:
            wrong.append(number)
    return Sheet(tuple(cell.strip() for cell in headings), tuple(rows), tuple(wrong))


def places_of(headings: Sequence[str], words: Mapping[str, Iterable[str]], table: str = "") -> dict[str, int]:
    """Which heading is which field: by these words, else by what sheets call the fields of `table`.

    A field that two headings could be is left out.
    """
    known = {plain_heading(word): field for field, listed in words.items() for word in listed}
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        field = known.get(plain_heading(heading)) or _as_in_sheets(heading, table, words)
        if field:
            found.setdefault(field, []).append(place)
    return {field: places[0] for field, places in found.items() if len(places) == 1}


def names_accounts(headings: Sequence[str]) -> bool:
    """Whether a column says whose each row is, so that the table is a list of somebody who follows several creators."""
    found = (one for heading in headings for one in meanings(heading))
    return any((one.table, one.field) == ("accounts", "account") and one.sureness >= 1.0 for one in found)


def _as_in_sheets(heading: str, table: str, words: Mapping[str, Iterable[str]]) -> str | None:
    fields = {one.field for one in meanings(heading) if one.table == table and one.sureness >= 1.0} & set(words)
    return fields.pop() if len(fields) == 1 else None


def _parsed(text: str) -> Iterable[Line]:
    csv.field_size_limit(_LONGEST_CELL)
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        return csv.reader(rest.splitlines(keepends=True), delimiter=first.strip().strip('"')[4])
    sample = "\n".join(text.splitlines()[:20])
    delimiter = max(_DELIMITERS, key=lambda mark: (sample.count(mark), mark == ","))
    return csv.reader(text.lstrip("\ufeff").splitlines(keepends=True), delimiter=delimiter)
