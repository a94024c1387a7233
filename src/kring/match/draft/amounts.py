"""Amounts of money in a text, in all usual Dutch and English writings: where they stand, how much, what is unsure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from kring.match.draft.numbers import IN_WORDS, number_of

EURO = r"(?:€|euro's|euros|euro(?!\w)|eur(?!\w)|eu(?!\w))"
OTHER = r"(?:\$|£|usd(?!\w)|gbp(?!\w)|dollars?(?!\w)|pounds?(?!\w)|pond(?!\w)|chf(?!\w))"
CURRENCY = rf"(?:{EURO}|{OTHER})"
FIGURES = r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?"
THOUSANDS = r"(?:k\d?(?!\w)|mille(?!\w)|duizend(?!\w)|thousand(?!\w))"
MILLIONS = r"(?:m(?!\w)|mln|miljoen|million)"
NUMBER = rf"(?P<figures>{FIGURES})(?:,-+|,=)?(?:\s?(?P<thousands>{THOUSANDS}))?(?:\s?(?P<millions>{MILLIONS}))?"
AMOUNT = re.compile(
    rf"(?<![\w@.,])(?P<before>{CURRENCY})?\s?(?<![\w]){NUMBER}(?:,-+|,=)?(?:\s?(?P<after>{CURRENCY}))?(?:,-+)?"
)
SAID_AMOUNT = re.compile(rf"(?P<words>{IN_WORDS.pattern})\s(?P<after>{CURRENCY})")
BUDGET = re.compile(
    r"budget|budgit|budjet|besteden|uitgeven|besteed|spend|spent|afford|beschikbaar|available|total"
    r"|totaal|all in|spend cap|cost cap|kwijt|kunnen we voor|bedrag|investeren"
)
NOT_MONEY = re.compile(
    r"\s?(?:%|km|kilomet|volgers|followers|abonnees|subscribers|views|likes|leden|jaar|years?|yo\b"
    r"|maanden|months?|dagen"
    r"|days|weken|weeks|creators?|influencers?|micro|nano|meso|macro|mensen|people|posts?|reels?|story|stories|stuks"
    r"|video|uur|hours|e\b|ste\b|th\b|st\b|nd\b|rd\b|x\b|plus|-plus|\+|of them)"
)


@dataclass(frozen=True)
class Amount:
    """So much money, where it stands, whether it is in euros, and whether its figures can be read two ways."""

    value: float
    start: int
    end: int
    euros: bool = True
    named: bool = True
    ambiguous: bool = False
    low: float | None = None

    @property
    def span(self) -> tuple[int, int]:
        """First sign included, last not."""
        return self.start, self.end

    @property
    def is_range(self) -> bool:
        """Whether it is the higher of two."""
        return self.low is not None


def amounts(text: str, dutch: bool) -> list[Amount]:
    """The amounts in a text in lower case, ranges as one. Figures without a currency count beside a budget's word."""
    found = [_in_words(one) for one in SAID_AMOUNT.finditer(text)]
    for one in AMOUNT.finditer(text):
        if not any(one.start() < known.end and known.start < one.end() for known in found):
            amount = _in_figures(one, text, dutch)
            found += [amount] if amount else []
    return _ranges(sorted(found, key=lambda amount: amount.start), text)


def _in_words(one: re.Match[str]) -> Amount:
    return Amount(float(number_of(one["words"]) or 0), *one.span(), euros=bool(re.fullmatch(EURO, one["after"])))


def _in_figures(one: re.Match[str], text: str, dutch: bool) -> Amount | None:
    currency = one["before"] or one["after"]
    start = one.start() + len(one[0]) - len(one[0].lstrip())
    value, ambiguous = figures(one["figures"], dutch)
    value, odd = _scaled(value, one)
    if currency is None:
        beside = text[max(0, start - 40) : start], text[one.end() : one.end() + 25]
        if not _may_be_money(one, text, beside):
            return None
    euros = currency is None or bool(re.fullmatch(EURO, currency))
    return Amount(value, start, one.end(), euros, currency is not None, ambiguous or odd)


def _may_be_money(one: re.Match[str], text: str, beside: tuple[str, str]) -> bool:
    """Whether figures without a currency are an amount: in thousands, or large and beside a word for a budget."""
    if NOT_MONEY.match(text, one.end()) or re.search(r"(?:week|postcodes?|in|@|#)\s?$", beside[0][-10:]):
        return False
    last = re.split(r"[.;!?](?:\s|$)", beside[0])[-1]
    near = bool(BUDGET.search(last) or BUDGET.search(re.split(r"[.;!?,](?:\s|$)", beside[1])[0]))
    if one["thousands"]:
        following = text[one.end() : one.end() + 30]
        return near or not re.match(r"[\s-]*(?:tot|to|-|–|en|and)?\s?\d*k?\s?(?:volgers|followers)", following)
    whole, _ = figures(one["figures"], True)
    year = re.fullmatch(r"20[2-4]\d", one["figures"]) and not BUDGET.search(beside[0][-14:])
    return near and whole >= 50 and not year


def figures(written: str, dutch: bool) -> tuple[float, bool]:
    """What figures say, and whether they could be read in another way: 1.500,50 and 1,500.50 and 2,5 and 1,500."""
    plain = re.sub(r"[' ]", "", written)
    signs = [sign for sign in plain if sign in ".,"]
    if not signs:
        return float(plain), False
    last = signs[-1]
    behind = len(plain) - plain.rindex(last) - 1
    if len(set(signs)) == 2:
        other = signs[0]
        return float(plain.replace(other, "").replace(last, ".")), False
    if len(signs) > 1 or behind == 3:
        thousands = "." if dutch else ","
        return float(plain.replace(last, "")), len(signs) == 1 and last != thousands and last == ","
    return float(plain.replace(last, ".")), behind not in (1, 2)


def _scaled(value: float, one: re.Match[str]) -> tuple[float, bool]:
    """Thousands and millions applied: 2,5k, 1k5, 3 mille; whether that leaves something odd, such as 1.500k."""
    if one["millions"]:
        return value * 1e6, False
    unit = one["thousands"]
    if not unit:
        return value, False
    extra = int(unit[1:]) * 100 if unit[1:].isdigit() else 0
    return value * 1000 + extra, value >= 1000


_BETWEEN = re.compile(r"\s?(?:-|–|tot|to|à|a|en|and|of|or|t/m)\s?")

_HIGHER = re.compile(
    rf"(?:\s?(?:-|–|tot|to|à|en|and|of|or)\s?|,\s(?:or|of|tot|up to|at most|hooguit|hoogstens|maximaal|desnoods|maybe"
    rf"|misschien)\s(?:\w+\s)?)({FIGURES})\s?(k)?(?![\w@])(?!\s?{CURRENCY})"
)


def _ranges(found: list[Amount], text: str) -> list[Amount]:
    """Two amounts with "to" between them as one; the lower may lack a currency, and a thousands' word too."""
    joined: list[Amount] = []
    for amount in map(partial(_with_higher_end, text), found):
        before = joined[-1] if joined else None
        if (
            before
            and not before.is_range
            and _BETWEEN.fullmatch(text[before.end : amount.start])
            and _lower(before, amount)
        ):
            joined[-1] = replace(amount, start=before.start, low=before.value, named=amount.named or before.named)
            continue
        bare = re.search(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s?k?\s?(?:-|–|tot|to|à|en|and)\s?$", text[: amount.start])
        low = figures(bare[1], True)[0] if bare else 0.0
        if (
            bare
            and (low < amount.value)
            and not re.search(r"20[2-4]\d$", bare[1])
            and _is_lower_end(bare, text, low, amount)
        ):
            amount = replace(amount, start=bare.start(), low=low)
        joined.append(amount)
    return joined


def _with_higher_end(text: str, amount: Amount) -> Amount:
    """An amount with a currency before it, and a higher one behind it without: €500-900."""
    behind = _HIGHER.match(text, amount.end)
    higher = figures(behind[1], True)[0] * (1000 if behind[2] else 1) if behind else 0.0
    if behind and amount.value < higher <= 20 * amount.value and not NOT_MONEY.match(text, behind.end()):
        return replace(amount, value=higher, end=behind.end(), low=amount.value)
    return amount


def _lower(one: Amount, other: Amount) -> bool:
    return one.value < other.value and one.euros == other.euros


def _is_lower_end(bare: re.Match[str], text: str, low: float, amount: Amount) -> bool:
    """Whether the bare figures before an amount are of its size: not "5 and 300 euro"."""
    return low * 20 >= amount.value or low * 20_000 >= amount.value > 1000 > low
