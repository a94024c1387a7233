"""The compiled look at every byte of a block of delimited text: do quotation marks and line ends stand in place?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

QUOTE, NEWLINE, RETURN, ZERO, NINE = 34, 10, 13, 48, 57


@compiled
def inspected(data: NDArray[np.uint8], delimiter: int, width: int) -> tuple[bool, int, int, NDArray[np.bool_]]:
    """Whether all is in place, the line ends within cells, the lines within a cell that are as wide as a row, and the
    columns that hold anything but digits.
    """
    within, inner, swallowed, delimiters, column = False, 0, 0, -1, 0
    others, everything = np.zeros(width, np.bool_), np.ones(width, np.bool_)
    for at in range(len(data)):
        byte = data[at]
        if byte >= ZERO and byte <= NINE:
            continue
        if byte == QUOTE:
            if not is_in_place(data, at, within, delimiter):
                return False, 0, 0, everything
            within = not within
            if not within or at == 0 or data[at - 1] != QUOTE:
                continue
        elif byte == delimiter:
            delimiters += delimiters >= 0
            if not within:
                column += 1
                continue
        elif byte == NEWLINE:
            swallowed += delimiters == width - 1
            inner += within
            delimiters = 0 if within and width >= 2 else -1
            if not within:
                column = 0
                continue
        elif byte == RETURN and not within:
            if at + 1 < len(data) and data[at + 1] != NEWLINE:
                return False, 0, 0, everything
            continue
        others[min(column, width - 1)] = True
    if within:
        return False, 0, 0, everything
    return True, inner, swallowed + (delimiters == width - 1), others


@compiled
def is_in_place(data: NDArray[np.uint8], at: int, closes: bool, delimiter: int) -> bool:
    """Whether a quotation mark stands where one may open or close a cell, or is doubled."""
    if closes:
        behind = data[at + 1] if at + 1 < len(data) else NEWLINE
        return bool(behind in (delimiter, NEWLINE, RETURN, QUOTE))
    before = data[at - 1] if at > 0 else NEWLINE
    return bool(before in (delimiter, NEWLINE, QUOTE))
