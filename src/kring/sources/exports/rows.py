"""Rows of our tables from what an export tells; what it doesn't tell is null."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pyarrow as pa

from kring.facts.schema import PROVENANCE, TABLES
from kring.sources.exports.export import Answered

_OBSERVED_AT = PROVENANCE[2]


def table_of(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """The rows with a table's own columns, and `observed_at`, null where a row has no moment of its own."""
    schema = pa.schema([*TABLES[name].own_schema, pa.field(_OBSERVED_AT.name, _OBSERVED_AT.kind.arrow)])
    return pa.Table.from_pylist(list(rows), schema=pa.schema([field.with_nullable(True) for field in schema]))


def account_row(answered: Answered, *, observed_at: datetime | None = None, **figures: int | None) -> dict[str, Any]:
    """A row of `accounts` for the account an export is of."""
    platform, _, handle = (answered.account or "").partition(":")
    named = {"account": answered.account, "creator": answered.account, "platform": platform, "handle": handle}
    return {**named, **figures, "observed_at": observed_at}
