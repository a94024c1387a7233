"""Answers that a real Mastodon server gave, recorded by Mastodon.py, come through scrubbing and decoding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import Gone, Taken
from kring.sources.mastodon import Mastodon

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SUBJECT = "mastodonpy_test@toot.example"
SOURCE = Mastodon.of([SUBJECT])


@pytest.fixture
def cassettes(shared_data: Callable[[str], Path]) -> list[Path]:
    return sorted(shared_data("../contracts/recorded_answers/mastodon-cassettes").glob("*.yaml"))


def answers_in(cassettes: list[Path]) -> Iterator[tuple[str, Answer]]:
    for path in cassettes:
        for one in yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["interactions"]:
            said = one["response"]
            headers = {name.lower(): values[0] for name, values in said["headers"].items()}
            body = said["body"]["string"]
            whole = body if isinstance(body, bytes) else body.encode()
            yield f"{path.name} {one['request']['uri']}", Answer(said["status"]["code"], headers, whole)


def stream_of(content: Any) -> str | None:
    """Which of our streams an answer has the form of; a single post is read as a list of one."""
    first = content[0] if isinstance(content, list) and content else content
    if isinstance(content, list) and not content:
        return "followers"
    if "descendants" in first:
        return "context"
    if "replies_count" in first:
        return "statuses"
    if "acct" in first:
        return "followers" if isinstance(content, list) else "profile"
    return None


def page_of(answer: Answer) -> RawPage | None:
    content = answer.json()
    stream = stream_of(content)
    if stream is None:
        return None
    if stream == "statuses" and isinstance(content, dict):
        answer = Answer(answer.status, answer.headers, json.dumps([content]).encode())
    context = {"account": f"mastodon:{SUBJECT}", "id": "117020565966271181", "post": "117020585487094447"}
    step = Step(stream, SUBJECT, {"id": "1"}, context)
    assert isinstance(SOURCE.judge(step, answer, NOW), Taken)
    kept = SOURCE.scrub(step, answer, KEYS)
    assert SOURCE.scrub(step, Answer(200, {}, json.dumps(kept).encode()), KEYS) == kept
    SOURCE.follow(step, kept)
    return RawPage(1, "mastodon", step, NOW, kept)


def test_every_recorded_answer_decodes(cassettes: list[Path]) -> None:
    """Those of another form are a relationship, the server's description, and an account that is not found."""
    pages, other = [], Counter[str]()
    for name, answer in answers_in(cassettes):
        if answer.status == 404:
            assert isinstance(SOURCE.judge(Step("profile", SUBJECT, {"acct": "x"}), answer, NOW), Gone)
            other["not found"] += 1
        elif (page := page_of(answer)) is None:
            other["instance" if "/instance" in name else "relationship"] += 1
        else:
            pages.append(page)
    assert other == {"not found": 1, "instance": 1, "relationship": 2}
    batch = decoded(SOURCE, "recorded", pages)
    assert not batch.quarantined
    assert len(pages) == 124
    assert {name: rows.num_rows > 0 for name, rows in batch.tables.items()} == {
        "accounts": True, "audience_people": True, "people": True, "posts": True,
    }  # fmt: skip


def test_what_a_server_said_is_what_the_rows_say(cassettes: list[Path]) -> None:
    answers = dict(answers_in([path for path in cassettes if "next_previous" in path.name]))
    (first,) = (answer for name, answer in answers.items() if name.endswith("statuses?limit=5"))
    page = page_of(first)
    assert page is not None
    posts = SOURCE.decode(page)["posts"]
    assert [row["caption"] for row in posts] == [f"Toot number {number}!" for number in (9, 8, 7, 6, 5)]
    assert posts[0] == {
        "post": "toot.example/117020580518794573",
        "account": "mastodon:mastodonpy_test@toot.example",
        "published_at": datetime(2026, 8, 1, 13, 52, 34, 108000, UTC),
        "kind": "text",
        "caption": "Toot number 9!",
        "link": "http://localhost:3000/@mastodonpy_test/117020580518794573",
        "hashtags": [],
        "mentions": [],
        "likes": 0,
        "comments": 0,
        "shares": 0,
    }
    (older,) = SOURCE.follow(page.step, page.content)
    assert older.params["max_id"] == "117020580489281910"


def test_people_in_lists_are_keys(cassettes: list[Path]) -> None:
    (answer,) = (one for name, one in answers_in(cassettes) if name.endswith("/favourited_by"))
    step = Step("likers", SUBJECT, {"id": "117020585802289163"}, {})
    kept = SOURCE.scrub(step, answer, KEYS)
    (row,) = SOURCE.decode(RawPage(1, "mastodon", step, NOW, kept))["audience_people"]
    assert row["person_key"] == KEYS.of([SUBJECT], "mastodon")[0]
    assert "mastodonpy_test" not in json.dumps(kept)
    assert kept["next"] is None
