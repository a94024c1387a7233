"""TikTok's verdicts by the code in the body, and what is asked of a creator."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from kring.sources.core.step import Answer, Step
from kring.sources.core.verdict import FromTheStart, Renew, Skipped, Taken, TryAgain
from kring.sources.tiktok import TikTok

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SOURCE = TikTok()


def _answer(code: str, status: int = 200) -> Answer:
    return Answer(status, {}, json.dumps({"data": {}, "error": {"code": code, "message": "", "log_id": "1"}}).encode())


@pytest.mark.parametrize(
    ("code", "status", "verdict"),
    [
        ("ok", 200, Taken),
        ("access_token_invalid", 401, Renew),
        ("rate_limit_exceeded", 429, TryAgain),
        ("internal_error", 500, TryAgain),
        ("scope_not_authorized", 401, Skipped),
        ("something_new", 200, Skipped),
        ("invalid_params", 400, FromTheStart),
    ],
)
def test_an_answer_is_judged_by_its_code(code: str, status: int, verdict: type) -> None:
    step = Step("videos", "x", {"cursor": "5"}, {"account": "tiktok:noor"})
    assert isinstance(SOURCE.judge(step, _answer(code, status), NOW), verdict)


def test_a_list_is_asked_with_its_cursor_in_the_body() -> None:
    first, older = Step("videos", "x"), Step("videos", "x", {"cursor": "1700000000000"})
    assert json.loads(SOURCE.call(first).body or "") == {"max_count": 20}
    assert json.loads(SOURCE.call(older).body or "") == {"max_count": 20, "cursor": 1700000000000}
    assert SOURCE.call(first).fingerprint != SOURCE.call(older).fingerprint


def test_paging_stops_past_since() -> None:
    def page(days_ago: int) -> dict[str, object]:
        shown = int((NOW - timedelta(days=days_ago)).timestamp())
        return {"data": {"videos": [{"id": "v", "create_time": shown}], "cursor": 5, "has_more": True}}

    step = Step("videos", "x", {}, {"account": "tiktok:noor", "since": NOW.isoformat()})
    assert [next_step.params for next_step in SOURCE.follow(step, page(3))] == [{"cursor": "5"}]
    assert SOURCE.follow(step, page(40)) == []


def test_no_more_is_asked_than_is_read() -> None:
    assert SOURCE.consent is not None
    assert SOURCE.consent.scopes == ("user.info.basic", "user.info.profile", "user.info.stats", "video.list")
