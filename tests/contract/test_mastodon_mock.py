"""The same world in mastodon-mock, put there through its API by Mastodon.py, gives the rows that our fake gives.

The mock dates everything to now, counts as likes only those whose likers it has, and counts of people what it holds of
them. So moments, counts of likes and reposts, and the figures of people are left out of the comparison; and ids are the
server's own.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState
from kring.sources.core.step import Answer, Call
from kring.sources.mastodon import Mastodon
from tests.contract.fake.client import Opener, Time
from tests.contract.fake.country import said
from tests.contract.fake.mastodon import HOST, MastodonVendor, acct_of
from tests.contract.fake.open_accounts import OpenAccount
from tests.contract.open_runs import Found, found
from tests.contract.runs import KEYS, ran

SOURCE = Mastodon((HOST,))


@dataclass
class Crowd:
    """Everybody in the world of one creator, signed in at the mock one after another."""

    client: Any
    of: OpenAccount
    user: str

    def as_(self, key: int | None) -> Any:
        self.client.access_token = self.user if key is None else acct_of(key)
        return self.client

    def settle(self) -> None:
        """Profile, posts from the oldest on, comments with their answers, likes and follows."""
        there = self.as_(None).account_update_credentials(
            note=self.of.row["bio"] or "", fields=[("Site", "https://x.example")]
        )
        for post in reversed(self.of.posts):
            number = self.as_(None).status_post(post["caption"]).id
            self._write_below(post["post"], number)
            for key in self.of.likers(post["post"]):
                self.as_(key).status_favourite(number)
        for key in self.of.followers:
            self.as_(key).account_follow(there.id)

    def _write_below(self, post: str, number: str) -> None:
        numbers: dict[str, str] = {}
        for row in self.of.written(post):
            writer = self.as_(None if row["by_creator"] else row["author_key"])
            above = numbers.get(row["parent"] or "", number)
            numbers[row["comment"]] = writer.status_post(said(row), in_reply_to_id=above).id


class MockClient:
    """Sends what is meant for the server to the mock."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = httpx.Client(trust_env=False, timeout=20)

    def send(self, call: Call) -> Answer:
        came = self._client.get(f"{self._address}{urlsplit(call.url).path}", params=dict(call.params))
        return Answer(came.status_code, {name.lower(): value for name, value in came.headers.items()}, came.content)

    def close(self) -> None:
        self._client.close()


@pytest.fixture(scope="module")
def account(open_account: OpenAccount) -> OpenAccount:
    return replace(OpenAccount.small(open_account.country, most=150), most_followers=50)


@pytest.fixture(scope="module")
def mock(account: OpenAccount) -> Iterator[str]:
    """The address of a mock that holds the world."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from mastodon import Mastodon as OfficialClient
        from mastodon_mock.config import DatabaseConfig, MastodonMockConfig, SeedAccount, SeedConfig
        from mastodon_mock.testing.server import MockServer

        user = MastodonVendor(account).user
        writers = {row["author_key"] for row in account.truth.values() if not row["by_creator"]}
        likers = {key for row in account.posts for key in account.likers(row["post"])}
        names = [acct_of(key).partition("@") for key in sorted({*account.followers, *writers, *likers})]
        seed = [
            SeedAccount(username=name, domain=domain or None, access_token=f"{name}{at}{domain}")
            for name, at, domain in names
        ]
        creator = SeedAccount(username=user, display_name=account.row["name"], access_token=user)
        config = MastodonMockConfig(
            domain=HOST, database=DatabaseConfig(path=":memory:"), seed=SeedConfig(accounts=[creator, *seed])
        )
        with MockServer(config=config) as server:
            client = OfficialClient(access_token=user, api_base_url=server.base_url, version_check_mode="none")
            Crowd(client, account, user).settle()
            yield server.base_url


def comparable(rows: Found) -> dict[str, list[str]]:
    """The rows with what was written in the place of ids, and without what the mock can't hold."""
    captions = {row["post"]: row["caption"] for row in rows["posts"]}
    texts = {row["comment"]: row["text"] for row in rows["comments"]}

    def told(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
        return {name: row[name] for name in names}

    accounts = [
        told(row, "account", "platform", "handle", "name", "bio", "followers", "source", "legal_basis")
        for row in rows["accounts"]
    ]
    posts = [
        {**told(row, "account", "kind", "caption", "mentions", "comments", "source"), "tags": sorted(row["hashtags"])}
        for row in rows["posts"]
    ]
    comments = [
        {**told(row, "text", "author_key", "by_creator"), "post": captions[row["post"]],
         "parent": texts.get(row["parent"])}
        for row in rows["comments"]
    ]  # fmt: skip
    people = rows["audience_people"]
    named = {"accounts": accounts, "posts": posts, "comments": comments, "audience_people": people}
    return {name: sorted(map(repr, some)) for name, some in named.items()}


@pytest.mark.slow
def test_mock_and_fake_give_the_same_rows(
    account: OpenAccount, mock: str, log: RawLog, undisturbed_log: RawLog
) -> None:
    vendor = MastodonVendor(account)
    ours, theirs = undisturbed_log, log
    assert ran(SOURCE, vendor, ours, [vendor.subject], Opener()).state is RunState.DONE
    client = MockClient(mock)
    try:
        done = run(SOURCE, {vendor.subject: None}, Around(theirs, client, Opener(), KEYS, Time()))
    finally:
        client.close()
    assert (done.state, done.skipped) == (RunState.DONE, ())
    expected, came = comparable(found(SOURCE, ours)), comparable(found(SOURCE, theirs))
    for table, rows in expected.items():
        assert came[table] == rows, table
    assert len(came["audience_people"]) > len(account.followers) == 50
    assert all(came.values())
