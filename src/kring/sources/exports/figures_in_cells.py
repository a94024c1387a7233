"""Counts and shares in single cells, in the notation of any locale: 1.234, 1,2K, 1,2 dzd., 6.9%, 6,9 %.

One cell says little of its locale, so each is read with a decimal point and with a decimal comma, and counts only when
that makes one number. Shares without a % sign are percentages or fractions by what they add up to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from kring.sources.files.cells import MISSING
from kring.sources.files.numbers import Mark, counts

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:[.,'’\s\u00a0\u202f]\d{3})+")
_PERCENT = re.compile(r"(?:%\s*)?([-+]?\d{1,3}(?:[.,]\d+)?)\s*%?")
_NAMED = re.compile(r"\s*(?P<name>\S.*?)\s*[:：]\s*(?P<share>%?\s*\d{1,3}(?:[.,]\d+)?\s*%?)\s*(?:[,;،、]\s*|$)")
_SIGN = "%"
FULL, NEARLY = 1.0, 0.1
COUNTRIES = 250
"""About as many countries and territories as there are (ISO 3166-1)."""


@dataclass(frozen=True, slots=True)
class NamedShare:
    """One entry of a list such as `Utrecht: 6.9%, Zeist: 6%`."""

    name: str
    share: float


def is_missing(text: str) -> bool:
    """Whether a cell says 'nothing'."""
    return text.strip().lower() in MISSING


def count_in(text: str) -> int | None:
    """The count that a cell says; None when it says nothing, or what can be two numbers."""
    plain = text.strip()
    if is_missing(plain):
        return None
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub(r"[^\d+-]", "", plain)
    found = {
        value
        for mark in (Mark.POINT, Mark.COMMA)
        for value in counts(pa.array([plain], pa.string()), mark).values.to_pylist()
        if value is not None
    }
    return int(found.pop()) if len(found) == 1 else None


def number_in(text: str) -> float | None:
    """The number in a cell with or without a % sign; None when there is none."""
    found = _PERCENT.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    return float(found[1].replace(",", ".")) if found else None


def percent_in(text: str) -> float | None:
    """The fraction that a cell with a % sign says; None without one."""
    number = number_in(text) if _SIGN in text else None
    return None if number is None or not 0 <= number <= 100.5 else min(number / 100, 1.0)


def named_shares(text: str) -> list[NamedShare] | None:
    """The entries of `Baton Rouge, Louisiana: 6.9%, Zachary: 6%`; None when the text is no such list.

    A comma parts two entries only behind a share, since names of places hold commas too.
    """
    found, at = [], 0
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    while at < len(plain):
        entry = _NAMED.match(plain, at)
        share = percent_in(entry["share"]) if entry else None
        if entry is None or share is None:
            return None
        found.append(NamedShare(entry["name"], share))
        at = entry.end()
    return found or None


def shares_by_sum(
    cells: Sequence[str], *, whole: bool, percent: bool | None = None, most: int | None = None
) -> list[float | None] | None:
    """Fractions from cells that are all percentages or all fractions, told apart by their sum.

    `whole`: they should add up to everybody, as genders do; a list of the largest places need not. `percent`: what
    other shares of the same file are. `most`: how many values there can be at all, such as countries: none that is not
    listed is larger than the smallest that is, so a sum may be too small to be of percentages. None when the sum is
    that of neither, or can be of both. A cell that says nothing, or no share, is None.
    """
    numbers = [number_in(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    are = True if any(_SIGN in cell for cell in cells) else _are_percentages(known, whole, percent, most)
    if are is None or any(number < 0 or number > (100.5 if are else 1.005) for number in known):
        return None
    together = sum(known) / 100 if are else sum(known)
    if together > FULL + NEARLY or (whole and known and len(known) == len(numbers) and together < FULL - NEARLY):
        return None
    return [None if number is None else min(number / 100 if are else number, 1.0) for number in numbers]


def percentages_by_sum(cells: Sequence[str]) -> bool | None:
    """Whether shares of everybody are percentages, by what they add up to; None when that is neither 1 nor 100."""
    if shares_by_sum(cells, whole=True) is None:
        return None
    return sum(number_in(cell) or 0 for cell in cells) > FULL + NEARLY


def _are_percentages(known: list[float], whole: bool, percent: bool | None, most: int | None) -> bool | None:
    """By the sum; None when it can be of both."""
    total = sum(known)
    if total > FULL + NEARLY:
        return True
    if whole or total >= FULL - NEARLY or not known:
        return False
    if percent is not None:
        return percent
    too_small = most is not None and total + (most - len(known)) * min(known) < 100 * (FULL - NEARLY)
    return False if too_small else None
