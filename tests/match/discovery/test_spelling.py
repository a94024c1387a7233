"""Other spellings: the distance of two words is that of a plain, slow count."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kring.match.discovery.spelling import Spelling, allowed, distances

WORD = st.text("abcd", min_size=1, max_size=9)


def plain_distance(one: str, other: str) -> int:
    """Changes of a letter, or of two side by side, from one to the other: counted from the end, one by one."""

    @cache
    def away(at: int, to: int) -> int:
        if not at or not to:
            return at + to
        least = min(away(at - 1, to) + 1, away(at, to - 1) + 1, away(at - 1, to - 1) + (one[at - 1] != other[to - 1]))
        if at > 1 and to > 1 and one[at - 1] == other[to - 2] and one[at - 2] == other[to - 1]:
            least = min(least, away(at - 2, to - 2) + 1)
        return least

    return away(len(one), len(other))


@given(WORD, st.lists(WORD, min_size=1, max_size=6))
def test_the_distance_is_the_number_of_changes(word: str, others: list[str]) -> None:
    width = max(map(len, others))
    padded = np.array([list(other.encode().ljust(width, b"\0")) for other in others], np.uint8)
    found = distances(np.frombuffer(word.encode(), np.uint8), padded, np.array([len(other) for other in others]))
    assert found.tolist() == [plain_distance(word, other) for other in others]


@given(WORD, st.lists(WORD, max_size=12, unique=True))
def test_every_word_within_reach_is_found_and_no_other(word: str, others: list[str]) -> None:
    words = tuple(sorted([*others, "#" + word, "@" + word]))
    expected = {other for other in others if 0 < plain_distance(word, other) <= allowed(word)}
    assert {words[at] for _, at in Spelling(words).near(word)} == expected


def test_short_words_and_numbers_are_meant_as_they_are() -> None:
    assert [allowed(word) for word in ("oma", "tuin", "tuinieren", "m2-prijs1")] == [0, 1, 2, 0]
