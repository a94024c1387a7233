"""Brand names in running text, in hashtags and in discount codes.

Method: the longest run of words that is a spelling of a brand. A name counts where it is written with its capitals (or
in capitals altogether); in a hashtag and in a code the letters alone count. A name that is an ordinary word of Dutch or
English, or a place, counts in neither (`everyday`); of several such words only in running text with all capitals.
Limits: names in lower case and nicknames are missed; a first name or a word of another language can be a brand's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from kring.vocabulary.brands import WORLD, Brand, Brands, squeezed

FEWEST_LETTERS = 4
FEWEST_IN_CODE = 5
_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_FIRST = re.compile(r"[^\W_]+(?:&[^\W_]+)*(?:'(?!s\b)[^\W_]+)*")
_NO_TEXT = re.compile(r"[@#][\w.]+|(?:https?://|www\.)\S+")
_LETTERS = re.compile(r"[^\W\d_]+")


class BrandNames:
    """The spellings of a list of brands, indexed by their first word."""

    def __init__(self, brands: Brands) -> None:
        self._brands = brands

    def in_text(self, text: str) -> Iterator[tuple[Brand, int, int]]:
        """Each brand named in running text, and where; handles, hashtags and links are not running text."""
        if not any(self._may_begin(word) for word in _FIRST.findall(text.replace("’", "'"))):
            return
        blanked = _NO_TEXT.sub(lambda found: " " * len(found[0]), text)
        found = [(word[0].replace("’", "'"), word.start(), word.end()) for word in _WORD.finditer(blanked)]
        small, first, at = self._begin_small, self._by_first_word, 0
        while at < len(found):
            word = found[at][0]
            begins = word in small if word.islower() else word.lower() in first
            taken = self._longest_at(found, at) if begins or word.endswith("'s") else None
            if taken:
                brand, words = taken
                yield brand, found[at][1], found[at + words - 1][2]
            at += taken[1] if taken else 1

    def in_hashtag(self, tag: str) -> Brand | None:
        """The brand whose name a hashtag is."""
        return self._by_letters.get(tag.lower().lstrip("#").replace("_", ""))

    def in_code(self, code: str) -> Brand | None:
        """The brand whose name is all the letters of a discount code, or a longer name they begin or end with."""
        for run in (found[0].lower() for found in _LETTERS.finditer(code)):
            lengths = (len(run), *range(len(run) - 1, FEWEST_IN_CODE - 1, -1))
            held = (piece for length in lengths for piece in (run[:length], run[-length:]))
            brand = next((self._by_letters[piece] for piece in held if piece in self._by_letters), None)
            if brand:
                return brand
        return None

    def _longest_at(self, found: list[tuple[str, int, int]], at: int) -> tuple[Brand, int] | None:
        if not self._may_begin(found[at][0].removesuffix("'s")) and not self._may_begin(found[at][0]):
            return None
        first = found[at][0].lower()
        for form in (first,) if not first.endswith("'s") else (first, first.removesuffix("'s")):
            for length in self._lengths.get(form, ()):
                seen = [word for word, _, _ in found[at : at + length]]
                for shown, brand in self._spelled([word.lower() for word in seen]) if len(seen) == length else ():
                    if shown[0].lower() == form and _with_capitals(seen, shown):
                        return brand, length
        return None

    def _spelled(self, said: list[str]) -> list[tuple[tuple[str, ...], Brand]]:
        """The spellings of these words, the last one perhaps with the 's of what it owns, in the order of the list."""
        whole = self._by_words.get(tuple(said), [])
        if not said[-1].endswith("'s"):
            return [(shown, brand) for _, shown, brand in whole]
        owned = self._by_words.get((*said[:-1], said[-1].removesuffix("'s")), [])
        return [(shown, brand) for _, shown, brand in sorted([*whole, *owned], key=lambda entry: entry[0])]

    def _may_begin(self, word: str) -> bool:
        """Whether a word, written so, is the first of a name."""
        if word.islower():
            return word in self._begin_small
        return word.lower() in self._by_first_word

    @cached_property
    def _begin_small(self) -> frozenset[str]:
        """First words without a capital, of names that have one later."""
        return frozenset(
            first for first, entries in self._by_first_word.items() if any(shown[0] == first for _, shown, _ in entries)
        )

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Brand]]]:
        """Spellings by their first word in lower case, those of most words first."""
        index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Brand]]] = {}
        for brand in self._brands:
            for name in brand.spellings:
                shown = tuple(word[0] for word in _WORD.finditer(name.replace("’", "'")))
                if shown and _tells(name, len(shown), brand):
                    for form in dict.fromkeys((shown, tuple(word.replace("'", "") for word in shown))):
                        words = tuple(word.lower() for word in form)
                        index.setdefault(words[0], []).append((words, form, brand))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """How many words the spellings with that first word have, the most first."""
        return {
            first: tuple(sorted({len(words) for words, _, _ in entries}, reverse=True))
            for first, entries in self._by_first_word.items()
        }

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[tuple[int, tuple[str, ...], Brand]]]:
        """Spellings by all their words in lower case, with their place among those of the same first word."""
        index: dict[tuple[str, ...], list[tuple[int, tuple[str, ...], Brand]]] = {}
        for entries in self._by_first_word.values():
            for place, (words, shown, brand) in enumerate(entries):
                index.setdefault(words, []).append((place, shown, brand))
        return index

    @cached_property
    def _by_letters(self) -> dict[str, Brand]:
        """Brands by the letters of a spelling, where those alone say enough."""
        known: dict[str, Brand] = {}
        for brand in self._brands:
            for name in brand.spellings:
                if _tells_without_capitals(name, brand):
                    known.setdefault(squeezed(name), brand)
        return known


def _tells(name: str, words: int, brand: Brand) -> bool:
    """Whether a name with its capitals says enough in running text."""
    if name in brand.everyday:
        return words > 1 and _own(name, brand)
    return _long_enough(name, brand)


def _tells_without_capitals(name: str, brand: Brand) -> bool:
    """Whether the letters of a name say enough; those of several ordinary words only where all the world knows it."""
    if name in brand.everyday:
        return " " in name and _own(name, brand) and WORLD in brand.countries
    return len(squeezed(name)) >= FEWEST_LETTERS or ("&" not in name and _long_enough(name, brand))


def _long_enough(name: str, brand: Brand) -> bool:
    """Four letters, or three of a brand known all over the world, or a sign in between (H&M)."""
    letters = sum(letter.isalpha() for letter in name)
    fewest = FEWEST_LETTERS - (WORLD in brand.countries or not brand.countries)
    return letters >= fewest or ("&" in name and letters > 1)


def _own(name: str, brand: Brand) -> bool:
    """Whether the brand's handle or website is its name and nothing else."""
    sites = [brand.host.rsplit(".", 1)[0]] if brand.host else []
    return squeezed(name) in map(squeezed, (*brand.handles.values(), *sites))


def _with_capitals(seen: list[str], shown: tuple[str, ...]) -> bool:
    """Whether a name stands there with its capitals, and with at least one."""
    pairs = list(zip(map(_without_owner, seen, shown), shown, strict=True))
    return any(not said.islower() for said, _ in pairs) and all(
        said == name or said.isupper() or (said[:1].isupper() and name[:1].islower()) for said, name in pairs
    )


def _without_owner(said: str, name: str) -> str:
    return said if name.endswith("'s") else said.removesuffix("'s")
