"""Yes or no of a whole pool, eight accounts a byte: a million of them are combined in microseconds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint8]
At = Places | slice
"""Places of a pool, the lowest first, or `EVERYBODY`: what a column is asked for."""
EVERYBODY = slice(None)
MANY = 20_000
"""From so many accounts on compiled loops are worth the third of a second that loading them takes."""


def are_many(accounts: int) -> bool:
    """Whether so many accounts are better looked at by compiled loops; what comes out is the same."""
    return accounts >= MANY


def packed(flags: Flags) -> Bits:
    """One bit an account; what is left of the last byte is 0."""
    return np.packbits(flags, bitorder="little")


def at_places(places: Places, accounts: int) -> Bits:
    """True at these places, of so many accounts."""
    flags = np.zeros(accounts, dtype=bool)
    flags[places] = True
    return packed(flags)


def everyone(accounts: int) -> Bits:
    """True of so many accounts."""
    found = np.full(-(-accounts // 8), 0xFF, dtype=np.uint8)
    if accounts % 8:
        found[-1] >>= 8 - accounts % 8
    return found


def nobody(accounts: int) -> Bits:
    """False of so many accounts."""
    return np.zeros(-(-accounts // 8), dtype=np.uint8)


def any_of(several: Iterable[Bits], accounts: int) -> Bits:
    """True where one of them is."""
    return reduce(np.bitwise_or, several, nobody(accounts))


def all_of(several: Iterable[Bits], accounts: int) -> Bits:
    """True where each of them is."""
    return reduce(np.bitwise_and, several, everyone(accounts))


def counted(bits: Bits) -> int:
    """Of how many accounts it is true."""
    return int(np.bitwise_count(bits).sum())


def how_many(at: At, accounts: int) -> int:
    """How many places are asked for, of so many accounts."""
    return accounts if isinstance(at, slice) else len(at)


def flags_at(bits: Bits, at: At, accounts: int) -> Flags:
    """Whether it is true at these places."""
    if isinstance(at, slice):
        return np.unpackbits(bits, count=accounts, bitorder="little").view(bool)[at]
    found: Flags = (bits[at >> 3] >> (at & 7).astype(np.uint8) & 1).view(bool)
    return found


def places_of(bits: Bits, accounts: int) -> Places:
    """The places where it is true, the lowest first."""
    number = counted(bits)
    if not are_many(number):
        return np.flatnonzero(flags_at(bits, EVERYBODY, accounts))
    from kring.match.criteria.bits_kernel import places_where

    found = places_where(bits, number)
    return found[: np.searchsorted(found, accounts)]


def those(places: Places, flags: Flags) -> Places:
    """Those of the places whose flag is set."""
    if not are_many(len(places)):
        return places[flags]
    from kring.match.criteria.bits_kernel import places_that

    return places_that(places, flags)


def joined(places: Places, few: Places) -> Places:
    """All of these places, the lowest first; both are rising already."""
    at = np.searchsorted(places, few)
    new = np.append(places, -1)[at] != few
    return np.insert(places, at[new], few[new])
