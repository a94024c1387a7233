"""`StaticWords`: texts as weighted means of kept word vectors, for millions of captions at once.

Method: distillation as in model2vec (Tulkens and van Dongen, Model2Vec: Fast State-of-the-Art Static Embeddings, 2024):
every word of a vocabulary is read once by the model, alone; the vectors are whitened, so that what sets words apart in
form or language doesn't drown what they mean, and brought to length 1. A word weighs a / (a + p) with p how common it
is (Arora, Liang and Ma, A simple but tough-to-beat baseline for sentence embeddings, ICLR 2017), so that a word of
grammar hardly counts. A word that isn't kept is read as the kept words it is made of, the longest ones
(kinderboerderijdag: kinderboerderij, dag).
Source: words_of_e5_small.npz, made by scripts/build_word_vectors.py.
Limits: word order and negation are lost, and what only the whole sentence says; half as often right as the model
(benchmarks/accuracy/niches.py). Words of other languages than Dutch and English are mostly not kept.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from kring.profile.embedder import Vectors
from kring.profile.normalised import normalised

COMMON = 1e-4
SHORTEST, LONGEST = 3, 18  # letters of a word that is part of another
LEFT_OVER = 0.5
_WORD = re.compile(r"[^\W\d_]+")
Places = tuple[int, ...]


class StaticWords:
    """Means of kept word vectors, loaded at the first text."""

    name = "e5-words"

    def __init__(self) -> None:
        self._places: dict[str, Places] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, 384); a text without a known word is all zeros."""
        from scipy.sparse import csr_array

        found, starts = array("l"), array("l", [0])
        for text in texts:
            found.extend(self._places_in(text))
            starts.append(len(found))
        counts = csr_array((np.ones(len(found), np.float32), found, starts), shape=(len(texts), len(self._table)))
        vectors: Vectors = np.asarray(counts @ self._table, dtype=np.float32)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        return vectors

    def _places_in(self, text: str) -> Iterator[int]:
        for word in _WORD.findall(normalised(text).folded):
            places = self._places.get(word)
            if places is None:
                places = self._places[word] = self._parts(word)
            yield from places

    def _parts(self, word: str) -> Places:
        """The kept words a word is made of, those with the longest parts."""
        if word in self._kept:
            return (self._kept[word],)
        best: list[tuple[float, Places]] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            found = (best[end - 1][0] - LEFT_OVER, best[end - 1][1])
            for start in range(max(0, end - LONGEST), end - SHORTEST + 1):
                kept = self._kept.get(word[start:end])
                gain = best[start][0] + (end - start) ** 2
                if kept is not None and gain > found[0]:
                    found = (gain, (*best[start][1], kept))
            best.append(found)
        return best[-1][1] if len(word) > SHORTEST + 1 else ()

    @cached_property
    def _arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        stored = files("kring.profile").joinpath("words_of_e5_small.npz")
        with stored.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}

    @cached_property
    def _kept(self) -> dict[str, int]:
        words = self._arrays["words"].tobytes().decode().split("\n")
        return {word: place for place, word in enumerate(words)}

    @cached_property
    def _table(self) -> Vectors:
        """The vectors times their weight, shape (words, 384)."""
        vectors = self._arrays["vectors"].astype(np.float32)
        common = np.exp(self._arrays["logs"].astype(np.float32))
        weight = COMMON / (COMMON + common) / np.linalg.norm(vectors, axis=1)
        return np.asarray(vectors * weight[:, None], dtype=np.float32)
