"""Business Discovery: one expression a page, and no name that could change it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kring.errors import BadInput
from kring.sources.core.step import Answer, Step
from kring.sources.core.verdict import Gone, Skipped
from kring.sources.instagram_discovery import InstagramDiscovery

SOURCE = InstagramDiscovery()
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def _step(name: str) -> Step:
    """The step for a name, once it is known through which account it is asked."""
    [first] = SOURCE.start(name, None)
    assert SOURCE.call(first).url == "https://graph.facebook.com/v26.0/me/accounts"
    [step] = SOURCE.follow(first, {"data": [{"id": "1"}, {"instagram_business_account": {"id": "1784"}}]})
    return step


def test_a_token_without_an_account_of_instagram_says_so() -> None:
    [first] = SOURCE.start("noor", None)
    for pages in ([], [{"id": "1"}], [{"instagram_business_account": {"id": "1/../2"}}]):
        assert isinstance(SOURCE.judge(first, Answer(200, {}, json.dumps({"data": pages}).encode()), NOW), Skipped)


def test_a_profile_and_its_posts_are_one_call_through_the_companys_account() -> None:
    step = _step("@Noor.Bakt")
    call = SOURCE.call(step)
    assert call.url == "https://graph.facebook.com/v26.0/1784"
    assert call.params["fields"].startswith("business_discovery.username(noor.bakt){id,username,")


@pytest.mark.parametrize("name", ["a){owner", "a b", "", "a,b", "é", "x" * 31, "a.", "..", "@"])
def test_what_can_be_no_name_is_not_asked(name: str) -> None:
    with pytest.raises(BadInput):
        SOURCE.start(name, None)


def test_a_name_that_is_not_found_ends_its_subject() -> None:
    step = _step("noor")
    error = {"error": {"code": 110, "error_subcode": 2207013, "message": "Invalid user id"}}
    assert isinstance(SOURCE.judge(step, Answer(400, {}, json.dumps(error).encode()), NOW), Gone)


def test_a_cursor_that_would_change_the_expression_is_not_followed() -> None:
    step = _step("noor")

    def page(cursor: str) -> dict[str, object]:
        return {"business_discovery": {"media": {"data": [], "paging": {"after": cursor}}}}

    assert SOURCE.follow(step, page("x){owner")) == []
    [older] = SOURCE.follow(step, page("QVFIU=="))
    assert "media.after(QVFIU==).limit(50)" in SOURCE.call(older).params["fields"]
