"""TikTok Studio: older and newer headings, days without a year, percent or fraction, and what is 'undefined'."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kring.sources.exports.archive import Archive
from kring.sources.exports.recognising import recognised_export
from kring.sources.files import open_sources, recognise
from tests.sources.exports.conftest import ReadExport
from tests.sources.exports.zips import written, zipped

HISTORY = "Date,Followers,Difference in followers from previous day\n"
DAYS = (
    HISTORY + '"December 30","1,180","5"\nDecember 31,1.2K,undefined\nJanuary 1,undefined,undefined\nJanuary 2,1210,8\n'
)
OLDER = (
    "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Total play time,"
    "Average watch time,Watched full video,Add to favorites\n"
)
NEWER = "Video title,Video link,Post time,Total views,Likes,Comments,Shares,Average watch time,Watched full video\n"
LINK = "https://www.tiktok.com/@Voorbeeld_Anna/video/"
AUDIENCE = {
    "FollowerGender.csv": "Gender,Distribution\nMale,{0}\nFemale,{1}\nOther,undefined\n",
    "FollowerTopTerritories.csv": "Top territories,Distribution\nNetherlands,{2}\nBE,{3}\nOthers,undefined\n",
}


def followers_zip(folder: Path, *shares: str, name: str = "Followers_2026.zip") -> Path:
    members: dict[str, str | bytes] = {name: text.format(*shares) for name, text in AUDIENCE.items()}
    active = "Date,Hour,Active followers\nNovember 28,1,30\n"
    more = {"FollowerHistory.csv": DAYS, "FollowerActivity.csv": active}
    return zipped(folder / name, members | more, (2027, 1, 3, 10, 0, 0))


@pytest.mark.parametrize(
    "shares", [("0.24", "0.75", "0.81", "0.1"), ("24", "75", "81", "10"), ("24%", "75%", "81%", "10%")]
)
def test_followers_by_day_gender_and_country(shares: tuple[str, ...], tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(followers_zip(tmp_path, *shares), "tiktok:voorbeeld_anna")
    assert read.shares_known("gender") == {"male": 0.24, "female": 0.75}
    assert read.shares_known("country") == {"NL": 0.81, "BE": 0.1}
    suppressed = [row["value"] for row in read.rows("audience_shares") if row["suppressed"]]
    assert suppressed == ["other"]
    assert [row.value for row in read.batch.quarantined] == ["Others"]


def test_days_without_a_year_get_one_from_their_order(tmp_path: Path, read_export: ReadExport) -> None:
    at = dt.datetime(2027, 1, 3, tzinfo=dt.UTC)
    read = read_export(followers_zip(tmp_path, "24", "75", "81", "10"), "tiktok:anna", at)
    rows = [(row["observed_at"].date(), row["followers"]) for row in read.rows("accounts")]
    assert rows == [(dt.date(2026, 12, 30), 1_180), (dt.date(2026, 12, 31), 1_200), (dt.date(2027, 1, 2), 1_210)]
    assert read.unused["days without a number of followers"] == 1


def test_days_in_no_order_are_put_aside(tmp_path: Path, read_export: ReadExport) -> None:
    text = HISTORY + "December 30,10,1\nDecember 28,11,1\nDecember 31,12,1\n"
    read = read_export(written(tmp_path / "FollowerHistory.csv", text), "tiktok:anna")
    assert not read.rows("accounts")
    assert len(read.batch.quarantined) == 3


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        (OLDER, '"Ochtend, thuis #koffie",{0}7301234567890123456,November 20,1.2K,30,4,"10,500",1:00:00,10.5,12%,77\n'),
        (NEWER, '"Ochtend, thuis #koffie",{0}7301234567890123456,2026-11-20,10500,1200,30,4,10.5s,0.12\n'),
    ],
)
def test_posts_under_older_and_newer_headings(
    headings: str, line: str, tmp_path: Path, read_export: ReadExport
) -> None:
    read = read_export(zipped(tmp_path / "Content_x.zip", {"Content.csv": headings + line.format(LINK)}))
    assert read.recognised.account == "tiktok:voorbeeld_anna"
    (post,) = read.rows("posts")
    assert [post[name] for name in ("post", "likes", "comments", "shares", "views", "kind")] == [
        "7301234567890123456", 1_200, 30, 4, 10_500, "video",
    ]  # fmt: skip
    assert post["published_at"].date() == dt.date(2026, 11, 20)
    assert post["hashtags"] == ["koffie"]
    assert read.accounted


def test_daily_totals_are_recognised_and_nothing_is_made_of_them(tmp_path: Path, read_export: ReadExport) -> None:
    overview = "Date,Video Views,Profile Views,Likes,Comments,Shares\nNovember 28,100,5,7,1,0\n"
    viewers = "Date,Total Viewers,New Viewers,Returning Viewers\nNovember 28,90,50,40\n"
    read = read_export(zipped(tmp_path / "o.zip", {"Overview.csv": overview, "Viewers.csv": viewers}), "tiktok:anna")
    assert not read.batch.tables
    assert read.batch.rows_in == sum(read.unused.values()) == 2
    assert "cities and ages" in read.said


def test_headings_that_are_not_known_are_read_by_the_name_of_the_file(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(
        written(tmp_path / "FollowerGender.csv", "Geslacht;Verdeling\nMan;0,24\nVrouw;0,75\n"), "tiktok:a"
    )
    assert read.shares_known("gender") == {"male": 0.24, "female": 0.75}


def test_columns_in_another_order_with_more_beside_them(tmp_path: Path, read_export: ReadExport) -> None:
    text = f"Surplus,Likes,Video link,Total views\nx,12,{LINK}730,400\n"
    (post,) = read_export(written(tmp_path / "posts.csv", text)).rows("posts")
    assert (post["likes"], post["views"]) == (12, 400)


def test_the_column_of_links_is_known_by_its_values(tmp_path: Path, read_export: ReadExport) -> None:
    (post,) = read_export(written(tmp_path / "c.csv", f"Hier,Likes,Weergaven\n{LINK}730,12,400\n")).rows("posts")
    assert (post["post"], post["likes"], post["views"]) == ("730", 12, 400)


def test_renamed_headings_are_a_sheet_that_is_asked_about(tmp_path: Path) -> None:
    text = f"Titel,Adres,Hoe vaak vertoond,Hartjes\nOchtend,{LINK}730,400,12\n"
    path = written(tmp_path / "export.csv", text)
    assert recognised_export(Archive.of(path)) is None
    (sheet,) = open_sources([path])
    proposal = recognise(sheet)
    assert proposal.mapping is None or proposal.doubts or proposal.questions or proposal.unused


def test_a_link_that_leads_to_a_person_is_put_aside_without_the_name(tmp_path: Path, read_export: ReadExport) -> None:
    text = f"{NEWER}a,{LINK}1,2026-11-20,1,1,1,1,1,1\nb,https://www.tiktok.com/@canary,2026-11-20,1,1,1,1,1,1\n"
    (row,) = read_export(written(tmp_path / "Content.csv", text)).batch.quarantined
    assert row.column == "Video link"
    assert "canary" not in str(row)


def test_a_companys_list_of_posts_is_no_creators_own(tmp_path: Path) -> None:
    text = f"Username,{NEWER}voorbeeld_anna,a,{LINK}1,2026-11-20,1,1,1,1,1,1\n"
    assert recognised_export(Archive.of(written(tmp_path / "posts.csv", text))) is None


def test_posts_of_several_people_are_no_creators_own(tmp_path: Path) -> None:
    text = f"{NEWER}a,{LINK}1,2026-11-20,1,1,1,1,1,1\nb,https://www.tiktok.com/@bram/video/2,2026-11-20,1,1,1,1,1,1\n"
    assert recognised_export(Archive.of(written(tmp_path / "Content.csv", text))) is None
