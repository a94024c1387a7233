"""Words of the vocabulary found in a text: where they stand and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from kring.vocabulary.text import entries

LEAST_OF_A_SLIP = 7


class Found(NamedTuple):
    """A meaning, and where the words stand that have it."""

    name: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """First sign included, last not."""
        return self.start, self.end

    def within(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether it overlaps any of these."""
        return any(self.start < end and start < self.end for start, end in spans)


def lowered(text: str) -> str:
    """The text in lower case, sign by sign, so that places stay what they are."""
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def words_found(kind: str, text: str) -> list[Found]:
    """The words of that kind in a text in lower case, the longer before the shorter, none overlapping another."""
    pattern, names = _pattern(kind)
    found = [Found(names[one.lastgroup or ""], one.start("word"), one.end()) for one in pattern.finditer(text)]
    return sorted([*found, *_with_a_slip(kind, text, found)], key=lambda one: one.start)


def once(found: Iterable[Found]) -> list[str]:
    """Their names, each once, in the order of the text."""
    return list(dict.fromkeys(name for one in found for name in one.name.split()))


@cache
def _pattern(kind: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all words of a kind, and which name each of its groups stands for."""
    pairs = [(word, name) for name, words in _lists(kind).items() for word in words]
    pairs.sort(key=lambda pair: -len(pair[0]))
    names = {f"g{place}": name for place, (_, name) in enumerate(pairs)}
    parts = [f"(?P<g{place}>{_written(word)})" for place, (word, _) in enumerate(pairs)]
    before = r"(?:instagram|insta|tiktok|youtube|kook)?" if kind == "deliverables" else ""
    # A group is known by its last closed one, so the word itself must close before its meaning does.
    return re.compile(rf"(?<![^\W_]){before}(?P<word>)(?:{'|'.join(parts)})"), names


def _written(word: str) -> str:
    letters = re.escape(word.rstrip("$")).replace(r"\ ", "[ -]?").replace("'", "['’]")
    return letters + (r"(?!\w)" if word.endswith("$") else r"\w*")


@cache
def _lists(kind: str) -> dict[str, list[str]]:
    words: dict[str, Any] = entries("brief_words")[kind]
    return {name: given["words"] if isinstance(given, dict) else given for name, given in words.items()}


def _with_a_slip(kind: str, text: str, found: list[Found]) -> list[Found]:
    """Long words of which one letter is wrong, missing, doubled or swapped; only where the word is a name."""
    if kind not in ("platforms", "categories"):
        return []
    taken = [one.span for one in found]
    known = {word.rstrip("$"): name for name, words in _lists(kind).items() for word in words if _long(word)}
    slips = []
    for one in re.finditer(r"[^\W\d_]{6,}", text):
        meant = next((known[word] for word in known if one_slip(one[0], word)), None)
        if meant and not Found(meant, *one.span()).within(taken):
            slips.append(Found(meant, *one.span()))
    return slips


def _long(word: str) -> bool:
    return len(word.rstrip("$")) >= LEAST_OF_A_SLIP and " " not in word


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
