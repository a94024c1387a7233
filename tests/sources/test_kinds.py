"""What opens each source, and where a creator says yes."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kring.sources.catalogue import KINDS
from kring.sources.core.kind import Kind
from kring.sources.core.oauth import begin
from kring.sources.core.policy import Derivation
from kring.sources.core.source import Access

APP = {"client_id": "our-app", "client_secret": "s"}
CLOSED = ("instagram", "tiktok", "youtube", "instagram_discovery", "creator_marketplace")
WITH_CONSENT = [kind for kind in KINDS.values() if kind.source().access is Access.CONSENT]


@pytest.mark.parametrize("kind", WITH_CONSENT, ids=lambda kind: kind.name)
def test_a_creator_is_asked_for_what_is_read_and_no_more(kind: Kind) -> None:
    sign_in, consent = kind.sign_in, kind.source().consent
    assert sign_in is not None
    assert consent is not None
    begun = begin(sign_in, APP, "https://kring.example/back")
    asked = parse_qs(urlsplit(begun.address).query)
    assert begun.address.startswith(sign_in.authorize)
    assert asked[sign_in.client_name] == ["our-app"]
    assert set(asked["scope"][0].split(",")) == set(consent.scopes)
    assert asked["state"] == [begun.state]
    assert "client_secret" not in asked


def test_instagram_and_tiktok_are_told_of_by_consent_only() -> None:
    assert {kind.name for kind in WITH_CONSENT} == {"instagram", "tiktok"}


def test_a_key_of_youtube_stands_in_a_header_and_not_in_the_address() -> None:
    kind = KINDS["youtube"]
    assert kind.headers({"key": "k"}) == {"X-Goog-Api-Key": "k"}
    [step] = kind.source().start("noor", None)
    assert "key" not in kind.source().call(step).params


def test_the_amendment_of_youtube_is_a_choice_and_not_accepted_at_first() -> None:
    kind = KINDS["youtube"]
    assert [choice.values[0] for choice in kind.choices] == ["not"]
    assert Derivation.SCORES in kind.source().policy.refused
    assert Derivation.SCORES not in kind.source({"derived_metrics_amendment": "accepted"}).policy.refused


def test_every_host_that_is_asked_is_declared() -> None:
    for kind in (KINDS[name] for name in CLOSED):
        source = kind.source()
        for step in source.start("noor", None):
            assert urlsplit(source.call(step).url).hostname in source.hosts, kind.name
