"""Amounts of money in a text, in all usual Dutch and English writings: where they stand, how much, what is unsure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from kring.match.draft.numbers import IN_WORDS, LARGE, UNDER_A_THOUSAND, number_of
from kring.match.draft.spans import Span, meets

EURO = r"(?:€|eurootjes?|euro's|euros|euro(?!\w)|eur(?!\w)|eu(?!\w)|ekkies|pegels)"
OTHER = r"(?:\$|£|usd(?!\w)|gbp(?!\w)|dollars?(?!\w)|pounds?(?!\w)|pond(?!\w)|quid(?!\w)|chf(?!\w))"
CURRENCY = rf"(?:{EURO}|{OTHER})"
FIGURES = r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?"
THOUSANDS = r"(?:k\d?(?!\w)|mille(?!\w)|duizend(?!\w)|thousand(?!\w)|grand(?!\w))"
MILLIONS = r"(?:m(?!\w)|mln|mio(?!\w)|miljoen|million)"
NUMBER = (
    rf"(?P<figures>{FIGURES})(?:,-+|,=)?(?:\s?(?P<thousands>{THOUSANDS})(?:\s(?P<tail>{UNDER_A_THOUSAND}))?)?"
    rf"(?:\s?(?P<millions>{MILLIONS}))?"
)
AMOUNT = re.compile(
    rf"(?<![\w@.,])(?P<before>{CURRENCY})?\s?(?<![\w]){NUMBER}(?:,-+|,=)?(?:\s?(?P<after>{CURRENCY}))?(?:,-+)?"
)
SAID_AMOUNT = re.compile(rf"(?P<words>{IN_WORDS.pattern})(?:\s(?P<after>{CURRENCY}))?")
BUDGET = re.compile(
    r"budg|budjet|buget|besteden|uitgeven|besteed|spend|spent|afford|beschikbaar|available|total"
    r"|totaal|all[ -]in|cost cap|kwijt|kunnen we voor|bedrag|investe|put aside|set aside|raming|begroot|begroting"
    r"|plafond"
    r"|all (?:i|we) (?:have|got)|wat (?:we|ik|wij) heb|maximum|kosten|play with"
)
HAVE = re.compile(
    r"\b(?:(?:i|we|ik|wij)(?:'ve)?\s(?:have|hebben|heb|got|have got)|got|hebben (?:we|wij)|heb ik)\s(?:\w+\s)?$"
)
NOT_MONEY = re.compile(
    r"\s?(?:%|km|kilomet|volgers|followers|abonnees|subscribers|subs\b|views|likes|leden|jaar|years?|yo\b|kg\b|cm\b"
    r"|m2\b"
    r"|maanden|months?|dagen|kamers|rooms|stoelen|seats"
    r"|days|weken|weeks|creators?|influencers?|micro|nano|meso|macro|mensen|people|posts?|reels?|story|stories|stuks"
    r"|video|uur|hours|e\b|ste\b|th\b|st\b|nd\b|rd\b|x\b|plus|-plus|\+(?!\s?(?:btw|vat))|of them)"
)
NOT_BEFORE = re.compile(r"(?:week|weeks|weken|wk|postcodes?|in|@|#|nr\.?|nummer|kenmerk|tender|since|sinds)\s?$")
ENDS_THERE = re.compile(r"\s?(?:$|[.,;!?\n)]|(?:ex|excl|exclusief|max|totaal|total|in totaal|in total|voor|for|btw)\b)")


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
    def span(self) -> Span:
        """First sign included, last not."""
        return self.start, self.end

    @property
    def is_range(self) -> bool:
        """Whether it is the higher of two."""
        return self.low is not None


def amounts(text: str, dutch: bool) -> list[Amount]:
    """The amounts in a text in lower case, ranges as one. Figures without a currency count beside a budget's word."""
    found = [amount for one in SAID_AMOUNT.finditer(text) if (amount := _in_words(one, text))]
    for one in AMOUNT.finditer(text):
        if not meets(one.span(), [known.span for known in found]):
            amount = _in_figures(one, text, dutch)
            found += [amount] if amount else []
    return _ranges(sorted(found, key=lambda amount: amount.start), text)


def _in_words(one: re.Match[str], text: str) -> Amount | None:
    value = float(number_of(one["words"]) or 0)
    if re.search(r"\d\s?(?:duizend|thousand|mille|k)\s$", text[: one.start()]):
        return None
    vague = bool(re.search(r"paar|couple|few|grand", one["words"]))
    if one["after"]:
        return Amount(value, *one.span(), euros=bool(re.fullmatch(EURO, one["after"])), ambiguous=vague)
    large = any(word in one["words"] for word in LARGE)
    near = BUDGET.search(text, max(0, one.start() - 40), min(len(text), one.end() + 25))
    alone = re.search(r"(?:^|[.,;!?\n:])\s*(?:een\s)?$", text[: one.start()])
    if large and not NOT_MONEY.match(text, one.end()) and ENDS_THERE.match(text, one.end()) and (near or alone):
        return Amount(value, *one.span(), named=False, ambiguous=vague)
    return None


def _in_figures(one: re.Match[str], text: str, dutch: bool) -> Amount | None:
    currency = one["before"] or one["after"]
    start = one.start() + len(one[0]) - len(one[0].lstrip())
    value, ambiguous = figures(one["figures"], dutch)
    value, odd = _scaled(value, one)
    if currency is None and not _may_be_money(one, text, start):
        return None
    euros = currency is None or bool(re.fullmatch(EURO, currency))
    return Amount(value, start, one.end(), euros, currency is not None, ambiguous or odd)


def _may_be_money(one: re.Match[str], text: str, start: int) -> bool:
    """Whether figures without a currency are an amount: in thousands, or large and beside a word for a budget."""
    ahead, behind = text[max(0, start - 40) : start], text[one.end() : one.end() + 25]
    if NOT_MONEY.match(text, one.end()) or NOT_BEFORE.search(ahead):
        return False
    last = re.split(r"[.;!?\n](?:\s|$)|\n", ahead)[-1]
    following = re.split(r"[.;!?,](?:\s|$)|\n", behind)[0]
    near = bool(BUDGET.search(last) or BUDGET.search(following))
    near = near or bool((HAVE.search(last) and ENDS_THERE.match(behind)) or re.match(r"\s(?:each|apiece)\b", behind))
    near = near or bool(re.match(r"\s?(?:ex|excl|exclusief|excluding|incl)\b", behind))
    if one["thousands"]:
        return near or not re.match(
            r"[\s-]*(?:tot|to|-|–|en|and)?\s?\d*k?\s?(?:volgers|followers|subs)", text[one.end() :]
        )
    whole, _ = figures(one["figures"], True)
    year = re.fullmatch(r"20[2-4]\d", one["figures"]) and not BUDGET.search(ahead[-14:])
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
    extra = int(unit[1:]) * 100 if unit[1:].isdigit() else number_of(one["tail"] or "") or 0
    return value * 1000 + extra, value >= 1000 or unit == "grand"


_BETWEEN = re.compile(
    r"\s?(?:-|–|tot|to|à|a|en|and|of|or|t/m|tot maximaal|up to"
    r"|,?\s(?:could|can|kan|eventueel|evt\.?|desnoods|we)\s(?:\w+\s)?(?:stretch|go|oplopen|uitlopen|be|naar"
    r"|rekken)?\s?(?:up\s)?(?:to|tot|naar))\s?"
)

_HIGHER = re.compile(
    rf"(?:\s?(?:-|–|tot|to|à|en|and|of|or)\s?|,\s(?:or|of|tot|up to|at most|hooguit|hoogstens|maximaal|desnoods|maybe"
    rf"|misschien)\s(?:\w+\s)?)({FIGURES})\s?(k)?(?![\w@])(?!\s?{CURRENCY})"
)
_LOWER_IN_WORDS = re.compile(rf"({IN_WORDS.pattern})\s(?:en|and|to|tot|à|or|of)\s$")


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
        joined.append(_with_lower_end(amount, text))
    return joined


def _with_lower_end(amount: Amount, text: str) -> Amount:
    """An amount with a lower one before it that lacks a currency, in figures or in words."""
    bare = re.search(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s?k?\s?(?:-|–|tot|to|à|en|and)\s?$", text[: amount.start])
    if bare:
        low = figures(bare[1], True)[0]
        if low < amount.value and not re.search(r"20[2-4]\d$", bare[1]) and _is_lower_end(low, amount):
            return replace(amount, start=bare.start(), low=low)
    words = _LOWER_IN_WORDS.search(text[max(0, amount.start - 60) : amount.start])
    low = float(number_of(words[1]) or 0) if words else 0.0
    if words and 0 < low < amount.value and _is_lower_end(low, amount):
        return replace(amount, start=max(0, amount.start - 60) + words.start(), low=low)
    return amount


def _with_higher_end(text: str, amount: Amount) -> Amount:
    """An amount with a currency before it, and a higher one behind it without: €500-900."""
    behind = _HIGHER.match(text, amount.end)
    higher = figures(behind[1], True)[0] * (1000 if behind[2] else 1) if behind else 0.0
    if behind and amount.value < higher <= 20 * amount.value and not NOT_MONEY.match(text, behind.end()):
        return replace(amount, value=higher, end=behind.end(), low=amount.value)
    return amount


def _lower(one: Amount, other: Amount) -> bool:
    return one.value < other.value and one.euros == other.euros


def _is_lower_end(low: float, amount: Amount) -> bool:
    """Whether the bare figures before an amount are of its size: not "5 and 300 euro"."""
    return low * 20 >= amount.value or low * 20_000 >= amount.value > 1000 > low
