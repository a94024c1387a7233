"""YouTube Studio: the line with the total, headings in several languages, and figures of a part of the time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kring.sources.exports.archive import Archive
from kring.sources.exports.recognising import recognised_export
from tests.sources.exports.conftest import ReadExport
from tests.sources.exports.zips import written, zipped

ENGLISH = (
    "Content,Video title,Video publish time,Duration,Likes,Dislikes,New viewers,Returning viewers,Views,"
    "Watch time (hours),Subscribers,Thumbnail impressions,Thumbnail click-through rate (%)\n"
    'Total,,,,90,1,10,10,"3,100",80.1,12,9000,4.1\n'
    'dQw4w9WgXcQ,"Brood bakken, deel 1","Sep 26, 2026",300,60,1,5,5,2100,50.1,8,6000,4.2\n'
    'aB3dE_6gH-9,"Brood bakken, deel 2","Jan 3, 2026",310,30,0,5,5,1000,30,4,3000,4.0\n'
)
OLDER = ENGLISH.replace("Thumbnail impressions,Thumbnail", "Impressions,Impressions")
SWEDISH = (
    "Innehåll,Videotitel,Publiceringstid för video,Visningar,Visningstid (timmar)\n"
    "Totalt,,,3100,80\n"
    "dQw4w9WgXcQ,Brood bakken 1,26 sep. 2026,2100,50\n"
    "aB3dE_6gH-9,Brood bakken 2,3 jan. 2026,1000,30\n"
)
LIFETIME = "Content 2019-03-01_2026-11-28 Anna bakt.zip"


@pytest.mark.parametrize("text", [ENGLISH, OLDER])
def test_videos_with_their_figures(text: str, tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(zipped(tmp_path / LIFETIME, {"Table data.csv": text}), "youtube:annabakt")
    first, second = read.rows("posts")
    figures = ("post", "views", "likes", "impressions", "kind", "caption")
    assert [first[name] for name in figures] == ["dQw4w9WgXcQ", 2_100, 60, 6_000, "video", "Brood bakken, deel 1"]
    assert second["published_at"] == dt.datetime(2026, 1, 3, 12, tzinfo=dt.UTC)
    assert read.unused == {"a line with the total": 1}
    assert not read.recognised.doubts
    assert read.accounted


def test_swedish(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(zipped(tmp_path / LIFETIME, {"Tabelldata.csv": SWEDISH}), "youtube:annabakt")
    assert [(row["post"], row["views"], row["published_at"].date()) for row in read.rows("posts")] == [
        ("dQw4w9WgXcQ", 2_100, dt.date(2026, 9, 26)), ("aB3dE_6gH-9", 1_000, dt.date(2026, 1, 3)),
    ]  # fmt: skip


def test_figures_of_a_part_of_a_videos_life_are_unknown(tmp_path: Path, read_export: ReadExport) -> None:
    totals = "Date,Views\n2026-09-01,10\n2026-09-02,12\n"
    read = read_export(zipped(tmp_path / "x.zip", {"Table data.csv": ENGLISH, "Totals.csv": totals}), "youtube:a")
    assert [row["views"] for row in read.rows("posts")] == [2_100, None]
    assert "1 videos older than 2026-09-01" in read.said


def test_without_a_period_it_says_what_it_takes_the_figures_for(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(written(tmp_path / "Table data.csv", ENGLISH), "youtube:a")
    assert "whole life" in read.said
    assert [row["views"] for row in read.rows("posts")] == [2_100, 1_000]


def test_other_lines_without_a_video_are_put_aside(tmp_path: Path, read_export: ReadExport) -> None:
    text = SWEDISH + "Totalt,,,3100,80\ndQw4w9WgXcQ,nogmaals,26 sep. 2026,1,1\nzzzzzzzzzzZ,x,26 sep. 2026,veel,1\n"
    read = read_export(written(tmp_path / "Table data.csv", text), "youtube:a")
    reasons = [row.reason for row in read.batch.quarantined]
    assert reasons == ["this is no id of a video", "this video stands there twice", "this is no count"]
    assert read.batch.quarantined[2].column == "Visningar"
    assert read.accounted


def test_a_list_of_videos_that_is_no_download_is_a_sheet(tmp_path: Path) -> None:
    text = "video,Video title,Views,channel\ndQw4w9WgXcQ,a,10,een\naB3dE_6gH-9,b,12,twee\n"
    assert recognised_export(Archive.of(written(tmp_path / "videos.csv", text))) is None


def test_headings_nobody_knows_are_a_sheet(tmp_path: Path) -> None:
    text = SWEDISH.replace("Visningar", "Katselukerrat")
    assert recognised_export(Archive.of(written(tmp_path / "Table data.csv", text))) is None


def test_a_text_that_may_be_cut_off_is_doubted(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(written(tmp_path / "Table data.csv", SWEDISH.rstrip()[:-1]), "youtube:a")
    assert "if the file was cut off" in read.said
    assert "cut off" not in read_export(written(tmp_path / "Table data.csv", SWEDISH), "youtube:a").said
