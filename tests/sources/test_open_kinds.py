"""Open sources as people choose them: what they are shown as an example can be asked about, at named hosts only."""

from __future__ import annotations

import pytest

from kring.facts.schema import PLATFORMS
from kring.sources import bluesky, feeds, mastodon
from kring.sources.catalogue import KINDS
from kring.sources.core.kind import Kind
from kring.sources.core.source import Access

OPEN = (bluesky.KIND, mastodon.KIND, feeds.BLOGS, feeds.PODCASTS)


@pytest.mark.parametrize("kind", OPEN, ids=lambda kind: kind.name)
def test_the_example_can_be_asked_about(kind: Kind) -> None:
    assert KINDS[kind.name] is kind
    source = kind.source({}, [kind.example])
    (step,) = source.start(kind.example, None)
    assert source.hosts
    assert source.call(step).url.startswith(tuple(f"https://{host}/" for host in source.hosts))
    assert source.access is Access.OPEN
    assert source.platform in PLATFORMS
    assert source.name == kind.name
    assert {bucket.name for bucket in source.buckets} == set(source.cost(step))


@pytest.mark.parametrize("kind", OPEN, ids=lambda kind: kind.name)
def test_a_kind_can_be_shown_without_anybody_to_ask_about(kind: Kind) -> None:
    assert kind.source().label.en
    assert kind.checked.nl
