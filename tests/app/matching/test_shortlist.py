"""The shortlist: who may change it, what the log says, and the plan and the file it leads to."""

from __future__ import annotations

import csv
import io
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.audit import sentence
from kring.app.accounts.models import LogEntry
from kring.app.briefs.models import SavedBrief
from kring.app.matching.models import MOST_NOTE, Contest, SharedExplanation, ShortlistEntry, Status
from kring.match.ranking import Ranking


def test_a_creator_is_put_on_the_list_once(planner: Client, brief: SavedBrief, best: str) -> None:
    for _ in range(2):
        assert _add(planner, brief, best).status_code == 302
    entry = ShortlistEntry.objects.get()
    assert (entry.account, entry.status, entry.who) == (best, Status.SHORTLISTED, "planner@own.example")
    assert _log() == [f"planner@own.example put {best} on the shortlist of Voorjaar."]


def test_htmx_gets_what_stands_in_place_of_the_button(planner: Client, brief: SavedBrief, best: str) -> None:
    part = planner.post(_address("shortlist_add", brief), {"account": best}, headers={"hx-request": "true"})
    assert part.status_code == 200
    assert "On the shortlist" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_status_and_a_note_are_kept_and_stand_in_the_log(planner: Client, brief: SavedBrief, best: str) -> None:
    entry = _entry(planner, brief, best)
    answer = {"status": "asked", "note": "Belt maandag terug."}
    assert planner.post(_change(brief, entry), answer).status_code == 302
    planner.post(_change(brief, entry), answer)
    entry.refresh_from_db()
    assert (entry.status, entry.note) == ("asked", "Belt maandag terug.")
    assert _log()[:2] == [
        f"planner@own.example changed the note on {best} for Voorjaar.",
        f"planner@own.example changed {best} for Voorjaar to: asked; that was: shortlisted.",
    ]
    assert "Belt maandag terug." in planner.get(_address("shortlist", brief)).content.decode()


@pytest.mark.parametrize("answer", [{"status": "bribed", "note": ""}, {"status": "asked", "note": "x" * 2_001}])
def test_what_can_not_be_is_not_kept_and_said(
    planner: Client, brief: SavedBrief, best: str, answer: dict[str, str]
) -> None:
    assert MOST_NOTE == 2_000
    entry = _entry(planner, brief, best)
    part = planner.post(_change(brief, entry), answer, headers={"hx-request": "true"}).content.decode()
    assert "wrong" in part
    assert "Kept." not in part
    entry.refresh_from_db()
    assert (entry.status, entry.note) == ("shortlisted", "")


def test_a_viewer_sees_it_and_changes_nothing(planner: Client, viewer: Client, brief: SavedBrief, best: str) -> None:
    entry = _entry(planner, brief, best)
    assert _add(viewer, brief, best).status_code == 403
    assert viewer.post(_change(brief, entry), {"status": "asked"}).status_code == 403
    assert viewer.post(reverse("shortlist_remove", args=[brief.pk, entry.pk])).status_code == 403
    page = viewer.get(_address("shortlist", brief)).content.decode()
    assert best in page
    assert _change(brief, entry) not in page
    assert _address("shortlist_add", brief) not in viewer.get(_address("matches", brief)).content.decode()
    entry.refresh_from_db()
    assert entry.status == "shortlisted"


def test_it_is_filtered_by_status(planner: Client, brief: SavedBrief, ranking: Ranking) -> None:
    first, second = (_entry(planner, brief, account) for account in ranking.accounts[:2])
    planner.post(_change(brief, first), {"status": "agreed", "note": ""})
    shown = planner.get(_address("shortlist", brief), {"status": "agreed"}).context
    assert [row.entry for row in shown["rows"]] == [first]
    assert {status.value: number for status, number in shown["statuses"] if number} == {"agreed": 1, "shortlisted": 1}
    everybody = planner.get(_address("shortlist", brief), {"status": "nonsense"}).context["rows"]
    assert [row.entry for row in everybody] == [first, second]
    assert [row.place for row in everybody] == [1, 2]
    assert "Nobody on the list" in planner.get(_address("shortlist", brief), {"status": "asked"}).content.decode()


def test_a_creator_who_no_longer_passes_stays_with_a_word_about_it(
    planner: Client, brief: SavedBrief, refused: str
) -> None:
    _entry(planner, brief, refused)
    ShortlistEntry.objects.create(
        organisation=brief.organisation, brief=brief, account="instagram:gone", who="somebody"
    )
    page = planner.get(_address("shortlist", brief)).content.decode()
    assert "Does not pass the brief now" in page
    assert "This account is known no more." in page


def test_the_file_holds_every_entry_and_no_formula(planner: Client, brief: SavedBrief, best: str) -> None:
    entry = _entry(planner, brief, best)
    planner.post(_change(brief, entry), {"status": "declined", "note": "=1+1"})
    answer = planner.get(reverse("shortlist_download", args=[brief.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["account"], row["status"], row["note"], row["place"]) == (best, "declined", "'=1+1", "1")
    assert float(row["fee_low"]) <= float(row["fee"]) <= float(row["fee_high"])
    assert _log()[0] == "planner@own.example downloaded the shortlist of Voorjaar."


def test_planning_with_the_list_chooses_those_and_nobody_else(
    planner: Client, brief: SavedBrief, ranking: Ranking
) -> None:
    first, second, third = (_entry(planner, brief, account) for account in ranking.accounts[:3])
    planner.post(_change(brief, third), {"status": "dropped", "note": ""})
    page = unescape(planner.get(_address("shortlist", brief)).content.decode())
    address = f"{reverse('plan', args=[brief.pk])}?"
    query = page.split(address)[1].split('"')[0]
    assert parse_qs(query) == {"require": [first.account, second.account], "most": ["2"]}
    plan = planner.get(f"{address}{query}").context["page"].plan
    assert {one.account for one in plan.choices} == {first.account, second.account}


def test_taking_somebody_off_and_deleting_the_brief_leave_nothing(
    planner: Client, brief: SavedBrief, ranking: Ranking, link: str
) -> None:
    entry = _entry(planner, brief, ranking.accounts[0])
    _entry(planner, brief, ranking.accounts[1])
    planner.post(reverse("shortlist_remove", args=[brief.pk, entry.pk]))
    assert ShortlistEntry.objects.count() == 1
    Client().post(link, {"text": "fout"})
    assert Contest.objects.count() == 1
    assert planner.post(reverse("brief_delete", args=[brief.pk])).status_code == 302
    assert [model.objects.count() for model in (ShortlistEntry, SharedExplanation, Contest)] == [0, 0, 0]


def test_nobody_is_sent_to_another_site_and_nobody_unknown_is_put_on_it(
    planner: Client, brief: SavedBrief, best: str
) -> None:
    answer = planner.post(_address("shortlist_add", brief), {"account": best, "next": "https://elsewhere.example/"})
    assert urlsplit(answer.headers["Location"]).path == _address("shortlist", brief)
    assert _add(planner, brief, "instagram:nobody").status_code == 404
    assert _add(planner, brief, "").status_code == 404


def _address(name: str, brief: SavedBrief) -> str:
    return reverse(name, args=[brief.pk])


def _change(brief: SavedBrief, entry: ShortlistEntry) -> str:
    return reverse("shortlist_change", args=[brief.pk, entry.pk])


def _add(client: Client, brief: SavedBrief, account: str) -> object:
    return client.post(_address("shortlist_add", brief), {"account": account})


def _entry(client: Client, brief: SavedBrief, account: str) -> ShortlistEntry:
    _add(client, brief, account)
    return ShortlistEntry.objects.get(brief=brief, account=account)


def _log() -> list[str]:
    return [sentence(entry) for entry in LogEntry.objects.exclude(action="brief_made")]
