"""Whole runs over the fake server, and what came of them."""

from __future__ import annotations

from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, Client, run
from kring.sources.core.run_state import StoredRun
from kring.sources.core.source import Source
from tests.contract.fake import FakeServer, Script, Scripted, Vendor
from tests.contract.fake.client import FakeClient, Opener, Time

KEYS = PersonKeys(b"a secret of the tests only")
TABLES = ("accounts", "posts", "comments", "audience_people", "people")
Found = dict[str, list[dict[str, Any]]]


def ran(source: Source, vendor: Vendor, log: RawLog, subject: str, *script: Scripted) -> StoredRun:
    """A run over the fake, which played its whole script and broke no contract."""
    with FakeServer(vendor, script=Script(list(script))) as server:
        done = asked(source, FakeClient(server), log, subject)
        assert len(server.script.played) == sum(line.times for line in script)
        assert not server.complaints
    return done


def asked(source: Source, client: Client, log: RawLog, subject: str) -> StoredRun:
    return run(source, {subject: None}, Around(log, client, Opener(), KEYS, Time()))


def found(source: Source, log: RawLog) -> Found:
    """The rows of each table, each once however often it was seen, without the moment."""
    batch = decoded(source, "s", log.pages(source.name, None))
    assert not batch.quarantined
    rows = {
        name: batch.tables[name].drop_columns(["observed_at"]).to_pylist() for name in TABLES if name in batch.tables
    }
    return {name: sorted({repr(row): row for row in some}.values(), key=repr) for name, some in rows.items()}
