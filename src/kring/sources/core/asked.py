"""Whom each source is asked about, how often, and what was chosen of it: what people set, kept until they change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kring.sources.core.database import Database, moment, written

EVERY = timedelta(days=1)
_TABLES = """
CREATE TABLE IF NOT EXISTS subjects (
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (source, subject)
);
CREATE TABLE IF NOT EXISTS chosen (
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source, name)
);
CREATE TABLE IF NOT EXISTS deeds (
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    deed TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done about a source: asked for, consented, withdrawn, synced. Of a creator who withdrew the
    name is gone; that and when it happened stays.
    """

    at: datetime
    source: str
    subject: str
    deed: str


class Asked(Database):
    """What one organisation set for its sources."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, _TABLES)

    def add(self, source: str, subject: str, now: datetime) -> bool:
        """Asks a source about a subject from now on; False when it did already."""
        with self.opened() as database:
            added = database.execute("INSERT OR IGNORE INTO subjects VALUES (?, ?, ?)", (source, subject, written(now)))
        return added.rowcount == 1

    def remove(self, source: str, subject: str) -> bool:
        """Stops asking about it; what is known stays. False when it was not asked."""
        with self.opened() as database:
            gone = database.execute("DELETE FROM subjects WHERE source = ? AND subject = ?", (source, subject))
        return gone.rowcount == 1

    def subjects(self, source: str) -> list[str]:
        """Whom a source is asked about, in the order they were added."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT subject FROM subjects WHERE source = ? ORDER BY added_at, subject", (source,)
            ).fetchall()
        return [str(subject) for (subject,) in rows]

    def choose(self, source: str, name: str, value: str) -> None:
        """Notes a choice, in place of the one before."""
        with self.opened() as database:
            database.execute("INSERT OR REPLACE INTO chosen VALUES (?, ?, ?)", (source, name, value))

    def chosen(self, source: str) -> dict[str, str]:
        """What was chosen of a source, by name."""
        with self.reading() as database:
            rows = database.execute("SELECT name, value FROM chosen WHERE source = ?", (source,)).fetchall()
        return {str(name): str(value) for name, value in rows}

    def chosen_of_all(self) -> dict[str, dict[str, str]]:
        """What was chosen of every source, by source and name."""
        with self.reading() as database:
            rows = database.execute("SELECT source, name, value FROM chosen").fetchall()
        found: dict[str, dict[str, str]] = {}
        for source, name, value in rows:
            found.setdefault(source, {})[name] = value
        return found

    def every(self, source: str) -> timedelta:
        """How often a source is asked."""
        return timedelta(hours=float(self.chosen(source).get("every_hours", EVERY / timedelta(hours=1))))

    def note(self, source: str, subject: str, deed: str, now: datetime) -> None:
        """Adds to the log of what was done."""
        with self.opened() as database:
            database.execute("INSERT INTO deeds VALUES (?, ?, ?, ?)", (written(now), source, subject, deed))

    def forget_name(self, source: str, subject: str) -> None:
        """Takes a subject's name out of the log, and stops asking about it."""
        with self.opened() as database:
            database.execute("DELETE FROM subjects WHERE source = ? AND subject = ?", (source, subject))
            database.execute("UPDATE deeds SET subject = '' WHERE source = ? AND subject = ?", (source, subject))
        self.give_back()

    def deeds(self, limit: int = 100) -> list[Deed]:
        """The newest deeds first."""
        with self.reading() as database:
            rows = database.execute("SELECT * FROM deeds ORDER BY at DESC, rowid DESC LIMIT ?", (limit,)).fetchall()
        return [Deed(moment(at), source, subject, deed) for at, source, subject, deed in rows]
