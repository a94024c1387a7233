"""Numbers in words, Dutch and English, and whole numbers in figures."""

from __future__ import annotations

import re

_NL = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
SMALL = {word: number for words in (_NL, _EN) for number, word in enumerate(words)} | {
    word: 10 * place for words in _TENS for place, word in enumerate(words, start=2)
}
SMALL |= {"één": 1, "eén": 1, "a": 1, "an": 1, "drietal": 3, "tiental": 10, "dozen": 12}
LARGE = {"honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000}
_JOINED = sorted((*SMALL, *LARGE, "en", "ën", "and"), key=len, reverse=True)
_PIECE = re.compile("|".join(map(re.escape, _JOINED)))
_WORD = "|".join(sorted((*(word for word in SMALL if len(word) > 2), *LARGE), key=len, reverse=True))
IN_WORDS = re.compile(
    rf"(?<!\w)(?<!\d )(?:(?:a|an) (?=hundred|thousand))?(?:{_WORD})(?:(?:[ -]|(?: and )|en|ën)*(?:{_WORD}))*(?!\w)"
)
COUNT = rf"(?:\d{{1,4}}|{'|'.join(word for word in SMALL if len(word) > 2)}|a(?= dozen))"


def number_of(words: str) -> int | None:
    """The number that words or figures say; None when they say none."""
    text = words.strip().lower()
    if text.isdigit():
        return int(text)
    whole = part = at = 0
    said = False
    while at < len(text):
        if text[at] in " -":
            at += 1
            continue
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        at, word = piece.end(), piece[0]
        if word in LARGE:
            part = (part or 1) * LARGE[word]
            if LARGE[word] == 1000:
                whole, part = whole + part, 0
        elif word in SMALL:
            part += SMALL[word]
        else:
            continue
        said = True
    return whole + part if said else None
