"""`TopicIndex`: how strongly a text speaks of each of several described topics, without training (zero-shot).

Method: a topic's sentence in Dutch and English, its label, other words for it, and the parts of the sentence between
commas are embedded; half of the topic's vector is the mean of the sentences, half the mean of the words and parts.
A text's score is the cosine, standardised per topic over a fixed reference of captions, so that a topic to which
everything is close gains nothing, less the text's mean over all topics, so that a short text gains nothing either. A
score doesn't depend on what other texts are read with it. From score to probability: exp(steepness x score) against
the same of a threshold for "no topic", both fitted on captions of known topic that no benchmark uses.
Source: Yin, Hay and Roth, Benchmarking zero-shot text classification, EMNLP 2019 (topics by description).
Limits: the score compares meaning as the embedder sees it; wit, irony and pictures are not read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from kring.profile.embedder import Embedder, Vectors
from kring.vocabulary.text import Words, entries

Scores = npt.NDArray[np.float64]
_BETWEEN = re.compile(r",| en | and ")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its name, label, a sentence that describes it, and other words for it (there may be none)."""

    name: str
    words: Words
    description: Words
    also: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """The describing sentences, as a post would be announced."""
        return [
            f"Dit bericht gaat over {self.words.nl}. {self.description.nl}",
            f"This post is about {self.words.en}. {self.description.en}",
        ]

    def parts(self) -> list[str]:
        """Label, other words and the parts of the sentences."""
        told = (self.description.nl, self.words.nl, self.description.en, self.words.en)
        pieces = [piece.strip() for text in told for piece in _BETWEEN.split(text.rstrip("."))]
        return [piece for piece in pieces if piece] + list(self.also)

    def digest(self) -> str:
        """Changes when anything of the topic's texts does."""
        return hashlib.sha256("\n".join(self.sentences() + self.parts()).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From score to probability: `steepness` and the score at which "no topic" is as likely as one topic."""

    steepness: float
    threshold: float


@dataclass(frozen=True)
class TopicIndex:
    """Topics ready to be compared with texts: their vectors, and the mean and deviation of the reference's cosines."""

    names: tuple[str, ...]
    vectors: Vectors = field(repr=False)
    means: Scores = field(repr=False)
    deviations: Scores = field(repr=False)
    embedder: Embedder

    @classmethod
    def of(cls, topics: Sequence[Topic], embedder: Embedder) -> TopicIndex:
        """The index of these topics; shipped vectors are used for texts that haven't changed."""
        shipped = shipped_vectors(embedder.name)
        vectors = np.stack([_vector(topic, embedder, shipped) for topic in topics])
        reference = shipped.get("reference")
        if reference is None:
            reference = embedder.encode(reference_captions())
        cosines: Scores = np.asarray(reference @ vectors.T, dtype=np.float64)
        deviations: Scores = np.maximum(cosines.std(axis=0), 1e-6)
        return cls(tuple(topic.name for topic in topics), vectors, cosines.mean(axis=0), deviations, embedder)

    def scores(self, texts: Sequence[str]) -> Scores:
        """Scores of shape (texts, topics): deviations above the reference, less the text's own mean."""
        return self.scores_of(self.embedder.encode(texts))

    def scores_of(self, vectors: Vectors) -> Scores:
        """The same from vectors of the embedder, shape (texts, dimensions)."""
        standard = self.standard_of(vectors)
        centred: Scores = standard - standard.mean(axis=1, keepdims=True)
        return np.asarray(centred.round(6), dtype=np.float64)  # sums differ in the last digits with the batch

    def standard_of(self, vectors: Vectors) -> Scores:
        """How many deviations above the reference each text is, shape (texts, topics), not centred by text."""
        return np.asarray((vectors @ self.vectors.T - self.means) / self.deviations, dtype=np.float64)


def likelihoods(scores: Scores, calibration: Calibration) -> Scores:
    """How likely each text is under each topic and, last, under no topic; relative, the largest of a text is 1."""
    none = np.full((len(scores), 1), calibration.threshold)
    steep = calibration.steepness * np.hstack([scores, none])
    relative: Scores = np.exp(steep - steep.max(axis=1, keepdims=True))
    return relative


def _vector(topic: Topic, embedder: Embedder, shipped: Mapping[str, Vectors]) -> Vectors:
    known = shipped.get(topic.digest())
    return topic_vector(topic, embedder) if known is None else known.astype(np.float32)


def topic_vector(topic: Topic, embedder: Embedder) -> Vectors:
    """The vector of a topic, of length 1."""
    halves = (embedder.encode(topic.sentences()).mean(axis=0), embedder.encode(topic.parts()).mean(axis=0))
    return _unit(sum((_unit(half) for half in halves), np.zeros_like(halves[0])))


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


@cache
def reference_captions() -> tuple[str, ...]:
    """The texts scores are standardised over: captions of the synthetic world, drawn once for all."""
    return tuple(entries("reference_captions"))


@cache
def shipped_vectors(embedder: str) -> Mapping[str, Vectors]:
    """Vectors made beforehand by scripts/build_topic_vectors.py: "reference", and topics by digest; none for others."""
    stored = files("kring.profile").joinpath(f"vectors_of_{embedder.replace('-', '_')}.npz")
    if not stored.is_file():
        return {}
    with stored.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}
