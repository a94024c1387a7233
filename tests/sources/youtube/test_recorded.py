"""Answers that YouTube gave are read: every one that the discovery document calls valid, and no other."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import Skipped, Taken
from kring.sources.youtube import YouTube
from kring.sources.youtube.judge import judge
from tests.contract.judges import discovery
from tests.sources.recorded import recorded

KEYS = PersonKeys(b"a secret of the tests only")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SOURCE = YouTube()
STREAMS = {
    "youtube#channelListResponse": "channels",
    "youtube#playlistItemListResponse": "uploads",
    "youtube#videoListResponse": "videos",
    "youtube#commentThreadListResponse": "comment_threads",
    "youtube#commentListResponse": "replies",
    "youtube#searchListResponse": "search",
}


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """By path, with the faults that the discovery document finds; those of retired kinds are left out."""
    document, found = discovery.youtube(), {}
    for path, content in recorded("python-youtube", "testdata", "apidata").items():
        schema = discovery.schema_of(document, content.get("kind"))
        if schema is not None:
            found[path] = (content, discovery.faults(document, schema, content))
    return found


def _page(content: Any, **context: str) -> RawPage:
    step = Step(STREAMS.get(content["kind"], "other"), "x", {}, context)
    return RawPage(1, "youtube", step, NOW, SOURCE.scrub(step, _answer(content), KEYS))


def _answer(content: Any, status: int = 200) -> Answer:
    return Answer(status, {}, json.dumps(content).encode())


def _of(answers: dict[str, Any], *parts: str) -> list[tuple[str, Any]]:
    return [(path, content) for path, (content, _) in answers.items() if path.startswith(parts)]


def test_75_of_77_are_valid_and_all_of_them_decode(answers: dict[str, Any]) -> None:
    valid = {path: content for path, (content, faults) in answers.items() if not faults}
    read = [content for content in valid.values() if content["kind"] in STREAMS]
    assert (len(answers), len(valid), len(read)) == (77, 75, 35)
    for path, content in valid.items():
        batch = decoded(SOURCE, "s", [_page(content)])
        assert not batch.quarantined, path
        if content["kind"] in STREAMS:
            assert judge(_page(content).step, _answer(content), NOW) == Taken(), path


def test_the_two_others_are_refused_with_a_reason(answers: dict[str, Any]) -> None:
    wrong = {path: faults for path, (_, faults) in answers.items() if faults}
    assert [faults[0] for faults in wrong.values()] == [
        "ChannelSection.snippet.type is none of its enum: 'multipleplaylists'",
        "MemberListResponse.items[0].snippet.membershipsDetails.membershipsDurationAtLevel is not declared",
    ]
    for path in wrong:
        verdict = judge(_page(answers[path][0]).step, _answer(answers[path][0]), NOW)
        assert isinstance(verdict, Skipped)
        assert "is no list of" in verdict.why.en
        assert SOURCE.decode(_page(answers[path][0])) == {}


def test_every_video_channel_and_comment_becomes_a_row(answers: dict[str, Any]) -> None:
    for table, kind, folders in (
        ("posts", "youtube#videoListResponse", ("videos/",)),
        ("accounts", "youtube#channelListResponse", ("channel",)),
        ("comments", "youtube#commentListResponse", ("comments/",)),
    ):
        read = [(path, content) for path, content in _of(answers, *folders) if content["kind"] == kind]
        assert read
        for path, content in read:
            rows = SOURCE.decode(_page(content, post="D-lhorsDlUQ"))[table]
            assert len(rows) == len(content["items"]), path


def test_figures_are_those_of_the_answer(answers: dict[str, Any]) -> None:
    [account] = SOURCE.decode(_page(answers["channel_info_single.json"][0]))["accounts"]
    assert (account["account"], account["followers"], account["posts"], account["country"]) == (
        "youtube:googledevelopers", 1927873, 5026, "US",
    )  # fmt: skip
    [video] = SOURCE.decode(_page(answers["videos/videos_info_single.json"][0]))["posts"]
    assert video["views"] is None
    assert video["published_at"] == datetime(2019, 3, 21, 20, 37, 49, tzinfo=UTC)


def test_the_same_threads_under_two_cursors_are_the_same_comments(answers: dict[str, Any]) -> None:
    pages = [_page(answers[f"comment_threads/comment_threads_by_video_paged_{number}.json"][0]) for number in (1, 2)]
    batch = decoded(SOURCE, "s", pages)
    assert batch.tables["comments"].num_rows == len(SOURCE.decode(pages[0])["comments"]) == 5


def test_names_pictures_and_channels_of_commenters_who_are_not_the_creator_are_not_kept(
    answers: dict[str, Any],
) -> None:
    for path, content in _of(answers, "comment"):
        kept = json.dumps(_page(content).content)
        for name in _names(content):
            assert json.dumps(name) not in kept, path
    for path, content in _of(answers, "subscriptions", "members", "activities"):
        assert _page(content).content.get("items", []) == [], path


def test_scrubbing_again_changes_nothing(answers: dict[str, Any]) -> None:
    for path, (content, _) in answers.items():
        page = _page(content, channel="UC_x5XG1OV2P6uZZ5FSM9Ttw")
        assert SOURCE.scrub(page.step, _answer(page.content), KEYS) == page.content, path


def _names(content: Any) -> list[str]:
    if isinstance(content, list):
        return [name for item in content for name in _names(item)]
    if not isinstance(content, dict):
        return []
    here = [
        value
        for key, value in content.items()
        if key in ("authorDisplayName", "authorProfileImageUrl", "authorChannelUrl")
    ]
    author = content.get("authorChannelId", {}).get("value")
    author = None if author == content.get("channelId") else author
    return [*here, *([author] if author else []), *(name for value in content.values() for name in _names(value))]
