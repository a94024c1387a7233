"""Meta Business Suite: content in any order of columns, audiences in blocks, daily files in UTF-16."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kring.sources.exports.archive import Archive
from kring.sources.exports.recognising import recognised_export
from kring.sources.files import open_sources, recognise
from tests.sources.exports.conftest import ReadExport
from tests.sources.exports.zips import utf16, written, zipped

ENGLISH = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows"
)
GERMAN = (
    "Beitrags-ID,Konto-ID,Konto-Benutzername,Kontoname,Beschreibung,Dauer (Sek.),Veröffentlichungszeit,Permalink,"
    "Beitragsart,Datenkommentar,Datum,Aufrufe,„Gefällt mir“-Angaben,Geteilte Inhalte,Kommentare,Gespeicherte Inhalte,"
    "Reichweite,Follows"
)
LINE = (
    '17900000000000001,1784,Voorbeeld_Anna,Anna,"Brood, #bakken met @merk",0,11/03/2026 09:30,'
    'https://www.instagram.com/p/AbC/,{kind},,{date},"12,345","1,200",4,30,77,"10,001",2\n'
)


@pytest.mark.parametrize(("headings", "date"), [(ENGLISH, "Lifetime"), (GERMAN, "Gesamt")])
def test_posts_of_the_whole_time(headings: str, date: str, tmp_path: Path, read_export: ReadExport) -> None:
    text = "\ufeff" + headings + "\n" + LINE.format(kind="IG reel", date=date)
    read = read_export(written(tmp_path / "Nov-01-2026_Nov-28-2026_123.csv", text))
    assert read.recognised.account == "instagram:voorbeeld_anna"
    (post,) = read.rows("posts")
    figures = ("views", "likes", "shares", "comments", "saves", "reach", "impressions")
    assert [post[name] for name in figures] == [12_345, 1_200, 4, 30, 77, 10_001, None]
    assert post["published_at"] == dt.datetime(2026, 11, 3, 9, 30, tzinfo=dt.UTC)
    assert (post["kind"], post["hashtags"], post["mentions"]) == ("reel", ["bakken"], ["merk"])
    assert read.accounted


def test_columns_in_another_order_with_more_beside_them(tmp_path: Path, read_export: ReadExport) -> None:
    names, cells = (
        ENGLISH.split(","),
        "1,2,anna,Anna,tekst,0,11/23/2026 09:30,https://www.instagram.com/p/A/,IG image,,",
    )
    row = dict(zip(names, [*cells.split(","), "10", "9", "8", "7", "6", "5", "4"], strict=True)) | {"Nieuw": "x"}
    turned = dict(reversed(row.items()))
    text = ",".join(turned) + "\n" + ",".join(turned.values()) + "\n"
    (post,) = read_export(written(tmp_path / "c.csv", text)).rows("posts")
    assert (post["likes"], post["reach"], post["views"]) == (9, 5, 10)


def test_figures_of_one_day_are_no_figures_of_a_post(tmp_path: Path, read_export: ReadExport) -> None:
    text = ENGLISH + "\n" + LINE.format(kind="IG image", date="11/04/2026")
    read = read_export(written(tmp_path / "c.csv", text))
    assert not read.rows("posts")
    assert read.accounted


def test_renamed_headings_are_a_sheet_that_is_asked_about(tmp_path: Path) -> None:
    path = written(tmp_path / "c.csv", ENGLISH.replace("Post ID", "X1").replace("Likes", "X2") + "\n" + LINE)
    assert recognised_export(Archive.of(path)) is None
    (sheet,) = open_sources([path])
    proposal = recognise(sheet)
    assert "X2" not in (proposal.mapping.headings if proposal.mapping else ())


AUDIENCE = (
    'Instagram followers\n"1,802"\n\n'
    "Age & gender\nAge,Women,Men\n18-24,20%,10%\n25-34,40%,20%\n65+,6%,4%\n\n"
    'Instagram followers by top cities\n"Utrecht, Netherlands","Zeist, Netherlands"\n12.5%,5.1%\n'
)
DUTCH_AUDIENCE = (
    'Volgers op Instagram\n1.802\n\nLeeftijd en geslacht\nLeeftijd,Vrouwen,Mannen\n18-24,"0,2","0,1"\n'
    '25-34,"0,4","0,2"\n65+,"0,06","0,04"\n\n'
    'Volgers op Instagram per plaats\n"Utrecht, Nederland","12,5"\n"Zeist, Nederland","5,1"\n'
)


@pytest.mark.parametrize("text", [AUDIENCE, DUTCH_AUDIENCE])
def test_an_audience_in_blocks(text: str, tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(written(tmp_path / "Audience.csv", utf16(text)), "instagram:anna")
    assert [row["followers"] for row in read.rows("accounts")] == [1_802]
    assert read.shares("age_gender")["male 25-34"] == 0.2
    assert sorted(read.shares("city").values()) == [0.051, 0.125]
    assert not read.batch.quarantined


def test_a_block_that_may_be_of_facebook_is_left_out(tmp_path: Path, read_export: ReadExport) -> None:
    text = "Facebook Page likes\n300\n\n" + AUDIENCE
    read = read_export(written(tmp_path / "Audience.csv", utf16(text)), "instagram:anna")
    assert not read.shares("age_gender")
    assert [row["followers"] for row in read.rows("accounts")] == [1_802]
    assert "Facebook and Instagram together" in read.said


def test_daily_files_are_recognised_and_nothing_is_made_of_them(tmp_path: Path, read_export: ReadExport) -> None:
    daily = utf16('Reach\n"Date","Primary"\n"2026-11-01T00:00:00","120"\n"2026-11-02T00:00:00","90"\n')
    read = read_export(zipped(tmp_path / "x.zip", {"Reach.csv": daily, "Views.csv": daily}))
    assert read.unused == {"totals by day, which no table holds": 4}
    assert read.recognised.platform is None
    assert not read.batch.tables
