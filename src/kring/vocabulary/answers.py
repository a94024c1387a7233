"""The words by which a creator's answers are read: thanks, address, and words too usual to show anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kring.vocabulary.text import entries


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """In lower case, Dutch and English together: phrases of thanks, words of address, words in common use."""

    thanks: tuple[str, ...]
    address: frozenset[str]
    common: frozenset[str]


@cache
def answer_words() -> AnswerWords:
    """The words of both languages together; the longest phrase of thanks first."""
    data = {part: [word for language in ("nl", "en") for word in lists[language]]
            for part, lists in entries("answers").items()}  # fmt: skip
    thanks = sorted(data["thanks"], key=lambda phrase: (-len(phrase), phrase))
    return AnswerWords(tuple(thanks), frozenset(data["address"]), frozenset(data["common"]))
