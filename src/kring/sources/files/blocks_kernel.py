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
    within = False
    inner, swallowed, delimiters, column = 0, 0, -1, 0
    others, everything = np.zeros(width, np.bool_), np.ones(width, np.bool_)
    for at in range(len(data)):
        byte = data[at]
        if byte >= ZERO and byte <= NINE:
            continue
        if byte == delimiter:
            if delimiters >= 0:
                delimiters += 1
            if within:
                others[min(column, width - 1)] = True
            else:
                column += 1
        elif byte == QUOTE:
            if not within:
                before = data[at - 1] if at > 0 else NEWLINE
                if before == QUOTE:
                    others[min(column, width - 1)] = True
                if before != delimiter and before != NEWLINE and before != QUOTE:
                    return False, 0, 0, everything
            else:
                behind = data[at + 1] if at + 1 < len(data) else NEWLINE
                if behind != delimiter and behind != NEWLINE and behind != RETURN and behind != QUOTE:
                    return False, 0, 0, everything
            within = not within
        elif byte == NEWLINE:
            if delimiters == width - 1:
                swallowed += 1
            inner += within
            delimiters = 0 if within and width >= 2 else -1
            if within:
                others[min(column, width - 1)] = True
            else:
                column = 0
        elif byte == RETURN and not within:
            if at + 1 < len(data) and data[at + 1] != NEWLINE:
                return False, 0, 0, everything
        else:
            others[min(column, width - 1)] = True
    if delimiters == width - 1:
        swallowed += 1
    if within:
        return False, 0, 0, everything
    return True, inner, swallowed, others
