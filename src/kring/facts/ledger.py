"""The ledger of batches: which batch was committed when, and which snapshot of each table that made.

Iceberg commits one table at a time; a batch may fill several. A reader therefore takes the snapshots that the newest
ledger line names, never a table's own latest: a batch is visible whole or not at all. A batch stands in `pending` while
its tables are written, so that the next writer can undo what a crash left half done.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS commits (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    namespace TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    label TEXT NOT NULL,
    rows_in INTEGER NOT NULL,
    loaded TEXT NOT NULL,
    quarantined INTEGER NOT NULL,
    snapshots TEXT NOT NULL,
    committed_at TEXT NOT NULL,
    UNIQUE (namespace, batch_id)
);
CREATE TABLE IF NOT EXISTS pending (
    namespace TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    tables TEXT NOT NULL,
    PRIMARY KEY (namespace, batch_id)
);
CREATE TABLE IF NOT EXISTS forgotten (
    namespace TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (namespace, batch_id)
);
CREATE TABLE IF NOT EXISTS cleaning (
    namespace TEXT NOT NULL,
    table_name TEXT NOT NULL,
    PRIMARY KEY (namespace, table_name)
);
"""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One committed batch, with the snapshot of every table after it."""

    position: int
    namespace: str
    batch_id: str
    label: str
    rows_in: int
    loaded: dict[str, int]
    quarantined: int
    snapshots: dict[str, int]
    committed_at: str


class Ledger:
    """The ledger file of a warehouse."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self._path, timeout=30)
        try:
            database.execute("PRAGMA synchronous = FULL")
            with database:
                yield database
        finally:
            database.close()

    def line(self, namespace: str, batch_id: str) -> LedgerLine | None:
        """The line of a batch, if it was committed."""
        return self._one("WHERE namespace = ? AND batch_id = ?", (namespace, batch_id))

    def newest(self, namespace: str) -> LedgerLine | None:
        """The newest line of a namespace."""
        return self._one("WHERE namespace = ? ORDER BY position DESC LIMIT 1", (namespace,))

    def lines(self, namespace: str) -> list[LedgerLine]:
        """All lines of a namespace, oldest first."""
        return self._all("WHERE namespace = ? ORDER BY position", (namespace,))

    def begin(self, namespace: str, batch_id: str, tables: list[str]) -> None:
        """Notes that a batch is about to write these tables."""
        with self._open() as database:
            database.execute(
                "INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", (namespace, batch_id, json.dumps(tables))
            )

    def pending(self, namespace: str) -> list[tuple[str, list[str]]]:
        """Batches that began and neither ended nor were undone: (batch_id, tables)."""
        with self._open() as database:
            rows = database.execute("SELECT batch_id, tables FROM pending WHERE namespace = ?", (namespace,)).fetchall()
        return [(batch_id, json.loads(tables)) for batch_id, tables in rows]

    def forget(self, namespace: str, batch_id: str) -> None:
        """Strikes a pending batch that has been undone."""
        with self._open() as database:
            database.execute("DELETE FROM pending WHERE namespace = ? AND batch_id = ?", (namespace, batch_id))

    def current_id(self, namespace: str, batch_id: str) -> str:
        """The name a batch is stored under: another each time rows of it were forgotten, so it can be loaded again."""
        with self._open() as database:
            row = database.execute(
                "SELECT times FROM forgotten WHERE namespace = ? AND batch_id = ?", (namespace, _first_name(batch_id))
            ).fetchone()
        return batch_id if row is None else f"{_first_name(batch_id)}~{row[0]}"

    def to_clean(self, namespace: str) -> list[str]:
        """Tables that still hold bytes of rows that were forgotten."""
        with self._open() as database:
            rows = database.execute("SELECT table_name FROM cleaning WHERE namespace = ?", (namespace,)).fetchall()
        return [str(table) for (table,) in rows]

    def cleaned(self, namespace: str, table: str) -> None:
        """Notes that a table holds none of them any more."""
        with self._open() as database:
            database.execute("DELETE FROM cleaning WHERE namespace = ? AND table_name = ?", (namespace, table))

    def commit(
        self,
        namespace: str,
        batch_id: str,
        label: str,
        rows_in: int,
        loaded: dict[str, int],
        quarantined: int,
        snapshots: dict[str, int],
        *,
        forgotten: Iterable[str] = (),
        to_clean: Iterable[str] = (),
    ) -> LedgerLine:
        """Makes a batch visible, in one transaction. Returns its line.

        One that only takes away names the batches that rows were `forgotten` of, and the tables `to_clean`.
        """
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        row = (namespace, batch_id, label, rows_in, json.dumps(loaded), quarantined, json.dumps(snapshots), moment)
        with self._open() as database:
            database.execute(f"INSERT INTO commits ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            database.execute("DELETE FROM pending WHERE namespace = ? AND batch_id = ?", (namespace, batch_id))
            database.executemany(
                "INSERT INTO forgotten VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
                [(namespace, name) for name in sorted({_first_name(name) for name in forgotten})],
            )
            database.executemany(
                "INSERT OR IGNORE INTO cleaning VALUES (?, ?)", [(namespace, name) for name in to_clean]
            )
        line = self.line(namespace, batch_id)
        assert line is not None
        return line

    def _one(self, where: str, values: tuple[str, ...]) -> LedgerLine | None:
        lines = self._all(where, values)
        return lines[0] if lines else None

    def _all(self, where: str, values: tuple[str, ...]) -> list[LedgerLine]:
        with self._open() as database:
            rows = database.execute(f"SELECT position, {_COLUMNS} FROM commits {where}", values).fetchall()
        return [
            LedgerLine(position, namespace, batch, label, rows_in, json.loads(loaded), held, json.loads(snaps), moment)
            for position, namespace, batch, label, rows_in, loaded, held, snaps, moment in rows
        ]


def _first_name(batch_id: str) -> str:
    return batch_id.partition("~")[0]


_COLUMNS = "namespace, batch_id, label, rows_in, loaded, quarantined, snapshots, committed_at"
