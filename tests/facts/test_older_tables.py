"""A workspace made before a table had a column gains it, with unknown values, before and after something new comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kring.facts.batch import Batch, delivered_schema
from kring.facts.engine import start_engine
from kring.facts.schema import SALES, TABLES
from kring.facts.warehouse import Warehouse

LATER_COLUMNS = {"codes", "state", "items", "with_tax", "number_key", "country"}
AT = datetime(2025, 10, 7, tzinfo=UTC)


def order(name: str, day: int, **told: Any) -> Batch:
    row = {"order_key": 1, "at": AT, "source": "a shop", "legal_basis": "contract", **told}
    sales = pa.Table.from_pylist([{**row, "observed_at": AT.replace(day=day)}], schema=delivered_schema("sales"))
    return Batch(name, name, {"sales": sales}, (), 1)


def state(folder: Path) -> dict[str, Any]:
    facts = Warehouse.open(folder).read(start_engine())
    (row,) = facts.collect(facts.newest("sales")).to_pylist()
    return dict(row)


def test_columns_that_came_later_are_unknown_in_an_older_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = replace(SALES, columns=tuple(column for column in SALES.columns if column.name not in LATER_COLUMNS))
    with monkeypatch.context() as before:
        before.setitem(TABLES, "sales", older)
        Warehouse.open(tmp_path).commit(order("first", 8, amount=5.0, code="ANNA15"))
    known = state(tmp_path)
    assert (known["amount"], known["code"]) == (5.0, "ANNA15")
    assert {known[name] for name in LATER_COLUMNS} == {None}
    Warehouse.open(tmp_path).commit(order("second", 9, amount=0.0, codes=["ANNA15", "BO10"], state="cancelled"))
    known = state(tmp_path)
    assert (known["amount"], known["codes"], known["state"], known["items"]) == (
        0.0, ["ANNA15", "BO10"], "cancelled", None,
    )  # fmt: skip
