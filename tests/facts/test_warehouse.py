"""Batches go in whole or not at all, once, and readers see one moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from kring.errors import WorkspaceProblem
from kring.facts.batch import Batch, QuarantinedRow, delivered_schema
from kring.facts.engine import start_engine
from kring.facts.warehouse import Warehouse


def accounts(*rows: dict, day: int = 1) -> pa.Table:
    moment = datetime(2026, 1, day, tzinfo=UTC)
    full = [
        {"source": "sheet", "legal_basis": "contract", "observed_at": moment, "platform": "instagram"} | r for r in rows
    ]
    return pa.Table.from_pylist(full, schema=delivered_schema("accounts"))


def batch(name: str, **tables: pa.Table) -> Batch:
    return Batch(name, f"{name}.csv", tables, (), sum(t.num_rows for t in tables.values()))


def read(warehouse: Warehouse, table: str = "accounts", newest: bool = True) -> list[dict]:
    facts = warehouse.read(start_engine())
    frame = facts.newest(table) if newest else facts.table(table)
    return sorted(facts.collect(frame).to_pylist(), key=lambda row: (row["account"], row["observed_at"]))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.open(tmp_path / "warehouse")


def test_an_empty_warehouse_reads_as_no_rows(warehouse: Warehouse) -> None:
    assert read(warehouse) == []
    assert warehouse.position == 0


def test_loading_the_same_batch_twice_changes_nothing(warehouse: Warehouse) -> None:
    first = warehouse.commit(batch("b1", accounts=accounts({"account": "instagram:a", "followers": 10})))
    again = warehouse.commit(batch("b1", accounts=accounts({"account": "instagram:a", "followers": 10})))
    assert (first.already_loaded, again.already_loaded) == (False, True)
    assert again.loaded == first.loaded == {"accounts": 1}
    assert len(read(warehouse, newest=False)) == 1


def test_the_newest_observation_is_the_state_and_a_missing_column_wipes_nothing_out(warehouse: Warehouse) -> None:
    warehouse.commit(batch("new", accounts=accounts({"account": "instagram:a", "followers": 20, "bio": None}, day=9)))
    warehouse.commit(batch("old", accounts=accounts({"account": "instagram:a", "followers": 10, "bio": "hoi"}, day=2)))
    (state,) = read(warehouse)
    assert (state["followers"], state["bio"], state["observed_at"].day) == (20, "hoi", 9)
    assert len(read(warehouse, newest=False)) == 2


def test_of_two_observations_at_one_moment_the_one_loaded_last_counts(warehouse: Warehouse) -> None:
    for name, followers in (("zz", 10), ("aa", 20)):
        warehouse.commit(batch(name, accounts=accounts({"account": "instagram:a", "followers": followers})))
    assert read(warehouse)[0]["followers"] == 20


def test_a_batch_that_fails_half_way_leaves_nothing_behind(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.commit(batch("b1", accounts=accounts({"account": "instagram:a"})))
    kept = set((tmp_path / "warehouse").rglob("*.parquet"))
    wrong = pa.table({"post": ["p"], "nonsense": [1]})
    with pytest.raises((ValueError, KeyError, pa.ArrowInvalid)):
        warehouse.commit(batch("b2", accounts=accounts({"account": "instagram:b"}), posts=wrong))
    assert [row["account"] for row in read(warehouse)] == ["instagram:a"]
    assert set((tmp_path / "warehouse").rglob("*.parquet")) == kept
    mended = warehouse.commit(batch("b2", accounts=accounts({"account": "instagram:b"})))
    assert mended.loaded == {"accounts": 1}


def test_a_first_batch_that_fails_leaves_no_table(warehouse: Warehouse) -> None:
    with pytest.raises((ValueError, KeyError, pa.ArrowInvalid)):
        warehouse.commit(
            batch("b1", accounts=accounts({"account": "instagram:b"}), posts=pa.table({"post": ["p"], "no": [1]}))
        )
    assert read(warehouse) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from pyiceberg.table import Transaction
from kring.facts import iceberg
from tests.facts.test_warehouse import accounts, batch
from kring.facts.warehouse import Warehouse
write, commit = iceberg.write_data_files, Transaction.commit_transaction
def die():
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "written":
    iceberg.write_data_files = lambda *given: [*write(*given), die()]
else:
    Transaction.commit_transaction = lambda transaction: [commit(transaction), die()]
Warehouse.open(Path(sys.argv[1])).commit(batch("b2", accounts=accounts({"account": "instagram:b"})))
"""


@pytest.mark.parametrize("died_when", ["written", "committed"])
def test_a_process_killed_after_writing_a_table_is_undone_by_the_next_writer(
    warehouse: Warehouse, tmp_path: Path, died_when: str
) -> None:
    warehouse.commit(batch("b1", accounts=accounts({"account": "instagram:a"})))
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "warehouse"), died_when],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert run.returncode == -signal.SIGKILL
    assert [row["account"] for row in read(warehouse)] == ["instagram:a"], "half a batch was visible"
    warehouse.commit(batch("b3", accounts=accounts({"account": "instagram:c"})))
    assert [row["account"] for row in read(warehouse)] == ["instagram:a", "instagram:c"]
    assert len(list((tmp_path / "warehouse").rglob("*.parquet"))) == 2, "bytes of half a batch were left"
    warehouse.commit(batch("b2", accounts=accounts({"account": "instagram:b"})))
    assert len(read(warehouse)) == 3


def test_organisations_see_their_own_and_the_shared_observations_only(tmp_path: Path) -> None:
    bakery, agency = (Warehouse.open(tmp_path, name) for name in ("bakery", "agency"))
    bakery.commit(batch("b1", accounts=accounts({"account": "instagram:own"})))
    agency.commit(batch("b2", accounts=accounts({"account": "instagram:all"})), shared=True)
    assert [row["account"] for row in read(bakery)] == ["instagram:all", "instagram:own"]
    assert [row["account"] for row in read(agency)] == ["instagram:all"]


def test_quarantined_rows_come_back_as_they_were_put_aside(warehouse: Warehouse) -> None:
    row = QuarantinedRow("accounts", 3, "followers", "-5", "a count can't be negative", {"Followers": "-5"})
    receipt = warehouse.commit(Batch("b1", "a.csv", {}, (row,), 1))
    assert receipt.quarantined == receipt.rows_in == 1
    assert warehouse.quarantine.rows("b1") == (row,)
    warehouse.quarantine.drop("b1")
    assert warehouse.quarantine.batches() == []


def test_personal_text_stays_out_of_the_manifests(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.commit(batch("b1", accounts=accounts({"account": "instagram:a", "bio": "KANARIE-IN-DE-MIJN"})))
    from pyiceberg.catalog.sql import SqlCatalog

    folder = tmp_path / "warehouse"
    catalog = SqlCatalog("kring", uri=f"sqlite:///{folder / 'catalog.db'}", warehouse=folder.as_uri())
    (file,) = catalog.load_table(("own", "accounts")).inspect.files().to_pylist()
    bio = file["readable_metrics"]["bio"]
    assert bio["lower_bound"] is None
    assert file["readable_metrics"]["followers"]["value_count"] == 1
    avro = b"".join(path.read_bytes() for path in folder.rglob("*.avro"))
    assert b"KANARIE" not in avro


def test_a_warehouse_can_be_moved_and_goes_on(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.commit(batch("b1", accounts=accounts({"account": "instagram:a"})))
    (tmp_path / "warehouse").rename(tmp_path / "elsewhere")
    moved = Warehouse.open(tmp_path / "elsewhere")
    assert [row["account"] for row in read(moved)] == ["instagram:a"]
    moved.commit(batch("b2", accounts=accounts({"account": "instagram:b"})))
    again = Warehouse.open(tmp_path / "elsewhere")
    assert [row["account"] for row in read(again)] == ["instagram:a", "instagram:b"]
    with pytest.raises((ValueError, KeyError, pa.ArrowInvalid)):
        again.commit(batch("b3", accounts=accounts({"account": "c"}), posts=pa.table({"post": ["p"], "no": [1]})))
    assert len(read(again)) == 2
    assert not (tmp_path / "warehouse").exists(), "nothing is written where it was before"


def test_a_name_that_could_escape_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceProblem, match="can't name an organisation"):
        Warehouse.open(tmp_path, "../other")
