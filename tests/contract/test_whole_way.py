"""The whole way, as `kring sync` goes it: from a vendor's answers to observations, and away again when terms say so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import kring
from kring.sources.core.run_state import RunState
from kring.sources.core.tokens import Token
from kring.workspace.sources import Opening, Sources
from kring.workspace.syncing import Outside
from tests.contract.fake import Country, FakeServer, Vendor
from tests.contract.fake.client import FakeClient, Time
from tests.contract.fake.graph import GraphVendor
from tests.contract.fake.tiktok import TikTokVendor
from tests.contract.fake.youtube import YouTubeVendor

SMALL = "instagram:emma.diy.syn00007"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(kring.open(tmp_path / "ws", create=True))


def _synced(sources: Sources, name: str, vendor: Vendor, time: Time) -> RunState:
    with FakeServer(vendor) as server:
        opening = Opening(sources.kind(name), sources.consents, time)
        report = sources.sync(name, Outside(FakeClient(server), opening, time))
        assert not server.complaints
    return report.run.state


def _held(sources: Sources, table: str) -> int:
    facts = sources._workspace.facts(as_reported=True)
    return facts.collect(facts.table(table)).num_rows


def test_youtube_comes_in_by_key_and_is_gone_after_thirty_days(country: Country, sources: Sources) -> None:
    time, account = Time(), country.busiest("youtube")
    sources.keep_secret("youtube", {"key": "k"}, time.now())
    sources.add("youtube", account.partition(":")[2], time.now())
    assert _synced(sources, "youtube", YouTubeVendor(country), time) is RunState.DONE
    assert _held(sources, "comments") >= len(country.written_on(account))
    sources.expire(time.moment + timedelta(days=29))
    assert _held(sources, "posts")
    sources.expire(time.moment + timedelta(days=31))
    assert (_held(sources, "accounts"), _held(sources, "posts"), _held(sources, "comments")) == (0, 0, 0)


@pytest.mark.parametrize("name", ["instagram", "tiktok"])
def test_what_a_creator_shared_goes_when_the_consent_does(name: str, country: Country, sources: Sources) -> None:
    time = Time()
    account = SMALL if name == "instagram" else country.busiest("tiktok")
    handle = account.partition(":")[2]
    vendor = GraphVendor(country, page=25) if name == "instagram" else TikTokVendor(country, page=20)
    sources.keep_secret(name, {"client_id": "1", "client_secret": "s"}, time.now())
    token = Token(name, handle, {"access_token": account}, time.now(), time.now(), time.now() + timedelta(days=60))
    sources.tokens.keep(token)
    assert _synced(sources, name, vendor, time) is RunState.DONE
    assert _held(sources, "posts") >= len(country.posts[account])
    sources.withdraw(name, handle, time.now())
    assert (_held(sources, "accounts"), _held(sources, "posts"), _held(sources, "comments")) == (0, 0, 0)
    assert sources.subjects(name) == []


def test_every_source_says_in_both_languages_what_opens_it_and_how_sure_it_is(sources: Sources) -> None:
    for kind in sources.kinds.values():
        said = [kind.asks, kind.checked, kind.source().label, *kind.secrets.values()]
        assert all(one.en and one.nl for one in said), kind.name
        assert kind.source().name == kind.name
