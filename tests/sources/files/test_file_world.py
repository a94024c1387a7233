"""The sheets of the synthetic world, taken as they are proposed, give back the world's own tables."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kring.facts.batch import Batch
from kring.facts.person_keys import PersonKeys
from kring.sources.files import build_batch, open_sources, recognise
from kring.world import World, netherlands

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return netherlands(creators=60, people=20_000, seed=3)


@pytest.fixture(scope="module")
def batches(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Batch]:
    folder = tmp_path_factory.mktemp("sheets")
    world.write_sheets(folder)
    found: dict[str, Batch] = {}
    for sheet in open_sources(sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".parquet"))):
        batch = build_batch(sheet, recognise(sheet).settled(), KEYS, LATER, "synthetic", "synthetic")
        (table,) = batch.tables
        found[table] = batch
    return found


def test_every_table_is_recognised_and_every_row_loaded(world: World, batches: dict[str, Batch]) -> None:
    assert set(batches) == set(world.tables)
    for table, batch in batches.items():
        assert batch.quarantined == ()
        assert batch.rows_in == batch.tables[table].num_rows
    same = set(batches) - {"people", "audience_people"}
    assert {table: batches[table].rows_in for table in same} == {table: world.tables[table].num_rows for table in same}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("accounts", "followers"),
        ("accounts", "following"),
        ("posts", "likes"),
        ("posts", "views"),
        ("comments", "likes"),
        ("sales", "amount"),
        ("rates", "fee"),
        ("audience_shares", "share"),
    ],
)
def test_numbers_come_through_a_file_unchanged(
    world: World, batches: dict[str, Batch], table: str, column: str
) -> None:
    loaded, own = batches[table].tables[table][column], world.tables[table][column]
    assert loaded.null_count == own.null_count
    assert pc.sum(loaded, min_count=0).as_py() == pytest.approx(pc.sum(own, min_count=0).as_py(), rel=1e-3)


@pytest.mark.parametrize(("table", "column"), [("accounts", "observed_at"), ("posts", "published_at"), ("sales", "at")])
def test_moments_come_through_a_file_unchanged(
    world: World, batches: dict[str, Batch], table: str, column: str
) -> None:
    seconds = pa.timestamp("s", tz="UTC")
    loaded, own = batches[table].tables[table][column], world.tables[table][column]
    assert pc.min_max(loaded.cast(seconds, safe=False)) == pc.min_max(own.cast(seconds, safe=False))


def test_as_many_people_follow_as_in_the_world(world: World, batches: dict[str, Batch]) -> None:
    accounts = batches["audience_people"].tables["audience_people"]["account"]
    own = world.tables["audience_people"]["account"]
    assert set(pc.unique(accounts).to_pylist()) == set(pc.unique(own).to_pylist())
