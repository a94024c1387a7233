"""Rows that come back: the same thing said twice, or twice differently, within one file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.files import ordinary
from kring.sources.files.cells import whole
from kring.sources.files.gathered import Gathered, Numbers
from kring.sources.files.in_order import in_order
from kring.sources.files.ordinary import Mask

Hashes = npt.NDArray[np.uint64]
_PARTED_BY = 2  # leading bits of a hash by which hashes are parted, to be sorted at once


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row of the file that says again (`same`) or says otherwise what row `first` said."""

    row: int
    first: int
    table: str
    same: bool


@dataclass(frozen=True, slots=True)
class _Entries:
    """What rows of the file say that share a key with another row: for which feed, at which position there, and
    numbers for the key (of all feeds together) and for all that is said. In the order of the file.
    """

    rows: Numbers
    feeds: Numbers
    positions: Numbers
    keys: Numbers
    contents: Numbers


def find_repeats(feeds: list[Gathered]) -> tuple[list[Mask], list[Repeat]]:
    """Which rows of each feed to keep, and the file's rows to put aside.

    A row of the file goes aside when all it says was said before, or when any of it contradicts an earlier row. Where
    a row brings something new and repeats something else, as a list of posts repeats each account, what is repeated is
    kept once.
    """
    numbers = [feed.numbers for feed in feeds]
    keep = [np.ones(len(own), np.bool_) for own in numbers]
    entries = _entries(feeds, numbers)
    if not len(entries.rows):
        return keep, []
    rows, starts, said = np.unique(entries.rows, return_index=True, return_counts=True)
    fresh = _with_something_unrepeated(rows, said, numbers)
    walk = walked
    if len(rows) >= ordinary.MANY:
        from kring.sources.files.repeats_kernel import walked_compiled as walk
    ends = np.append(starts[1:], len(entries.rows))
    again, cause, same, first = walk(rows, starts, ends, entries.keys, entries.contents, fresh)
    gone = rows[cause >= 0]
    for place, own in enumerate(numbers):
        keep[place][entries.positions[again & (entries.feeds == place)]] = False
        keep[place] &= ~np.isin(own, gone)
    aside = np.flatnonzero(cause >= 0)
    tables = [feeds[place].table for place in entries.feeds[cause[aside]].tolist()]
    told = zip(gone.tolist(), first[aside].tolist(), tables, same[aside].tolist(), strict=True)
    return keep, [Repeat(*one) for one in told]


def walked(
    rows: Numbers, starts: Numbers, ends: Numbers, keys: Numbers, contents: Numbers, fresh: Mask
) -> tuple[Mask, Numbers, Mask, Numbers]:
    """Goes along the file's rows, each with its entries from `starts` to `ends`.

    Returns of each entry whether it says again what was said and is to be dropped, and of each row the entry that puts
    it aside (-1 where it stays), whether that one says the same, and the row that said it first.
    """
    most = keys.max() + 1
    said_by, said = np.full(most, -1, np.int64), np.zeros(most, np.int64)
    again = np.zeros(len(keys), np.bool_)
    cause, first = np.full(len(rows), -1, np.int64), np.zeros(len(rows), np.int64)
    same = np.zeros(len(rows), np.bool_)
    for row in range(len(rows)):
        known, earlier, against = 0, -1, -1
        for entry in range(starts[row], ends[row]):
            key = keys[entry]
            if said_by[key] >= 0:
                known += 1
                if earlier < 0:
                    earlier = entry
                if against < 0 and contents[entry] != said[key]:
                    against = entry
        if against >= 0 or (known == ends[row] - starts[row] and not fresh[row]):
            cause[row] = against if against >= 0 else earlier
            same[row] = against < 0
            first[row] = said_by[keys[cause[row]]]
            continue
        for entry in range(starts[row], ends[row]):
            key = keys[entry]
            if said_by[key] >= 0:
                again[entry] = True
            else:
                said_by[key], said[key] = rows[row], contents[entry]
    return again, cause, same, first


def _entries(feeds: list[Gathered], numbers: list[Numbers]) -> _Entries:
    """What rows that share a key say, in the order of the file."""
    found: list[tuple[Numbers, ...]] = []
    keys_before = 0
    for place, (feed, own) in enumerate(zip(feeds, numbers, strict=True)):
        positions = _may_share(feed, own)
        rows = feed.taken(positions) if len(positions) else None
        keys = _codes([rows[name] for name in feed.key]) if rows is not None else positions
        shared = np.flatnonzero(np.bincount(keys)[keys] > 1) if len(keys) else keys
        if rows is None or not len(shared):
            continue
        contents = _codes(rows.take(pa.array(shared)).columns)
        at = positions[shared]
        found.append((own[at], np.full(len(at), place), at, keys[shared] + keys_before, contents))
        keys_before += int(keys.max()) + 1
    together = [np.concatenate(parts) for parts in zip(*found, strict=True)] or [np.empty(0, np.int64)] * 5
    order = np.lexsort((together[1], together[0]))
    return _Entries(*(part[order] for part in together))


def _may_share(feed: Gathered, numbers: Numbers) -> Numbers:
    """Positions of the rows that may share their key with another: of many rows, those that share its hash."""
    if len(numbers) < ordinary.MANY:
        return np.arange(len(numbers))
    hashes = np.concatenate(list(in_order(_hashes, feed.parts(feed.key))))
    parted = hashes >> np.uint64(64 - _PARTED_BY)
    shared = np.concatenate(list(in_order(_shared, (hashes[parted == part] for part in range(1 << _PARTED_BY)))))
    return np.flatnonzero(np.isin(hashes, shared)) if len(shared) else np.empty(0, np.int64)


def _shared(hashes: Hashes) -> Hashes:
    """Those that occur more than once."""
    hashes.sort()
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def _hashes(rows: pa.Table) -> Hashes:
    """One number for each row, equal where all columns are equal, and hardly ever else."""
    hashes = np.zeros(rows.num_rows, np.uint64)
    for column in map(whole, rows.columns):
        if pa.types.is_string(column.type):
            ordinary.add_texts(column, hashes)
        else:
            ordinary.add_numbers(column.cast(pa.int64()), hashes)
    return hashes


def _with_something_unrepeated(rows: Numbers, said: Numbers, numbers: list[Numbers]) -> Mask:
    """Rows of the file that feed some table with a key nobody else has."""
    fed = np.zeros(len(rows), np.int64)
    for own in numbers:
        fed += np.isin(rows, own)
    return fed > said if len(numbers) > 1 else np.zeros(len(rows), np.bool_)


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
    array = whole(column)
    if pa.types.is_list(array.type):
        known = pc.is_valid(array)
        array = pc.if_else(known, pc.binary_join(array, "\x1f"), pa.scalar(None, pa.string()))
    indices = array.dictionary_encode().indices
    return np.asarray(pc.add(pc.fill_null(indices.cast(pa.int64()), -1), 1).to_numpy(zero_copy_only=False))
