"""The ordinary import on real files: every row is loaded or put aside, against counts made without it."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from kring.facts.batch import Batch
from kring.facts.person_keys import PersonKeys
from kring.sources.files import build_batch, open_sources, recognise

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)

SharedData = Callable[[str], Path]


def imported(path: Path, **constants: str) -> Batch:
    """A file as a person would load it: the proposal taken as it is, with these values for all rows."""
    (sheet,) = open_sources([path])
    mapping = recognise(sheet).settled().with_constants(**constants)
    batch = build_batch(sheet, mapping, KEYS, NOW, "research", "legitimate_interest")
    main = max(rows.num_rows for rows in batch.tables.values())
    assert batch.rows_in == main + len(batch.quarantined)
    return batch


def lines_in(path: Path) -> int:
    """Rows by Python's own csv reader."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return sum(1 for row in csv.reader(io.StringIO(text, newline="")) if row) - 1


def test_instagram_creators(shared_data: SharedData) -> None:
    folder = shared_data("instagram_creators")
    batch = imported(folder / "creators.csv")
    assert batch.rows_in == lines_in(folder / "creators.csv") == 23_698
    accounts = batch.tables["accounts"]
    assert pc.all(pc.starts_with(accounts["account"], "instagram:")).as_py()
    with (folder / "creators.csv").open(newline="") as file:
        followers = sum(int(row["followers"]) for row in csv.DictReader(file))
    assert pc.sum(accounts["followers"]).as_py() == followers


def test_instagram_posts(shared_data: SharedData) -> None:
    path = shared_data("instagram_creators") / "posts.parquet"
    batch = imported(path)
    posts, origin = batch.tables["posts"], pq.read_table(path)
    assert (batch.rows_in, posts.num_rows, len(batch.quarantined)) == (27_811, 27_811, 0)
    assert posts["post"].to_pylist() == origin["id"].to_pylist()
    assert pc.sum(posts["likes"]).as_py() == pc.sum(origin["likes"]).as_py()
    assert pc.sum(posts["comments"]).as_py() == pc.sum(origin["n_comments"]).as_py()
    seconds = posts["published_at"].cast("int64").to_numpy() // 1_000_000
    assert (seconds == origin["ts"].to_numpy()).all()
    with_sponsor = pc.sum(pc.greater(pc.list_value_length(origin["sponsors"]), 0)).as_py()
    assert pc.sum(posts["paid_label"]).as_py() == with_sponsor
    assert posts["paid_label"].null_count == origin["sponsors"].null_count


def test_instagram_comments(shared_data: SharedData) -> None:
    path = shared_data("instagram_creators") / "comments.parquet"
    batch = imported(path)
    comments, origin = batch.tables["comments"], pq.read_table(path)
    assert (batch.rows_in, comments.num_rows, len(batch.quarantined)) == (434_463, 434_463, 0)
    assert len(pc.unique(comments["author_key"])) == len(pc.unique(origin["user_hash"]))
    assert pc.sum(comments["by_creator"]).as_py() == pc.sum(origin["by_owner"]).as_py()
    assert pc.sum(pc.is_valid(comments["parent"])).as_py() == pc.sum(pc.not_equal(origin["parent"], "")).as_py()
    assert not pc.any(pc.match_substring_regex(comments["text"], r"@[A-Za-z0-9_]")).as_py()


def test_climbing_niche(shared_data: SharedData) -> None:
    folder = shared_data("climbing_niche")
    creators = imported(folder / "creators.csv", platform="instagram")
    assert {name: rows.num_rows for name, rows in creators.tables.items()} == {"accounts": 119, "posts": 119}
    likers = imported(folder / "likers.parquet", platform="instagram", complete="false")
    edges = likers.tables["audience_people"]
    assert (edges.num_rows, len(pc.unique(edges["person_key"])), len(pc.unique(edges["account"]))) == (
        113_517,
        85_597,
        115,
    )
    assert pc.unique(edges["relation"]).to_pylist() == ["liker"]
    captions = imported(folder / "captions.parquet", platform="instagram").tables["posts"]
    assert (captions.num_rows, len(pc.unique(captions["account"]))) == (4_996, 1_774)


def test_follower_lists_100(shared_data: SharedData) -> None:
    path = shared_data("follower_lists_100") / "account_follower.csv.gz"
    batch = imported(path, platform="x", complete="true")
    edges = batch.tables["audience_people"]
    assert batch.rows_in == lines_in(path) == edges.num_rows == 100_600
    assert (len(pc.unique(edges["account"])), len(pc.unique(edges["person_key"]))) == (100, 28_459)
    assert pc.all(edges["complete"]).as_py()


def test_follow_lists_dense(shared_data: SharedData) -> None:
    folder = shared_data("follow_lists_dense")
    edges = imported(folder / "account_follower.parquet", platform="x").tables["audience_people"]
    assert (edges.num_rows, len(pc.unique(edges["account"])), len(pc.unique(edges["person_key"]))) == (
        154_823,
        2_599,
        5_264,
    )
    rates = imported(folder / "fees_synthetic.csv", platform="x").tables["rates"]
    assert rates.num_rows == 2_599
    with (folder / "fees_synthetic.csv").open(newline="") as file:
        assert pc.sum(rates["fee"]).as_py() == pytest.approx(sum(float(row["fee"]) for row in csv.DictReader(file)))


HANDLES = {
    "Tiktok sep 2022": "Tiktoker name",
    "Youtube sep-2022": "Youtuber",
    "instagram sep-2022": "Instagram name",
    "influencers - instagram.": "Influencer insta name",
    "influencers - tiktok.": "Tiktoker name",
    "influencers - youtube.": "youtuber name",
    "INSTAGRAM - -DEC": "name",
    "TIKTOK - ---DEC": "Tiktoker name",
    "YOUTUBE - --DEC": "Youtube channel",
    "instagram - -nov": "Name",
    "instagram june": "instagram name",
    "tiktok - ---nov": "Tiktoker name",
    "tiktok june": "Tiktoker",
    "youtube - --nov": "Youtube channel",
    "youtube june": "channel name",
}
"""The column with the handle, looked up by hand; in the last file both columns hold shown names."""


@pytest.mark.parametrize("part", HANDLES)
def test_top_1000_snapshots(shared_data: SharedData, part: str) -> None:
    (path,) = [found for found in shared_data("top1000_snapshots_2022").glob("*.csv") if part in found.name]
    (sheet,) = open_sources([path])
    mapping = recognise(sheet).settled()
    (table,) = mapping.tables
    assert table.columns["account"] == HANDLES[part]
    batch = imported(path)
    assert batch.rows_in == lines_in(path)
    followers = batch.tables["accounts"]["followers"].drop_null()
    assert pc.min(followers).as_py() >= 100
    assert len(batch.quarantined) <= 70
    repeated = [aside for aside in batch.quarantined if aside.reason.startswith(("the same as row", "row "))]
    others = [aside for aside in batch.quarantined if aside not in repeated]
    assert [aside.reason for aside in others] == (["the row is empty"] if part == "tiktok - ---nov" else [])
