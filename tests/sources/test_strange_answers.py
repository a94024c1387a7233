"""Whatever a vendor puts where a value is expected, a page is kept, read and followed without a crash."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.source import Source
from kring.sources.core.step import Answer, RawPage, Step
from tests.sources.pages import CONTEXT, PAGES

KEYS = PersonKeys(b"a secret of the tests only")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)

_STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["", "-1", "1e3", "0x1", "९", "2026-13-45", "9999-12-31T23:59:59-23:59", "SOMETHING_NEW", "@", []]),
    st.lists(st.none() | st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)


def _places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a content."""
    inner = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


def _with(content: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    copy = list(content) if isinstance(content, list) else dict(content)
    copy[place[0]] = _with(content[place[0]], place[1:], value)
    return copy


@pytest.mark.parametrize(("source", "stream", "content"), PAGES, ids=lambda part: getattr(part, "name", None))
@settings(max_examples=60)
@given(data=st.data())
def test_a_strange_value_is_unknown_or_put_aside(
    source: Source, stream: str, content: Any, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(_places(content)))
    answer = Answer(200, {}, json.dumps(_with(content, place, data.draw(_STRANGE))).encode())
    step = Step(stream, "noor", {"username": "noor", "asker": "17"}, CONTEXT)
    source.judge(step, answer, NOW)
    kept = source.scrub(step, answer, KEYS)
    json.dumps(kept)
    assert source.scrub(step, Answer(200, {}, json.dumps(kept).encode()), KEYS) == json.loads(json.dumps(kept))
    for following in source.follow(step, kept):
        source.call(following)
        assert Step.read(following.written()) == following
    decoded(source, "s", [RawPage(1, source.name, step, NOW, kept)])


@pytest.mark.parametrize(("source", "stream", "content"), PAGES, ids=lambda part: getattr(part, "name", None))
def test_the_page_as_it_should_be_is_taken_whole(source: Source, stream: str, content: Any) -> None:
    step = Step(stream, "noor", {"username": "noor", "asker": "17"}, CONTEXT)
    kept = source.scrub(step, Answer(200, {}, json.dumps(content).encode()), KEYS)
    batch = decoded(source, "s", [RawPage(1, source.name, step, NOW, kept)])
    assert not batch.quarantined
    assert batch.rows_in or stream in ("uploads", "asker")


def test_texts_of_posts_lose_addresses_and_numbers_and_those_of_profiles_keep_them() -> None:
    """As when a file is imported: in a profile creators write how they can be reached."""
    written = "mail noor@kanarie.nl of bel 06-12345678"
    kept = {}
    for source, stream, content in PAGES:
        step = Step(stream, "noor", {"username": "noor", "asker": "17"}, CONTEXT)
        page = _with_texts(content, written)
        raw = RawPage(1, source.name, step, NOW, source.scrub(step, Answer(200, {}, json.dumps(page).encode()), KEYS))
        for table, rows in source.decode(raw).items():
            texts = [str(row.get(name)) for row in rows for name in ("bio", "caption", "text") if row.get(name)]
            kept.setdefault(table, []).extend(texts)
    assert ["kanarie.nl" in text for text in kept["accounts"]] == [True] * 5
    for table in ("posts", "comments"):
        assert kept[table]
        assert not [text for text in kept[table] if "kanarie" in text or "12345678" in text]


def _with_texts(content: Any, written: str) -> Any:
    """The content with every text that people write replaced."""
    if isinstance(content, list):
        return [_with_texts(item, written) for item in content]
    if not isinstance(content, dict):
        return content
    named = ("biography", "bio_description", "description", "caption", "video_description", "text", "textOriginal")
    return {key: written if key in named else _with_texts(value, written) for key, value in content.items()}
