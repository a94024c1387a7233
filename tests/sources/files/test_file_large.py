"""A large file - read in many blocks, by compiled loops, kept in a file - gives the batch that a small one gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.facts.batch import Batch
from kring.facts.engine import start_engine
from kring.facts.many_rows import ManyRows, parts_of
from kring.facts.person_keys import PersonKeys
from kring.facts.warehouse import Warehouse
from kring.sources.files import (
    Mapping,
    TableMapping,
    blocks,
    build_batch,
    encoding,
    gathered,
    open_sources,
    ordinary,
    recognise,
)

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)

POSTS = Mapping(
    (
        TableMapping("posts", {"account": "username", "post": "post", "observed_at": "seen", "likes": "likes"}),
        TableMapping("accounts", {"account": "username", "followers": "followers", "observed_at": "seen"}),
    ),
    "instagram",
)
HEADINGS = "username;post;seen;likes;followers"
rows = st.tuples(
    st.sampled_from(["anna", "@Bo", "cleo", "total", " dirk ", '"eva\n"', ""]),
    st.sampled_from(["p1", "p2", "https://www.instagram.com/p/p3/", "-"]),
    st.sampled_from(["2026-05-01", "1-5-2026", "2026-05-01T10:00:00Z", "never", ""]),
    st.sampled_from(["5", "1.200", "5", "-1", "n/a"]),
    st.sampled_from(["900", "900", "901", "1,2K", "veel"]),
)


@contextmanager
def as_if_large() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordinary, "MANY", 0)
        patch.setattr(gathered, "MOST_IN_MEMORY", 0)
        patch.setattr(blocks, "LARGE", 0)
        patch.setattr(encoding, "_BLOCK", 100)
        yield


def told(batch: Batch) -> tuple[Any, ...]:
    """All that a batch says, however it is kept."""
    whole = {name: pa.concat_tables(list(parts_of(kept))).combine_chunks() for name, kept in batch.tables.items()}
    return batch.rows_in, {name: table.to_pylist() for name, table in whole.items()}, batch.quarantined


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(rows, max_size=25))
def test_a_large_file_gives_what_a_small_one_gives(tmp_path: Path, lines: list[tuple[str, ...]]) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("\n".join([HEADINGS, *map(";".join, lines)]) + "\n", "utf-8")

    def read() -> tuple[Any, ...]:
        (sheet,) = open_sources([path])
        return told(build_batch(sheet, POSTS, KEYS, NOW, "a spreadsheet", "consent"))

    small = read()
    with as_if_large():
        assert read() == small


cells = st.sampled_from(["5", "007", "", '"12"', '"1""2"', '"1;2"', '"1\n2"', '""', "1.5", "x", '"x"', "-3", "é"])


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8), end=st.sampled_from(["\n", "\r\n"]))
def test_columns_of_digits_are_told_by_the_bytes(tmp_path: Path, lines: list[tuple[str, ...]], end: str) -> None:
    path = tmp_path / "numbers.csv"
    path.write_bytes(end.join(["one;two;three", *map(";".join, lines), ""]).encode())
    with as_if_large():
        (sheet,) = open_sources([path])
        told = sheet.digits_only()
        rows = pa.concat_tables([chunk.table for chunk in sheet.chunks()]).to_pydict()
    assert all(cell.isdigit() or not cell for heading in told for cell in rows[heading])
    plain = {heading for place, heading in enumerate(sheet.headings) if all(line[place].isdigit() for line in lines)}
    assert told >= plain


def test_a_batch_too_large_for_memory_is_stored_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "creators.csv"
    lines = [f"creator{row % 900},{row % 900 * 7}" for row in range(1000)]
    path.write_text("\n".join(["username,followers", *lines, "anna,veel"]) + "\n", "utf-8")
    with as_if_large():
        (sheet,) = open_sources([path])
        mapping = recognise(sheet).settled()
        batch = build_batch(sheet, mapping, KEYS, NOW, "a spreadsheet", "consent")
        assert isinstance(batch.tables["accounts"], ManyRows)
        warehouse = Warehouse.open(tmp_path / "warehouse")
        receipt = warehouse.commit(batch)
    assert (receipt.rows_in, receipt.loaded, receipt.quarantined) == (1001, {"accounts": 900}, 101)
    facts = warehouse.read(start_engine())
    stored = facts.collect(facts.table("accounts").select("handle", "followers", "source", "batch_id"))
    assert {(row["handle"], row["followers"]) for row in stored.to_pylist()} == {
        (f"creator{row}", row * 7) for row in range(900)
    }
    assert set(stored["batch_id"].to_pylist()) == {batch.batch_id}
    assert not list(tmp_path.glob("warehouse/**/*.draft"))
