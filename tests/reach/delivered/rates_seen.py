"""Posts and accounts written by hand, for view rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
MOMENT = pa.timestamp("us", tz="UTC")


def posts(
    account: str, reach: Sequence[int | None], *, kind: str | None = "image", views: Sequence[int | None] | None = None
) -> pa.Table:
    """One post a figure, a day apart."""
    count = len(reach)
    return pa.table({
        "account": pa.array([account] * count, pa.string()),
        "published_at": pa.array([NOON - timedelta(days=day) for day in range(count)], MOMENT),
        "kind": pa.array([kind] * count, pa.string()),
        "reach": pa.array(reach, pa.int64()),
        "views": pa.array(views or [None] * count, pa.int64()),
    })  # fmt: skip


def accounts(followers: dict[str, int | None]) -> pa.Table:
    """The table of accounts, the platform read from the name."""
    return pa.table({
        "account": pa.array(list(followers), pa.string()),
        "platform": pa.array([name.partition(":")[0] for name in followers], pa.string()),
        "followers": pa.array(list(followers.values()), pa.int64()),
    })  # fmt: skip


def observed(*rows: tuple[str, int, datetime]) -> pa.Table:
    """The followers of accounts at moments."""
    names, followers, moments = zip(*rows, strict=True)
    return pa.table({
        "account": pa.array(names, pa.string()),
        "followers": pa.array(followers, pa.int64()),
        "observed_at": pa.array(moments, MOMENT),
    })  # fmt: skip
