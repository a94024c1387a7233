"""Rows of rising whole numbers in about as few bits as they can take, and back.

Of each number only how far it is from the one before is written: the part above the row's width as so many zeros and a
one, the part below in `width` bits. The width is that of the row's mean step, within a twentieth of a bit of the best
there is for numbers spread by chance.

Source: Rice and Plaunt, "Adaptive Variable-Length Coding for Efficient Compression of Spacecraft Television Data", IEEE
Transactions on Communication Technology 19, 1971; Golomb, "Run-length encodings", IEEE Transactions on Information
Theory 12, 1966.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Pointers = NDArray[np.int64]
Numbers = NDArray[np.uint64]
Widths = NDArray[np.uint8]


@compiled
def width_of(mean: np.uint64) -> int:
    """The bits below which the rest of a number stands whole, for steps of this mean."""
    width = 0
    while mean >> np.uint64(width + 1):
        width += 1
    return width


@compiled
def put(words: Numbers, at: int, number: np.uint64, width: int) -> None:
    """Write a number of `width` bits at a bit."""
    word, bit = at >> 6, at & 63
    words[word] |= number << np.uint64(bit)
    if bit + width > 64:
        words[word + 1] |= number >> np.uint64(64 - bit)


@compiled
def taken(words: Numbers, at: int, width: int) -> np.uint64:
    """The number of `width` bits at a bit."""
    word, bit = at >> 6, at & 63
    number: np.uint64 = words[word] >> np.uint64(bit)
    if bit + width > 64:
        number |= words[word + 1] << np.uint64(64 - bit)
    return number & ((np.uint64(1) << np.uint64(width)) - np.uint64(1))


@compiled
def packed(indptr: Pointers, numbers: Numbers) -> tuple[Numbers, Widths]:
    """The rows of numbers as bits in words of 64, one row after another, and the width of each row (rows,)."""
    widths = np.zeros(len(indptr) - 1, dtype=np.uint8)
    bits = 0
    for row in range(len(widths)):
        first, last = indptr[row], indptr[row + 1]
        if first < last:
            widths[row] = width_of(numbers[last - 1] // np.uint64(last - first))
            bits += (last - first) * (int(widths[row]) + 1) + int(numbers[last - 1] >> np.uint64(widths[row]))
    words = np.zeros((bits >> 6) + 1, dtype=np.uint64)
    at = 0
    for row in range(len(widths)):
        width, least = int(widths[row]), np.uint64(0)
        for pair in range(indptr[row], indptr[row + 1]):
            step = numbers[pair] - least
            at += int(step >> np.uint64(width))
            put(words, at, np.uint64(1), 1)
            put(words, at + 1, step & ((np.uint64(1) << np.uint64(width)) - np.uint64(1)), width)
            at += 1 + width
            least = numbers[pair] + np.uint64(1)
    return words[: (at >> 6) + 1].copy(), widths


@compiled
def unpacked(indptr: Pointers, words: Numbers, widths: Widths) -> Numbers:
    """The numbers that `packed` wrote, row after row; none when the words end before they do."""
    numbers = np.empty(indptr[-1], dtype=np.uint64)
    at, end = 0, 64 * len(words)
    for row in range(len(widths)):
        width, least = int(widths[row]), np.uint64(0)
        for pair in range(indptr[row], indptr[row + 1]):
            above = np.uint64(0)
            while at < end and not (words[at >> 6] >> np.uint64(at & 63)) & np.uint64(1):
                above += np.uint64(1)
                at += 1
            if at + 1 + width > end:
                return numbers[:0]
            step = (above << np.uint64(width)) | taken(words, at + 1, width)
            at += 1 + width
            numbers[pair] = least + step
            least = numbers[pair] + np.uint64(1)
    return numbers
