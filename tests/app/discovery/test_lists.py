"""Lists and saved searches: made from results, kept within the organisation, noted in the log."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.audit import sentence
from kring.app.accounts.models import LogEntry, Organisation, Role
from kring.app.discovery.models import CreatorList, ListedCreator, SavedSearch
from kring.workspace import Workspace


@pytest.fixture
def accounts(workspace: Workspace) -> list[str]:
    """Three accounts that are there."""
    return workspace.profiles().accounts["account"].to_pylist()[:3]


@pytest.fixture
def summer(planner: Client, accounts: list[str]) -> CreatorList:
    """A list with two creators, made from results."""
    planner.post(reverse("find_list_add"), {"account": accounts[:2], "new": "Zomer"})
    return CreatorList.objects.get()


def test_ticked_creators_come_on_a_list_once(planner: Client, summer: CreatorList, accounts: list[str]) -> None:
    answer = planner.post(
        reverse("find_list_add"), {"account": accounts, "list": summer.pk, "next": "/find/?q=koken"}, follow=True
    )
    assert answer.redirect_chain == [("/find/?q=koken", 302)]
    assert "1 creator was put on Zomer" in answer.content.decode()
    assert [one.account for one in summer.creators.all()] == accounts
    html = planner.get(reverse("find_list", args=[summer.pk])).content.decode()
    assert all(account in html for account in accounts)


@pytest.mark.parametrize("sent", [{"new": "Leeg"}, {"account": "x:y"}, {"account": "x:y", "list": "999"}])
def test_without_a_tick_or_a_list_nothing_is_made(planner: Client, sent: dict[str, str]) -> None:
    planner.post(reverse("find_list_add"), sent)
    assert not CreatorList.objects.exists()


def test_an_account_that_is_not_there_can_not_be_added(planner: Client) -> None:
    assert planner.post(reverse("find_list_add"), {"account": "instagram:nobody", "new": "A"}).status_code == 404
    assert not CreatorList.objects.exists()


def test_nobody_is_sent_to_another_site(planner: Client, accounts: list[str]) -> None:
    sent = {"account": accounts, "new": "A", "next": "https://elsewhere.example/"}
    assert planner.post(reverse("find_list_add"), sent).headers["Location"].startswith("/find/lists/")


def test_notes_names_and_leaving(planner: Client, summer: CreatorList) -> None:
    first, second = summer.creators.all()
    planner.post(reverse("find_list_note", args=[summer.pk, first.pk]), {"note": "belt liever"})
    planner.post(reverse("find_list_remove", args=[summer.pk, second.pk]))
    planner.post(reverse("find_list_change", args=[summer.pk]), {"name": "Zomer 2027", "note": "voor de tuin"})
    html = planner.get(reverse("find_list", args=[summer.pk])).content.decode()
    assert [text in html for text in ("belt liever", "voor de tuin", "Zomer 2027")] == [True] * 3
    assert [one.account for one in summer.creators.all()] == [first.account]


def test_two_lists_can_not_have_one_name(planner: Client, summer: CreatorList, accounts: list[str]) -> None:
    planner.post(reverse("find_list_add"), {"account": accounts, "new": "Winter"})
    answer = planner.post(reverse("find_list_change", args=[summer.pk]), {"name": "Winter"})
    assert answer.status_code == 400
    assert "There is a list of that name already" in answer.content.decode()
    planner.post(reverse("find_list_add"), {"account": accounts, "new": "Winter"})
    assert sorted(CreatorList.objects.values_list("name", flat=True)) == ["Winter", "Zomer"]


def test_a_list_is_deleted_after_asking(planner: Client, summer: CreatorList) -> None:
    asked = planner.get(reverse("find_list_delete", args=[summer.pk]))
    assert "2 creators" in asked.content.decode()
    planner.post(reverse("find_list_delete", args=[summer.pk]))
    assert (CreatorList.objects.count(), ListedCreator.objects.count()) == (0, 0)


def test_a_list_goes_into_a_file_with_its_notes_and_no_formula(planner: Client, summer: CreatorList) -> None:
    first = summer.creators.first()
    planner.post(reverse("find_list_note", args=[summer.pk, first.pk]), {"note": "=1+1"})
    written = planner.get(reverse("find_list_download", args=[summer.pk, "csv"])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["account"] for row in rows] == [one.account for one in summer.creators.all()]
    assert rows[0]["note"] == "'=1+1"
    assert planner.get(reverse("find_list_download", args=[summer.pk, "xlsx"])).content[:2] == b"PK"


def test_alike_of_a_list_are_those_of_its_creators(
    planner: Client, summer: CreatorList, workspace: Workspace, accounts: list[str]
) -> None:
    found = planner.get(reverse("find"), {"list": summer.pk}).context["found"]
    assert found.accounts == workspace.lookalikes(accounts[:2]).accounts


def test_an_account_that_is_gone_stays_on_the_list_and_is_said(planner: Client, summer: CreatorList) -> None:
    ListedCreator.objects.create(list=summer, account="instagram:gone")
    html = planner.get(reverse("find_list", args=[summer.pk])).content.decode()
    assert "This account is known no more" in html
    assert planner.get(reverse("find"), {"list": summer.pk}).status_code == 200
    assert planner.get(reverse("find_list_download", args=[summer.pk, "csv"])).status_code == 200


def test_another_organisation_sees_and_uses_nothing(
    summer: CreatorList, other_organisation: Organisation, client_of: Callable[..., Client]
) -> None:
    other = client_of(other_organisation, Role.OWNER)
    assert "Zomer" not in other.get(reverse("find_lists")).content.decode()
    assert other.get(reverse("find"), {"list": summer.pk}).context["alike"] is None
    other.post(reverse("find_list_add"), {"account": "x:y", "list": summer.pk})
    assert summer.creators.count() == 2


def test_a_viewer_sees_results_and_lists_without_what_changes_them(
    summer: CreatorList, organisation: Organisation, client_of: Callable[..., Client]
) -> None:
    viewer = client_of(organisation, Role.VIEWER)
    for address in ("/find/?tier=nano", "/find/lists/", f"/find/lists/{summer.pk}/"):
        html = viewer.get(address).content.decode()
        assert 'method="post" action="/find' not in html
        assert 'form="add"' not in html


def test_a_saved_search_finds_the_same_again(planner: Client) -> None:
    address = "?q=koken&tier=nano&tier=micro&answered_comments-least=5&answered_comments-unknown=keep&page=2"
    planner.post(reverse("find_keep"), {"name": "Koks", "address": address})
    saved = SavedSearch.objects.get()
    opened = planner.get(reverse("find_saved", args=[saved.pk]), follow=True)
    before = planner.get(f"{reverse('find')}{address}").context["found"]
    assert opened.context["found"].accounts == before.accounts
    assert opened.context["found"].search.page == 1
    assert saved.search.filters == before.search.filters
    assert "Koks" in planner.get(reverse("find_lists")).content.decode()
    planner.post(reverse("find_forget", args=[saved.pk]))
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(("name", "address"), [("", "?tier=nano"), ("A", "?followers-least=x"), ("A" * 201, "?q=a")])
def test_a_search_without_a_name_or_with_a_problem_is_not_saved(planner: Client, name: str, address: str) -> None:
    answer = planner.post(reverse("find_keep"), {"name": name, "address": address}, follow=True)
    assert "The search was not saved" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_a_saved_search_that_can_not_be_read_any_more_is_said(planner: Client, organisation: Organisation) -> None:
    old = SavedSearch.objects.create(organisation=organisation, name="Oud", yaml="filters: {no_such_filter: 1}\n")
    answer = planner.get(reverse("find_saved", args=[old.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("find_lists")
    assert "no_such_filter" in answer.content.decode()


def test_the_log_says_what_was_done(planner: Client, summer: CreatorList) -> None:
    planner.post(reverse("find_keep"), {"name": "Nano", "address": "?tier=nano"})
    told = [sentence(entry) for entry in LogEntry.objects.all()]
    assert any("put 2 creators on the list Zomer" in one for one in told)
    assert any("saved the search Nano" in one for one in told)
