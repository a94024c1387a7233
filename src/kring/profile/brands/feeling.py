"""How a text feels about a brand: the feeling words of the sentences around it.

Method: words, phrases and emoji of `kring.vocabulary.feelings` in the sentences that hold what the brand was recognised
by (the whole text where none does), turned around after a negation within three words; their sum, cut to -1 to 1. Above
`CLEAR` it is positive, below minus that negative. After Pattern (De Smedt and Daelemans 2012).
Limits: irony is read literally, and praise of something else in the same sentence is taken for praise of the brand.
"""

from __future__ import annotations

import re
from functools import cache

from kring.profile.brands.sentences import sentences_with
from kring.profile.normalised import normalised
from kring.vocabulary.feelings import feelings, turning_words, unpaid_phrases

CLEAR = 0.3
TURNS_WITHIN = 3
_WORD = re.compile(r"[\w'’-]+")


def feeling_about(caption: str | None, quote: str) -> float:
    """How the text feels about what is quoted, -1 to 1; 0 where it says nothing."""
    text = normalised(caption or "")
    near = [text.folded[start:end] for start, end in sentences_with(text, quote)]
    return max(-1.0, min(1.0, sum(_feeling(sentence.replace("’", "'")) for sentence in near or [text.folded])))


def says_unpaid(caption: str | None) -> bool:
    """Whether the creator says that nobody pays for this."""
    text = (caption or "").lower().replace("’", "'")
    return any(phrase in text for phrase in unpaid_phrases())


def _feeling(sentence: str) -> float:
    total = 0.0
    for found in _pattern().finditer(sentence):
        before = _WORD.findall(sentence[: found.start()])[-TURNS_WITHIN:]
        total += feelings()[found[0]] * (-0.5 if turning_words().intersection(before) else 1.0)
    return total


@cache
def _pattern() -> re.Pattern[str]:
    """All feeling words, the longest first, so that a phrase counts before its words."""
    forms = sorted(feelings(), key=lambda form: (-len(form), form))
    words = "|".join(re.escape(form) for form in forms if form[0].isalpha())
    signs = "|".join(re.escape(form) for form in forms if not form[0].isalpha())
    return re.compile(rf"\b(?:{words})\b|{signs}")
