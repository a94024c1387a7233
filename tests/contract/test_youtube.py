"""YouTube: the official client reads our fake, and a run over it brings the whole world, whatever goes wrong."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any

import pytest

from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.youtube import YouTube
from tests.contract.fake import Country, FakeServer, Fault, Scripted
from tests.contract.fake.client import Opener, Time
from tests.contract.fake.country import CANARY, said
from tests.contract.fake.youtube import HOST, YouTubeVendor, author_id
from tests.contract.runs import Rows, brought, ran

SOURCE = YouTube()


@pytest.fixture
def vendor(country: Country) -> YouTubeVendor:
    return YouTubeVendor(country)


OPENER = Opener({"X-Goog-Api-Key": "k"})


def _run(vendor: YouTubeVendor, log: RawLog, subject: str, *script: Scripted, time: Time | None = None) -> StoredRun:
    return ran(SOURCE, vendor, log, [subject], OPENER, *script, time=time)


@pytest.fixture(scope="module")
def whole(country: Country, tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, str]:
    """What a run without faults brings, and what is kept of it."""
    log = RawLog(tmp_path_factory.mktemp("whole"))
    account = country.busiest("youtube")
    assert _run(YouTubeVendor(country), log, account.partition(":")[2]).state is RunState.DONE
    return brought(SOURCE, log), json.dumps([page.content for page in log.pages(SOURCE.name, None)])


def test_a_run_brings_the_posts_and_comments_of_the_world(country: Country, whole: tuple[Rows, str]) -> None:
    rows, account = whole[0], country.busiest("youtube")
    truth = {row["post"]: row for row in country.posts[account]}
    told = ("account", "published_at", "likes", "comments", "views", "paid_label")
    assert {post: {name: row.get(name) for name in told} for (_, post), row in rows["posts"].items()} == {
        post: {name: row[name] for name in told} for post, row in truth.items()
    }
    told = ("post", "parent", "by_creator", "published_at", "likes")
    assert {comment: {name: row.get(name) for name in told} for (comment,), row in rows["comments"].items()} == {
        comment: {name: row[name] for name in told} for comment, row in country.written_on(account).items()
    }
    assert any(row["by_creator"] for row in rows["comments"].values())
    assert rows["accounts"][(account,)]["followers"] == country.accounts[account]["followers"]


def test_commenters_are_keys_and_nobodys_name_is_kept(country: Country, whole: tuple[Rows, str]) -> None:
    written = country.written_on(country.busiest("youtube")).values()
    assert CANARY in "".join(map(said, written))
    assert CANARY not in whole[1]
    assert not [row for row in written if author_id(row["author_key"]) in whole[1]]
    assert "person:" in whole[1]


def test_commenters_that_write_again_are_the_same_person(country: Country, whole: tuple[Rows, str]) -> None:
    ours = {row["author_key"] for row in whole[0]["comments"].values()}
    theirs = {row["author_key"] for row in country.written_on(country.busiest("youtube")).values()}
    assert len(ours) == len(theirs)


FAULTS = {
    "429 with Retry-After": Scripted(Fault.TOO_MANY, "commentThreads", after=2),
    "503": Scripted(Fault.OUT_OF_ORDER, "playlistItems", times=3),
    "dead cursor": Scripted(Fault.DEAD_CURSOR, "playlistItems", having="pageToken", after=1),
    "dead cursor twice": Scripted(Fault.DEAD_CURSOR, "playlistItems", having="pageToken", times=2),
    "repeated page": Scripted(Fault.REPEATED_PAGE, "playlistItems", having="pageToken"),
    "repeated comments": Scripted(Fault.REPEATED_PAGE, "commentThreads", having="pageToken"),
    "malformed JSON": Scripted(Fault.CUT_OFF, "videos", after=1),
    "slow body": Scripted(Fault.SLOW, "channels"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_loses_nothing_and_brings_nothing_twice(
    fault: str, country: Country, vendor: YouTubeVendor, log: RawLog, whole: tuple[Rows, str]
) -> None:
    subject = country.busiest("youtube").partition(":")[2]
    guarded = fault in ("malformed JSON", "slow body")
    assert ran(SOURCE, vendor, log, [subject], OPENER, FAULTS[fault], guarded=guarded).state is RunState.DONE
    assert brought(SOURCE, log) == whole[0]


def test_a_spent_quota_waits_for_midnight_at_the_vendors_and_goes_on(
    country: Country, log: RawLog, whole: tuple[Rows, str]
) -> None:
    subject, time = country.busiest("youtube").partition(":")[2], Time()
    waits = _run(YouTubeVendor(country, quota=9), log, subject, time=time)
    assert waits.state is RunState.WAITING
    assert waits.until is not None
    assert (waits.until.astimezone(UTC).hour, waits.until.day) == (8, 2)
    time.moment = waits.until
    assert _run(YouTubeVendor(country), log, subject, time=time).state is RunState.DONE
    assert brought(SOURCE, log) == whole[0]


def test_a_later_run_asks_for_all_figures_and_only_for_the_comments_of_the_last_month(
    country: Country, vendor: YouTubeVendor, log: RawLog, whole: tuple[Rows, str]
) -> None:
    account = country.busiest("youtube")
    since = country.posts[account][2]["published_at"] + timedelta(days=30)
    assert ran(SOURCE, vendor, log, [account.partition(":")[2]], OPENER, since=since).state is RunState.DONE
    rows = brought(SOURCE, log)
    month = {row["post"] for row in country.posts[account] if row["published_at"] >= since - timedelta(days=30)}
    assert len(month) == 3
    assert rows["posts"] == whole[0]["posts"]
    recent = {key: row for key, row in whole[0]["comments"].items() if row["post"] in month}
    assert rows["comments"] == recent


def test_a_wrong_key_ends_the_run(country: Country, vendor: YouTubeVendor, log: RawLog) -> None:
    subject = country.busiest("youtube").partition(":")[2]
    assert _run(vendor, log, subject, Scripted(Fault.TOKEN_ENDED, "channels", times=2)).state is RunState.FAILED


def test_a_channel_that_is_not_there_ends_its_subject_only(
    country: Country, vendor: YouTubeVendor, log: RawLog
) -> None:
    done = _run(vendor, log, "nobody.at.all")
    assert done.state is RunState.DONE
    assert [end.state for end in done.subjects] == ["gone"]


def test_a_search_brings_profiles_only(country: Country, vendor: YouTubeVendor, log: RawLog) -> None:
    _run(vendor, log, "search:van")
    rows = brought(SOURCE, log)
    assert set(rows) == {"accounts"}
    assert all("van" in account for (account,) in rows["accounts"])


@pytest.fixture
def official(vendor: YouTubeVendor) -> Iterator[Any]:
    """Google's own client, pointed at the fake."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from google.api_core.client_options import ClientOptions
        from googleapiclient.discovery import build

        with FakeServer(vendor) as server:
            options = ClientOptions(api_endpoint=f"{server.address}/{HOST}/")
            client = build("youtube", "v3", developerKey="k", client_options=options, static_discovery=True)
            yield client
            client.close()
            assert not server.complaints


def test_the_official_client_reads_the_fake(country: Country, official: Any) -> None:
    account = country.busiest("youtube")
    channel = official.channels().list(part="snippet,contentDetails", forHandle=account.partition(":")[2]).execute()
    playlist = channel["items"][0]["contentDetails"]["relatedPlaylists"]["uploads"]
    calls = official.playlistItems()
    asked, videos = calls.list(part="contentDetails", playlistId=playlist, maxResults=50), []
    while asked is not None:
        answer = asked.execute()
        videos += [item["contentDetails"]["videoId"] for item in answer["items"]]
        asked = calls.list_next(asked, answer)
    assert videos == [row["post"] for row in country.posts[account]]
    threads = official.commentThreads().list(part="snippet,replies", videoId=videos[-1], maxResults=100).execute()
    assert threads["kind"] == "youtube#commentThreadListResponse"
