"""A world is the same for the same seed, and its tables are those of the facts, labelled synthetic."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kring.errors import BadInput
from kring.facts.schema import PROVENANCE, SYNTHETIC, TABLES
from kring.world import Scale, World, netherlands

FINGERPRINT = """
import hashlib
from kring.world import netherlands
import pyarrow as pa
tables = netherlands(creators=12, people=1500, seed=3).tables
mark = hashlib.sha256()
for name in sorted(tables):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, tables[name].schema) as stream:
        stream.write_table(tables[name].combine_chunks())
    mark.update(sink.getvalue())
print(mark.hexdigest())
"""


def fingerprint(tables: dict[str, pa.Table]) -> str:
    mark = hashlib.sha256()
    for name in sorted(tables):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, tables[name].schema) as stream:
            stream.write_table(tables[name].combine_chunks())
        mark.update(sink.getvalue())
    return mark.hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_another_process_with_another_hash_seed() -> None:
    here = fingerprint(netherlands(creators=12, people=1_500, seed=3).tables)
    run = subprocess.run(
        [sys.executable, "-c", FINGERPRINT],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "4711", "PYTHONPATH": ":".join(sys.path)},
    )
    assert run.stdout.strip() == here


def test_another_seed_gives_another_country() -> None:
    one, other = (netherlands(creators=12, people=1_500, seed=seed) for seed in (3, 4))
    assert not one.tables["posts"].equals(other.tables["posts"])
    shared = pc.is_in(one.tables["people"]["person_key"], other.tables["people"]["person_key"].combine_chunks())
    assert not pc.any(shared).as_py()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_schema_and_says_it_is_synthetic(world: World, name: str) -> None:
    table = world.tables[name]
    provenance = [pa.field(column.name, column.kind.arrow) for column in PROVENANCE[:3]]
    assert table.schema == pa.schema([*TABLES[name].own_schema, *provenance])
    assert table.num_rows > 0
    assert table["source"].unique().to_pylist() == [SYNTHETIC]
    assert table["legal_basis"].unique().to_pylist() == ["synthetic"]
    assert pc.max(table["observed_at"]).as_py() == datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_would_pass_the_checks_at_import(world: World, name: str) -> None:
    table = world.tables[name]
    for column in TABLES[name].columns:
        values = table[column.name]
        if column.required:
            assert values.null_count == 0, column.name
        if column.choices:
            assert set(values.drop_null().unique().to_pylist()) <= set(column.choices)
        if column.kind.value in ("count", "amount", "share") and values.null_count < len(values):
            assert pc.min(values).as_py() >= 0, column.name


@pytest.mark.parametrize("name", TABLES)
def test_keys_tell_rows_apart(world: World, name: str) -> None:
    keys = [*TABLES[name].key, "observed_at"]
    table = world.tables[name].select(keys)
    assert table.group_by(keys).aggregate([]).num_rows == table.num_rows


def test_rows_refer_to_rows_that_exist(world: World) -> None:
    tables = world.tables
    accounts = tables["accounts"]["account"].unique()
    for name in ("posts", "audience_people", "audience_shares", "rates"):
        assert pc.all(pc.is_in(tables[name]["account"], accounts)).as_py()
    assert pc.all(pc.is_in(tables["comments"]["post"], tables["posts"]["post"].unique())).as_py()
    parents = tables["comments"]["parent"].drop_null()
    assert len(parents) > 0
    assert pc.all(pc.is_in(parents, tables["comments"]["comment"].unique())).as_py()
    people = tables["people"]["person_key"].unique()
    assert pc.all(pc.is_in(tables["audience_people"]["person_key"], people)).as_py()


def test_nothing_happens_after_the_end_and_answers_follow_questions(world: World) -> None:
    end = datetime(2026, 11, 1, tzinfo=UTC)
    comments = world.tables["comments"]
    assert pc.max(world.tables["posts"]["published_at"]).as_py() < end
    assert pc.max(comments["published_at"]).as_py() < end
    assert pc.max(world.tables["sales"]["at"]).as_py() < end
    at = dict(zip(comments["comment"].to_pylist(), comments["published_at"].to_pylist(), strict=True))
    for row in comments.filter(pc.is_valid(comments["parent"])).to_pylist():
        assert row["published_at"] >= at[row["parent"]]


def test_accounts_are_observed_every_month_and_end_in_the_true_count(world: World) -> None:
    accounts = world.tables["accounts"]
    moments = sorted(accounts["observed_at"].unique().to_pylist())
    assert len(moments) == 24
    assert moments[0].date() == date(2024, 12, 1)
    newest = accounts.filter(pc.equal(accounts["observed_at"], pa.scalar(moments[-1])))
    assert newest["followers"].to_pylist() == world.truth.accounts["followers"].to_pylist()


def test_a_world_too_small_is_refused_with_advice() -> None:
    with pytest.raises(BadInput, match="at least"):
        netherlands(creators=0)
    with pytest.raises(BadInput, match="too small"):
        netherlands(people=10)


def test_a_world_without_bots_people_abroad_or_comments_can_be_made() -> None:
    bare = netherlands(creators=10, people=1_500, scale=Scale(abroad=0, bots=0, comments=0))
    assert bare.tables["comments"].num_rows == 0
    assert not pc.any(bare.truth.people["bot"]).as_py()


def test_more_people_make_room_for_higher_tiers() -> None:
    small = netherlands(creators=40, people=2_000, scale=Scale(stars=0.0))
    large = netherlands(creators=40, people=40_000, scale=Scale(stars=0.0))
    most = [pc.max(one.truth.accounts["followers"]).as_py() for one in (small, large)]
    assert most[0] < 2_000
    assert most[1] > 5_000
