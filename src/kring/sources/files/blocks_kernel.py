"""The compiled look at every byte of a block of delimited text: do quotation marks and line ends stand in place?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

QUOTE, NEWLINE, RETURN = 34, 10, 13


@compiled
def inspected(data: NDArray[np.uint8], delimiter: int, width: int) -> tuple[bool, int, int]:
    """Whether all is in place, the line ends within cells, and the lines within a cell that are as wide as a row."""
    within = False
    inner, swallowed, delimiters = 0, 0, -1
    for at in range(len(data)):
        byte = data[at]
        if byte == delimiter:
            if delimiters >= 0:
                delimiters += 1
        elif byte == QUOTE:
            if not within:
                before = data[at - 1] if at > 0 else NEWLINE
                if before != delimiter and before != NEWLINE and before != QUOTE:
                    return False, 0, 0
            else:
                behind = data[at + 1] if at + 1 < len(data) else NEWLINE
                if behind != delimiter and behind != NEWLINE and behind != RETURN and behind != QUOTE:
                    return False, 0, 0
            within = not within
        elif byte == NEWLINE:
            if delimiters == width - 1:
                swallowed += 1
            inner += within
            delimiters = 0 if within and width >= 2 else -1
        elif byte == RETURN and not within and at + 1 < len(data) and data[at + 1] != NEWLINE:
            return False, 0, 0
    if delimiters == width - 1:
        swallowed += 1
    if within:
        return False, 0, 0
    return True, inner, swallowed
