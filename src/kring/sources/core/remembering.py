"""Sources that ask for changes only, and so want to see what was kept last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from kring.sources.core.database import moment
from kring.sources.core.raw_log import RawLog
from kring.sources.core.raw_tables import unpacked
from kring.sources.core.source import Source
from kring.sources.core.step import RawPage, Step


@runtime_checkable
class Remembers(Protocol):
    """A source that asks otherwise when it knows what was kept last."""

    def knowing(self, pages: Sequence[RawPage]) -> Source:
        """The source, when these are the newest pages of its subjects."""
        ...


def remembering(source: Source, log: RawLog) -> Source:
    """The source with its newest pages shown to it, when it wants to see them."""
    if not isinstance(source, Remembers):
        return source
    with log.reading() as database:
        rows = database.execute(
            "SELECT id, step, fetched_at, size, content FROM raw"
            " WHERE id IN (SELECT MAX(id) FROM raw WHERE source = ? GROUP BY subject)",
            (source.name,),
        ).fetchall()
    return source.knowing(
        [
            RawPage(number, source.name, Step.read(step), moment(at), unpacked(size, content))
            for number, step, at, size, content in rows
        ]
    )
