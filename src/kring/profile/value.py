"""Trait: value, what a follower gets from a post: a feeling (humour, recognition, motivation) or a benefit."""

from __future__ import annotations

from kring.profile.topics import Topic
from kring.vocabulary.values import values


def value_topics() -> tuple[Topic, ...]:
    """The kinds of value of the vocabulary as topics."""
    return tuple(Topic(value.name, value.words, value.description) for value in values().values())
