"""Mastodon: a run over our fake brings the world whatever goes wrong, and Mastodon.py reads the fake."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest

from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState
from kring.sources.mastodon import Mastodon
from tests.contract.fake import FakeServer, Fault, Scripted
from tests.contract.fake.client import Opener
from tests.contract.fake.country import CANARY
from tests.contract.fake.mastodon import HOST, MastodonVendor, acct_of
from tests.contract.fake.open_accounts import OpenAccount
from tests.contract.open_runs import Found, found
from tests.contract.runs import KEYS, ran

SOURCE = Mastodon((HOST,))


@pytest.fixture
def vendor(open_account: OpenAccount) -> MastodonVendor:
    return MastodonVendor(open_account)


@pytest.fixture(scope="module")
def undisturbed(open_account: OpenAccount, undisturbed_log: RawLog) -> tuple[RawLog, Found]:
    log, vendor = undisturbed_log, MastodonVendor(open_account)
    assert ran(SOURCE, vendor, log, [vendor.subject], Opener()).state is RunState.DONE
    return log, found(SOURCE, log)


def keys_of(people: Any) -> set[int]:
    names = [acct_of(key) for key in people]
    whole = [name if "@" in name else f"{name}@{HOST}" for name in names]
    return {int(key) for key in KEYS.of(whole, "mastodon")}


def test_a_run_brings_the_posts_and_comments_of_the_world(
    open_account: OpenAccount, undisturbed: tuple[RawLog, Found]
) -> None:
    _, rows = undisturbed
    told = ("published_at", "likes", "caption", "hashtags")
    assert sorted([row[name] for name in told] for row in rows["posts"]) == sorted(
        [row[name] for name in told] for row in open_account.posts
    )
    told = ("by_creator", "published_at", "likes")
    assert sorted([row[name] for name in told] for row in rows["comments"]) == sorted(
        [row[name] for name in told] for row in open_account.truth.values()
    )
    assert sum(row["parent"] is None for row in rows["comments"]) == sum(
        row["parent"] is None for row in open_account.truth.values()
    )
    (profile,) = rows["accounts"]
    assert (profile["followers"], profile["link"]) == (len(open_account.followers), "https://x.example")


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


def test_nobodys_name_is_kept(undisturbed: tuple[RawLog, Found]) -> None:
    log, rows = undisturbed
    kept = json.dumps([page.content for page in log.pages("mastodon", None)]) + repr(rows)
    assert CANARY not in kept
    assert not [path for path in log.path.parent.glob("raw.db*") if CANARY.encode() in path.read_bytes()]


FAULTS = {
    "busy, out of order, slow, repeated and cut off": (
        Scripted(Fault.TOO_MANY, "context", after=1),
        Scripted(Fault.OUT_OF_ORDER, "statuses", times=3),
        Scripted(Fault.SLOW, "favourited_by"),
        Scripted(Fault.REPEATED_PAGE, "1/statuses", having="max_id"),
        Scripted(Fault.REPEATED_PAGE, "followers", having="max_id", after=1),
        Scripted(Fault.CUT_OFF, "followers", after=3),
        Scripted(Fault.CUT_OFF, "lookup"),
    ),
    "dead cursors": (
        Scripted(Fault.DEAD_CURSOR, "1/statuses", having="max_id", after=1),
        Scripted(Fault.DEAD_CURSOR, "followers", having="max_id", after=2, times=2),
    ),
}


@pytest.mark.parametrize("faults", FAULTS)
def test_a_fault_loses_nothing_and_brings_nothing_twice(
    faults: str, vendor: MastodonVendor, log: RawLog, undisturbed: tuple[RawLog, Found]
) -> None:
    assert ran(SOURCE, vendor, log, [vendor.subject], Opener(), *FAULTS[faults]).state is RunState.DONE
    assert found(SOURCE, log) == undisturbed[1]


def test_a_server_that_shows_nothing_to_strangers_is_left_with_the_reason(vendor: MastodonVendor, log: RawLog) -> None:
    done = ran(SOURCE, vendor, log, [vendor.subject], Opener(), Scripted(Fault.TOKEN_ENDED, "lookup"))
    assert done.state is RunState.DONE
    assert [said.en for _, said in done.skipped] == ["the server shows this only after signing in"]


def test_the_official_client_reads_the_fake(vendor: MastodonVendor, open_account: OpenAccount) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mastodon
    with FakeServer(vendor) as server:
        client = mastodon.Mastodon(api_base_url=f"{server.address}/{HOST}", version_check_mode="none")
        there = client.account_lookup(vendor.user)
        assert there.followers_count == len(open_account.followers)
        first = client.account_statuses(there.id, exclude_replies=True, exclude_reblogs=True)
        assert first[0].created_at == open_account.posts[0]["published_at"]
        assert len(client.status_context(first[0].id).descendants) == len(
            open_account.written(open_account.posts[0]["post"])
        )
