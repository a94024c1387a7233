"""The compiled loops over yes or no of a pool, eight accounts a byte: where it is so, and the shares of who has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Bits = NDArray[np.uint8]


@compiled
def ones(byte: np.uint8) -> np.uint8:
    """Of how many of the eight it is so."""
    pairs = byte - ((byte >> 1) & 0x55)
    fours = (pairs & 0x33) + ((pairs >> 2) & 0x33)
    return np.uint8((fours + (fours >> 4)) & 0x0F)


@compiled
def places_where(bits: Bits, number: int) -> Numbers:
    """The places where it is so, the lowest first; `number`: how many there are.

    Of each byte all eight places are written, those of the next over those that are not so: that asks no guesses of the
    processor.
    """
    which = np.zeros((256, 8), dtype=np.int64)
    for byte in range(256):
        there = 0
        for bit in range(8):
            if (byte >> bit) & 1:
                which[byte, there] = bit
                there += 1
    found, row = np.empty(number + 8, dtype=np.int64), np.int64(0)
    for at in range(len(bits)):
        byte = bits[at]
        for turn in range(8):
            found[row + turn] = at * 8 + which[byte, turn]
        row += np.int64(ones(byte))
    return found[:number]


@compiled
def places_that(places: Numbers, flags: NDArray[np.bool_]) -> Numbers:
    """Those of the places whose flag is set: each is written, and the next one over it where it is not."""
    found, row = np.empty(len(places), dtype=np.int64), np.int64(0)
    for at in range(len(places)):
        found[row] = places[at]
        row += flags[at]
    return found[:row]


@compiled
def ones_before(bits: Bits) -> NDArray[np.int32]:
    """For every byte of how many accounts before it it is so."""
    found, number = np.empty(len(bits), dtype=np.int32), np.int64(0)
    for byte in range(len(bits)):
        found[byte] = number
        number += np.int64(ones(bits[byte]))
    return found


@compiled
def add_shares(
    at: Numbers, bits: Bits, before: NDArray[np.int32], shares: Floats, found: Floats, there: NDArray[np.bool_]
) -> None:
    """Add to `found` the share of each account at these places that has one, and note that it is `there`."""
    for row in range(len(at)):
        byte, bit = at[row] >> 3, at[row] & 7
        held = bits[byte]
        if (held >> bit) & 1:
            found[row] += shares[before[byte] + ones(held & ((1 << bit) - 1))]
            there[row] = True


@compiled
def settle(at: Numbers, said: Bits, silent: float, found: Floats, there: NDArray[np.bool_]) -> None:
    """At most 1; of who is not `there` it is `silent` where anything is said, else NaN."""
    for row in range(len(at)):
        if there[row]:
            if found[row] > 1.0:
                found[row] = 1.0
        else:
            found[row] = silent if (said[at[row] >> 3] >> (at[row] & 7)) & 1 else np.nan
