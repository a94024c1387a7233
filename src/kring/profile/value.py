"""Trait: value, what a follower gets from a post: a feeling (humour, recognition, motivation) or a benefit.

Method: benefits by code are found exactly (`kring.profile.offers`, `kring.profile.signs`); feelings and tips by
comparing the text with the description of each kind of value (`kring.profile.topics`), less how near the text is to
niches in general, so that what is compared is how something is told and not what about. A post can have several.
Source: design data; threshold and steepness chosen on benchmarks/accuracy/captions/dev.csv.
Limits: of the feelings few are found, and half of what is called so is wrong (benchmarks/accuracy/values.py); irony and
pictures are not read. The mix per creator allows for that (`kring.profile.value_mix`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from kring.profile.embedder import Embedder, Vectors
from kring.profile.niche import niche_index
from kring.profile.offers import offers_of
from kring.profile.readable import readable
from kring.profile.signs import DISCOUNT_CODE, signs_of_post
from kring.profile.topics import Scores, Topic, TopicIndex
from kring.vocabulary.values import values

BY_CODE = "discount_code"
STEEPNESS = 2.0
THRESHOLDS = {"humour": 1.2, "recognition": 1.9, "motivation": 1.6, "tips": 0.8}
SAID_FROM = 0.5


def value_topics() -> tuple[Topic, ...]:
    """The kinds of value of the vocabulary as topics."""
    return tuple(Topic(value.name, value.words, value.description) for value in values().values())


@cache
def value_index(embedder: Embedder) -> TopicIndex:
    """The index texts are compared with."""
    return TopicIndex.of(value_topics(), embedder)


def value_chances(captions: Sequence[str | None], embedder: Embedder) -> Scores:
    """How likely each caption gives each kind of value, shape (captions, kinds), in the order of the vocabulary.

    NaN where there is no text to read. The kind by code is 1 or 0 wherever the caption is known.
    """
    texts = [readable(caption) for caption in captions]
    names = list(values())
    standard = value_standard(embedder.encode([text or "" for text in texts]), embedder)
    middle = np.array([THRESHOLDS.get(name, np.inf) for name in names])
    chance: Scores = 1 / (1 + np.exp(-STEEPNESS * (standard - middle)))
    chance[[text is None for text in texts]] = np.nan
    chance[:, names.index(BY_CODE)] = [np.nan if text is None else float(has_code(text)) for text in captions]
    return chance


def value_standard(vectors: Vectors, embedder: Embedder) -> Scores:
    """How near texts are to each kind of value, less how near to niches in general, shape (texts, kinds)."""
    standard = value_index(embedder).standard_of(vectors)
    nearness: Scores = standard - niche_index(embedder).standard_of(vectors).mean(axis=1, keepdims=True)
    return nearness


def has_code(caption: str) -> bool:
    """Whether a caption holds a discount code."""
    by_sign = any(sign.kind == DISCOUNT_CODE for sign in signs_of_post(caption, None, None, None, None))
    return by_sign or bool(offers_of(caption).codes)


def values_of_posts(captions: Sequence[str | None], embedder: Embedder) -> list[tuple[str, ...] | None]:
    """The kinds of value each caption gives, none or several; None where there is no text to read."""
    names = list(values())
    said = [[name for name, part in zip(names, row, strict=True) if part >= SAID_FROM]
            for row in value_chances(captions, embedder)]  # fmt: skip
    read = [readable(caption) is not None for caption in captions]
    return [tuple(kinds) if kinds or known else None for kinds, known in zip(said, read, strict=True)]
