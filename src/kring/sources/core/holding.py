"""Subjects that are held up while the others go on: for a quota of their own, for trouble at their own host, for a key.

Their steps wait with them. When the others are due again, they move into the next run with all their steps, so that no
page is asked for twice and none is lost.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kring.sources.core.database import moment, written
from kring.sources.core.run_state import Held
from kring.sources.core.said import Said

if TYPE_CHECKING:
    from kring.sources.core.raw_log import RawLog


_HELD = f"state IN ({', '.join(repr(str(state)) for state in Held)})"


def hold(log: RawLog, run: int, subject: str, state: Held, why: Said, until: datetime | None = None) -> None:
    """Asks nothing more of a subject until a moment, or in this run, where there is anything left to ask."""
    with log.opened() as database:
        database.execute(
            "UPDATE subjects SET state = ?, until = ?, said_en = ?, said_nl = ? WHERE run = ? AND subject = ? AND"
            " EXISTS (SELECT 1 FROM steps WHERE state = 'open' AND run = subjects.run AND subject = subjects.subject)",
            (state, until and written(until), why.en, why.nl, run, subject),
        )


def go_on_with_those_due(log: RawLog, run: int, now: datetime) -> bool:
    """Goes on with subjects whose moment has come; False when there are none."""
    with log.opened() as database:
        return _let_go(database, run, "until <= ?", written(now))


def held_until(log: RawLog, run: int) -> datetime | None:
    """When the first of those that are held up is asked again of itself."""
    with log.reading() as database:
        (until,) = database.execute("SELECT MIN(until) FROM subjects WHERE run = ?", (run,)).fetchone()
    return moment(until) if until else None


def why_all_failed(log: RawLog, run: int) -> Said | None:
    """Why not one subject of a run could be opened: the first one's reason. None when another was."""
    with log.reading() as database:
        told = database.execute(
            "SELECT state, said_en, said_nl FROM subjects WHERE run = ? ORDER BY seq", (run,)
        ).fetchall()
    return Said(*told[0][1:]) if told and {state for state, *_ in told} == {Held.FAILED} else None


def leave(log: RawLog, source: str, subject: str) -> None:
    """Asks nothing more of a subject that the newest run of a source had not done with."""
    newest = "run = (SELECT MAX(id) FROM runs WHERE source = ?) AND subject = ?"
    with log.opened() as database:
        undone = f"SELECT 1 FROM subjects WHERE {newest} AND (state = 'open' OR {_HELD})"
        if database.execute(undone, (source, subject)).fetchone():
            for table in ("steps", "subjects"):
                database.execute(f"DELETE FROM {table} WHERE {newest}", (source, subject))


def to_go_on_with(database: sqlite3.Connection, source: str, now: datetime, turn: timedelta | None) -> int | None:
    """The run of a source that is not over. One older than a `turn` that waits for those held up only is over."""
    row = database.execute(
        "SELECT id, began_at FROM runs WHERE source = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1", (source,)
    ).fetchone()
    if row is None:
        return None
    run = int(row[0])
    if turn is None or moment(row[1]) + turn > now or not _only_held_are_left(database, run):
        return run
    database.execute(
        "UPDATE runs SET state = 'done', ended_at = ?, until = NULL, said_en = '', said_nl = '' WHERE id = ?",
        (written(now), run),
    )
    database.execute("UPDATE subjects SET state = 'done' WHERE run = ? AND state = 'open'", (run,))
    return None


def take_over(database: sqlite3.Connection, source: str, run: int) -> None:
    """Moves subjects that are held up from the run before into a new one, with all their steps."""
    before = "run = (SELECT MAX(id) FROM runs WHERE source = ? AND id < ?)"
    held = f"subject IN (SELECT subject FROM subjects WHERE {before} AND {_HELD})"
    told = (source, run)
    database.execute(f"UPDATE steps SET run = ? WHERE {before} AND {held}", (run, *told, *told))
    database.execute(f"UPDATE subjects SET run = ? WHERE {before} AND {_HELD}", (run, *told))


def try_again(database: sqlite3.Connection, run: int, now: datetime) -> None:
    """Goes on with everyone that is held up, but those whose quota is spent until later."""
    _let_go(database, run, f"{_HELD} AND (state <> '{Held.SPENT}' OR until <= ?)", written(now))


def _let_go(database: sqlite3.Connection, run: int, which: str, now: str) -> bool:
    gone_on = database.execute(
        f"UPDATE subjects SET state = 'open', until = NULL, said_en = '', said_nl = '' WHERE run = ? AND {which}",
        (run, now),
    )
    return gone_on.rowcount > 0


def _only_held_are_left(database: sqlite3.Connection, run: int) -> bool:
    left = {
        state
        for (state,) in database.execute(
            "SELECT DISTINCT subjects.state FROM steps JOIN subjects USING (run, subject)"
            " WHERE run = ? AND steps.state = 'open'",
            (run,),
        ).fetchall()
    }
    return bool(left) and left <= {str(state) for state in Held}
