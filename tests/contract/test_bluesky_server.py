"""The same world on Bluesky's own servers, put there by its official client, gives the rows that our fake gives.

Ids and handles are the server's own, and it counts as likes and followers those that it knows.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from kring.sources.bluesky import Bluesky
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.verdict import FromTheStart, TryAgain
from tests.contract.fake.bluesky import BlueskyVendor, person
from tests.contract.fake.client import Opener, Time
from tests.contract.fake.country import CANARY, opaque, said
from tests.contract.fake.open_accounts import OpenAccount
from tests.contract.open_runs import Found, found
from tests.contract.runs import KEYS, ran
from tests.contract.servers import bluesky

SOURCE = Bluesky()
CREATOR, NOW = "anna.test", "2026-11-01T12:00:00.000Z"
absent = bluesky.missing()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(absent), reason=f"skipped: absent for Bluesky's own servers: {absent}"),
]


@dataclass
class Crowd:
    """Everybody in the world of one creator, with an account each. `dids`: by the world's key, None the creator."""

    network: bluesky.Network
    of: OpenAccount
    clients: dict[int | None, Any] = field(default_factory=dict)
    dids: dict[int | None, str] = field(default_factory=dict)

    def as_(self, key: int | None) -> Any:
        """The client of somebody, who is signed up when seen for the first time."""
        if key not in self.clients:
            from atproto import Client, models

            handle = CREATOR if key is None else f"{CANARY}{opaque(key, size=6)}.test"
            client = Client(f"{self.network.host}/xrpc")
            made = client.com.atproto.server.create_account(
                models.ComAtprotoServerCreateAccount.Data(
                    handle=handle, email=f"{opaque(handle, size=8)}@example.com", password="a password"
                )
            )
            client.login(handle, "a password", fetch_bsky_profile=False)
            self.clients[key], self.dids[key] = client, made.did
        return self.clients[key]

    def settle(self) -> None:
        """Profile, posts from the oldest on, comments with their answers, likes and follows."""
        from atproto import models

        self.as_(None)
        profile = models.AppBskyActorProfile.Record(
            display_name=self.of.row["name"], description=self.of.row["bio"] or ""
        )
        data = models.ComAtprotoRepoPutRecord.Data(
            repo=self.dids[None], collection="app.bsky.actor.profile", rkey="self", record=profile
        )
        self.as_(None).com.atproto.repo.put_record(data)
        for post in reversed(self.of.posts):
            root = self._written(None, post["caption"], post["published_at"], None)
            self._write_below(post["post"], root)
            for key in self.of.likers(post["post"]):
                self._pointed(key, "like", models.AppBskyFeedLike.Record(created_at=NOW, subject=root))
        for second, key in enumerate(self.of.followers, 10):
            moment = f"2026-11-01T12:00:{second}.000Z"
            self._pointed(key, "follow", models.AppBskyGraphFollow.Record(created_at=moment, subject=self.dids[None]))

    def _pointed(self, key: int, kind: str, record: Any) -> None:
        """A like of a post, or a follow of an account."""
        client = self.as_(key)
        made = client.app.bsky.feed.like if kind == "like" else client.app.bsky.graph.follow
        made.create(self.dids[key], record)

    def _write_below(self, post: str, root: Any) -> None:
        from atproto import models

        above: dict[str | None, Any] = {}
        for row in self.of.written(post):
            answers = models.AppBskyFeedPost.ReplyRef(root=root, parent=above.get(row["parent"], root))
            writer = None if row["by_creator"] else row["author_key"]
            above[row["comment"]] = self._written(writer, said(row), row["published_at"], answers)

    def _written(self, key: int | None, words: str, made: Any, answers: Any) -> Any:
        from atproto import models

        record = models.AppBskyFeedPost.Record(
            text=words, created_at=made.strftime("%Y-%m-%dT%H:%M:%S.000Z"), reply=answers, langs=["nl"]
        )
        client = self.as_(key)
        kept = client.app.bsky.feed.post.create(self.dids[key], record)
        return models.ComAtprotoRepoStrongRef.Main(uri=kept.uri, cid=kept.cid)


class ViewClient:
    """Sends what is meant for Bluesky's public view to the view that runs here, which gives five things a page."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = httpx.Client(trust_env=False, timeout=30)

    def send(self, call: Call) -> Answer:
        fewer = {"limit": "5"} if "limit" in call.params else {}
        came = self._client.get(f"{self._address}{urlsplit(call.url).path}", params={**call.params, **fewer})
        return Answer(came.status_code, {name.lower(): value for name, value in came.headers.items()}, came.content)

    def close(self) -> None:
        self._client.close()


@pytest.fixture(scope="module")
def account(open_account: OpenAccount) -> OpenAccount:
    return replace(OpenAccount.small(open_account.country, most=150), most_followers=20)


@pytest.fixture(scope="module")
def crowd(account: OpenAccount) -> Iterator[Crowd]:
    """Running servers that hold the world."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with bluesky.started() as network:
            there = Crowd(network, account)
            there.settle()
            network.settle()
            yield there


def comparable(rows: Found, people: Mapping[int, int | None]) -> dict[str, list[str]]:
    """The rows with what was written in the place of ids, and the world's keys in the place of ours."""
    captions = {row["post"]: row["caption"] for row in rows["posts"]}
    texts = {row["comment"]: row["text"] for row in rows["comments"]}

    def told(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
        return {name: row[name] for name in names}

    named = {
        "accounts": [told(row, "platform", "name", "bio", "followers", "source") for row in rows["accounts"]],
        "posts": [
            told(row, "published_at", "kind", "caption", "hashtags", "mentions", "comments", "saves")
            for row in rows["posts"]
        ],
        "comments": [
            {**told(row, "text", "by_creator", "published_at"), "post": captions[row["post"]],
             "parent": texts.get(row["parent"]), "author": people[row["author_key"]]}
            for row in rows["comments"]
        ],
        "audience_people": [
            {**told(row, "relation", "complete"), "person": people[row["person_key"]]}
            for row in rows["audience_people"]
        ],
    }  # fmt: skip
    return {name: sorted(map(repr, some)) for name, some in named.items()}


def test_servers_and_fake_give_the_same_rows(
    account: OpenAccount, crowd: Crowd, log: RawLog, undisturbed_log: RawLog
) -> None:
    vendor = BlueskyVendor(account)
    assert ran(SOURCE, vendor, undisturbed_log, [vendor.handle], Opener()).state is RunState.DONE
    client = ViewClient(crowd.network.view)
    try:
        done = run(SOURCE, {CREATOR: None}, Around(log, client, Opener(), KEYS, Time()))
    finally:
        client.close()
    assert (done.state, done.skipped) == (RunState.DONE, ())
    ours = {person(key) if key is not None else vendor.did: key for key in crowd.dids}
    theirs = {did: key for key, did in crowd.dids.items()}
    expected = comparable(found(SOURCE, undisturbed_log), _by_our_keys(ours))
    came = comparable(found(SOURCE, log), _by_our_keys(theirs))
    for table, rows in expected.items():
        assert came[table] == rows, table
    assert all(came.values())
    assert sum(page.step.stream == "followers" for page in log.pages("bluesky", None)) > 3
    kept = repr([page.content for page in log.pages("bluesky", None)])
    assert CANARY not in kept


def _by_our_keys(people: Mapping[str, int | None]) -> dict[int, int | None]:
    return {int(KEYS.of([did], "bluesky")[0]): key for did, key in people.items()}


def test_what_the_servers_say_of_what_is_not_there(crowd: Crowd, log: RawLog) -> None:
    client = ViewClient(crowd.network.view)
    try:
        done = run(SOURCE, {"nobody.test": None}, Around(log, client, Opener(), KEYS, Time()))
    finally:
        client.close()
    assert [end.state for end in done.subjects] == ["gone"]


@pytest.mark.parametrize("stream", ["feed", "followers"])
def test_a_cursor_that_means_nothing_begins_the_list_again(crowd: Crowd, stream: str) -> None:
    params = {"actor": crowd.dids[None], "limit": "5", "cursor": "nonsense"}
    step = Step(stream, CREATOR, params, {"account": f"bluesky:{CREATOR}", "did": crowd.dids[None]})
    client = ViewClient(crowd.network.view)
    try:
        answer = client.send(SOURCE.call(step))
    finally:
        client.close()
    verdict = SOURCE.judge(step, answer, Time().now())
    assert isinstance(verdict, TryAgain)
    assert isinstance(verdict.stays, FromTheStart)
