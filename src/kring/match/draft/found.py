"""Words of the vocabulary found in a text: where they stand and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from kring.match.draft.spans import Span, meets
from kring.vocabulary.text import entries

LEAST_OF_A_SLIP = 7
SHORT_NAMES = ("mannen", "vrouwen")
FIRST = 2
AFTER_A_PLATFORM = re.compile(r"(?<![^\W_])(?:instagram|insta|tiktok|youtube|kook)$")
WORD = re.compile(r"[^\W_]+")


class Found(NamedTuple):
    """A meaning, and where the words stand that have it."""

    name: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """First sign included, last not."""
        return self.start, self.end

    def within(self, spans: Iterable[Span]) -> bool:
        """Whether it overlaps any of these."""
        return meets(self.span, spans)


class Entry(NamedTuple):
    """A word of the vocabulary: how it begins, its meaning, whether it must end there, whether more may precede it."""

    letters: str
    name: str
    whole: bool
    within: bool


def lowered(text: str) -> str:
    """The text in lower case, sign by sign, so that places stay what they are."""
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def words_found(kind: str, text: str) -> list[Found]:
    """The words of that kind in a text in lower case, the longer before the shorter, none overlapping another."""
    found: list[Found] = []
    plain = text.replace("-", " ").replace("’", "'")
    for start in _starts(kind, plain):
        if not found or start >= found[-1].end:
            one = _longest(kind, plain, start)
            found += [one] if one else []
    return sorted([*found, *_with_a_slip(kind, text, found)], key=lambda one: one.start)


def once(found: Iterable[Found]) -> list[str]:
    """Their names, each once, in the order of the text."""
    return list(dict.fromkeys(name for one in found for name in one.name.split()))


def _starts(kind: str, plain: str) -> Iterator[int]:
    """Where a word may begin: at a word's beginning, or within one for entries that may end a longer word."""
    inside = _inside(kind)
    for one in WORD.finditer(plain):
        yield one.start()
        if kind == "deliverables" or inside:
            for at in range(one.start() + 2, one.end() - 2):
                behind = kind == "deliverables" and AFTER_A_PLATFORM.search(plain[one.start() : at])
                if behind or any(plain.startswith(letters, at) for letters in inside):
                    yield at


def _longest(kind: str, plain: str, start: int) -> Found | None:
    """The longest entry that begins at a place."""
    is_inside = start > 0 and plain[start - 1].isalnum()
    for entry in _entries(kind).get(plain[start : start + FIRST], ()):
        if is_inside and not (entry.within or kind == "deliverables"):
            continue
        end = start + len(entry.letters)
        if not plain.startswith(entry.letters, start):
            continue
        rest = WORD.match(plain, end)
        if entry.whole and rest:
            continue
        return Found(entry.name, start, rest.end() if rest else end)
    return None


@cache
def _entries(kind: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of a kind by their first letters, the longest first; a space may be a hyphen or nothing."""
    known: dict[str, list[Entry]] = {}
    for name, words in _lists(kind).items():
        for word in words:
            letters = word.strip("~$").replace("-", " ")
            for written in {letters, letters.replace(" ", "")}:
                entry = Entry(written, name, word.endswith("$"), word.startswith("~"))
                known.setdefault(written[:FIRST], []).append(entry)
    return {first: tuple(sorted(listed, key=lambda one: -len(one.letters))) for first, listed in known.items()}


@cache
def _inside(kind: str) -> tuple[str, ...]:
    return tuple(entry.letters for listed in _entries(kind).values() for entry in listed if entry.within)


@cache
def _lists(kind: str) -> dict[str, list[str]]:
    if kind == "companies":
        return {name: list(map(str, given["words"])) for name, given in entries("company_words").items()}
    words: dict[str, Any] = entries("brief_words")[kind]
    return {name: list(map(str, listed)) for name, listed in words.items()}


def _with_a_slip(kind: str, text: str, found: list[Found]) -> list[Found]:
    """Long words of which one letter is wrong, missing, doubled or swapped; only where the word is a name."""
    if kind not in ("platforms", "companies", "genders"):
        return []
    taken = [one.span for one in found]
    slips = []
    for one in re.finditer(r"[^\W\d_]{5,}", text):
        known = _long_words(kind).get(one[0][0], {})
        meant = next((known[word] for word in known if one_slip(one[0], word)), None)
        if meant and not meets(one.span(), taken):
            slips.append(Found(meant, *one.span()))
    return slips


@cache
def _long_words(kind: str) -> Mapping[str, Mapping[str, str]]:
    """The long single words of a kind by their first letter, each with its meaning."""
    known: dict[str, dict[str, str]] = {}
    for name, words in _lists(kind).items():
        for word in (one.strip("~$") for one in words):
            if word in SHORT_NAMES or (kind != "genders" and len(word) >= LEAST_OF_A_SLIP and " " not in word):
                known.setdefault(word[0], {})[word] = name
    return known


def one_slip(written: str, meant: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two are swapped."""
    if written[0] != meant[0] or abs(len(written) - len(meant)) > 1:
        return False
    at = next((place for place, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if at is None:
        return len(written) != len(meant)
    rest, own = written[at:], meant[at:]
    swapped = len(rest) > 1 and rest[:2] == own[1::-1] and rest[2:] == own[2:]
    return rest[1:] == own[1:] or rest[1:] == own or rest == own[1:] or swapped
