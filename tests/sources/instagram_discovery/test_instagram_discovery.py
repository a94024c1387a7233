"""Business Discovery: one expression a page, and no name that could change it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kring.errors import BadInput
from kring.sources.core.step import Answer
from kring.sources.core.verdict import Gone
from kring.sources.instagram_discovery import InstagramDiscovery

SOURCE = InstagramDiscovery("1784")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_a_profile_and_its_posts_are_one_call_through_the_companys_account() -> None:
    [step] = SOURCE.start("@Noor.Bakt", None)
    call = SOURCE.call(step)
    assert call.url == "https://graph.facebook.com/v26.0/1784"
    assert call.params["fields"].startswith("business_discovery.username(noor.bakt){id,username,")


@pytest.mark.parametrize("name", ["a){owner", "a b", "", "a,b", "é", "x" * 31, "a.", "..", "@"])
def test_what_can_be_no_name_is_not_asked(name: str) -> None:
    with pytest.raises(BadInput):
        SOURCE.start(name, None)


def test_a_name_that_is_not_found_ends_its_subject() -> None:
    [step] = SOURCE.start("noor", None)
    error = {"error": {"code": 110, "error_subcode": 2207013, "message": "Invalid user id"}}
    assert isinstance(SOURCE.judge(step, Answer(400, {}, json.dumps(error).encode()), NOW), Gone)


def test_a_cursor_that_would_change_the_expression_is_not_followed() -> None:
    [step] = SOURCE.start("noor", None)

    def page(cursor: str) -> dict[str, object]:
        return {"business_discovery": {"media": {"data": [], "paging": {"after": cursor}}}}

    assert SOURCE.follow(step, page("x){owner")) == []
    [older] = SOURCE.follow(step, page("QVFIU=="))
    assert "media.after(QVFIU==).limit(50)" in SOURCE.call(older).params["fields"]
