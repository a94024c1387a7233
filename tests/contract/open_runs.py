"""What came of a run over the fake server, in a form that two runs can be compared by."""

from __future__ import annotations

from typing import Any

from kring.sources.core.decoding import decoded
from kring.sources.core.raw_log import RawLog
from kring.sources.core.source import Source

TABLES = ("accounts", "posts", "comments", "audience_people", "people")
Found = dict[str, list[dict[str, Any]]]


def found(source: Source, log: RawLog) -> Found:
    """The rows of each table, each once however often it was seen, without the moment."""
    batch = decoded(source, "s", log.pages(source.name, None))
    assert not batch.quarantined
    rows = {
        name: batch.tables[name].drop_columns(["observed_at"]).to_pylist() for name in TABLES if name in batch.tables
    }
    return {name: sorted({repr(row): row for row in some}.values(), key=repr) for name, some in rows.items()}
