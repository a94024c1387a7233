"""`ValueReader`: how strongly a text gives each kind of value that is read. Two readers vote, each in its deviations.

Method: one reader is the nearness to the description of the kind (`kring.profile.value_nearness`), which knows nobody's
style. The other has learned a weight for each dimension of a text's vector, by ridge regression of whether judged
captions give the kind (Hoerl and Kennard, Technometrics 1970; a linear probe: Alain and Bengio, ICLR workshop 2017),
and reads better in hands like those. They err apart, so both count the same (the sum rule: Kittler and others, On
combining classifiers, IEEE Transactions on Pattern Analysis and Machine Intelligence 1998).
Source: dev.csv and hands_dev.csv of benchmarks/accuracy/captions; the weights are made by
benchmarks/accuracy/value_mix.py --coefficients.
Limits: learned from 368 captions in Dutch and English, of which few are funny; irony and pictures are not read. Only
embedders whose vectors were judged have a reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import numpy as np

from kring.profile.embedder import Vectors
from kring.profile.figure_rows import Floats
from kring.profile.topics import Scores
from kring.vocabulary.values import values

BY_CODE = "discount_code"
READ = tuple(name for name in values() if name != BY_CODE)
_PLACES = [list(values()).index(name) for name in READ]
RIDGE = 1.0  # hands left out are read about as well with 0.3 or 3


@dataclass(frozen=True)
class ValueReader:
    """The mean of the vectors learned from (dimensions,), weights (dimensions, kinds), and what nearness counts for.

    Kinds are in the order of `READ`.
    """

    middle: Floats = field(repr=False)
    weights: Floats = field(repr=False)
    nearness: Floats = field(repr=False)

    @classmethod
    def learned(cls, vectors: Vectors, given: Scores) -> ValueReader:
        """From judged captions: their vectors, and whether each gives each kind, shape (captions, kinds)."""
        middle = vectors.mean(axis=0, dtype=np.float64)
        centred = vectors - middle
        inner = centred.T @ centred + RIDGE * np.eye(len(middle))
        weights = np.linalg.solve(inner, centred.T @ (given - given.mean(axis=0)))
        return cls(middle, weights, np.zeros(given.shape[1]))

    def voting(self, learned: Scores, near: Scores) -> ValueReader:
        """The same reader with nearness beside it, each in deviations of these scores of texts it didn't learn from."""
        return replace(self, weights=self.weights / learned.std(axis=0), nearness=1 / near[:, _PLACES].std(axis=0))

    def scores(self, vectors: Vectors, near: Scores) -> Scores:
        """A score a kind, shape (texts, kinds); `near` is their nearness to all kinds of the vocabulary."""
        scored = (vectors - self.middle) @ self.weights + near[:, _PLACES] * self.nearness
        return np.asarray(scored.round(6), dtype=np.float64)  # sums differ in the last digits with the batch


def weights_file(embedder: str) -> str:
    """The name of the file in kring.profile with what was learned for an embedder."""
    return f"value_reader_of_{embedder.replace('-', '_')}.npz"


@cache
def value_reader(embedder: str) -> ValueReader | None:
    """The reader for an embedder's vectors, None where none was learned."""
    stored = files("kring.profile").joinpath(weights_file(embedder))
    if not stored.is_file():
        return None
    with stored.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
        return ValueReader(*(arrays[part].astype(np.float64) for part in ("middle", "weights", "nearness")))
