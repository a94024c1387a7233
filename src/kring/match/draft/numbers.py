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
SMALL |= {"één": 1, "eén": 1, "a": 1, "an": 1, "drietal": 3, "viertal": 4, "vijftal": 5, "zestal": 6, "tiental": 10,
          "twintigtal": 20, "dozijn": 12, "dozen": 12, "paar": 2, "couple": 2, "handvol": 5, "handful": 5,
          "vijven": 5, "vieren": 4, "drieën": 3, "zessen": 6, "tienen": 10}  # fmt: skip
LARGE = {"honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000, "duizendje": 1000, "grand": 1000,
         "mille": 1000}  # fmt: skip
_JOINED = sorted((*SMALL, *LARGE, "en", "ën", "and", "of"), key=len, reverse=True)
_PIECE = re.compile("|".join(map(re.escape, _JOINED)))


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_HALF_NL = r"\s?(?:en|ën)\s?(?:een\s?)?hal(?:f|ve)"
_UNDER_HUNDRED_NL = rf"(?:{_any(_NL[1:10])}(?:en|ën){_any(_TENS[0])}|{_any(_TENS[0])}|{_any(_NL[2:])}|één|eén|een)"
_UNDER_THOUSAND_NL = rf"(?:(?:{_UNDER_HUNDRED_NL}\s?)?honderd(?:\s?(?:en\s?)?{_UNDER_HUNDRED_NL})?|{_UNDER_HUNDRED_NL})"
_NL_NUMBER = (
    rf"(?:(?:anderhal(?:f|ve)|{_UNDER_THOUSAND_NL}(?:{_HALF_NL})?)\s?(?:duizend|mille)(?:\s?{_UNDER_THOUSAND_NL})?"
    rf"|(?:een\s)?duizend(?:je)?(?:\s?{_UNDER_THOUSAND_NL})?|(?:een\s)?paar honderd|{_UNDER_THOUSAND_NL})"
)
_UNDER_HUNDRED_EN = rf"(?:{_any(_TENS[1])}(?:[ -]?{_any(_EN[1:10])})?|{_any(_EN[1:])})"
_UNDER_THOUSAND_EN = (
    rf"(?:(?:{_UNDER_HUNDRED_EN}|an?|a couple of"
    rf"|a few)\s?hundred(?:\s?(?:and\s)?{_UNDER_HUNDRED_EN})?|{_UNDER_HUNDRED_EN})"
)
_EN_NUMBER = (
    rf"(?:(?:{_UNDER_THOUSAND_EN}|a)(?:\sand a half)?\s?(?:thousand|grand)(?:\s?(?:and\s)?{_UNDER_THOUSAND_EN})?"
    rf"|half a (?:thousand|grand)|{_UNDER_THOUSAND_EN})"
)
IN_WORDS = re.compile(rf"(?<!\w)(?<!\d )(?:{_NL_NUMBER}|{_EN_NUMBER})(?!\w)")
UNDER_A_THOUSAND = rf"(?:{_UNDER_THOUSAND_NL}|{_UNDER_THOUSAND_EN})(?!\w)"
VAGUE = ("paar", "couple", "handvol", "handful")
_COUNTS = _any(tuple(word for word in SMALL if len(word) > 2 and word not in VAGUE))
COUNT = rf"(?:\d{{1,4}}|{_COUNTS}|a(?= dozen))"


def number_of(words: str) -> int | None:
    """The number that words or figures say; None when they say none."""
    text = words.strip().lower()
    if text.isdigit():
        return int(text)
    if text in ("half a thousand", "half a grand"):
        return 500
    text, half = re.subn(rf"{_HALF_NL}|\sand a half", "", re.sub(r"anderhal(?:f|ve)", "een en een half", text))
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
            part = (part or 1) * LARGE[word] + (LARGE[word] // 2 if half else 0)
            half = 0
            if LARGE[word] == 1000:
                whole, part = whole + part, 0
        elif word in ("a", "an", "een") and text[at:].strip().startswith(("couple", "few", "paar")):
            continue
        elif word in SMALL:
            part += SMALL[word]
        else:
            continue
        said = True
    return whole + part if said else None
