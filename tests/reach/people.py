"""Small audiences written by hand, and the follower lists that the tests carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kring.reach import Audience

DATA = Path(__file__).parents[1] / "data"


def pairs(
    lists: Mapping[str, Iterable[int]], relation: str = "follower", complete: bool = True, **more: object
) -> pa.Table:
    """The table `audience_people` of these lists of people by account."""
    rows = [(account, person) for account, people in lists.items() for person in people]
    columns = {
        "account": pa.array([account for account, _ in rows], pa.string()),
        "person_key": pa.array([person for _, person in rows], pa.int64()),
        "relation": pa.array([relation] * len(rows), pa.string()),
        "complete": pa.array([complete] * len(rows), pa.bool_()),
    }
    return pa.table(columns | {name: pa.array([value] * len(rows)) for name, value in more.items()})


def people(rows: Mapping[int, Mapping[str, object]]) -> pa.Table:
    """The table `people` with what is known of each."""
    names = ("country", "region", "municipality", "postcode_area", "age_band", "gender", "language")
    columns = {name: pa.array([row.get(name) for row in rows.values()], pa.string()) for name in names}
    interests = pa.array([row.get("interests") for row in rows.values()], pa.list_(pa.string()))
    return pa.table({"person_key": pa.array(list(rows), pa.int64()), **columns, "interests": interests})


def audience(lists: Mapping[str, Iterable[int]], known: Mapping[int, Mapping[str, object]] | None = None) -> Audience:
    """The audience of complete follower lists."""
    return Audience.build(pairs(lists), None if known is None else people(known))


def accounts(sizes: Mapping[str, int | None], **columns: list[object]) -> pa.Table:
    """A table of accounts with their followers and other columns."""
    names = pa.array(list(sizes), pa.string())
    followers = pa.array(list(sizes.values()), pa.int64())
    return pa.table(
        {"account": names, "followers": followers, **{name: pa.array(value) for name, value in columns.items()}}
    )


def follower_lists() -> pa.Table:
    """The 100 follower lists (see tests/data/README.md) as the table `audience_people`."""
    table = pq.read_table(DATA / "follower_lists_100.parquet")
    count = table.num_rows
    return pa.table({
        "account": pa.array([f"x:{number}" for number in table["account"].to_pylist()]),
        "person_key": table["follower"].cast(pa.int64()),
        "relation": pa.array(["follower"] * count),
        "complete": pa.array([True] * count),
    })  # fmt: skip
