"""An account counts however it was observed, and a complete list of followers counts as their number."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

import kring

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def listed(account: str, people: range, complete: bool) -> list[dict]:
    row = {"account": account, "relation": "follower", "complete": complete}
    return [{**row, "person_key": person} for person in people]


def test_accounts_known_by_a_list_alone_have_its_size_when_it_is_complete(tmp_path: Path) -> None:
    workspace = kring.open(tmp_path / "ws", create=True)
    rows = [*listed("x:whole", range(700), True), *listed("x:part", range(30), False)]
    workspace.add("lists", {"audience_people": pa.Table.from_pylist(rows)}, source="test", observed_at=MOMENT)
    accounts = {row["account"]: row for row in workspace.profiles().accounts.to_pylist()}
    whole, part = accounts["x:whole"], accounts["x:part"]
    assert (whole["followers"], whole["tier"], whole["platform"], whole["handle"]) == (700, "nano", "x", "whole")
    assert (part["followers"], part["tier"]) == (None, None), "a part of a list says nothing of its length"


def test_a_reported_number_wins_over_the_length_of_a_list(tmp_path: Path) -> None:
    workspace = kring.open(tmp_path / "ws", create=True)
    rows = pa.Table.from_pylist(listed("x:whole", range(700), True))
    told = pa.Table.from_pylist([{"account": "x:whole", "platform": "x", "followers": 712}])
    workspace.add("lists", {"audience_people": rows, "accounts": told}, source="test", observed_at=MOMENT)
    assert workspace.profiles().accounts["followers"].to_pylist() == [712]
