"""Seals: which pages are decoded together into one batch, so that a crash in between can't load them twice.

A page gets its seal before it is decoded and keeps it. A batch is named by its seal and the version of the decoder;
decoding a seal again under the same version gives the same batch, which the warehouse then has already.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kring.sources.core.raw_log import RawLog


@dataclass(frozen=True, slots=True)
class Seal:
    """Pages that belong together. `batch_id`, `version` and `digest` are those of the batch made of them, if it was.

    `whole`: whether all its pages are still there, so that it can be decoded again.
    """

    name: str
    source: str
    pages: int
    whole: bool
    version: int | None
    batch_id: str | None
    digest: str | None


def seal_new(log: RawLog, source: str) -> None:
    """Puts the pages that have no seal yet under a new one."""
    with log.opened() as database:
        rows = database.execute(
            "SELECT id, fingerprint, fetched_at FROM raw WHERE source = ? AND seal IS NULL ORDER BY id", (source,)
        ).fetchall()
        if not rows:
            return
        name = hashlib.sha256(repr((source, rows)).encode()).hexdigest()[:32]
        database.execute("UPDATE raw SET seal = ? WHERE source = ? AND seal IS NULL", (name, source))
        database.execute("INSERT INTO seals (seal, source, pages) VALUES (?, ?, ?)", (name, source, len(rows)))


def seals(log: RawLog, source: str) -> list[Seal]:
    """All seals of a source, oldest first."""
    with log.reading() as database:
        rows = database.execute(
            "SELECT seal, source, pages, version, batch_id, digest,"
            " (SELECT COUNT(*) FROM raw WHERE raw.source = seals.source AND raw.seal = seals.seal) AS here"
            " FROM seals WHERE source = ? ORDER BY rowid",
            (source,),
        ).fetchall()
    return [
        Seal(name, of, pages, here == pages, version, batch, digest)
        for name, of, pages, version, batch, digest, here in rows
    ]


def note_batch(log: RawLog, seal: str, version: int, batch_id: str, digest: str) -> None:
    """Notes which batch a seal became."""
    with log.opened() as database:
        database.execute(
            "UPDATE seals SET version = ?, batch_id = ?, digest = ? WHERE seal = ?", (version, batch_id, digest, seal)
        )
