"""Sheets are ordinary files, labelled synthetic, with opaque names, and the ordinary import reads every row of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from kring.facts.person_keys import PersonKeys
from kring.facts.schema import SYNTHETIC, TABLES
from kring.sources.files import build_batch, open_sources, recognise
from kring.world import World, netherlands


@pytest.fixture(scope="module")
def small() -> World:
    return netherlands(creators=20, people=2_000, seed=5)


@pytest.fixture(scope="module")
def sheets(small: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = small.write_sheets(tmp_path_factory.mktemp("sheets"))
    return {path.stem.removeprefix("synthetic_"): path for path in paths}


def read(path: Path) -> pa.Table:
    return pq.read_table(path) if path.suffix == ".parquet" else pyarrow.csv.read_csv(path)


def test_every_table_is_a_file_whose_name_and_rows_say_synthetic(sheets: dict[str, Path]) -> None:
    assert set(sheets) == set(TABLES)
    for path in sheets.values():
        assert path.name.startswith("synthetic_")
        assert read(path)["source"].unique().to_pylist() == [SYNTHETIC]


def test_people_have_opaque_names_and_no_keys(small: World, sheets: dict[str, Path]) -> None:
    names = read(sheets["audience_people"])["Person"].to_pylist()
    assert all(name[0] == "p" and name[1:].isdigit() for name in names)
    authors = read(sheets["comments"])
    kinds = {(row["Author"][0], row["By creator"]) for row in authors.select(["Author", "By creator"]).to_pylist()}
    assert kinds == {("p", False), ("c", True)}


def test_a_name_stands_for_one_person(small: World, sheets: dict[str, Path]) -> None:
    names = read(sheets["audience_people"])["Person"].to_pylist()
    keys = small.tables["audience_people"]["person_key"].to_pylist()
    assert len(set(names)) == len(set(keys)) == len(set(zip(names, keys, strict=True)))


def test_nothing_is_lost_on_the_way(small: World, sheets: dict[str, Path]) -> None:
    for name, path in sheets.items():
        if name != "people":
            assert read(path).num_rows == small.tables[name].num_rows
    assert read(sheets["people"]).num_rows >= small.tables["people"].num_rows


@pytest.mark.parametrize("name", TABLES)
def test_the_ordinary_import_recognises_and_loads_every_row(sheets: dict[str, Path], name: str) -> None:
    (sheet,) = open_sources([sheets[name]])
    proposal = recognise(sheet)
    assert proposal.mapping is not None
    assert [table.table for table in proposal.mapping.tables] == [name]
    assert proposal.questions == ()
    end = datetime(2026, 11, 1, tzinfo=UTC)
    batch = build_batch(sheet, proposal.mapping, PersonKeys(b"k" * 32), end, SYNTHETIC, "synthetic")
    assert batch.quarantined == ()
    assert batch.rows_in == batch.tables[name].num_rows == read(sheets[name]).num_rows


def test_counts_words_and_moments_survive_the_way_through_a_file(small: World, sheets: dict[str, Path]) -> None:
    (sheet,) = open_sources([sheets["posts"]])
    proposal = recognise(sheet)
    assert proposal.mapping is not None
    end = datetime(2026, 11, 1, tzinfo=UTC)
    loaded = build_batch(sheet, proposal.mapping, PersonKeys(b"k" * 32), end, SYNTHETIC, "synthetic").tables["posts"]
    here = small.tables["posts"]
    for column in ("post", "account", "likes", "comments", "reach", "paid_label", "geotag", "published_at"):
        assert loaded[column].to_pylist() == here[column].to_pylist(), column
    assert [tags or [] for tags in loaded["hashtags"].to_pylist()] == here["hashtags"].to_pylist()
