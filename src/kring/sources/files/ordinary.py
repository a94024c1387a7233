"""Ordinary cells of long columns, read from their bytes; odd ones go to the conversions that know all ways of writing.

Nearly every cell of nearly every file is written in the ordinary way, and then it can be read some fifty times as fast.
What comes out is the same. Columns of fewer cells are not worth loading the compiled loops for.
"""

from __future__ import annotations

import string
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

MANY = 5_000
"""From so many cells on a column is long."""

_NAME_BYTES = string.ascii_letters + string.digits + "._-"
_CONTACT_DIGITS = 9  # no telephone number that is looked for has fewer

Mask = npt.NDArray[np.bool_]
Offsets = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


def is_long(array: pa.Array) -> bool:
    """Whether an array is a long column of text."""
    return len(array) >= MANY and pa.types.is_string(array.type)


def untidy(text: pa.Array, words: frozenset[str]) -> Mask:
    """Cells of a long column that may have blanks around them, or may be one of these words."""
    from kring.sources.files import ordinary_kernel

    return ordinary_kernel.untidy(*_cells(text), _shapes(words))


def names(text: pa.Array, words: frozenset[str], at_before: bool = False) -> tuple[Mask, bool]:
    """Cells of a long column that are no plain name, or may be one of these words; and whether any has @ or a capital.

    `at_before`: @name is a plain name too.
    """
    from kring.sources.files import ordinary_kernel

    allowed = _flags(_NAME_BYTES.encode())
    return ordinary_kernel.names(*_cells(text), allowed, _shapes(words), at_before)


def whole_numbers(text: pa.Array) -> tuple[npt.NDArray[np.int64], Mask]:
    """The numbers that cells of a long column are, where they are digits alone, and the odd cells."""
    from kring.sources.files import ordinary_kernel

    return ordinary_kernel.whole_numbers(*_cells(text))


def decimals(text: pa.Array, mark: str) -> tuple[npt.NDArray[np.float64], Mask]:
    """The numbers that cells of a long column are, with this decimal mark or none, and the odd cells."""
    from kring.sources.files import ordinary_kernel

    return ordinary_kernel.decimals(*_cells(text), ord(mark))


def marked(text: pa.Array, mark: str) -> tuple[Mask, Mask, Mask]:
    """Where the mark must stand before decimals, where it may stand before thousands, and the odd cells."""
    from kring.sources.files import ordinary_kernel

    return ordinary_kernel.marked(*_cells(text), ord(mark))


def iso_moments(text: pa.Array) -> tuple[npt.NDArray[np.int64], Mask, Mask]:
    """Microseconds by the clock that dates by ISO 8601 name, whether they name UTC, and the odd cells."""
    from kring.sources.files import ordinary_kernel

    return ordinary_kernel.iso_moments(*_cells(text))


def may_reach_somebody(text: pa.Array) -> Mask:
    """Cells of a long column that may hold a name after @, an e-mail address or a telephone number."""
    from kring.sources.files import ordinary_kernel

    return ordinary_kernel.with_signs(*_cells(text), ord("@"), _CONTACT_DIGITS)


def add_texts(text: pa.Array, hashes: npt.NDArray[np.uint64]) -> None:
    """Mixes a column into the hash of each row."""
    from kring.sources.files import ordinary_kernel

    ordinary_kernel.add_texts(*_cells(text), _there(text), hashes)


def add_numbers(numbers: pa.Array, hashes: npt.NDArray[np.uint64]) -> None:
    """Mixes a column of whole numbers into the hash of each row."""
    from kring.sources.files import ordinary_kernel

    plain = np.asarray(numbers.fill_null(0).to_numpy(zero_copy_only=False), dtype=np.int64)
    ordinary_kernel.add_numbers(plain, _there(numbers), hashes)


def _there(array: pa.Array) -> Mask:
    return np.asarray(array.is_valid().to_numpy(zero_copy_only=False))


def _cells(text: pa.Array) -> tuple[Offsets, Bytes]:
    _, offsets, data = text.buffers()
    places = np.frombuffer(offsets, np.int32)[text.offset : text.offset + len(text) + 1]
    return places.astype(np.int64), np.frombuffer(data or b"", np.uint8)


@cache
def _shapes(words: frozenset[str]) -> npt.NDArray[np.uint64]:
    """For each first and last byte the lengths of these words, in any case; those that aren't ASCII are odd anyhow."""
    shapes = np.zeros((128, 128), np.uint64)
    for word in filter(str.isascii, filter(None, words)):
        for first in (word[0].lower(), word[0].upper()):
            for last in (word[-1].lower(), word[-1].upper()):
                shapes[ord(first), ord(last)] |= np.uint64(1 << len(word))
    return shapes


@cache
def _flags(bytes_: bytes) -> Mask:
    flags = np.zeros(256, np.bool_)
    flags[list(bytes_)] = True
    return flags
