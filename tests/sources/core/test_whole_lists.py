"""A list of followers is whole when every page of it is there and it names as many people as the account said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from kring.facts.person_keys import PersonKeys
from kring.sources.bluesky import Bluesky
from kring.sources.core.decoding import decoded
from kring.sources.core.step import Answer, RawPage, Step

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Bluesky()


def pages(lists: Sequence[Sequence[str]], said: int | None, turn: str = "") -> list[RawPage]:
    """The pages of one list of followers, as they were kept."""
    context = {"account": "bluesky:anna.bsky.social", **({} if said is None else {"followers": str(said)})}
    context |= {"turn": turn} if turn else {}
    step, found = Step("followers", "anna.bsky.social", {"actor": "did:plc:anna"}, context), []
    for number, people in enumerate(lists, 1):
        last = number == len(lists)
        content: Any = {"followers": [{"did": f"did:plc:{name}"} for name in people]}
        body = json.dumps(content if last else {**content, "cursor": f"c{number}"}).encode()
        found.append(RawPage(number, "bluesky", step, NOW, SOURCE.scrub(step, Answer(200, {}, body), KEYS)))
        following = SOURCE.follow(step, found[-1].content)
        step = Step(*_words(following[0])) if following else step
    return found


def _words(step: Any) -> tuple[str, str, Any, Any]:
    return step.stream, step.subject, step.params, step.context


def told(some: Sequence[RawPage]) -> set[bool | None]:
    return set(decoded(SOURCE, "seal", some).tables["audience_people"]["complete"].to_pylist())


WHOLE = [["ab", "cd"], ["ef", "gh"], ["ij"]]


@pytest.mark.parametrize(
    ("lists", "said", "complete"),
    [
        (WHOLE, 5, True),
        (WHOLE, 4, True),
        (WHOLE, 6, None),
        (WHOLE, None, None),
        ([["ab"]], 1, True),
        ([["ab", "cd"], ["cd"]], 3, None),
    ],
)
def test_as_many_people_as_were_said(lists: list[list[str]], said: int | None, complete: bool | None) -> None:
    assert told(pages(lists, said)) == {complete}


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_page_that_is_not_there_leaves_it_unknown(missing: int) -> None:
    some = pages(WHOLE, 4)
    assert told([page for number, page in enumerate(some) if number != missing]) == {None}


def test_a_list_that_was_begun_again_is_whole_when_the_second_time_is() -> None:
    assert told([*pages(WHOLE, 5)[:2], *pages(WHOLE, 5, turn="1")]) == {True}


def test_the_order_of_pages_does_not_count() -> None:
    assert told(pages(WHOLE, 5)[::-1]) == {True}
