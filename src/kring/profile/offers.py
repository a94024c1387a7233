"""Offers in a caption: discount codes, percentages and links, exactly as they are written.

Method: patterns, no model. A code is a word of capitals and figures that stands near a code word of the vocabulary or
near a percentage (15% met VRIEND15). Limits: a code that is an ordinary word without figures is only seen behind a code
word; a percentage may be something else than a discount, so it counts only beside a code or a word of discount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kring.profile.normalised import normalised
from kring.vocabulary.commerce import code_words

NEAR = 40
_TOKEN = re.compile(r"(?<![#@\w/])(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{4,20}(?!\w)")
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,2}(?:[.,]\d)?)\s?(?:%|procent\b|percent\b)", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s\"'<>]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offers:
    """What a caption offers: codes and links as written, percentages as numbers; each once, in their order."""

    codes: tuple[str, ...]
    percents: tuple[float, ...]
    links: tuple[str, ...]


def offers_of(caption: str | None) -> Offers:
    """The offers in a caption, none in a caption that isn't known."""
    text = normalised(caption or "").plain
    links = tuple(dict.fromkeys(found[0].rstrip(".,)!") for found in _LINK.finditer(text)))
    text = _LINK.sub(" ", text)
    codes = [*_codes_beside(text, _PERCENT), *_codes_beside(text, _code_word()), *_named_codes(text)]
    near_discount = bool(codes) or _discount().search(text) is not None
    percents = [float(found[1].replace(",", ".")) for found in _PERCENT.finditer(text)] if near_discount else []
    return Offers(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(percents)), links)


def _codes_beside(text: str, sign: re.Pattern[str]) -> list[str]:
    """The tokens within `NEAR` letters of a sign."""
    places = [found.span() for found in sign.finditer(text)]
    tokens = list(_TOKEN.finditer(text))
    near = [
        any(start - NEAR <= token.end() and token.start() <= end + NEAR for start, end in places) for token in tokens
    ]
    return [token[0] for token, close in zip(tokens, near, strict=True) if close]


def _named_codes(text: str) -> list[str]:
    """Codes of letters alone right behind a code word: code ZOMER."""
    behind = re.compile(rf"(?i:{_code_word().pattern})[\s:=\"'“”‘’]{{1,4}}([A-Z][A-Z0-9]{{3,19}})(?!\w)")
    return [found[1] for found in behind.finditer(text)]


@cache
def _code_word() -> re.Pattern[str]:
    words = sorted({*code_words().names, *code_words().plain}, key=len, reverse=True)
    patterns = [r"\s*".join(map(re.escape, word.split())) for word in words]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


@cache
def _discount() -> re.Pattern[str]:
    words = [re.escape(word) for word in code_words().discounts if word.isalpha() and not _PERCENT.match(f"1 {word}")]
    return re.compile("|".join(words), re.IGNORECASE)
