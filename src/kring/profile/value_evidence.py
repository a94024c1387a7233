"""The posts that give a kind of value, as far as they were found: by their code, or by what is read in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
import numpy as np

from kring.facts.facts import Facts
from kring.profile.embedder import Embedder
from kring.profile.offers import offers_of
from kring.profile.posts_offering import posts_offering
from kring.profile.quoted import Evidence, quoted
from kring.profile.readable import readable
from kring.profile.value import has_code
from kring.profile.value_nearness import value_nearness
from kring.profile.value_reader import BY_CODE, READ, value_reader
from kring.vocabulary.text import Words
from kring.vocabulary.value_reading import value_readings
from kring.vocabulary.values import value


def value_evidence(facts: Facts, posts: nw.LazyFrame[Any], kind: str, embedder: Embedder) -> Iterator[Evidence]:
    """The posts among `posts` that give one kind of value; none where the kind can't be read here."""
    return _codes(facts, posts) if kind == BY_CODE else _read(facts, posts, kind, embedder)


def _codes(facts: Facts, posts: nw.LazyFrame[Any]) -> Iterator[Evidence]:
    for row in facts.collect(posts_offering(posts)).to_pylist():
        if has_code(row["caption"]):
            told = offers_of(row["caption"])
            said = ", ".join([*told.codes, *(f"{percent:g}%" for percent in told.percents)])
            label = value(BY_CODE).words
            why = Words(f"{label.nl}: {said}", f"{label.en}: {said}") if said else label
            yield Evidence("post", row["post"], row["published_at"], quoted(row["caption"]), "code", why)


def _read(facts: Facts, posts: nw.LazyFrame[Any], kind: str, embedder: Embedder) -> Iterator[Evidence]:
    reading, reader = value_readings(embedder.name).get(kind), value_reader(embedder.name)
    rows = facts.collect(posts.select("post", "published_at", "caption", "hashtags")).to_pylist()
    read = [(row, text) for row in rows if (text := readable(row["caption"], row["hashtags"]))]
    if reading is None or reader is None or not read:
        return
    vectors = embedder.encode([text for _, text in read])
    score = reader.scores(vectors, value_nearness(vectors, embedder))[:, READ.index(kind)]
    label = value(kind).words
    why = Words(f"lijkt op {label.nl}", f"looks like {label.en}")
    for place in np.flatnonzero(score >= reading.threshold).tolist():
        row, text = read[place]
        yield Evidence("post", row["post"], row["published_at"], quoted(text), f"value:{kind}", why)
