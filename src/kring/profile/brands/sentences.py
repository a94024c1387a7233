"""The sentences of a text that hold some words, and one of them as it is shown: short, without other people's names.

Method: a sentence ends at a full stop, an exclamation or question mark or the end of a line; a point within a handle or
website ends none. Shown is the first that holds the words, else the text itself, at most `LONGEST_SENTENCE` characters
around the words, cut between words. An @name stays only where it is a brand's: any other may be a private person's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from kring.facts.schema import MASKED_NAME
from kring.profile.normalised import Normalised, normalised

LONGEST_SENTENCE = 160
CUT = "…"
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.\w[^.!?\n]*)*[.!?\n]*")
_AT_NAME = re.compile(r"@(\w(?:[\w.]*\w)?)")


def sentences_with(text: Normalised, words: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of the normalised text that holds the words, whatever their case."""
    looked_for = normalised(words).folded
    return (found.span() for found in _SENTENCE.finditer(text.folded) if looked_for in found[0])


def sentence_around(text: Normalised, words: str, is_brand: Callable[[str], object]) -> str:
    """The first sentence with the words as it was written, on one line; empty where there is no text.

    A tag on a picture (@fabelzool) may stand in the text by name alone, so the words are also looked for without sign.

    `is_brand`: whether a handle without its @ may stay. The words themselves always do.
    """
    bare = words.lstrip("@#")
    found = chain(sentences_with(text, words), sentences_with(text, bare), [(0, len(text.folded))])
    start, end = next(found)
    own = bare.lower()
    named = _AT_NAME.sub(
        lambda found: found[0] if found[1].lower() == own or is_brand(found[1]) else MASKED_NAME,
        text.written(start, end),
    )
    return _shortened(named, bare)


def _shortened(sentence: str, words: str) -> str:
    """At most `LONGEST_SENTENCE` characters around the words, cut between words where there are spaces."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    room = LONGEST_SENTENCE - 2 * len(CUT)
    first = max(sentence.lower().find(words.lower()), 0)
    start = min(max(first + len(words) // 2 - room // 2, 0), len(sentence) - room)
    part = sentence[start : start + room]
    if start + room < len(sentence):
        space = part.rfind(" ")
        part = part[: space if space >= first + len(words) - start else room] + CUT
    if start:
        space = part.find(" ")
        part = CUT + part[space + 1 if space < first - start else 0 :]
    return part
