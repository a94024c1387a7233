"""Columns of a pool as numbers: shares of entries (a niche, a value) by account, and texts of few kinds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.match.criteria.bits import At, Bits, Flags, Places, any_of, are_many, at_places, flags_at, packed


@dataclass(frozen=True, eq=False)
class Entries:
    """Shares of entries by account, one row each, those of one entry together.

    `places` and `shares`: (rows,), who and how much; those of `names[i]` stand from `starts[i]` up to `starts[i + 1]`.
    `accounts`: how many accounts there are.
    """

    places: Places
    shares: NDArray[np.float64]
    names: tuple[str, ...]
    starts: Places
    accounts: int

    @classmethod
    def of(cls, places: Places, column: pa.ChunkedArray, shares: pa.ChunkedArray, accounts: int) -> Entries:
        """The entries of a column of names; a place below 0 is nobody's."""
        codes, names = coded(column)
        mine = np.flatnonzero(places >= 0)
        order = mine[np.argsort(codes[mine], kind="stable")]
        starts = np.searchsorted(codes[order], np.arange(len(names) + 1)).astype(np.int64)
        return cls(places[order], shares.to_numpy()[order], names, starts, accounts)

    def rows(self, asked: Iterable[str]) -> tuple[Places, NDArray[np.float64]]:
        """The places and shares of these entries."""
        wanted = set(asked)
        spans = [slice(*self.starts[at : at + 2]) for at, name in enumerate(self.names) if name in wanted]
        if len(spans) == 1:
            return self.places[spans[0]], self.shares[spans[0]]
        rows = np.concatenate([np.r_[span] for span in spans] or [np.zeros(0, np.int64)])
        return self.places[rows], self.shares[rows]

    def of_one(self, name: str) -> Owners:
        """Who has the entry of that name, kept after the first time."""
        if name not in self._owners:
            places, shares = self.rows((name,))
            who, rows = np.unique(places, return_inverse=True)
            summed = np.bincount(rows, weights=shares, minlength=len(who)).astype(np.float64)
            self._owners[name] = Owners(who, summed, at_places(who, self.accounts))
        return self._owners[name]

    def shares_at(self, asked: Iterable[str], at: At, silent: float) -> NDArray[np.float64]:
        """The summed share of these entries at these places, at most 1.

        NaN for an account of which nothing at all is said, `silent` for one of which only other things are.
        """
        if not isinstance(at, slice) and are_many(len(at)):
            return self.many_shares_at(asked, at, silent)
        said = flags_at(self.said, at, self.accounts)
        found, there = np.zeros(len(said)), np.zeros(len(said), dtype=bool)
        for owners in map(self.of_one, asked):
            mine = np.flatnonzero(flags_at(owners.bits, at, self.accounts))
            there[mine] = True
            places = mine if isinstance(at, slice) else at[mine]
            found[mine] += owners.shares[np.searchsorted(owners.who, places)]
        return np.where(there, np.minimum(found, 1.0), np.where(said, silent, np.nan))

    def many_shares_at(self, asked: Iterable[str], at: Places, silent: float) -> NDArray[np.float64]:
        """The same for many places, compiled."""
        from kring.match.criteria.bits_kernel import add_shares, settle

        found, there = np.zeros(len(at)), np.zeros(len(at), dtype=bool)
        for owners in map(self.of_one, asked):
            add_shares(at, owners.bits, owners.before, owners.shares, found, there)
        settle(at, self.said, silent, found, there)
        return found

    @cached_property
    def _owners(self) -> dict[str, Owners]:
        return {}

    @cached_property
    def codes(self) -> NDArray[np.int64]:
        """The place of each row's entry among `names`."""
        return np.repeat(np.arange(len(self.names)), np.diff(self.starts))

    @cached_property
    def by_account(self) -> tuple[Places, NDArray[np.int64], NDArray[np.float64]]:
        """The same by account: where its rows start (accounts + 1,), the number of each name, its share."""
        order = np.argsort(self.places, kind="stable")
        starts = np.searchsorted(self.places[order], np.arange(self.accounts + 1))
        return starts, self.codes[order], self.shares[order]

    @cached_property
    def said(self) -> Bits:
        """Of which accounts there is any entry."""
        return at_places(self.places, self.accounts)

    def of_others(self, asked: Collection[str]) -> Bits:
        """Of which accounts there is an entry that is none of these."""
        return any_of((self.of_one(name).bits for name in self.names if name not in asked), self.accounts)


@dataclass(frozen=True, eq=False)
class Owners:
    """Who has one entry: `who`: places, the lowest first; `shares`: of each its share; `bits`: of the whole pool."""

    who: Places
    shares: NDArray[np.float64]
    bits: Bits

    @cached_property
    def before(self) -> NDArray[np.int32]:
        """For every byte of `bits` how many have it before."""
        from kring.match.criteria.bits_kernel import ones_before

        return ones_before(self.bits)


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of texts of few kinds: `numbers`: (accounts,), the place among `names`, -1 for unknown."""

    numbers: NDArray[np.int32]
    names: tuple[str, ...]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Codes:
        """The codes of a column."""
        return cls(*coded(column))

    def among(self, asked: Collection[str]) -> Bits:
        """Whose text is one of those asked for, kept after the first time."""
        return any_of((self._bits_of(name) for name in asked if name in self._numbers), len(self.numbers))

    def where(self, holds: Callable[[str], bool]) -> Bits:
        """Whose text this holds of; of no unknown one."""
        found: Flags = np.array([*map(holds, self.names), False])[self.numbers]
        return packed(found)

    @cached_property
    def known(self) -> Bits:
        """Of whom it is known."""
        return packed(self.numbers >= 0)

    def _bits_of(self, name: str) -> Bits:
        if name not in self._kept:
            self._kept[name] = packed(self.numbers == self._numbers[name])
        return self._kept[name]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _kept(self) -> dict[str, Bits]:
        return {}


def rows_at(places: Places, at: At) -> Places:
    """On which row of a column asked for at these places (the lowest first) each of `places` is, -1 for on none."""
    if isinstance(at, slice):
        return places
    rows = np.searchsorted(at, places)
    there = rows < len(at)
    there[there] = at[rows[there]] == places[there]
    return np.where(there, rows, -1)


def coded(column: pa.ChunkedArray) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Each text as its place among the different ones, -1 for null."""
    encoded = pa.chunked_array(column.chunks, column.type).combine_chunks().dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    numbers = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return np.asarray(numbers, dtype=np.int32), tuple(encoded.dictionary.to_pylist())
