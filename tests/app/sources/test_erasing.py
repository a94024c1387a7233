"""Whoever takes a consent back disappears from shortlists, lists, sent explanations and the log."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kring.app.accounts.audit import sentence
from kring.app.accounts.models import LogEntry, Membership, Organisation, Role
from kring.app.briefs.models import SavedBrief
from kring.app.discovery import services as discovery
from kring.app.discovery.models import ListedCreator
from kring.app.matching import services as matching
from kring.app.matching.models import Contest, SharedExplanation, ShortlistEntry
from kring.app.sources import asking
from kring.sources.core.tokens import Token
from kring.workspace import Workspace
from tests.app.sources.test_standing import toy_kinds  # noqa: F401

ANNA, BRAM = "other:anna", "other:bram"


@pytest.fixture
def shown(
    own_workspace: Workspace, organisation: Organisation, saved: SavedBrief,
    member_of: Callable[[Organisation, Role], Membership],
) -> Organisation:  # fmt: skip
    """Two creators who said yes, asked about, and both on everything a team makes."""
    (own_workspace.folder.path / "kring.db").touch()
    here, now = asking.sources_of(organisation), timezone.now()
    for subject in ("anna", "bram"):
        here.tokens.keep(Token("asked", subject, {"access_token": "t"}, now, now, now + timedelta(days=60)))
    by = member_of(organisation, Role.PLANNER)
    discovery.add(by, "voorjaar", [ANNA, BRAM])
    for account in (ANNA, BRAM):
        matching.add(by, saved, account)
        matching.share(by, saved, account, {"account": account, "bars": []})
        matching.contest(SharedExplanation.objects.get(account=account), "", "that is wrong", "")
    return organisation


def accounts_shown() -> dict[str, set[str]]:
    """The accounts in each kind of decision."""
    return {
        "lists": set(ListedCreator.objects.values_list("account", flat=True)),
        "shortlists": set(ShortlistEntry.objects.values_list("account", flat=True)),
        "explanations": set(SharedExplanation.objects.values_list("account", flat=True)),
        "contests": set(Contest.objects.values_list("explanation__account", flat=True)),
    }


def logged() -> str:
    return json.dumps([[one.who, one.details] for one in LogEntry.objects.all()], ensure_ascii=False)


def test_a_withdrawal_on_the_page_reaches_everything_that_shows_the_creator(
    shown: Organisation, client_of: Callable[..., Client]
) -> None:
    assert ANNA in logged()
    client_of(shown, Role.PLANNER).post(reverse("source_remove", args=["asked"]), {"subject": "anna"})
    assert set(map(frozenset, accounts_shown().values())) == {frozenset({BRAM})}
    assert ANNA not in logged()
    assert BRAM in logged()
    said = [sentence(one) for one in LogEntry.objects.filter(action="creator_let_go")]
    assert said == ["Kring deleted 4 explanations and entries of a creator whose data were withdrawn."]


def test_after_a_withdrawal_conclusions_are_made_of_what_is_left(
    shown: Organisation, own_workspace: Workspace, client_of: Callable[..., Client]
) -> None:
    asking.sources_of(shown).keep_secret("asked", {"client_id": "k", "client_secret": "s"}, timezone.now())
    asking.ask(shown.pk, "asked")
    client_of(shown, Role.PLANNER).post(reverse("source_remove", args=["asked"]), {"subject": "anna"})
    derived = own_workspace.folder.derived(own_workspace.organisation)
    assert {folder.name.partition("-")[0] for folder in derived.iterdir()} >= {"profiles", "audience", "search_texts"}
    assert own_workspace.profiles().accounts["account"].to_pylist() == [BRAM]


def test_a_withdrawal_by_command_is_reached_by_the_job_that_keeps_to_the_terms(shown: Organisation) -> None:
    asking.sources_of(shown).withdraw("asked", "anna", timezone.now())
    assert ANNA in accounts_shown()["shortlists"]
    asking.keep_to_terms()
    assert ANNA not in accounts_shown()["shortlists"] | accounts_shown()["lists"]


def test_who_is_still_known_from_another_source_stays_on_lists_but_its_explanations_go(
    shown: Organisation, own_workspace: Workspace
) -> None:
    import pyarrow as pa

    own_workspace.add("sheet", {"accounts": pa.table({"account": [ANNA], "followers": [900]})}, source="sheet")
    asking.sources_of(shown).withdraw("asked", "anna", timezone.now())
    asking.keep_to_terms()
    there = accounts_shown()
    assert ANNA in there["lists"] & there["shortlists"]
    assert ANNA not in there["explanations"] | there["contests"]
