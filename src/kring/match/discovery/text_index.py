"""`TextIndex`: what accounts call themselves, say of themselves and post, by the word.

Words are kept as they are written (folded), each with its Dutch and English stem, and pairs of words that stand beside
each other, for phrases. A word in the handle or name weighs more than one in the bio, and that more than one in a
caption. No text is kept, and of @names only those of accounts that are known here: third persons have no entry.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kring.match.discovery.postings import Postings, Weights, Whole
from kring.match.discovery.words import stems

FILE = "texts.npz"


@dataclass(frozen=True, eq=False)
class Stems:
    """The stem of each word: `of` (words,) is its number among `stems`, in order; -1 for #tags and @handles."""

    stems: tuple[str, ...]
    of: NDArray[np.int32]

    @classmethod
    def among(cls, said: Sequence[str | None]) -> Stems:
        """From the stem of each word, None for what has none."""
        known = tuple(sorted({stem for stem in said if stem is not None}))
        number = {stem: at for at, stem in enumerate(known)}
        return cls(known, np.array([-1 if stem is None else number[stem] for stem in said], np.int32))

    def words_of(self, stem: str) -> Whole:
        """The numbers of the words with this stem."""
        number = _found(self.stems, stem)
        if number is None:
            return np.zeros(0, np.int64)
        first, last = np.searchsorted(self._ordered, [number, number + 1])
        return self._order[first:last]

    def stem(self, word: int) -> str | None:
        """The stem of a word."""
        return self.stems[self.of[word]] if self.of[word] >= 0 else None

    @cached_property
    def _order(self) -> Whole:
        return np.argsort(self.of, kind="stable")

    @cached_property
    def _ordered(self) -> NDArray[np.int32]:
        return self.of[self._order]


@dataclass(frozen=True, eq=False)
class TextIndex:
    """The words of accounts.

    `accounts`: names in order. `words`: in order, #tags and @handles with their sign; `postings` has a column for each.
    `dutch` and `english`: the stem of each. `pairs`: first word's number times
    `2**32` plus the second's, rising; `beside` has a column for each. `lengths` (accounts,): words weighed by field.
    `read` (accounts,): whether any bio, caption or hashtag of it was read; of the others only handle and name are
    known.
    """

    accounts: tuple[str, ...]
    words: tuple[str, ...]
    postings: Postings
    dutch: Stems
    english: Stems
    pairs: Whole
    beside: Postings
    lengths: Weights
    read: NDArray[np.bool_]

    def number(self, word: str) -> int | None:
        """The column of a word as written; None when nobody uses it."""
        return _found(self.words, word)

    def family(self, word: str) -> Whole:
        """The columns of all words with the Dutch or the English stem of this one, be it here or not."""
        at = self.number(word)
        known = None if at is None else (self.dutch.stem(at), self.english.stem(at))
        nl, en = known if known is not None else (one for (one,) in stems([word]))
        parts = [of.words_of(stem) for of, stem in ((self.dutch, nl), (self.english, en)) if stem is not None]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)

    def pair(self, first: str, second: str) -> int | None:
        """The column in `beside` of two words in that order; None when nobody writes them so."""
        one, two = self.number(first), self.number(second)
        if one is None or two is None:
            return None
        code = (one << 32) + two
        at = int(np.searchsorted(self.pairs, code))
        return at if at < len(self.pairs) and self.pairs[at] == code else None

    @cached_property
    def usual_length(self) -> float:
        """The mean length of the accounts that have words."""
        known = self.lengths[self.lengths > 0]
        return float(known.mean()) if len(known) else 1.0

    def save(self, folder: Path) -> None:
        """Writes it into a folder."""
        arrays = {
            f"{name}_{part}": getattr(postings, part)
            for name, postings in (("word", self.postings), ("pair", self.beside))
            for part in ("starts", "places", "weights")
            if part != "weights" or name == "word"
        }
        arrays |= {name: getattr(self, name) for name in ("pairs", "lengths", "read")}
        for language in ("dutch", "english"):
            of: Stems = getattr(self, language)
            arrays |= {f"{language}_of": of.of, f"{language}_stems": _joined(of.stems)}
        np.savez(folder / FILE, accounts=_joined(self.accounts), words=_joined(self.words), **arrays)

    @classmethod
    def open(cls, folder: Path) -> TextIndex:
        """The index saved in a folder."""
        with np.load(folder / FILE, allow_pickle=False) as kept:
            words = Postings(*(kept[f"word_{part}"] for part in ("starts", "places", "weights")))
            beside = Postings(kept["pair_starts"], kept["pair_places"], kept["pair_places"]).unweighted()
            dutch, english = (
                Stems(_parted(kept[f"{language}_stems"]), kept[f"{language}_of"]) for language in ("dutch", "english")
            )
            return cls(
                _parted(kept["accounts"]), _parted(kept["words"]), words, dutch, english, kept["pairs"], beside,
                kept["lengths"], kept["read"],
            )  # fmt: skip


def _found(ordered: tuple[str, ...], text: str) -> int | None:
    at = bisect_left(ordered, text)
    return at if at < len(ordered) and ordered[at] == text else None


def _joined(texts: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _parted(joined: NDArray[np.uint8]) -> tuple[str, ...]:
    text = bytes(joined).decode()
    return tuple(text.split("\n")) if text else ()
