"""What decoders gather: rows by table, rows put aside with a reason, and entries that are no observation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from kring.facts.batch import QuarantinedRow
from kring.sources.exports.export import Delivered
from kring.sources.exports.figures_in_cells import count_in, is_missing
from kring.sources.exports.rows import table_of
from kring.sources.files import reasons
from kring.sources.files.names import without_people
from kring.sources.files.words import countries, known_words, plain


@dataclass(frozen=True, slots=True)
class ShareOf:
    """A share of an audience: of which division, of what in it, and how large; None where it was held back."""

    dimension: str
    name: str
    share: float | None


@dataclass
class Gathered:
    """Grows while members are read; every entry is taken, put aside or left, so that all are accounted for."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    aside: list[QuarantinedRow] = field(default_factory=list)
    unused: dict[str, int] = field(default_factory=dict)
    rows_in: int = 0

    def take(self, table: str, row: dict[str, Any]) -> None:
        """An entry that becomes a row."""
        self.rows_in += 1
        self.conclude(table, row)

    def conclude(self, table: str, row: dict[str, Any]) -> None:
        """A row made of many entries, such as their number; the entries are accounted for on their own."""
        self.rows.setdefault(table, []).append(row)

    def put_aside(self, table: str, number: int, column: str, value: str, reason: str) -> None:
        """An entry that can't be taken; what is kept of it is the cell at fault, without anybody's @name or address."""
        self.rows_in += 1
        shown = without_people(pa.array([value], pa.string()))[0].as_py()
        raw = {column: shown} if column else {}
        self.aside.append(QuarantinedRow(table, number, column, shown, reason, raw))

    def put_lines_aside(self, table: str, numbers: Iterable[int]) -> None:
        """Lines with more or fewer cells than there are headings; nothing of them is kept."""
        for number in numbers:
            self.put_aside(table, number, "", "", reasons.CELLS_OF_LINE.en)

    def take_share(self, account: str | None, number: int, told: ShareOf, **more: Any) -> None:
        """A share of an audience by place, age or gender; put aside when its name is not known, or stands there twice.

        A share of None is one that the platform held back. `more`: observed_at, where it is known. What is put aside
        can be mended and imported as a sheet.
        """
        dimension, name = told.dimension, told.name
        value = value_of(dimension, name)
        moment = more.get("observed_at")
        rows = [row for row in self.rows.get("audience_shares", []) if row.get("observed_at") == moment]
        known = any(row["dimension"] == dimension and row["value"] == value for row in rows)
        if value is None or known:
            reason = reasons.SHARE_TWICE.of(what=dimension) if known else reasons.NOT_KNOWN.of(what=dimension)
            share = "" if told.share is None else f"{told.share:.6g}"
            raw = {"account": account or "", "dimension": dimension, "value": name, "share": share}
            raw |= {"observed_at": moment.isoformat()} if moment else {}
            self.rows_in += 1
            self.aside.append(QuarantinedRow("audience_shares", number, "value", name, reason, raw))
        else:
            said = {"account": account, "dimension": dimension, "value": value, "share": told.share}
            self.take("audience_shares", {**said, "suppressed": told.share is None, **more})

    def leave(self, what: str, entries: int = 1) -> None:
        """Entries that are no observation of ours."""
        self.rows_in += entries
        if entries:
            self.unused[what] = self.unused.get(what, 0) + entries

    def delivered(self) -> Delivered:
        """All of it."""
        tables = {name: table_of(name, rows) for name, rows in self.rows.items() if rows}
        return Delivered(tables, self.rows_in, tuple(self.aside), self.unused)


def counts_in(cells: dict[str, str]) -> tuple[dict[str, int | None], str]:
    """The counts in cells by field, None where a cell says nothing; and the first field whose cell is no count."""
    found = {name: count_in(cell) for name, cell in cells.items()}
    wrong = [name for name, cell in cells.items() if found[name] is None and not is_missing(cell)]
    negative = [name for name, count in found.items() if count is not None and count < 0]
    return found, next(iter((*wrong, *negative)), "")


def value_of(dimension: str, name: str) -> str | None:
    """The value of a dimension in our words: the code of a country, the word for a gender; None for one not known."""
    if dimension == "country":
        return countries().get(plain(name))
    if dimension == "gender":
        return (known_words("gender") or {}).get(plain(name))
    return name.strip() or None
