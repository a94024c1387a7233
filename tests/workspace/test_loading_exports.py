"""An export goes in with one call: recognised, agreed on, stored whole or not at all, and without anybody's name."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

import kring
from kring.errors import BadInput
from kring.sources.files import quarantine_to_csv
from kring.workspace import Answers, Workspace
from tests.sources.exports.instagram_zips import Download
from tests.sources.exports.test_tiktok_studio import DAYS, NEWER
from tests.sources.exports.zips import zipped

NAME = "instagram-voorbeeld_anna-2026-11-29-x1.zip"
SHEET = "Account,Platform,Followers\nbram,instagram,3400\n"


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    return kring.open(tmp_path / "ws", create=True)


def all_bytes(folder: Path) -> bytes:
    return b"".join(
        (Path(root) / name).read_bytes() for root, _, names in os.walk(folder) for name in names if name != "django.db"
    )


def test_a_creators_download_becomes_a_profile_with_followers_by_municipality(own: Workspace, tmp_path: Path) -> None:
    report = own.load(Download().written(tmp_path / NAME))
    assert report.loaded == {"audience_shares": 29, "posts": 3, "accounts": 2, "audience_people": 1_790}
    assert report.receipts[0].label == NAME
    profile = own.profile("instagram:voorbeeld_anna")
    shares = {one.municipality: one.share for one in profile.locality}
    assert shares["Amersfoort"].low <= 0.413 <= shares["Amersfoort"].high
    assert profile.estimate("followers").value == 1_800
    assert own.audience().complete.all()
    assert profile.arrivals is not None
    assert (profile.arrivals.listed, profile.arrivals.dated) == (1_790, 1_790)
    assert profile.estimate("came_last_year").value == profile.arrivals.last_year / 1_790


def test_no_third_persons_name_is_anywhere_in_the_workspace(own: Workspace, tmp_path: Path) -> None:
    people = ["canary_follower_one", "canary_follower_two", "Canary_Follower_One"]
    download = Download(people=people, newer=True, followers=2)
    report = own.load(download.written(tmp_path / NAME))
    assert report.loaded["audience_people"] == 2
    assert report.quarantined == 1
    own.profiles()
    stored = all_bytes(own.folder.path).lower()
    for name in (b"canary_follower", b"merk_een", b"vriend", b"anna@voorbeeld.example"):
        assert name not in stored
    assert "canary" not in str(report.to_dict()).lower()


def test_loading_it_again_changes_nothing(own: Workspace, tmp_path: Path) -> None:
    own.load(Download().written(tmp_path / NAME))
    before = own.position
    report = own.load(Download().written(tmp_path / "hernoemd.zip", prefix="x/"))
    assert own.position == before
    assert report.receipts[0].already_loaded


def test_nothing_is_stored_when_one_file_of_a_call_is_broken(own: Workspace, tmp_path: Path) -> None:
    good = Download().written(tmp_path / NAME)
    sheet = tmp_path / "creators.csv"
    sheet.write_text(SHEET)
    broken = tmp_path / "later.zip"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("posts.json", '{"organic_insights_posts": [{"media')
    with pytest.raises(BadInput, match=r"posts\.json"):
        own.load(sheet, good, broken)
    assert own.position == 0


def test_an_export_and_a_sheet_in_one_call(own: Workspace, tmp_path: Path) -> None:
    sheet = tmp_path / "creators.csv"
    sheet.write_text(SHEET)
    report = own.load(sheet, Download().written(tmp_path / NAME))
    assert report.loaded["accounts"] == 3
    bases = {
        row["source"]: row["legal_basis"] for row in own.facts().collect(own.facts().table("accounts")).to_pylist()
    }
    assert bases == {"instagram_download": "consent", "creators.csv": "legitimate_interest"}


def test_whose_it_is_must_be_said_when_the_files_do_not(own: Workspace, tmp_path: Path) -> None:
    path = Download(leave=("information.json",)).written(tmp_path / "download.zip")
    with pytest.raises(BadInput, match="nothing in it tells whose") as problem:
        own.load(path)
    assert "--account" in problem.value.advice
    assert "van wie" in problem.value.said_in("nl")[0]
    report = own.load(path, answers=Answers(account=("@Voorbeeld_Anna", "tiktok:iemand")))
    assert report.exports[0].proposal.account == "instagram:voorbeeld_anna"


def test_an_account_that_the_files_contradict_is_refused(own: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="not of instagram:bram"):
        own.load(Download().written(tmp_path / NAME), answers=Answers(account=("bram",)))
    assert own.position == 0


def test_an_export_can_be_left_out(own: Workspace, tmp_path: Path) -> None:
    report = own.load(Download().written(tmp_path / NAME), answers=Answers(confirm_export=lambda proposal: None))
    assert report.left_out == (NAME,)
    assert own.position == 0


def tiktok(folder: Path) -> list[Path]:
    link = "https://www.tiktok.com/@voorbeeld_anna/video/730"
    return [
        zipped(folder / "Content.zip", {"Content.csv": f"{NEWER}tekst,{link},2026-11-20,10,9,8,7,1s,0.1\n"}),
        zipped(folder / "Followers.zip", {"FollowerHistory.csv": DAYS}),
    ]


def test_files_that_do_not_say_whose_they_are_go_with_those_beside_them(own: Workspace, tmp_path: Path) -> None:
    report = own.load(*tiktok(tmp_path))
    content, followers = (export.proposal for export in report.exports)
    assert followers.account == content.account == "tiktok:voorbeeld_anna"
    assert "like the files beside it" in followers.doubts[-1].en
    absent = [said.en for said in (*content.recognised.absent, *followers.recognised.absent)]
    assert not any(said.startswith(("posts", "how many follow")) for said in absent)
    assert any(said.startswith("countries") for said in absent)


def test_followers_day_by_day_are_a_history(own: Workspace, tmp_path: Path) -> None:
    own.load(*tiktok(tmp_path))
    observed = own.facts().collect(own.facts().table("accounts").select("account", "followers", "observed_at"))
    assert sorted(observed["followers"].to_pylist()) == [1_180, 1_200, 1_210]
    assert len(set(observed["observed_at"].to_pylist())) == 3


def test_two_downloads_in_one_folder_are_not_one_account(own: Workspace, tmp_path: Path) -> None:
    for name in ("anna", "bram"):
        with zipfile.ZipFile(Download().written(tmp_path / f"{name}.zip")) as archive:
            archive.extractall(tmp_path / "beide" / name)
    with pytest.raises(BadInput, match="more than one download"):
        own.load(tmp_path / "beide")
    assert own.position == 0


def test_no_name_of_a_channel_or_a_sponsor_in_an_aside_row_is_kept(own: Workspace, tmp_path: Path) -> None:
    channel = "UC" + "a" * 22
    line = f"{channel},http://www.youtube.com/channel/{channel},Canary Channel\n"
    text = "Channel Id,Channel Url,Channel Title\n" + line + "Canary Second,cut off\n"
    takeout = zipped(tmp_path / "takeout.zip", {"Takeout/subscriptions.csv": text})
    report = own.load(takeout, answers=Answers(account=("annabakt",)))
    assert report.loaded == {"accounts": 1}
    assert report.quarantined == 1
    assert b"canary" not in all_bytes(own.folder.path).lower()


def test_downloads_of_two_creators_in_one_zip_stay_theirs(own: Workspace, tmp_path: Path) -> None:
    inner = Download(people=["canary_een"], followers=1, leave=("information.json",))
    parts = [inner.written(tmp_path / f"instagram-{name}-2026-11-29-x.zip") for name in ("anna", "bram")]
    together = zipped(tmp_path / "allemaal.zip", {part.name: part.read_bytes() for part in parts})
    report = own.load(together)
    assert [export.proposal.account for export in report.exports] == ["instagram:anna", "instagram:bram"]
    assert b"canary" not in all_bytes(own.folder.path).lower()
    mixed = zipped(tmp_path / "mix.zip", {parts[0].name: parts[0].read_bytes(), "creators.csv": SHEET})
    (export,) = own.load(mixed).exports
    assert "text that are not read: 1" in export.proposal.doubts[-1].en


def test_a_list_of_people_in_any_other_packing_is_no_list_of_creators(own: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "mensen.json.gz"
    entries = [{"title": f"canary_{number}", "string_list_data": [{"href": "x"}]} for number in range(30)]
    path.write_bytes(gzip.compress(json.dumps(entries).encode()))
    with pytest.raises(BadInput, match="no table of ours") as problem:
        own.load(path, answers=Answers(constants={"platform": "instagram"}))
    assert "canary" not in str(problem.value)
    assert own.position == 0


def test_a_share_put_aside_can_be_mended_and_loaded(own: Workspace, tmp_path: Path) -> None:
    download = Download(countries="Netherlands: 70%, Nergensland: 5%", people=["een"], followers=1)
    report = own.load(download.written(tmp_path / NAME))
    rows = own.warehouse.quarantine.rows(report.receipts[0].batch_id)
    mended = quarantine_to_csv(rows, tmp_path / "aside.csv")
    mended.write_text(mended.read_text("utf-8-sig").replace("Nergensland", "Belgium"), "utf-8")
    own.load(mended)
    told = own.facts().collect(own.facts().newest("audience_shares")).to_pylist()
    assert {row["value"]: row["share"] for row in told if row["dimension"] == "country"} == {"NL": 0.7, "BE": 0.05}


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("your_instagram_activity/messages/inbox/x/message_1.json", "nothing in it is read"),
        ("Takeout/YouTube/history/watch-history.json", "without subscriptions"),
    ],
)
def test_a_download_without_what_is_read_is_no_sheet(own: Workspace, tmp_path: Path, member: str, words: str) -> None:
    message = json.dumps([{"user": "canary_een", "text": "hoi", "likes": 3, "post": "a", "comment": "b"}])
    with pytest.raises(BadInput, match=words):
        own.load(zipped(tmp_path / "download.zip", {member: message}))
    assert own.position == 0
