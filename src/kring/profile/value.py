"""Trait: value, what a follower gets from a post: a feeling (humour, recognition, motivation) or a benefit.

Method: benefits by code are found exactly (`kring.profile.offers`, `kring.profile.signs`); feelings and tips by what
two readers make of the text (`kring.profile.value_reader`). A post can have several.
Source: dev.csv and hands_dev.csv of benchmarks/accuracy/captions; thresholds chosen there by hand left out.
Limits: humour is read badly, and much of what is called so is wrong (benchmarks/accuracy/values.py); irony and
pictures are not read. The mix per creator allows for that (`kring.profile.value_mix`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kring.profile.embedder import Embedder
from kring.profile.offers import offers_of
from kring.profile.readable import readable
from kring.profile.signs import DISCOUNT_CODE, signs_of_post
from kring.profile.topics import Scores
from kring.profile.value_nearness import value_nearness
from kring.profile.value_reader import BY_CODE, READ, value_reader
from kring.vocabulary.values import values

STEEPNESS = 2.0
THRESHOLDS = {"humour": 1.4, "recognition": 2.2, "motivation": 0.5, "tips": 1.5}  # F1 is highest there
SAID_FROM = 0.5


def value_chances(captions: Sequence[str | None], embedder: Embedder) -> Scores:
    """How likely each caption gives each kind of value, shape (captions, kinds), in the order of the vocabulary.

    NaN where there is no text to read, and for kinds that this embedder can't read. The kind by code is 1 or 0 wherever
    the caption is known.
    """
    texts, names, reader = [readable(caption) for caption in captions], list(values()), value_reader(embedder.name)
    chance: Scores = np.full((len(texts), len(names)), np.nan)
    if reader is not None:
        vectors = embedder.encode([text or "" for text in texts])
        score = reader.scores(vectors, value_nearness(vectors, embedder))
        middle = np.array([THRESHOLDS[name] for name in READ])
        chance[:, [names.index(name) for name in READ]] = 1 / (1 + np.exp(-STEEPNESS * (score - middle)))
    chance[[text is None for text in texts]] = np.nan
    chance[:, names.index(BY_CODE)] = [np.nan if text is None else float(has_code(text)) for text in captions]
    return chance


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
