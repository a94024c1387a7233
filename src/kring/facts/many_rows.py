"""Rows of a table that may be too many to hold in memory at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ManyRows:
    """Rows that are read part by part. `parts` gives them from the start each time, in order."""

    num_rows: int
    parts: Callable[[], Iterator[pa.Table]]


Rows: TypeAlias = pa.Table | ManyRows
"""A table in memory, or rows that are read part by part."""


def parts_of(rows: Rows) -> Iterator[pa.Table]:
    """The rows part by part; a table in memory is one part."""
    return rows.parts() if isinstance(rows, ManyRows) else iter((rows,))


def one_after_another(first: Rows, then: Rows) -> Rows:
    """The rows of both; in memory when both are."""
    if isinstance(first, ManyRows) or isinstance(then, ManyRows):
        return ManyRows(first.num_rows + then.num_rows, lambda: chain(parts_of(first), parts_of(then)))
    return pa.concat_tables([first, then])
