"""All answers that Instagram's graph gave to others are read, and what each tells becomes a row."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import Taken
from kring.sources.instagram import Instagram
from kring.sources.instagram_discovery import InstagramDiscovery
from tests.sources.recorded import recorded

KEYS = PersonKeys(b"a secret of the tests only")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SOURCE, DISCOVERY = Instagram(), InstagramDiscovery()
CONTEXT = {"account": "instagram:ikroskun", "id": "17841406338772941", "post": "17846368219941692", "followers": "90"}
STREAMS = {
    "comments": ("apidata/comments/", "apidata/medias/comments", "models/ig_comment", "models/ig_reply"),
    "media": (
        "apidata/users/medias", "apidata/medias/media", "apidata/stories/", "apidata/users/stories", "models/ig_media",
        "models/ig_story", "apidata/users/live",
    ),
    "profile": ("apidata/users/user_fields", "models/ig_user"),
    "media_insights": ("apidata/medias/insights", "models/ig_insight"),
    "demographics": ("apidata/users/user_insights",),
}  # fmt: skip


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    return recorded("python-facebook", "testdata", "instagram")


def _stream(path: str) -> str:
    return next((stream for stream, starts in STREAMS.items() if path.startswith(starts)), "other")


def _answer(content: Any) -> Answer:
    return Answer(200, {}, json.dumps(content).encode())


def _page(path: str, content: Any) -> RawPage:
    whose = content.get("username", "x") if isinstance(content, dict) else "x"
    step = Step(_stream(path), whose, {}, CONTEXT)
    assert SOURCE.judge(step, _answer(content), NOW) == Taken()
    return RawPage(1, "instagram", step, NOW, SOURCE.scrub(step, _answer(content), KEYS))


def _read(answers: dict[str, Any], stream: str) -> dict[str, Any]:
    return {path: content for path, content in answers.items() if _stream(path) == stream}


def test_every_answer_decodes(answers: dict[str, Any]) -> None:
    read = [path for path in answers if _stream(path) != "other"]
    assert (len(answers), len(read)) == (56, 27)
    for path, content in answers.items():
        batch = decoded(SOURCE, "s", [_page(path, content)])
        assert not batch.quarantined, path


def test_every_post_comment_and_profile_becomes_a_row(answers: dict[str, Any]) -> None:
    for stream, table in (("media", "posts"), ("comments", "comments"), ("profile", "accounts")):
        read = _read(answers, stream)
        assert read
        for path, content in read.items():
            rows = SOURCE.decode(_page(path, content))[table]
            replies = sum(len(node.get("replies", {}).get("data", [])) for node in _nodes(content))
            assert len(rows) == len(_nodes(content)) + (replies if table == "comments" else 0), path


def test_figures_are_those_of_the_answer(answers: dict[str, Any]) -> None:
    [row] = SOURCE.decode(_page("models/ig_user.json", answers["models/ig_user.json"]))["accounts"]
    assert (row["account"], row["followers"], row["following"], row["posts"]) == (
        "instagram:facebookfordevelopers", 64361, 16, 427,
    )  # fmt: skip
    path = "apidata/medias/insights.json"
    [row] = SOURCE.decode(_page(path, answers[path]))["posts"]
    assert (row["post"], row["reach"], row["impressions"], row["saves"]) == ("17846368219941692", 5, 8, 0)


def test_an_answer_by_the_creator_is_told_apart(answers: dict[str, Any]) -> None:
    path = "apidata/comments/comments_fields.json"
    rows = {row["comment"]: row for row in SOURCE.decode(_page(path, answers[path]))["comments"]}
    assert (rows["17892250648466172"]["by_creator"], rows["17858154961981086"]["by_creator"]) == (True, False)
    people = SOURCE.decode(_page(path, answers[path]))["audience_people"]
    assert [row["person_key"] for row in people] == [rows["17858154961981086"]["author_key"]]
    unsaid = "apidata/medias/comments_p1.json"
    assert {row["by_creator"] for row in SOURCE.decode(_page(unsaid, answers[unsaid]))["comments"]} == {None}


def test_reach_by_media_and_follower_is_no_audience(answers: dict[str, Any]) -> None:
    path = "apidata/users/user_insights_new.json"
    assert SOURCE.decode(_page(path, answers[path])) == {"audience_shares": []}


def test_a_recorded_breakdown_has_the_form_in_which_followers_are_read(answers: dict[str, Any]) -> None:
    """No answer about followers was recorded; one about reach has the same form, with two dimensions."""
    [insight] = answers["apidata/users/user_insights_new.json"]["data"]
    followers = insight | {"name": "follower_demographics"}
    [breakdown] = followers["total_value"]["breakdowns"]
    told = [(["25-34", "F"], 60), (["25-34", "M"], 40)]
    results = [
        one | {"dimension_values": values, "value": number}
        for one, (values, number) in zip(breakdown["results"], told, strict=False)
    ]
    divided = breakdown | {"dimension_keys": ["age", "gender"], "results": results}
    whole = {"data": [followers | {"total_value": {"breakdowns": [divided]}}]}
    rows = SOURCE.decode(_page("apidata/users/user_insights_new.json", whole))["audience_shares"]
    assert {row["value"]: row["share"] for row in rows} == {"female 25-34": 0.6, "male 25-34": 0.4}


def test_neither_names_nor_pictures_nor_tokens_are_kept(answers: dict[str, Any]) -> None:
    for path, content in answers.items():
        kept = json.dumps(_page(path, content).content)
        assert "access_token" not in kept, path
        assert "cdninstagram" not in kept, path
        if _stream(path) == "comments":
            assert "lixiangguodu123" not in kept, path
            assert "@ikroskun" not in kept, path


def test_scrubbing_again_changes_nothing(answers: dict[str, Any]) -> None:
    for path, content in answers.items():
        page = _page(path, content)
        assert SOURCE.scrub(page.step, _answer(page.content), KEYS) == page.content, path


def test_a_page_leads_to_the_next_one(answers: dict[str, Any]) -> None:
    path = "apidata/medias/comments_p1.json"
    page = _page(path, answers[path])
    assert [step.params["after"] for step in SOURCE.follow(page.step, page.content)] == ["after"]
    path = "apidata/medias/comments_p2.json"
    page = _page(path, answers[path])
    assert SOURCE.follow(page.step, page.content) == []


def test_what_business_discovery_tells_decodes(answers: dict[str, Any]) -> None:
    read = {path: content for path, content in answers.items() if path.startswith("apidata/discovery/")}
    assert len(read) == 3
    for path, content in read.items():
        step = Step("discovered", "facebookfordevelopers", {"username": "facebookfordevelopers", "asker": "17"})
        page = RawPage(1, DISCOVERY.name, step, NOW, DISCOVERY.scrub(step, _answer(content), KEYS))
        assert DISCOVERY.scrub(step, _answer(page.content), KEYS) == page.content, path
        batch = decoded(DISCOVERY, "s", [page])
        assert not batch.quarantined, path
        posts = content["business_discovery"].get("media", {}).get("data", [])
        rows = DISCOVERY.decode(page)
        assert [row["post"] for row in rows["posts"]] == [post["id"] for post in posts]
        assert {row["account"] for row in rows["posts"]} <= {"instagram:facebookfordevelopers"}
        assert len(rows["accounts"]) == ("username" in content["business_discovery"])


def _nodes(content: Any) -> list[Any]:
    if "data" in content:
        return list(content["data"])
    return [content] if "id" in content else list(content.values())
