"""Rows that come back: the same thing said twice, or twice differently, within one file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fed:
    """What a file feeds to one table: the rows, the number of the file's row behind each, and the key's columns."""

    table: str
    rows: pa.Table
    numbers: Numbers
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row of the file that says again (`same`) or says otherwise what row `first` said."""

    row: int
    first: int
    table: str
    same: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    fed: int
    position: int
    key: int
    content: int


def find_repeats(feeds: list[Fed]) -> tuple[list[npt.NDArray[np.bool_]], list[Repeat]]:
    """Which rows of each feed to keep, and the file's rows to put aside.

    A row of the file goes aside when all it says was said before, or when any of it contradicts an earlier row. Where
    a row brings something new and repeats something else, as a list of posts repeats each account, what is repeated is
    kept once.
    """
    keep = [np.ones(len(feed.numbers), np.bool_) for feed in feeds]
    by_row = _entries_by_row(feeds)
    if not by_row:
        return keep, []
    fresh_elsewhere = _rows_with_something_unrepeated(feeds, by_row)
    seen: dict[tuple[int, int], tuple[int, int]] = {}
    aside: list[Repeat] = []
    for row in sorted(by_row):
        entries = by_row[row]
        known = [(entry, seen[entry.fed, entry.key]) for entry in entries if (entry.fed, entry.key) in seen]
        against = next(((entry, first) for entry, (content, first) in known if content != entry.content), None)
        if against or (len(known) == len(entries) and row not in fresh_elsewhere):
            entry, first = against or (known[0][0], known[0][1][1])
            aside.append(Repeat(row, first, feeds[entry.fed].table, against is None))
            continue
        for entry, _ in known:
            keep[entry.fed][entry.position] = False
        for entry in entries:
            seen.setdefault((entry.fed, entry.key), (entry.content, row))
    gone = np.array([repeat.row for repeat in aside], np.int64)
    return [kept & ~np.isin(feed.numbers, gone) for kept, feed in zip(keep, feeds, strict=True)], aside


def _entries_by_row(feeds: list[Fed]) -> dict[int, list[_Entry]]:
    """For each row of the file that shares a key with another: what it says, as numbers for key and content."""
    by_row: dict[int, list[_Entry]] = {}
    for place, feed in enumerate(feeds):
        keys = _codes([feed.rows[name] for name in feed.key])
        positions = np.flatnonzero(np.bincount(keys, minlength=1)[keys] > 1) if len(keys) else keys
        if not len(positions):
            continue
        shared = feed.rows.take(positions)
        contents = _codes(shared.columns)
        for position, key, content in zip(positions.tolist(), keys[positions].tolist(), contents.tolist(), strict=True):
            by_row.setdefault(int(feed.numbers[position]), []).append(_Entry(place, position, key, content))
    return by_row


def _rows_with_something_unrepeated(feeds: list[Fed], by_row: dict[int, list[_Entry]]) -> set[int]:
    """Rows of the file that feed some table with a key nobody else has."""
    if len(feeds) == 1:
        return set()
    rows = np.array(list(by_row), np.int64)
    fed = sum((np.isin(rows, feed.numbers).astype(np.int64) for feed in feeds), np.zeros(len(rows), np.int64))
    repeated = np.array([len(entries) for entries in by_row.values()])
    return set(rows[fed > repeated].tolist())


def _codes(columns: list[pa.ChunkedArray]) -> Numbers:
    """One number for each row, equal where all columns are equal."""
    codes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        if column.null_count == len(column):
            continue
        own = _column_codes(column)
        _, codes = np.unique(codes * (int(own.max(initial=0)) + 1) + own, return_inverse=True)
    return codes.astype(np.int64)


def _column_codes(column: pa.ChunkedArray) -> Numbers:
    array = column.combine_chunks()
    if pa.types.is_list(array.type):
        known = pc.is_valid(array)
        array = pc.if_else(known, pc.binary_join(array, "\x1f"), pa.scalar(None, pa.string()))
    indices = array.dictionary_encode().indices
    return np.asarray(pc.add(pc.fill_null(indices.cast(pa.int64()), -1), 1).to_numpy(zero_copy_only=False))
