"""Rows that could not be taken, kept with the reason until somebody repairs them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kring.facts.batch import QuarantinedRow

_SCHEMA = pa.schema(
    [
        ("table", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("raw", pa.string()),
    ]
)


class Quarantine:
    """The rows of one organisation that were put aside, one file a batch."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, batch_id: str, rows: tuple[QuarantinedRow, ...]) -> None:
        """Puts aside the rows of a batch; a batch without any leaves no file."""
        if not rows:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        table = pa.table(
            [
                [row.table for row in rows],
                [row.row for row in rows],
                [row.column for row in rows],
                [row.value for row in rows],
                [row.reason for row in rows],
                [json.dumps(row.raw, ensure_ascii=False) for row in rows],
            ],
            schema=_SCHEMA,
        )
        draft = self._folder / f".{batch_id}.draft"
        pq.write_table(table, draft, compression="zstd")
        os.replace(draft, self._file(batch_id))

    def drop(self, batch_id: str) -> None:
        """Forgets the rows of a batch, once they are repaired or given up."""
        self._file(batch_id).unlink(missing_ok=True)

    def batches(self) -> list[str]:
        """The batches that have rows put aside."""
        return sorted(path.stem for path in self._folder.glob("*.parquet"))

    def rows(self, batch_id: str) -> tuple[QuarantinedRow, ...]:
        """The rows of a batch that were put aside; none for a batch without any."""
        if not self._file(batch_id).exists():
            return ()
        table = pq.read_table(self._file(batch_id)).to_pylist()
        return tuple(QuarantinedRow(**{**row, "raw": json.loads(row["raw"])}) for row in table)

    def _file(self, batch_id: str) -> Path:
        return self._folder / f"{batch_id}.parquet"
