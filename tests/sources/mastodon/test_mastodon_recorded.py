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
from kring.sources.core.verdict import Gone, Skipped, Taken
from kring.sources.mastodon import Mastodon
from kring.sources.mastodon.form import NO_ROWS, Form, form_of

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SUBJECT = "mastodonpy_test@toot.example"
SOURCE = Mastodon.of([SUBJECT])
STREAMS = ("profile", "statuses", "context", "followers", "likers")


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
    if content == []:
        return "followers"
    of_account = "followers" if isinstance(content, list) else "profile"
    streams = {Form.ACCOUNT: of_account, Form.STATUS: "statuses", Form.CONTEXT: "context"}
    form = form_of(content)
    return streams.get(form) if form else None


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


def outcome_of(answer: Answer) -> tuple[str, RawPage | None]:
    """What becomes of an answer: rows, or why not by every stream that could have asked for it."""
    profile = Step("profile", SUBJECT, {"acct": "x"})
    if isinstance(SOURCE.judge(profile, answer, NOW), Gone):
        return "the account is not there", None
    form = form_of(answer.json())
    if form in NO_ROWS:
        verdicts = [SOURCE.judge(Step(stream, SUBJECT, {"id": "1"}), answer, NOW) for stream in STREAMS]
        assert verdicts == [Skipped(NO_ROWS[form])] * len(STREAMS)
        return str(form), None
    return "rows", page_of(answer)


def test_of_every_recorded_answer_it_is_told_what_becomes_of_it(cassettes: list[Path]) -> None:
    """124 give rows; an account that is not there ends its run; the others are of forms that no table holds."""
    outcomes = [outcome_of(answer) for _, answer in answers_in(cassettes)]
    assert Counter(what for what, _ in outcomes) == {
        "rows": 124, "relationship": 2, "instance": 1, "the account is not there": 1,
    }  # fmt: skip
    pages = [page for what, page in outcomes if what == "rows"]
    assert all(page is not None for page in pages)
    batch = decoded(SOURCE, "recorded", [page for page in pages if page is not None])
    assert not batch.quarantined
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
