"""On the page of sources: shops each with a key of its own, one account held up and until when, one feed deleted."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import LogEntry, Organisation
from kring.app.sources import asking
from kring.sources.core.source import Source
from kring.sources.core.step import Answer
from kring.sources.feeds.kind import BLOGS
from kring.sources.woocommerce.rest import KIND, NAME
from kring.workspace import Workspace
from kring.workspace import sources as sources_module
from kring.workspace.opening import Opening
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.sources.core.toy import ToyClock
from tests.sources.woocommerce.shop_server import Shop, Street, key_of
from tests.sources.woocommerce.woocommerce_files import answer
from tests.workspace.test_withdrawing import OTHER, SITE, Server

FIRST, SECOND = "merk1.example", "merk2.example"
SHOPS = Street(*(Shop([answer(1)], host=host, key=key_of(host)) for host in (FIRST, SECOND)))


@pytest.fixture(autouse=True)
def kinds(own_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(self: Sources, name: str, source: Source) -> Outside:
        clock = ToyClock()
        client = SHOPS if name == NAME else Server()
        return Outside(client, Opening(self.kind(name), self.consents, clock), clock)

    monkeypatch.setattr(sources_module, "KINDS", {kind.name: kind for kind in (KIND, BLOGS)})
    monkeypatch.setattr(Sources, "outside", outside)
    for shop in SHOPS.shops.values():
        shop.asked.clear()


def page(client: Client, language: str = "en") -> str:
    return unescape(client.get(reverse("sources"), headers={"accept-language": language}).content.decode())


def filled(subject: str, key: str | None) -> dict[str, str]:
    secret = {} if key is None else key_of(key)
    return {f"{NAME}-subject": subject, **{f"{NAME}-key-{part}": value for part, value in secret.items()}}


def test_an_owner_adds_shops_with_their_keys_and_each_is_asked_with_its_own(
    owner: Client, organisation: Organisation
) -> None:
    for host in (FIRST, SECOND):
        owner.post(reverse("source_add", args=[NAME]), filled(host, host))
    owner.post(reverse("source_ask", args=[NAME]))
    assert [len(SHOPS.sent_to(host)) for host in (FIRST, SECOND)] == [1, 1]
    assert SHOPS.sent_to(FIRST) != SHOPS.sent_to(SECOND)
    text = page(owner)
    assert "2 accounts are asked about" in text
    assert "whole: 2 pages" in text
    assert f"cs_{FIRST}" not in text
    assert asking.sources_of(organisation).keys.subjects(NAME) == {FIRST, SECOND}


def test_a_planner_adds_a_shop_and_only_an_owner_its_key(
    planner: Client, owner: Client, organisation: Organisation
) -> None:
    planner.post(reverse("source_add", args=[NAME]), filled(FIRST, FIRST))
    assert asking.sources_of(organisation).keys.subjects(NAME) == set()
    assert "no key yet" in page(planner)
    assert "nog geen sleutel" in page(planner, "nl")
    assert f"{NAME}-key-consumer_key" not in page(planner)
    given = {**filled(FIRST, FIRST), "subject": FIRST}
    assert planner.post(reverse("source_key", args=[NAME]), given).status_code == 403
    owner.post(reverse("source_key", args=[NAME]), given)
    assert asking.sources_of(organisation).keys.subjects(NAME) == {FIRST}


def test_half_a_key_adds_no_shop_and_a_key_of_no_shop_is_refused(owner: Client, organisation: Organisation) -> None:
    half = {**filled(FIRST, FIRST), f"{NAME}-key-consumer_secret": ""}
    owner.post(reverse("source_add", args=[NAME]), half)
    assert "is missing" in page(owner)
    owner.post(reverse("source_key", args=[NAME]), {**filled(FIRST, FIRST), "subject": "nergens.example"})
    assert "this one is of none of them" in page(owner)
    assert asking.sources_of(organisation).tokens.subjects(NAME) == []


@pytest.mark.parametrize(
    ("language", "told"), [("en", "the key is not accepted"), ("nl", "de sleutel wordt niet geaccepteerd")]
)
def test_the_shop_whose_key_fails_is_named(language: str, told: str, owner: Client) -> None:
    owner.post(reverse("source_add", args=[NAME]), filled(FIRST, "een ander"))
    owner.post(reverse("source_add", args=[NAME]), filled(SECOND, SECOND))
    owner.post(reverse("source_ask", args=[NAME]))
    assert f"{FIRST}: {told}" in page(owner, language)
    assert f"{SECOND}: " not in page(owner, language)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", f"{FIRST}: it is busy or out of order, until 1 November, 1"),
     ("nl", f"{FIRST}: het is druk of het hapert, tot 1 november, 1")],
)  # fmt: skip
def test_the_shop_that_waits_says_until_when(
    language: str, told: str, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SHOPS.shops[FIRST], "trouble", lambda number: Answer(503, {"retry-after": "7200"}, b""))
    for host in (FIRST, SECOND):
        owner.post(reverse("source_add", args=[NAME]), filled(host, host))
    owner.post(reverse("source_ask", args=[NAME]))
    assert told in page(owner, language)
    assert len(SHOPS.shops[SECOND].asked) == 1


def test_a_shop_is_removed_with_its_key(owner: Client, organisation: Organisation) -> None:
    owner.post(reverse("source_add", args=[NAME]), filled(FIRST, FIRST))
    assert "Delete all it gave" not in page(owner)
    owner.post(reverse("source_remove", args=[NAME]), {"subject": FIRST})
    here = asking.sources_of(organisation)
    assert (here.subjects(NAME), here.tokens.subjects(NAME)) == ([], [])


@pytest.mark.parametrize(
    ("language", "button", "told"),
    [("en", "Delete all it gave", "all it gave was deleted"),
     ("nl", "Alles eruit verwijderen", "alles wat eruit kwam is verwijderd")],
)  # fmt: skip
def test_one_feed_is_deleted_with_what_it_gave_and_that_is_logged(
    language: str, button: str, told: str, planner: Client, organisation: Organisation, own_workspace: Workspace
) -> None:
    for feed in (SITE, OTHER):
        planner.post(reverse("source_add", args=["blog"]), {"blog-subject": feed})
    planner.post(reverse("source_ask", args=["blog"]))
    assert own_workspace.facts().rows("posts") == 3
    assert button in page(planner, language)
    planner.post(
        reverse("source_remove", args=["blog"]), {"subject": SITE, "delete": "yes"},
        headers={"accept-language": language},
    )  # fmt: skip
    assert told in page(planner, language)
    assert own_workspace.facts().rows("posts") == 1
    assert asking.sources_of(organisation).subjects("blog") == [OTHER]
    assert "source_deleted" in set(LogEntry.objects.values_list("action", flat=True))
