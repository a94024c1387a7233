"""Deleting from the raw log: what is past its time, and what somebody took back. The bytes go too, not just rows."""

from __future__ import annotations

from datetime import datetime, timedelta

from kring.sources.core.database import written
from kring.sources.core.raw_log import RawLog

QUOTA_KEPT = timedelta(days=90)
"""How long it is kept what was asked for and what it took; the newest run of a source stays, to be seen."""

_OLD_RUNS = "SELECT id FROM runs WHERE ended_at <= ? AND id NOT IN (SELECT MAX(id) FROM runs GROUP BY source)"


def delete_expired(log: RawLog, now: datetime) -> dict[str, int]:
    """Deletes every page past its time, whether or not its source is still used. Returns how many, by source."""
    with log.opened() as database:
        counted = dict(
            database.execute(
                "SELECT source, COUNT(*) FROM raw WHERE expires_at <= ? GROUP BY source", (written(now),)
            ).fetchall()
        )
        database.execute("DELETE FROM raw WHERE expires_at <= ?", (written(now),))
        for table in ("steps", "subjects"):
            database.execute(f"DELETE FROM {table} WHERE run IN ({_OLD_RUNS})", (written(now - QUOTA_KEPT),))
        database.execute("DELETE FROM quota WHERE at <= ?", (written(now - QUOTA_KEPT),))
    if counted:
        log.give_back()
    return {str(source): int(pages) for source, pages in counted.items()}


def delete_subject(log: RawLog, source: str, subject: str) -> int:
    """Deletes all that is kept of one subject of a source: its pages, and the steps that name it. Returns the pages."""
    with log.opened() as database:
        runs = "(SELECT id FROM runs WHERE source = ?)"
        pages = database.execute("DELETE FROM raw WHERE source = ? AND subject = ?", (source, subject)).rowcount
        for table in ("steps", "subjects"):
            database.execute(f"DELETE FROM {table} WHERE subject = ? AND run IN {runs}", (subject, source))
    log.give_back()
    return pages
