"""A run of a source over the fake server, and what it brought."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.facts.schema import TABLES
from kring.sources.core.decoding import decoded
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import StoredRun
from kring.sources.core.source import Source
from tests.contract.fake import Asked, FakeServer, Script, Scripted, Vendor
from tests.contract.fake.client import FakeClient, GuardedFakeClient, Opener, Time

KEYS = PersonKeys(b"a secret of the tests only")
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


def ran(
    source: Source,
    vendor: Vendor,
    log: RawLog,
    subjects: Sequence[str],
    opener: Opener,
    *script: Scripted,
    time: Time | None = None,
    guarded: bool = False,
    since: datetime | None = None,
) -> StoredRun:
    """The run; every scripted fault came, and no request or answer broke the vendor's contract.

    `guarded`: through the client that leaves this machine elsewhere, which opens a connection for each call.
    """
    with FakeServer(vendor, script=Script([copy(line) for line in script])) as server:
        around = Around(log, GuardedFakeClient(server) if guarded else FakeClient(server), opener, KEYS, time or Time())
        done = run(source, dict.fromkeys(subjects, since), around)
        assert len(server.script.played) == sum(line.times for line in script)
        assert not server.complaints
    return done


def brought(source: Source, log: RawLog) -> Rows:
    """The newest of each row by its key, without the moment; nothing is put aside."""
    batch = decoded(source, "s", log.pages(source.name, None))
    assert not batch.quarantined
    found: Rows = {}
    for table, rows in batch.tables.items():
        key = TABLES[table].key
        for row in sorted(rows.to_pylist(), key=lambda row: row["observed_at"]):
            known = {name: value for name, value in row.items() if value is not None and name != "observed_at"}
            whole = found.setdefault(table, {}).setdefault(tuple(row[name] for name in key), {})
            whole.update(known)
    return found


def ran_in_pieces(source: Source, vendor: Vendor, log: RawLog, subject: str, opener: Opener) -> list[Asked]:
    """What was asked in runs that were each stopped after one page, until there was nothing left to do."""
    with FakeServer(vendor) as server:
        around = Around(log, FakeClient(server, seconds=30), opener, KEYS, Time(), lambda done: False)
        while run(source, {subject: None}, around).left:
            pass
        assert not server.complaints
        return server.asked
