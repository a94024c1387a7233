"""Estimates as people read them, in Dutch and English: 4,2 % (3,1-5,6), onbekend, EUR 1.250,00."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from kring.estimate.figure import Basis, Estimate

Language = Literal["nl", "en"]
Kind = Literal["count", "share", "money", "number"]

BASIS_WORDS: dict[Language, dict[Basis, str]] = {
    "nl": {
        Basis.MEASURED: "gemeten",
        Basis.SAMPLED: "steekproef",
        Basis.MODELLED: "gemodelleerd",
        Basis.DECLARED: "opgegeven",
        Basis.PRIOR: "aanname vooraf",
    },
    "en": {
        Basis.MEASURED: "measured",
        Basis.SAMPLED: "sampled",
        Basis.MODELLED: "modelled",
        Basis.DECLARED: "declared",
        Basis.PRIOR: "prior",
    },
}
TO: dict[Language, str] = {"nl": " tot ", "en": " to "}
UNKNOWN: dict[Language, str] = {"nl": "onbekend", "en": "unknown"}


def number(value: float, language: Language = "en", decimals: int = 0) -> str:
    """A number with the language's separators: 1.234.567,8 in Dutch, 1,234,567.8 in English."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0  # no -0
    text = f"{rounded:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def percent(value: float, language: Language = "en", decimals: int = 1) -> str:
    """A share from 0 to 1 as a percentage: 4,2 % in Dutch, 4.2% in English."""
    return number(value * 100, language, decimals) + (" %" if language == "nl" else "%")


def euros(value: float, language: Language = "en", decimals: int = 2) -> str:
    """An amount: EUR 1.250,00 in Dutch, EUR 1,250.00 in English."""
    return "EUR " + number(value, language, decimals)


def value_in_words(value: float, kind: Kind = "number", language: Language = "en") -> str:
    """One plain value as its kind is written."""
    if kind == "share":
        return percent(value, language)
    if kind == "money":
        return euros(value, language, 0 if abs(value) >= 100 else 2)
    if kind == "count":
        return number(value, language)
    return number(value, language, 0 if abs(value) >= 100 or float(value).is_integer() else 2)


def in_words(estimate: Estimate, kind: Kind = "number", language: Language = "en") -> str:
    """The value with its interval, or the word for unknown; an exact figure stands alone.

    >>> in_words(Estimate.between(0.042, 0.031, 0.056, Basis.MEASURED, 18), "share", "nl")
    '4,2 % (3,1-5,6 %)'
    """
    if not estimate.known:
        return UNKNOWN[language]
    middle = value_in_words(estimate.value, kind, language)
    low, high = (value_in_words(end, kind, language) for end in (estimate.low, estimate.high))
    if estimate.is_exact or low == middle == high:
        return middle
    if kind == "money":
        low, high = low.removeprefix("EUR "), high.removeprefix("EUR ")
    if kind == "share":
        low = low.removesuffix("%").rstrip()
    between = "-" if estimate.low >= 0 else TO[language]
    return f"{middle} ({low}{between}{high})"


def and_basis(estimate: Estimate, kind: Kind = "number", language: Language = "en") -> str:
    """As `in_words`, with the word for what it rests on: 4.2% (3.1-5.6%), measured."""
    words = in_words(estimate, kind, language)
    return f"{words}, {BASIS_WORDS[language][estimate.basis]}" if estimate.known else words


def with_basis(estimate: Estimate, kind: Kind = "number", language: Language = "en") -> str:
    """As `in_words`, with what it rests on and how many observations: 4.2% (3.1-5.6%), measured, n = 18."""
    if not estimate.known:
        return f"{UNKNOWN[language]}: {estimate.reason}" if estimate.reason else UNKNOWN[language]
    words = and_basis(estimate, kind, language)
    return words if estimate.n is None else f"{words}, n = {number(estimate.n, language)}"
