"""A small way to write observations down in a test: rows as dictionaries, the rest unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.schema import SYNTHETIC, TABLES

NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
Row = dict[str, Any]


@dataclass(frozen=True)
class FactsInMemory(Facts):
    """Observations straight from Arrow tables, without a warehouse."""

    tables: dict[str, pa.Table]

    def table(self, name: str) -> nw.LazyFrame[Any]:
        return self.engine.from_arrow(self.tables.get(name, TABLES[name].arrow_schema.empty_table()))


def facts(**rows: Sequence[Row]) -> Facts:
    """Facts that hold the given rows; provenance is filled in."""
    common = {"source": "test", "legal_basis": SYNTHETIC, "observed_at": NOON, "batch_id": "b1"}
    tables = {
        name: pa.Table.from_pylist([common | row for row in given], schema=TABLES[name].arrow_schema)
        for name, given in rows.items()
    }
    return FactsInMemory(start_engine(), 1, {}, {"b1": 1, "b2": 2}, tables)


def tables_as_facts(tables: dict[str, pa.Table]) -> Facts:
    """Facts that hold tables of a synthetic world."""
    with_batch = {
        name: table.append_column("batch_id", pa.array(["b1"] * table.num_rows, pa.string())).select(
            TABLES[name].arrow_schema.names
        )
        for name, table in tables.items()
    }
    return FactsInMemory(start_engine(), 1, {}, {"b1": 1}, with_batch)


def account(name: str = "instagram:anna", followers: int | None = 1_000, **more: Any) -> Row:
    platform, _, handle = name.partition(":")
    return {"account": name, "creator": name, "platform": platform, "handle": handle, "followers": followers, **more}


def posts(number: int, name: str = "instagram:anna", **more: Any) -> list[Row]:
    """So many posts, a day apart; a list gives each post its own value."""
    return [
        {
            "post": f"{name}/{place}",
            "account": name,
            "published_at": NOON - timedelta(days=place + 1),
            **{key: value[place] if isinstance(value, list) else value for key, value in more.items()},
        }
        for place in range(number)
    ]


def comment(name: str, post: str, hours: float = 0.0, **more: Any) -> Row:
    return {
        "comment": name, "post": post, "parent": "", "by_creator": False,
        "published_at": NOON + timedelta(hours=hours), **more,
    }  # fmt: skip
