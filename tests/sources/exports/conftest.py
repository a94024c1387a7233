"""Reads an export as an import would, without a workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kring.facts.batch import Batch
from kring.facts.person_keys import PersonKeys
from kring.sources.exports.archive import Archive
from kring.sources.exports.batch import batch_of
from kring.sources.exports.export import Answered, Export, Recognised
from kring.sources.exports.recognising import recognised_export
from kring.sources.files.reasons_in_dutch import in_dutch

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Read:
    """What came out of one archive."""

    export: Export
    recognised: Recognised
    batch: Batch
    unused: dict[str, int]

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.batch.tables[table].to_pylist() if table in self.batch.tables else []

    def shares(self, dimension: str) -> dict[str, float]:
        rows = self.rows("audience_shares")
        return {row["value"]: round(row["share"], 4) for row in rows if row["dimension"] == dimension}

    def shares_known(self, dimension: str) -> dict[str, float]:
        rows = self.rows("audience_shares")
        return {row["value"]: row["share"] for row in rows if row["dimension"] == dimension and not row["suppressed"]}

    @property
    def said(self) -> str:
        return " ".join(said.en for said in (*self.recognised.doubts, *self.recognised.absent))

    @property
    def accounted(self) -> bool:
        """Whether every entry of the files is in a table, put aside, or said to be no observation."""
        entries = sum(self.batch.tables[name].num_rows for name in self.batch.tables if name != "accounts")
        return self.batch.rows_in == entries + len(self.batch.quarantined) + sum(self.unused.values())


ReadExport = Callable[..., Read]


@pytest.fixture
def read_export() -> ReadExport:
    """`read_export(path, account=None, complete=None)`: fails when it is no export, or a reason has no Dutch."""

    def read(path: Path, account: str | None = None, observed_at: dt.datetime | None = None, **said: str) -> Read:
        archive = Archive.of(path)
        known = recognised_export(archive)
        assert known is not None, "no export was recognised"
        export, recognised = known
        answered = Answered(recognised.account or account, observed_at or recognised.observed_at or NOW, KEYS, said)
        batch, unused = batch_of(export, archive, recognised, answered)
        assert all(in_dutch(row.reason) != row.reason for row in batch.quarantined)
        return Read(export, recognised, batch, unused)

    return read
