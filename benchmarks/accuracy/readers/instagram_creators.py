"""The Instagram creators of Kim et al. (WWW 2020) as observations: the mapping of their columns to ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.schema import TABLES

CRAWLED = datetime(2019, 7, 1, tzinfo=UTC)
BATCH = "instagram_creators"


@dataclass(frozen=True)
class FactsInMemory(Facts):
    """Observations straight from Arrow tables, without a warehouse."""

    tables: dict[str, pa.Table]

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """All observations of a table."""
        return self.engine.from_arrow(self.tables.get(name, TABLES[name].arrow_schema.empty_table()))


def facts_of(folder: Path) -> Facts:
    """The creators, posts and comments in `folder`."""
    tables = {"accounts": accounts(folder), "posts": posts(folder), "comments": comments(folder)}
    return FactsInMemory(start_engine(), 1, {}, {BATCH: 1}, tables)


def accounts(folder: Path) -> pa.Table:
    """creators.csv as accounts; a user name stays text."""
    text = pcsv.ConvertOptions(column_types={"username": pa.string(), "category": pa.string()})
    table = pcsv.read_csv(folder / "creators.csv", convert_options=text)
    account = _account(table["username"])
    return _observed(
        "accounts",
        table.num_rows,
        account=account,
        creator=account,
        platform=pa.array(["instagram"] * table.num_rows),
        handle=table["username"],
        followers=table["followers"],
        following=table["followees"],
        posts=table["posts"],
        category=table["category"],
    )


def posts(folder: Path) -> pa.Table:
    """posts.parquet as posts; a list of sponsors that isn't empty is the paid label."""
    table = pq.read_table(folder / "posts.parquet")
    return _observed(
        "posts",
        table.num_rows,
        post=table["id"],
        account=_account(table["username"]),
        published_at=_moment(table["ts"]),
        caption=table["caption"],
        paid_label=pc.greater(pc.list_value_length(table["sponsors"]), 0),
        likes=table["likes"],
        comments=table["n_comments"],
    )


def comments(folder: Path) -> pa.Table:
    """comments.parquet as comments; an empty parent is the first level."""
    table = pq.read_table(folder / "comments.parquet", columns=["post_id", "comment_id", "parent", "ts", "by_owner"])
    return _observed(
        "comments",
        table.num_rows,
        comment=table["comment_id"],
        post=table["post_id"],
        parent=table["parent"],
        by_creator=table["by_owner"],
        published_at=_moment(table["ts"]),
    )


def _account(names: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise("instagram", pc.utf8_lower(names.cast(pa.string())), ":")


def _moment(seconds: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.multiply(seconds, 1_000_000).cast(pa.timestamp("us", tz="UTC"))


def _observed(name: str, rows: int, **columns: Any) -> pa.Table:
    """The columns in the table's schema, with provenance; what isn't given is unknown."""
    schema = TABLES[name].arrow_schema
    fixed = {"source": BATCH, "legal_basis": "legitimate_interest", "observed_at": CRAWLED, "batch_id": BATCH}
    filled = [
        columns[field.name].cast(field.type)
        if field.name in columns
        else pa.array([fixed.get(field.name)] * rows, field.type)
        for field in schema
    ]
    return pa.table(filled, schema=schema)
