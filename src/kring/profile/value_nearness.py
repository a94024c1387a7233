"""How near texts are to the descriptions of the kinds of value: what is compared is how something is told.

Method: nearness to the description of a kind (`kring.profile.topics`), less nearness to niches in general, so that it
hardly matters what a text is about. Nothing is learned from captions. Source: design data.
Limits: weak by itself: of the feelings half of what is nearest doesn't give them.
"""

from __future__ import annotations

from functools import cache

from kring.profile.embedder import Embedder, Vectors
from kring.profile.niche import niche_index
from kring.profile.topics import Scores, Topic, TopicIndex
from kring.vocabulary.values import values


def value_topics() -> tuple[Topic, ...]:
    """The kinds of value of the vocabulary as topics."""
    return tuple(Topic(value.name, value.words, value.description) for value in values().values())


@cache
def value_index(embedder: Embedder) -> TopicIndex:
    """The index texts are compared with."""
    return TopicIndex.of(value_topics(), embedder)


def value_nearness(vectors: Vectors, embedder: Embedder) -> Scores:
    """How near texts are to each kind of value, less how near to niches in general, shape (texts, kinds)."""
    standard = value_index(embedder).standard_of(vectors)
    nearness: Scores = standard - niche_index(embedder).standard_of(vectors).mean(axis=1, keepdims=True)
    return nearness
