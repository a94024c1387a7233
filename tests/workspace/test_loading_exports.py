"""An export goes in with one call: recognised, agreed on, stored whole or not at all, and without anybody's name."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

import kring
from kring.errors import BadInput
from kring.workspace import Answers, Workspace
from tests.sources.exports.instagram_zips import Download

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
