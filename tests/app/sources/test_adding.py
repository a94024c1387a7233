"""Files are brought, recognised, confirmed and loaded on pages; nothing is loaded before, and no name stays behind."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kring.app.accounts.models import LogEntry, Organisation
from kring.app.sources import services
from kring.app.sources.models import State, Upload
from kring.workspace import Workspace
from tests.sources.exports.instagram_zips import Download
from tests.sources.exports.zips import zipped
from tests.sources.shopify_orders.shopify_file import Sold, written

SHEET = b"Creator;Platform;Followers\nanna;instagram;1.800\nbram;instagram;12.400\n"
VIDEOS = b'Content,Video title,Video publish time,Likes,Views\nabc123XYZ_-,Hoi,"Sep 26, 2026",5,6\n'
DAMAGED = b"Creator;Platform;Followers\nanna;instagram;1.800\nbram;instagram;many\n"


def bring(client: Client, *files: tuple[str, bytes]) -> Upload:
    """Brings files; returns the upload they became."""
    given = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post(reverse("add_creators"), {"files": given})
    assert answer.status_code == 302
    return Upload.objects.latest("pk")


def confirm(client: Client, upload: Upload, **answers: str) -> Upload:
    client.post(reverse("upload", args=[upload.pk]), answers)
    upload.refresh_from_db()
    return upload


def page(client: Client, upload: Upload) -> str:
    return client.get(reverse("upload", args=[upload.pk])).content.decode()


def followers(workspace: Workspace) -> dict[str, int]:
    facts = workspace.facts()
    rows = facts.collect(facts.newest("accounts").select("account", "followers")).to_pylist()
    return {row["account"]: row["followers"] for row in rows}


def test_a_creators_download_becomes_a_creator_with_a_map(
    planner: Client, own_workspace: Workspace, tmp_path: Path
) -> None:
    download = Download().written(tmp_path / "instagram.zip")
    upload = bring(planner, (download.name, download.read_bytes()))
    text = page(planner, upload)
    assert "instagram:voorbeeld_anna" in text
    assert followers(own_workspace) == {}
    upload = confirm(planner, upload)
    assert upload.state == State.DONE
    assert followers(own_workspace) == {"instagram:voorbeeld_anna": 1_800}
    text = page(planner, upload)
    assert reverse("creator", args=["instagram:voorbeeld_anna"]) in text
    assert planner.get(reverse("creator", args=["instagram:voorbeeld_anna"])).status_code == 200
    places = planner.get(reverse("creator_places", args=["instagram:voorbeeld_anna"])).content.decode()
    assert "Amersfoort" in places
    came = planner.get(reverse("creator_arrivals", args=["instagram:voorbeeld_anna"])).content.decode()
    assert "who left again is not in it" in came


def test_two_kinds_of_exports_in_one_zip_are_shown_apart_and_one_can_be_left_out(
    planner: Client, own_workspace: Workspace, tmp_path: Path
) -> None:
    orders = written(tmp_path / "orders.csv", [Sold(1001), Sold(1002)]).read_bytes()
    both = zipped(tmp_path / "alles.zip", {"orders.csv": orders, "Table data.csv": VIDEOS})
    upload = bring(planner, (both.name, both.read_bytes()))
    text = page(planner, upload)
    assert "alles.zip!orders.csv" in text
    assert "alles.zip!Table data.csv" in text
    upload = confirm(planner, upload, **{"leave-export-0": "on"})
    assert upload.state == State.DONE
    assert own_workspace.facts().rows("sales") == 2
    assert own_workspace.facts().rows("posts") == 0


def test_a_download_that_does_not_say_whose_it_is_asks(
    planner: Client, own_workspace: Workspace, tmp_path: Path
) -> None:
    download = Download(leave=("personal_information.json",)).written(tmp_path / "download.zip")
    upload = bring(planner, ("download.zip", download.read_bytes()))
    assert "Whose account is this?" in page(planner, upload)
    upload = confirm(planner, upload)
    assert upload.state == State.BROUGHT
    upload = confirm(planner, upload, **{"account-0": "@Bram"})
    assert upload.state == State.DONE
    assert set(followers(own_workspace)) == {"instagram:bram"}


def test_a_sheet_is_loaded_as_confirmed_and_rows_that_cannot_be_right_are_put_aside(
    planner: Client, own_workspace: Workspace
) -> None:
    upload = confirm(planner, bring(planner, ("creators.csv", DAMAGED)))
    assert upload.report["quarantined"] == 1
    assert followers(own_workspace) == {"instagram:anna": 1_800}
    text = planner.get(reverse("quarantine")).content.decode()
    assert "many" in text
    (batch,) = own_workspace.warehouse.quarantine.batches()
    rows = planner.get(reverse("quarantine_download", args=[batch])).content.decode("utf-8-sig")
    assert "bram" in rows
    repaired = rows.replace("many", "12400").encode()
    assert confirm(planner, bring(planner, ("repaired.csv", repaired))).state == State.DONE
    assert followers(own_workspace)["instagram:bram"] == 12_400
    planner.post(reverse("quarantine_give_up", args=[batch]))
    assert own_workspace.warehouse.quarantine.batches() == []


def test_a_column_can_be_read_as_something_else(planner: Client, own_workspace: Workspace) -> None:
    upload = bring(planner, ("creators.csv", SHEET))
    assert "column-0-2" in page(planner, upload)
    confirm(planner, upload, **{"column-0-2": "accounts.following"})
    assert followers(own_workspace) == {"instagram:anna": None, "instagram:bram": None}


def test_a_sheet_nobody_recognises_is_read_as_a_person_says(planner: Client, own_workspace: Workspace) -> None:
    upload = bring(planner, ("odd.csv", b"zqx;vbn\nanna;1800\nbram;12400\n"))
    assert "Not recognised" in page(planner, upload)
    assert confirm(planner, upload).state == State.BROUGHT
    said = {"column-0-0": "accounts.account", "column-0-1": "accounts.followers", "platform-0": "tiktok"}
    assert confirm(planner, upload, **said).state == State.DONE
    assert followers(own_workspace) == {"tiktok:anna": 1_800, "tiktok:bram": 12_400}


def test_a_file_that_is_left_out_is_not_loaded(planner: Client, own_workspace: Workspace) -> None:
    upload = bring(planner, ("a.csv", SHEET), ("b.csv", SHEET.replace(b"anna", b"cees")))
    confirm(planner, upload, **{"leave-0": "1"})
    assert set(followers(own_workspace)) == {"instagram:cees", "instagram:bram"}


def test_a_file_that_cannot_be_read_says_which_and_why_and_nothing_is_loaded(
    planner: Client, own_workspace: Workspace
) -> None:
    upload = bring(planner, ("good.csv", SHEET), ("bad.zip", b"PK\x03\x04 cut off"))
    answer = planner.get(reverse("upload", args=[upload.pk]))
    assert answer.status_code == 422
    assert "bad.zip" in answer.content.decode()
    assert planner.post(reverse("upload", args=[upload.pk])).status_code == 422
    assert followers(own_workspace) == {}


def test_the_same_file_twice_changes_nothing_and_says_so(planner: Client, own_workspace: Workspace) -> None:
    confirm(planner, bring(planner, ("creators.csv", SHEET)))
    position = own_workspace.position
    again = confirm(planner, bring(planner, ("creators.csv", SHEET)))
    assert own_workspace.position == position
    assert "was loaded before" in page(planner, again)


def test_files_go_once_they_are_loaded_thrown_away_or_left_behind(planner: Client, own_workspace: Workspace) -> None:
    brought = own_workspace.folder.path / "brought"
    confirm(planner, bring(planner, ("creators.csv", SHEET)))
    assert list(brought.iterdir()) == []
    dropped = bring(planner, ("creators.csv", SHEET))
    planner.post(reverse("upload_drop", args=[dropped.pk]))
    left = bring(planner, ("creators.csv", SHEET))
    assert len(list(brought.iterdir())) == 1
    Upload.objects.filter(pk=left.pk).update(made_at=timezone.now() - timedelta(days=3))
    services.throw_away_left_behind()
    assert list(brought.iterdir()) == []
    assert not Upload.objects.filter(pk=left.pk).exists()


def test_a_name_that_could_lead_elsewhere_leads_nowhere(planner: Client, own_workspace: Workspace) -> None:
    upload = bring(planner, ("../../../etc/creators.csv", SHEET), ("creators.csv", SHEET))
    assert upload.names == ["creators.csv", "creators (2).csv"]
    assert {path.name for path in (own_workspace.folder.path / "brought" / upload.folder).iterdir()} == set(
        upload.names
    )


def test_what_was_being_loaded_when_the_server_stopped_is_taken_up(planner: Client, own_workspace: Workspace) -> None:
    upload = bring(planner, ("creators.csv", SHEET))
    planner.post(reverse("upload", args=[upload.pk]))
    Upload.objects.filter(pk=upload.pk).update(state=State.LOADING)
    services.take_up()
    upload.refresh_from_db()
    assert upload.state in (State.DONE, State.FAILED)
    assert set(followers(own_workspace)) == {"instagram:anna", "instagram:bram"}


def test_it_is_in_the_log(planner: Client, organisation: Organisation) -> None:
    confirm(planner, bring(planner, ("creators.csv", SHEET)))
    assert LogEntry.objects.filter(organisation=organisation, action="files_confirmed").exists()


def test_no_files_says_so(planner: Client) -> None:
    answer = planner.post(reverse("add_creators"), {}, follow=True)
    assert "There are no files" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "doubt", "heading", "reason"),
    [
        ("nl", "'1.800' wordt gelezen als 1800", "hoeveel het volgen", "dit is geen getal"),
        ("en", "'1.800' is read as 1800", "how many follow it", "this is no number"),
    ],
)
def test_doubts_headings_and_reasons_are_in_the_language_of_the_page(
    planner: Client, own_workspace: Workspace, language: str, doubt: str, heading: str, reason: str
) -> None:
    asked = {"accept-language": language}
    upload = bring(planner, ("creators.csv", DAMAGED))
    text = unescape(planner.get(reverse("upload", args=[upload.pk]), headers=asked).content.decode())
    assert doubt in text
    assert f'<th scope="col">{heading}</th>' in text
    confirm(planner, upload)
    assert reason in planner.get(reverse("quarantine"), headers=asked).content.decode()
    (batch,) = own_workspace.warehouse.quarantine.batches()
    rows = planner.get(reverse("quarantine_download", args=[batch]), headers=asked).content.decode("utf-8-sig")
    assert f"Followers: {reason}" in rows
    assert [row.reason for row in own_workspace.warehouse.quarantine.rows(batch)] == ["this is no number"]


@pytest.mark.parametrize(
    ("language", "question"),
    [("nl", "nergens staat wie het deelde ('account' van posts)."), ("en", "nothing in it tells 'account'")],
)
def test_what_must_be_said_is_asked_in_the_language_of_the_page(planner: Client, language: str, question: str) -> None:
    upload = bring(planner, ("sheet.csv", VIDEOS))
    answer = planner.get(reverse("upload", args=[upload.pk]), headers={"accept-language": language})
    assert question in unescape(answer.content.decode())
    refused = planner.post(reverse("upload", args=[upload.pk]), headers={"accept-language": language})
    assert refused.status_code == 422
    assert f": {question}" in unescape(refused.content.decode())
