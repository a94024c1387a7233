"""Tables as files for a spreadsheet, safe to open: no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"


def csv_lines(table: pa.Table) -> Iterator[str]:
    """The table as lines of CSV, headings first. Unknown is an empty cell.

    Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
    """
    yield BYTE_ORDER_MARK + _line(table.column_names)
    for batch in table.to_batches(max_chunksize=2_000):
        for row in batch.to_pylist():
            yield _line([_safe(value) for value in row.values()])


def _line(cells: list[Any]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _safe(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
