"""What an engine must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import narwhals as nw
import pyarrow as pa


class Engine(Protocol):
    """Turns files and small tables into lazy frames, and lazy frames into Arrow tables.

    Frames of one engine can be joined with each other, not with those of another engine.
    """

    @property
    def name(self) -> str:
        """The engine's name, for reports."""
        ...

    def scan(self, files: Sequence[str], schema: pa.Schema) -> nw.LazyFrame[Any]:
        """The rows of Parquet files, with the columns of `schema`; no files give no rows."""
        ...

    def scan_with_file(self, files: Sequence[str], columns: Sequence[str], named: str) -> nw.LazyFrame[Any]:
        """These columns of the rows of Parquet files, and in a column of that name the file each row stands in."""
        ...

    def from_arrow(self, table: pa.Table) -> nw.LazyFrame[Any]:
        """A table in memory as a lazy frame."""
        ...

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Computes the frame."""
        ...
