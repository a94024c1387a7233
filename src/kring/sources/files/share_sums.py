"""Percent or fraction: what the shares of one division of one account add up to tells it, be they rows or columns.

Shares of everybody add up to 1 or to 100; a list of the largest places to less. A sum above 1 can only be of
percentages. A sum below 1 is of fractions when some division adds up to everybody; else it can be either, and that is
said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.core.said import Said
from kring.sources.files.cells import text_of, whole
from kring.sources.files.mapping import Mapping, TableMapping
from kring.sources.files.numbers import Mark, amounts

_ABOUT = 0.1
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """Whether a heading's shares are percentages; `doubt`: why that isn't sure, None when it is."""

    percent: bool
    doubt: Said | None = None


def percent_by_sums(sample: pa.Table, mapping: Mapping, headings: Sequence[str]) -> dict[str, Told]:
    """By heading, for those whose values don't have a % sign; headings of one division are judged together."""
    found: dict[str, Told] = {}
    for members, tables in _together(mapping, headings).items():
        numbers = {name: _numbers(sample, name, mapping) for name in members}
        sums = _sums(sample, tables[0], numbers)
        for name in members:
            found[name] = _judged(name, numbers[name], sums)
    return found


def _together(mapping: Mapping, headings: Sequence[str]) -> dict[tuple[str, ...], list[TableMapping]]:
    """Headings that feed one division, with the tables they feed; each heading once."""
    divisions: dict[str, list[TableMapping]] = defaultdict(list)
    for table in mapping.tables:
        if table.table == "audience_shares" and table.columns.get("share") in headings:
            key = table.constants.get("dimension") or f"column {table.columns['share']}"
            divisions[key].append(table)
    taken: set[str] = set()
    found: dict[tuple[str, ...], list[TableMapping]] = {}
    for tables in divisions.values():
        names = tuple(dict.fromkeys(t.columns["share"] for t in tables if t.columns["share"] not in taken))
        taken |= set(names)
        if names:
            found[names] = tables
    return found


def _numbers(sample: pa.Table, heading: str, mapping: Mapping) -> np.ndarray:
    """The numbers of a column without a % sign, NaN elsewhere."""
    array = whole(sample[heading])
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        text = text_of(array)
        signed = pc.fill_null(pc.match_substring(text, "%"), True)
        array = pc.if_else(signed, pa.scalar(None, pa.string()), text)
    values = amounts(array, mapping.numbers.get(heading, Mark.POINT)).values
    return np.asarray(values.to_numpy(zero_copy_only=False), np.float64)


def _sums(sample: pa.Table, table: TableMapping, numbers: dict[str, np.ndarray]) -> np.ndarray:
    """What each division of each account adds up to."""
    by_row = np.nansum(list(numbers.values()), axis=0)
    if len(numbers) > 1 or "dimension" in table.constants:
        return np.asarray(by_row)
    keys = [text_of(sample[table.columns[name]]) for name in ("account", "dimension") if name in table.columns]
    groups: dict[tuple[object, ...], float] = defaultdict(float)
    for key, value in zip(zip(*(one.to_pylist() for one in keys), strict=True), by_row, strict=False):
        groups[key] += float(value)
    return np.array(list(groups.values()) or [by_row.sum()])


def _judged(heading: str, numbers: np.ndarray, sums: np.ndarray) -> Told:
    known = numbers[~np.isnan(numbers)]
    total = float(sums.max(initial=0.0))
    if not len(known) or total <= 0:
        return Told(False)
    if (known > 1).mean() > _MOST or (sums > 1 + _ABOUT).mean() > _MOST:
        return Told(True)
    if (np.abs(sums - 1) <= _ABOUT).any():
        return Told(False)
    return Told(total > 1 + _ABOUT, _undecided(total, heading))


def _undecided(total: float, heading: str) -> Said:
    most = f"{total:.2g}"
    return Said(
        f"the shares add up to {most} at most, so they can be fractions or percentages; they are read as fractions. "
        f"When they are percentages, say so in a mapping: percentages: {{{heading}: true}}.",
        f"de aandelen tellen op tot hoogstens {most.replace('.', ',')}, dus het kunnen fracties of percentages zijn; "
        "ze worden als fracties gelezen. Zijn het percentages, zeg dat dan in een mapping: "
        f"percentages: {{{heading}: true}}.",
    )
