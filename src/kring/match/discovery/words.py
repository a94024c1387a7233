"""Words as discovery compares them: one alphabet and case, without accents, and by their stem in Dutch and English.

Method: Unicode NFKC, small letters, accents taken off, split at what is no letter or digit; #tags and @handles stay
what they are. Stems by Snowball (Porter, 2001; for Dutch the algorithm of Kraaij and Pohlmann, 1994): recepten and
recept, cooking and cook. A text may mix both languages, so words are alike when their Dutch or English stems are.
Limits: a Dutch compound is one word (moederdag), only joined words of the query are tried as one.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from kring.profile.normalised import normalised

TAG, HANDLE = "#", "@"
LONGEST_WORD = 40
_TOKEN = re.compile(r"#\w+|@[\w.]*\w|[^\W_]+(?:['’][^\W_]+)?")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.]*")


def folded(text: str) -> str:
    """The text in one alphabet and case, without accents."""
    plain = normalised(text).folded
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def tokens(text: str) -> list[str]:
    """The words of a text in their order, #tags and @handles with their sign; links and addresses are left out."""
    found = _TOKEN.findall(_LINK.sub(" ", folded(text)))
    return [token.replace("'", "").replace("’", "")[:LONGEST_WORD] for token in found]


def stems(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The Dutch and the English stems of words."""
    dutch, english = _own.stemmers
    return dutch.stemWords(list(words)), english.stemWords(list(words))


class _OfThread(threading.local):
    """The stemmers of one thread: one holds the word it is at, so threads can't share it."""

    @cached_property
    def stemmers(self) -> tuple[Any, Any]:
        import snowballstemmer

        return snowballstemmer.stemmer("dutch"), snowballstemmer.stemmer("english")


_own = _OfThread()


@cache
def silent_words() -> frozenset[str]:
    """Words that join others and say nothing of what a text is about, in Dutch and English."""
    text = files("kring.match.discovery").joinpath("silent_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
