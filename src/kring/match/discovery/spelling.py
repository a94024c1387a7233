"""`Spelling`: words that are nearly another word, for what was typed wrong.

Method: the optimal string alignment distance (Damerau, CACM 1964: a letter more, less, another, or two in each other's
place), for all words at once, after those are left out whose length or letters already differ too much.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SHORT, LONG = 4, 8
_NEWLINE = 10


class Spelling:
    """The words that are looked through: in order, #tags and @handles among them are never found."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words
        joined = np.frombuffer(("\n".join(words) + "\n").encode(), dtype=np.uint8)
        ends = np.flatnonzero(joined == _NEWLINE)
        self._starts = np.concatenate([[0], ends[:-1] + 1]) if words else ends
        self._lengths = ends - self._starts if words else ends
        bits = np.where(joined == _NEWLINE, 0, np.left_shift(1, joined & 31, dtype=np.int64))
        self._letters = np.bitwise_or.reduceat(bits, self._starts) if words else ends
        self._joined, signs = joined, np.frombuffer(b"#@", dtype=np.uint8)
        self._plain = ~np.isin(joined[self._starts], signs) if words else np.zeros(0, bool)

    def near(self, word: str) -> list[tuple[int, int]]:
        """Distance and number of words at most `allowed` changes away, the word itself left out; nearest first."""
        most = allowed(word)
        if not most or not self._words:
            return []
        asked = np.frombuffer(word.encode(), dtype=np.uint8)
        letters = int(np.bitwise_or.reduce(np.left_shift(1, asked & 31, dtype=np.int64)))
        close = self._plain & (np.abs(self._lengths - len(asked)) <= most)
        at = np.flatnonzero(close)
        at = at[np.bitwise_count(self._letters[at] ^ letters) <= 2 * most]
        found = distances(asked, self._padded(at), self._lengths[at])
        kept = np.flatnonzero((found > 0) & (found <= most))
        return sorted(zip(found[kept].tolist(), at[kept].tolist(), strict=True))

    def _padded(self, at: NDArray[np.int64]) -> NDArray[np.uint8]:
        width = int(self._lengths[at].max(initial=0))
        places = self._starts[at][:, None] + np.arange(width)
        padded: NDArray[np.uint8] = self._joined[np.minimum(places, len(self._joined) - 1)]
        return padded


def allowed(word: str) -> int:
    """How many changes a typing error of this word may take."""
    return 0 if len(word) < SHORT or any(sign.isdigit() for sign in word) else 1 if len(word) < LONG else 2


def distances(word: NDArray[np.uint8], others: NDArray[np.uint8], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distance of a word (letters,) to each of others (words, width), of which `lengths` letters count."""
    width = others.shape[1]
    rows = [np.broadcast_to(np.arange(width + 1), (len(others), width + 1)).copy()]
    for place, letter in enumerate(word.tolist(), start=1):
        row = np.empty_like(rows[-1])
        row[:, 0] = place
        differs = (others != letter).astype(np.int64)
        for at in range(1, width + 1):
            row[:, at] = np.minimum(
                np.minimum(rows[-1][:, at], row[:, at - 1]) + 1, rows[-1][:, at - 1] + differs[:, at - 1]
            )
            if place > 1 and at > 1:
                turned = (others[:, at - 2] == letter) & (others[:, at - 1] == word[place - 2])
                row[:, at] = np.where(turned, np.minimum(row[:, at], rows[-2][:, at - 2] + 1), row[:, at])
        rows.append(row)
    found: NDArray[np.int64] = rows[-1][np.arange(len(others)), lengths]
    return found
