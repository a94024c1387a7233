"""Cursors: opaque words that say where a page begins."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class DeadCursor(Exception):
    """A cursor that means nothing."""


def page_of(
    things: Sequence[Thing], cursor: str, size: int, repeated: bool = False
) -> tuple[Sequence[Thing], str | None]:
    """The page a cursor leads to, and the cursor of the next one.

    `repeated`: the page before it once more, under a cursor that was not seen yet and leads to the page asked for.
    """
    start, turn = _read(cursor)
    if repeated and start:
        before = max(0, start - size)
        return things[before:start], _written(start, turn + 1)
    end = start + size
    return things[start:end], _written(end, turn) if end < len(things) else None


def _written(start: int, turn: int) -> str:
    return base64.urlsafe_b64encode(f"from:{start}:{turn}".encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[int, int]:
    if not cursor:
        return 0, 0
    try:
        word, start, turn = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(":")
        if word != "from":
            raise DeadCursor(cursor)
        return int(start), int(turn)
    except ValueError as problem:
        raise DeadCursor(cursor) from problem
