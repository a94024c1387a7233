"""What must be forgotten goes with its bytes, all of it or nothing, and what remains is what remained."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kring.facts.batch import Batch, delivered_schema
from kring.facts.engine import start_engine
from kring.facts.forgetting import Forgetting
from kring.facts.iceberg import TableStore
from kring.facts.warehouse import Warehouse

CANARY = "kanarievogel"


def rows(table: str, source: str, *given: dict[str, Any], day: int = 1) -> pa.Table:
    moment = datetime(2026, 1, day, tzinfo=UTC)
    full = [{"source": source, "legal_basis": "consent", "observed_at": moment} | row for row in given]
    return pa.Table.from_pylist(full, schema=delivered_schema(table))


def of_two_creators(source: str, *, day: int = 1) -> Batch:
    """Two creators with a post, a comment and a follower each, and a follower of both."""
    names = [f"{CANARY}_anna", "bram"]
    tables = {
        "accounts": rows(
            "accounts", source, *({"account": f"instagram:{name}", "platform": "instagram"} for name in names), day=day
        ),
        "posts": rows(
            "posts",
            source,
            *({"account": f"instagram:{name}", "post": f"p-{name}", "caption": f"van {name}"} for name in names),
            day=day,
        ),
        "comments": rows(
            "comments", source, *({"comment": f"c-{name}", "post": f"p-{name}"} for name in names), day=day
        ),
        "audience_people": rows(
            "audience_people",
            source,
            *(
                {"account": f"instagram:{name}", "person_key": key, "relation": "follower"}
                for name, keys in zip(names, ([1, 3], [2, 3]), strict=True)
                for key in keys
            ),
            day=day,
        ),
        "people": rows("people", source, *({"person_key": key, "country": "NL"} for key in (1, 2, 3)), day=day),
    }
    return Batch(f"{source}-{day}", source, tables, (), 5)


ANNA = (f"instagram:{CANARY}_anna",)


def told(warehouse: Warehouse, table: str, column: str) -> list[Any]:
    facts = warehouse.read(start_engine())
    return sorted(facts.collect(facts.table(table))[column].to_pylist())


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    found = Warehouse.open(tmp_path / "warehouse")
    found.commit(of_two_creators("consented"))
    return found


def test_a_creator_goes_with_comments_and_the_people_known_only_through_them(warehouse: Warehouse) -> None:
    gone = warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
    assert gone == {"accounts": 1, "posts": 1, "comments": 1, "audience_people": 2, "people": 1}
    assert told(warehouse, "accounts", "account") == ["instagram:bram"]
    assert told(warehouse, "comments", "comment") == ["c-bram"]
    assert told(warehouse, "people", "person_key") == [2, 3]


def test_no_byte_of_it_is_left(warehouse: Warehouse, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
    files = [file for file in (tmp_path / "warehouse").rglob("*") if file.is_file()]
    assert not any(CANARY.encode() in file.read_bytes() for file in files)
    tables = [pq.read_table(file).to_pylist() for file in files if file.suffix == ".parquet"]
    assert tables
    assert CANARY not in str(tables)


def test_only_what_came_from_that_source_goes(warehouse: Warehouse) -> None:
    warehouse.commit(of_two_creators("sheet"))
    warehouse.forget(Forgetting("consent taken back", source="consented", accounts=ANNA))
    assert told(warehouse, "accounts", "source") == ["consented", "sheet", "sheet"]


def test_what_is_past_its_time_goes_and_what_is_newer_stays(warehouse: Warehouse) -> None:
    warehouse.commit(of_two_creators("consented", day=20))
    gone = warehouse.forget(Forgetting("past 30 days", source="consented", before=datetime(2026, 1, 10, tzinfo=UTC)))
    assert gone["posts"] == 2
    assert {moment.day for moment in told(warehouse, "posts", "observed_at")} == {20}


def test_nothing_to_forget_changes_nothing(warehouse: Warehouse) -> None:
    before = warehouse.position
    assert warehouse.forget(Forgetting("nobody", accounts=("instagram:nobody",))) == {}
    assert warehouse.position == before


def test_it_moves_the_position_so_that_conclusions_are_made_again(warehouse: Warehouse) -> None:
    before = warehouse.position
    warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
    assert warehouse.position > before


def test_what_was_forgotten_can_be_loaded_again_once(warehouse: Warehouse) -> None:
    for _ in range(2):
        warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
        again = warehouse.commit(of_two_creators("consented"))
        assert not again.already_loaded
        assert warehouse.commit(of_two_creators("consented")).already_loaded
        assert ANNA[0] in told(warehouse, "accounts", "account")


def test_forgetting_that_fails_half_way_forgets_nothing(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain, calls = TableStore.delete, iter(range(9))

    def breaks(self: TableStore, *given: Any) -> int:
        if next(calls) == 2:
            raise OSError("no space left")
        return plain(self, *given)

    monkeypatch.setattr(TableStore, "delete", breaks)
    with pytest.raises(OSError, match="no space"):
        warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
    monkeypatch.undo()
    assert len(told(warehouse, "accounts", "account")) == 2
    assert len(told(warehouse, "comments", "comment")) == 2
    warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
    assert CANARY.encode() not in bytes_of(tmp_path / "warehouse")


def test_bytes_that_a_crash_left_are_removed_by_the_next_writer(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def killed(self: TableStore, table: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(TableStore, "clean", killed)
    with pytest.raises(KeyboardInterrupt):
        warehouse.forget(Forgetting("consent taken back", accounts=ANNA))
    monkeypatch.undo()
    assert told(warehouse, "accounts", "account") == ["instagram:bram"]
    warehouse.commit(of_two_creators("sheet", day=3).__class__("other", "other", {}, (), 0))
    assert CANARY.encode() not in bytes_of(tmp_path / "warehouse")
