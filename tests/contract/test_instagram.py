"""Instagram: Meta's own client reads our fake, and a run over it brings the whole world, whatever goes wrong."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState
from kring.sources.core.step import Call
from kring.sources.instagram import Instagram
from kring.sources.instagram_discovery import InstagramDiscovery
from tests.contract.fake import Country, FakeServer, Fault, Scripted
from tests.contract.fake.client import Opener, Time
from tests.contract.fake.country import CANARY
from tests.contract.fake.graph import FACEBOOK, GraphVendor, user_id
from tests.contract.runs import Rows, brought, ran

SOURCE = Instagram()
SMALL, LARGE = "instagram:emma.diy.syn00007", "instagram:veganmetmerel.syn00000"
HANDLE = SMALL.partition(":")[2]


@pytest.fixture
def vendor(country: Country) -> GraphVendor:
    return GraphVendor(country)


def _opener(account: str) -> Opener:
    return Opener({"Authorization": f"Bearer {account}"})


@pytest.fixture(scope="module")
def whole(country: Country, tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, str]:
    """What a run without faults brings, and what is kept of it."""
    log = RawLog(tmp_path_factory.mktemp("whole"))
    assert ran(SOURCE, GraphVendor(country), log, [HANDLE], _opener(SMALL)).state is RunState.DONE
    return brought(SOURCE, log), json.dumps([page.content for page in log.pages(SOURCE.name, None)])


def test_a_run_brings_the_posts_and_comments_of_the_world(country: Country, whole: tuple[Rows, str]) -> None:
    rows, _ = whole
    truth = {row["post"]: row for row in country.posts[SMALL]}
    figures = ("likes", "comments", "shares", "saves", "views", "reach", "published_at")
    assert {post: {name: row.get(name) for name in figures} for (_, post), row in rows["posts"].items()} == {
        post: {name: row[name] for name in figures} for post, row in truth.items()
    }
    told = ("post", "parent", "by_creator", "published_at", "likes")
    assert {comment: {name: row.get(name) for name in told} for (comment,), row in rows["comments"].items()} == {
        comment: {name: row[name] for name in told} for comment, row in country.written_on(SMALL).items()
    }
    assert any(row["by_creator"] for row in rows["comments"].values())


def test_nobodys_name_and_no_token_is_kept(whole: tuple[Rows, str]) -> None:
    _, kept = whole
    assert CANARY not in kept
    assert "secret" not in kept
    assert "person:" in kept


FAULTS = {
    "429 with Retry-After": Scripted(Fault.TOO_MANY, "/comments", after=2),
    "503": Scripted(Fault.OUT_OF_ORDER, "/insights", after=1, times=2),
    "the token ends mid-page": Scripted(Fault.TOKEN_ENDED, "/media", having="after"),
    "dead cursor": Scripted(Fault.DEAD_CURSOR, "/comments", having="after", after=1),
    "repeated page": Scripted(Fault.REPEATED_PAGE, "/media", having="after"),
    "repeated comments": Scripted(Fault.REPEATED_PAGE, "/comments", having="after"),
    "malformed JSON": Scripted(Fault.CUT_OFF, "/comments"),
    "slow body": Scripted(Fault.SLOW, "/replies"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_loses_nothing_and_brings_nothing_twice(
    fault: str, vendor: GraphVendor, log: RawLog, whole: tuple[Rows, str]
) -> None:
    opener = _opener(SMALL)
    assert ran(SOURCE, vendor, log, [HANDLE], opener, FAULTS[fault]).state is RunState.DONE
    assert brought(SOURCE, log) == whole[0]
    assert opener.renewed == (fault == "the token ends mid-page")


WAITS = {Fault.QUOTA_SPENT: 600, Fault.NEARLY_SPENT: 900}


@pytest.mark.parametrize("fault", WAITS)
def test_a_run_waits_when_calls_are_used_up_or_nearly_and_goes_on(
    fault: Fault, vendor: GraphVendor, log: RawLog, whole: tuple[Rows, str]
) -> None:
    time = Time()
    spent = Scripted(fault, "/media")
    waits = ran(SOURCE, vendor, log, [HANDLE], _opener(SMALL), spent, time=time)
    assert waits.state is RunState.WAITING
    assert waits.until is not None
    assert (waits.until - time.moment).total_seconds() == pytest.approx(WAITS[fault], abs=1)
    time.moment = waits.until
    assert ran(SOURCE, vendor, log, [HANDLE], _opener(SMALL), time=time).state is RunState.DONE
    assert brought(SOURCE, log) == whole[0]


class Openers(Opener):
    """Each creator's own token."""

    def signed(self, call: Call, subject: str) -> Call:
        return replace(call, headers={"Authorization": f"Bearer instagram:{subject}"})


def test_a_creator_whose_calls_are_used_up_keeps_no_other_waiting(country: Country, log: RawLog) -> None:
    vendor, time, two = GraphVendor(country, page=50), Time(), [LARGE.partition(":")[2], HANDLE]
    ended = ran(SOURCE, vendor, log, two, Openers(), Scripted(Fault.QUOTA_SPENT, "/media"), time=time)
    first, second = ended.subjects
    assert (ended.state, first.state, second.state) == (RunState.WAITING, "spent", "open")
    assert {account for account, _ in brought(SOURCE, log)["posts"]} == {SMALL}
    assert first.until is not None
    time.moment = first.until
    assert ran(SOURCE, vendor, log, two, Openers(), time=time).state is RunState.DONE
    assert {account for account, _ in brought(SOURCE, log)["posts"]} == {SMALL, LARGE}


def test_calls_that_are_nearly_used_up_for_the_app_let_all_rest(country: Country, log: RawLog) -> None:
    vendor, two = GraphVendor(country, page=50), [HANDLE, LARGE.partition(":")[2]]
    ended = ran(SOURCE, vendor, log, two, Openers(), Scripted(Fault.NEARLY_SPENT, "/media"))
    assert [end.state for end in ended.subjects] == ["open", "open"]
    assert {account for account, _ in brought(SOURCE, log)["posts"]} == {SMALL}


def test_a_withdrawn_consent_ends_its_creator(vendor: GraphVendor, log: RawLog) -> None:
    withdrawn = Scripted(Fault.WITHDRAWN, "/media")
    assert ran(SOURCE, vendor, log, [HANDLE], _opener(SMALL), withdrawn).withdrawn == (HANDLE,)


def test_a_token_of_another_account_brings_nothing(vendor: GraphVendor, log: RawLog) -> None:
    done = ran(SOURCE, vendor, log, [HANDLE], _opener(LARGE))
    assert ["another account" in why.en for _, why in done.skipped] == [True]
    assert brought(SOURCE, log) == {}


def test_followers_divide_as_in_the_world(country: Country, log: RawLog) -> None:
    ran(SOURCE, GraphVendor(country, page=50), log, [LARGE.partition(":")[2]], _opener(LARGE))
    found = {key[1:]: row["share"] for key, row in brought(SOURCE, log)["audience_shares"].items()}
    for dimension, ours in (("municipality", "city"), ("country", "country"), ("gender", "gender")):
        told = [row for row in country.shares[LARGE, dimension] if row["share"] is not None and row["value"] != "other"]
        assert told
        for row in told[:45]:
            assert found[ours, row["value"]] == pytest.approx(row["share"], abs=0.005)
    assert ("gender", "other") not in found


def test_what_is_held_back_is_unknown_and_never_zero(country: Country, log: RawLog) -> None:
    suppressed = Scripted(Fault.SUPPRESSED, "/insights", times=11)
    ran(SOURCE, GraphVendor(country, page=50), log, [LARGE.partition(":")[2]], _opener(LARGE), suppressed)
    rows = brought(SOURCE, log)
    assert "audience_shares" not in rows
    assert all("reach" not in row for row in rows["posts"].values())


def test_a_candidate_is_seen_through_the_companys_own_account(country: Country, log: RawLog) -> None:
    source = InstagramDiscovery()
    done = ran(source, GraphVendor(country), log, [HANDLE, "niemand.hier"], _opener(LARGE))
    assert [end.state for end in done.subjects] == ["done", "gone"]
    rows = brought(source, log)
    assert {post for _, post in rows["posts"]} == {row["post"] for row in country.posts[SMALL]}
    assert rows["accounts"][(SMALL,)]["followers"] == country.accounts[SMALL]["followers"]
    assert set(rows) == {"accounts", "posts"}


@pytest.fixture
def official(vendor: GraphVendor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Meta's own client, pointed at the fake."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from facebook_business.adobjects.iguser import IGUser
        from facebook_business.api import FacebookAdsApi
        from facebook_business.session import FacebookSession

        with FakeServer(vendor) as server:
            monkeypatch.setattr(FacebookSession, "GRAPH", f"{server.address}/{FACEBOOK}")
            session = FacebookSession(access_token=SMALL, timeout=5)
            session.requests.trust_env = False
            yield IGUser(user_id(SMALL), api=FacebookAdsApi(session, api_version="v26.0"))
            session.requests.close()
            assert not server.complaints


def test_the_official_client_reads_the_fake(country: Country, official: Any) -> None:
    profile = official.api_get(fields=["username", "followers_count", "media_count"])
    assert profile["followers_count"] == country.accounts[SMALL]["followers"]
    media = list(official.get_media(fields=["id", "like_count", "timestamp", "comments_count"]))
    assert [post["id"] for post in media] == [row["post"] for row in country.posts[SMALL]]
    post = max(media, key=lambda post: post["comments_count"])
    comments = list(post.get_comments(fields=["id", "text", "username"]))
    assert {comment["id"] for comment in comments} == {row["comment"] for row in country.comments[post["id"]]}
