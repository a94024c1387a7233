"""The raw log: every page that came in, which steps are still to do, and what was spent, in one SQLite file.

A page, the steps it leads to and its quota entry are one transaction, so that a run stopped anywhere goes on at the
step where it was. Pages are kept until their source's terms want them gone, and can be decoded again as long as they
are there.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kring.errors import WorkspaceProblem
from kring.sources.core import holding, raw_tables
from kring.sources.core.database import Database, moment, written
from kring.sources.core.run_state import RunState, StoredRun, SubjectEnd
from kring.sources.core.said import Said
from kring.sources.core.step import RawPage, Step

NOTHING = Said("", "")
RESTARTS = 2
RAW = "raw.db"


class RawLog(Database):
    """The raw log of one organisation, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / RAW, raw_tables.TABLES, raw_tables.ADDED)

    @contextmanager
    def running(self, source: str) -> Iterator[None]:
        """One run of a source at a time, over all processes. Raises `WorkspaceProblem` when there is one already."""
        with self.path.with_name(f".{source}.running").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise WorkspaceProblem(
                    f"{source} is being asked already, by another run.", "Wait until that one has ended.",
                    nl=f"{source} wordt al bevraagd, in een andere ronde.", nl_advice="Wacht tot die klaar is.",
                ) from None  # fmt: skip
            yield

    def begin(
        self, source: str, starts: Mapping[str, Sequence[Step]], now: datetime, turn: timedelta | None = None
    ) -> int:
        """The run that was not finished, or a new one, with these subjects and their first steps added. Its number.

        `turn`: how long a run that waits for a few subjects may keep the others from being asked again.
        """
        with self.opened() as database:
            run = holding.to_go_on_with(database, source, now, turn)
            if run is None:
                run = _added(database, "runs", source=source, began_at=written(now), state=RunState.RUNNING)
                holding.take_over(database, source, run)
            else:
                database.execute("UPDATE runs SET state = ?, until = NULL WHERE id = ?", (RunState.RUNNING, run))
            holding.try_again(database, run, now)
            for subject, steps in starts.items():
                new = database.execute(
                    "INSERT OR IGNORE INTO subjects (run, subject, state, began_at) VALUES (?, ?, 'open', ?)",
                    (run, subject, written(now)),
                )
                if new.rowcount:
                    _add_steps(database, run, steps)
        return run

    def next_step(self, run: int) -> Step | None:
        """The next step that is not done, one subject after another; none of those that are held up."""
        with self.reading() as database:
            row = database.execute(
                "SELECT steps.step FROM steps JOIN subjects USING (run, subject)"
                " WHERE run = ? AND steps.state = 'open' AND subjects.state = 'open'"
                " ORDER BY subjects.seq, steps.seq LIMIT 1",
                (run,),
            ).fetchone()
        return None if row is None else Step.read(row[0])

    def take(
        self,
        run: int,
        source: str,
        step: Step,
        fingerprint: str,
        content: Any,
        fetched_at: datetime,
        expires_at: datetime | None,
        follows: Sequence[Step],
        spent: Mapping[str, int],
    ) -> None:
        """Keeps a page, ends its step, adds the steps it leads to and notes what it took, in one transaction."""
        size, packed = raw_tables.packed(content)
        with self.opened() as database:
            done = database.execute(
                "UPDATE steps SET state = 'done' WHERE run = ? AND step_id = ? AND state = 'open'", (run, step.id)
            )
            if done.rowcount != 1:
                return
            _added(
                database, "raw", run=run, source=source, subject=step.subject, step=step.written(),
                fingerprint=fingerprint, fetched_at=written(fetched_at),
                expires_at=expires_at and written(expires_at), size=size, content=packed,
            )  # fmt: skip
            _add_steps(database, run, follows)
            _add_spent(database, source, spent, fetched_at)

    def spend(self, source: str, spent: Mapping[str, int], now: datetime) -> None:
        """Notes what a call took that brought no page."""
        with self.opened() as database:
            _add_spent(database, source, spent, now)

    def spent(self, source: str, bucket: str, since: datetime) -> tuple[int, datetime | None]:
        """The units spent from a moment on, and when the first of them was."""
        with self.reading() as database:
            units, oldest = database.execute(
                "SELECT SUM(units), MIN(at) FROM quota WHERE source = ? AND bucket = ? AND at > ?",
                (source, bucket, written(since)),
            ).fetchone()
        return int(units or 0), moment(oldest) if oldest else None

    def skip(self, run: int, step: Step, why: Said) -> None:
        """Ends a step that can't be had, with the reason."""
        with self.opened() as database:
            database.execute(
                "UPDATE steps SET state = 'skipped', said_en = ?, said_nl = ? WHERE run = ? AND step_id = ?",
                (why.en, why.nl, run, step.id),
            )

    def restart(self, run: int, step: Step, first: Step, why: Said) -> None:
        """Has the stream of a step asked again from its first page on; after `RESTARTS` the step is skipped instead."""
        stream = (run, step.subject, step.stream)
        with self.opened() as database:
            (before,) = database.execute(
                "SELECT COUNT(*) FROM steps WHERE run = ? AND subject = ? AND stream = ? AND state = 'restarted'",
                stream,
            ).fetchone()
            if before < RESTARTS:
                database.execute("UPDATE steps SET state = 'restarted' WHERE run = ? AND step_id = ?", (run, step.id))
                database.execute(
                    "UPDATE steps SET step_id = step_id || '~' || seq"
                    " WHERE run = ? AND subject = ? AND stream = ? AND state IN ('done', 'restarted')",
                    stream,
                )
                _add_steps(database, run, [first])
                return
        self.skip(run, step, why)

    def end_subject(self, run: int, subject: str, state: str, why: Said) -> None:
        """Nothing more is asked of a subject in this run."""
        with self.opened() as database:
            database.execute(
                "UPDATE steps SET state = 'dropped' WHERE run = ? AND subject = ? AND state = 'open'", (run, subject)
            )
            database.execute(
                "UPDATE subjects SET state = ?, said_en = ?, said_nl = ? WHERE run = ? AND subject = ?",
                (state, why.en, why.nl, run, subject),
            )

    def end(self, run: int, state: RunState, now: datetime, until: datetime | None = None, why: Said = NOTHING) -> None:
        """Notes how a run ended. One that waits or was stopped is not over: the next goes on with it."""
        over = written(now) if state in (RunState.DONE, RunState.FAILED) else None
        with self.opened() as database:
            database.execute(
                "UPDATE runs SET state = ?, ended_at = ?, until = ?, said_en = ?, said_nl = ? WHERE id = ?",
                (state, over, until and written(until), why.en, why.nl, run),
            )
            if state == RunState.DONE:
                database.execute("UPDATE subjects SET state = 'done' WHERE run = ? AND state = 'open'", (run,))

    def stored_run(self, run: int) -> StoredRun:
        """What is known of a run."""
        with self.reading() as database:
            row = database.execute(
                "SELECT source, began_at, ended_at, state, until, said_en, said_nl FROM runs WHERE id = ?", (run,)
            ).fetchone()
            counted = dict(
                database.execute("SELECT state, COUNT(*) FROM steps WHERE run = ? GROUP BY state", (run,)).fetchall()
            )
            ends = database.execute(
                "SELECT subject, state, until, said_en, said_nl FROM subjects WHERE run = ? ORDER BY seq", (run,)
            ).fetchall()
            skipped = database.execute(
                "SELECT subject, said_en, said_nl FROM steps WHERE run = ? AND state = 'skipped' ORDER BY seq", (run,)
            ).fetchall()
        source, began, ended, state, until, en, nl = row
        return StoredRun(
            run, source, moment(began), ended and moment(ended), RunState(state),
            until and moment(until), Said(en, nl), int(counted.get("done", 0)), int(counted.get("open", 0)),
            tuple(SubjectEnd(one, how, Said(*said), until and moment(until)) for one, how, until, *said in ends),
            tuple((subject, Said(*said)) for subject, *said in skipped),
        )  # fmt: skip

    def newest_run(self, source: str) -> StoredRun | None:
        """The last run of a source."""
        with self.reading() as database:
            row = database.execute("SELECT MAX(id) FROM runs WHERE source = ?", (source,)).fetchone()
        return None if row[0] is None else self.stored_run(int(row[0]))

    def last_done(self, source: str, subject: str) -> datetime | None:
        """When somebody last began to ask all of a subject, and did."""
        with self.reading() as database:
            row = database.execute(
                "SELECT MAX(COALESCE(subjects.began_at, runs.began_at))"
                " FROM subjects JOIN runs ON runs.id = subjects.run"
                " WHERE runs.source = ? AND subjects.subject = ? AND subjects.state = 'done'",
                (source, subject),
            ).fetchone()
        return moment(row[0]) if row[0] else None

    def sources(self) -> list[str]:
        """The sources that were ever asked."""
        with self.reading() as database:
            rows = database.execute("SELECT DISTINCT source FROM runs ORDER BY source").fetchall()
        return [str(source) for (source,) in rows]

    def pages(self, source: str, seal: str | None) -> list[RawPage]:
        """The pages under a seal, or those without one, in the order in which they came."""
        return self._pages(source, "seal IS ?", seal)

    def pages_of(self, source: str, subject: str) -> list[RawPage]:
        """The pages that are kept of one subject, in the order in which they came."""
        return self._pages(source, "subject = ?", subject)

    def subjects(self, source: str) -> list[str]:
        """The subjects of which pages are kept."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT subject FROM raw WHERE source = ? GROUP BY subject ORDER BY MIN(id)", (source,)
            ).fetchall()
        return [str(subject) for (subject,) in rows]

    def newest_pages(self, source: str) -> list[RawPage]:
        """Of each subject the newest page of each stream."""
        newest = "SELECT MAX(id) FROM raw WHERE source = ? GROUP BY subject, json_extract(step, '$[0]')"
        return self._pages(source, f"id IN ({newest})", source)

    def _pages(self, source: str, which: str, told: str | None) -> list[RawPage]:
        with self.reading() as database:
            rows = database.execute(
                f"SELECT id, step, fetched_at, size, content FROM raw WHERE source = ? AND {which} ORDER BY id",
                (source, told),
            ).fetchall()
        return [
            RawPage(number, source, Step.read(step), moment(at), raw_tables.unpacked(size, content))
            for number, step, at, size, content in rows
        ]


def _add_steps(database: sqlite3.Connection, run: int, steps: Sequence[Step]) -> None:
    database.executemany(
        "INSERT OR IGNORE INTO steps (run, step_id, subject, stream, step, state) VALUES (?, ?, ?, ?, ?, 'open')",
        [(run, step.id, step.subject, step.stream, step.written()) for step in steps],
    )


def _add_spent(database: sqlite3.Connection, source: str, spent: Mapping[str, int], now: datetime) -> None:
    database.executemany(
        "INSERT INTO quota (source, bucket, units, at) VALUES (?, ?, ?, ?)",
        [(source, bucket, units, written(now)) for bucket, units in spent.items() if units],
    )


def _added(database: sqlite3.Connection, table: str, **values: Any) -> int:
    marks = ", ".join("?" for _ in values)
    added = database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
    return int(added.lastrowid or 0)
