"""The page of sources says how each stands and why; keys are never shown; a creator says yes and takes it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation
from kring.app.sources import asking
from kring.sources.core.kind import Kind, bearer
from kring.sources.core.oauth import SignIn
from kring.sources.core.policy import Derivation, Policy
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Consent
from kring.workspace import Workspace, consents
from kring.workspace import sources as sources_module
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.sources.core.toy import BEGIN, POSTS, Toy, ToyClock, ToyCredentials, ToyServer

RULE = Said("no scores may be made of it", "er mogen geen scores van gemaakt worden")
STRICT = Policy("https://toy.example/terms", Said("strict", "streng"), timedelta(days=30), {Derivation.SCORES: RULE})
READS = Consent(("profile",), (Said("your posts and their figures", "je berichten en hun cijfers"),), 60)
SIGN_IN = SignIn("https://platform.example/authorize", "https://platform.example/token", ("profile",))
NAME = Said("an account", "een account")
KINDS = {
    "toy": Kind("toy", lambda chosen, subjects: Toy(access=Access.OPEN, policy=STRICT), NAME, "anna", NAME),
    "asked": Kind(
        "asked", lambda chosen, subjects: Toy(name="asked", access=Access.CONSENT, consent=READS), NAME, "anna", NAME,
        headers=bearer, sign_in=SIGN_IN, whose=lambda send, secret: "anna",
        secrets={"client_id": Said("the id", "het id"), "client_secret": Said("the secret", "het geheim")},
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def toy_kinds(own_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_module, "KINDS", KINDS)
    toy = Outside(ToyServer(), ToyCredentials(), ToyClock())
    monkeypatch.setattr(Sources, "outside", lambda self, name, source: toy)


def page(client: Client) -> str:
    return client.get(reverse("sources")).content.decode()


def test_it_says_what_is_asked_what_came_and_what_the_terms_forbid(planner: Client, organisation: Organisation) -> None:
    assert "asks about nobody yet" in page(planner)
    planner.post(reverse("source_add", args=["toy"]), {"toy-subject": "anna"})
    planner.post(reverse("source_ask", args=["toy"]))
    text = page(planner)
    assert f"whole: {3 + POSTS} pages" in text
    assert RULE.en in text
    assert "of 1,000: calls" in text
    assert asking.sources_of(organisation).subjects("toy") == ["anna"]
    planner.post(reverse("source_remove", args=["toy"]), {"subject": "anna"})
    assert asking.sources_of(organisation).subjects("toy") == []


def test_a_key_is_kept_by_an_owner_only_and_never_shown(
    planner: Client, owner: Client, organisation: Organisation
) -> None:
    given = {"asked-key-client_id": "kring", "asked-key-client_secret": "canary-secret"}
    assert planner.post(reverse("source_key", args=["asked"]), given).status_code == 403
    owner.post(reverse("source_key", args=["asked"]), given)
    assert asking.sources_of(organisation).opens("asked")
    assert "canary-secret" not in page(owner)


def test_it_can_be_switched_off(owner: Client, organisation: Organisation) -> None:
    owner.post(
        reverse("source_choose", args=["toy"]), {"toy-choices-switched": "off", "toy-choices-every_hours": "168"}
    )
    assert not asking.sources_of(organisation).is_on("toy")
    assert "not used" in page(owner)


def test_what_stands_in_the_way_is_said_in_words(planner: Client) -> None:
    planner.post(reverse("source_ask", args=["toy"]))
    assert "has nobody to ask about" in page(planner)


def test_jobs_ask_what_is_due_and_delete_what_is_past_its_time(
    planner: Client, organisation: Organisation, own_workspace: Workspace
) -> None:
    planner.post(reverse("source_add", args=["toy"]), {"toy-subject": "anna"})
    assert list(asking.due()) == [(organisation.pk, "toy")]
    asking.ask(organisation.pk, "toy")
    assert own_workspace.facts().rows("posts") == POSTS
    asking.sources_of(organisation).expire(BEGIN + timedelta(days=31))
    assert own_workspace.facts().rows("posts") == 0


def consent_link(owner: Client, planner: Client) -> str:
    owner.post(reverse("source_key", args=["asked"]), {"asked-key-client_id": "k", "asked-key-client_secret": "s"})
    text = planner.post(reverse("consent_link", args=["asked"])).content.decode()
    return urlsplit(text.partition('<code class="copy break">')[2].partition("</code>")[0]).path


def test_a_creator_sees_what_is_read_says_yes_at_the_platform_and_takes_it_back(
    owner: Client, planner: Client, organisation: Organisation, own_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    creator = Client(headers={"accept-language": "en"})
    link = consent_link(owner, planner)
    text = creator.get(link).content.decode()
    assert "your posts and their figures" in text
    assert organisation.name in text
    asked = creator.get(f"{link}go/")
    at_platform = parse_qs(urlsplit(asked.headers["Location"]).query)
    assert asked.headers["Location"].startswith("https://platform.example/authorize?")

    def answered(sign_in: Any, app: Any, back: str, begun: Any, given: dict[str, str], now: Any) -> Any:
        assert given == {"code": "yes", "state": at_platform["state"][0]}
        assert begun.state == at_platform["state"][0]
        return {"access_token": "t"}, now + timedelta(days=60)

    monkeypatch.setattr(consents, "finish", answered)
    back = creator.get(reverse("consent_done"), {"code": "yes", "state": at_platform["state"][0]})
    own = back.headers["Location"]
    assert "Thank you, anna" in creator.get(own).content.decode()
    here = asking.sources_of(organisation)
    assert here.subjects("asked") == ["anna"]
    asking.ask(organisation.pk, "asked")
    assert own_workspace.facts().rows("posts") == POSTS
    creator.post(own)
    assert "You took it back" in creator.get(own).content.decode()
    assert here.subjects("asked") == []
    assert own_workspace.facts().rows("posts") == 0
    assert "consent withdrawn" in page(planner)


def test_a_no_at_the_platform_stores_nothing(owner: Client, planner: Client, organisation: Organisation) -> None:
    creator = Client(headers={"accept-language": "nl"})
    link = consent_link(owner, planner)
    state = parse_qs(urlsplit(creator.get(f"{link}go/").headers["Location"]).query)["state"][0]
    answer = creator.get(reverse("consent_done"), {"error": "access_denied", "state": state})
    assert answer.status_code == 422
    assert "de creator zei geen ja" in answer.content.decode()
    assert asking.sources_of(organisation).subjects("asked") == []


@pytest.mark.parametrize("name", ["consent", "consent_go", "consent_own"])
def test_a_link_that_was_not_signed_here_leads_nowhere(name: str, organisation: Organisation) -> None:
    assert Client().get(reverse(name, args=["forged:1abc:def"])).status_code == 404


def test_an_answer_nobody_waits_for_leads_nowhere(organisation: Organisation) -> None:
    assert Client().get(reverse("consent_done"), {"code": "yes", "state": "x"}).status_code == 404
