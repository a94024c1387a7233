"""Whatever an open network puts where a value is expected, a page is kept, read and followed without a crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.sources.core.decoding import decoded
from kring.sources.core.source import Source
from kring.sources.core.step import Answer, RawPage, Step
from tests.sources.open_pages import OPEN_PAGES
from tests.sources.test_strange_answers import _STRANGE, KEYS, NOW, _places, _with

NAMED = [pytest.param(*one, id=f"{one[0].name}-{one[1].stream}") for one in OPEN_PAGES]


@pytest.mark.parametrize(("source", "step", "content"), NAMED)
@settings(max_examples=25)
@given(data=st.data())
def test_a_strange_value_is_unknown_or_put_aside(source: Source, step: Step, content: Any, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(_places(content)))
    answer = Answer(200, {}, json.dumps(_with(content, place, data.draw(_STRANGE))).encode())
    source.judge(step, answer, NOW)
    kept = source.scrub(step, answer, KEYS)
    written = json.loads(json.dumps(kept))
    assert source.scrub(step, Answer(200, {}, json.dumps(kept).encode()), KEYS) == written
    for following in source.follow(step, written):
        source.call(following)
        assert Step.read(following.written()) == following
    decoded(source, "s", [RawPage(1, source.name, step, NOW, written)])


@pytest.mark.parametrize(("source", "step", "content"), NAMED)
def test_the_page_as_it_should_be_is_taken_whole(source: Source, step: Step, content: Any) -> None:
    kept = source.scrub(step, Answer(200, {}, json.dumps(content).encode()), KEYS)
    batch = decoded(source, "s", [RawPage(1, source.name, step, NOW, kept)])
    assert not batch.quarantined
    assert batch.rows_in
