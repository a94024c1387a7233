"""Bluesky: its models hold for our fake, its client reads it, and a run brings the world whatever goes wrong."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest

from kring.sources.bluesky import Bluesky
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState
from tests.contract.fake import FakeServer, Fault, Scripted
from tests.contract.fake.bluesky import HOST, BlueskyVendor, person
from tests.contract.fake.client import Opener
from tests.contract.fake.country import CANARY
from tests.contract.fake.open_accounts import OpenAccount
from tests.contract.open_runs import Found, found
from tests.contract.runs import KEYS, ran

SOURCE = Bluesky()


@pytest.fixture
def vendor(open_account: OpenAccount) -> BlueskyVendor:
    return BlueskyVendor(open_account)


@pytest.fixture(scope="module")
def undisturbed(open_account: OpenAccount, undisturbed_log: RawLog) -> tuple[RawLog, Found]:
    log, vendor = undisturbed_log, BlueskyVendor(open_account)
    assert ran(SOURCE, vendor, log, [vendor.handle], Opener()).state is RunState.DONE
    return log, found(SOURCE, log)


def keys_of(people: Any) -> set[int]:
    return {int(KEYS.of([person(key)], "bluesky")[0]) for key in people}


def test_a_run_brings_the_posts_and_comments_of_the_world(
    open_account: OpenAccount, undisturbed: tuple[RawLog, Found]
) -> None:
    _, rows = undisturbed
    told = ("published_at", "likes", "caption", "hashtags")
    assert {row["post"]: [row[name] for name in told] for row in rows["posts"]} == {
        row["post"]: [row[name] for name in told] for row in open_account.posts
    }
    ours = {row["comment"].rpartition("/")[2]: row for row in rows["comments"]}
    told = ("post", "by_creator", "published_at", "likes")
    assert {name: [row[one] for one in told] for name, row in ours.items()} == {
        name: [row[one] for one in told] for name, row in open_account.truth.items()
    }
    parents = {name: row["parent"] and row["parent"].rpartition("/")[2] for name, row in ours.items()}
    assert parents == {name: row["parent"] for name, row in open_account.truth.items()}
    assert any(row["by_creator"] for row in rows["comments"])


def test_people_are_keys_and_the_list_of_followers_is_whole(
    open_account: OpenAccount, undisturbed: tuple[RawLog, Found]
) -> None:
    _, rows = undisturbed
    people = {
        relation: {row["person_key"] for row in rows["audience_people"] if row["relation"] == relation}
        for relation in ("follower", "liker", "commenter")
    }
    assert people["follower"] == keys_of(open_account.followers)
    assert people["liker"] == keys_of(key for row in open_account.posts for key in open_account.likers(row["post"]))
    assert people["commenter"] == keys_of(
        row["author_key"] for row in open_account.truth.values() if not row["by_creator"]
    )
    assert {row["relation"]: row["complete"] for row in rows["audience_people"]} == {
        "follower": True, "liker": None, "commenter": None,
    }  # fmt: skip
    assert sum(row["has_picture"] for row in rows["people"]) < len(rows["people"])


def test_nobodys_name_is_kept(undisturbed: tuple[RawLog, Found], open_account: OpenAccount) -> None:
    log, rows = undisturbed
    kept = json.dumps([page.content for page in log.pages("bluesky", None)]) + repr(rows)
    assert CANARY not in kept
    assert "cdn.bsky.app" not in kept
    assert not [key for key in open_account.followers if person(key) in kept]
    assert not [path for path in log.path.parent.glob("raw.db*") if CANARY.encode() in path.read_bytes()]
    assert kept.count("did:plc:") == kept.count(BlueskyVendor(open_account).did)


FAULTS = {
    "busy, out of order, slow, repeated and cut off": (
        Scripted(Fault.TOO_MANY, "getPostThread", after=1),
        Scripted(Fault.OUT_OF_ORDER, "getAuthorFeed", times=3),
        Scripted(Fault.SLOW, "getLikes"),
        Scripted(Fault.REPEATED_PAGE, "getAuthorFeed", having="cursor"),
        Scripted(Fault.REPEATED_PAGE, "getFollowers", having="cursor", after=1),
        Scripted(Fault.CUT_OFF, "getFollowers", after=3),
        Scripted(Fault.CUT_OFF, "getProfile"),
    ),
    "dead cursors": (
        Scripted(Fault.DEAD_CURSOR, "getAuthorFeed", having="cursor", after=1, times=6),
        Scripted(Fault.DEAD_CURSOR, "getFollowers", having="cursor", after=2, times=6),
    ),
}


@pytest.mark.parametrize("faults", FAULTS)
def test_a_fault_loses_nothing_and_brings_nothing_twice(
    faults: str, vendor: BlueskyVendor, log: RawLog, undisturbed: tuple[RawLog, Found]
) -> None:
    assert ran(SOURCE, vendor, log, [vendor.handle], Opener(), *FAULTS[faults]).state is RunState.DONE
    assert found(SOURCE, log) == undisturbed[1]


def test_an_account_that_is_not_there_ends_its_subject_only(vendor: BlueskyVendor, log: RawLog) -> None:
    done = ran(SOURCE, vendor, log, ["nobody.bsky.social"], Opener())
    assert (done.state, [end.state for end in done.subjects]) == (RunState.DONE, ["gone"])


def test_the_official_client_reads_the_fake(vendor: BlueskyVendor, open_account: OpenAccount) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from atproto import Client
    with FakeServer(vendor) as server:
        client = Client(f"{server.address}/{HOST}/xrpc")
        assert client.app.bsky.actor.get_profile({"actor": vendor.handle}).did == vendor.did
        posts, cursor = [], None
        while True:
            page = client.app.bsky.feed.get_author_feed({"actor": vendor.did, "cursor": cursor})
            posts += [item.post.uri for item in page.feed if item.reason is None]
            if (cursor := page.cursor) is None:
                break
        thread = client.app.bsky.feed.get_post_thread({"uri": posts[0]}).thread
        assert [uri.rpartition("/")[2] for uri in posts] == [row["post"] for row in open_account.posts]
        assert thread.post.record.text == open_account.posts[0]["caption"]
        assert not server.complaints
