"""A SQLite file with something of the sources in it: a change comes whole or not at all, what goes is overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

_WAIT = 30
"""Seconds for which another process that writes is waited for."""


class Database:
    """One file with its tables, which are made where they are not there yet. `added`: columns that an older file lacks,
    each as its table, its name and its type.
    """

    def __init__(self, path: Path, tables: str, added: Sequence[tuple[str, str, str]] = ()) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        with closing(sqlite3.connect(path, timeout=_WAIT)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(tables)
        for table, column, kind in added:
            self._add(table, column, kind)

    def _add(self, table: str, column: str, kind: str) -> None:
        known = f"SELECT 1 FROM pragma_table_info('{table}') WHERE name = ?"
        with self.reading() as database:
            if database.execute(known, (column,)).fetchone():
                return
        with self.opened() as database:
            if not database.execute(known, (column,)).fetchone():
                database.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. What is deleted is overwritten."""
        with closing(sqlite3.connect(self.path, timeout=_WAIT)) as database:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA secure_delete = ON")
            with database:
                database.execute("BEGIN IMMEDIATE")
                yield database

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A look at one moment; it holds up nobody."""
        with closing(sqlite3.connect(self.path, timeout=_WAIT)) as database:
            database.execute("BEGIN")
            yield database

    def give_back(self) -> None:
        """Overwrites what the write-ahead log still held of what was deleted, and gives free pages back."""
        with closing(sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)) as database:
            database.execute("PRAGMA secure_delete = ON")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def written(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The moment that `written` wrote."""
    return datetime.fromisoformat(text)
