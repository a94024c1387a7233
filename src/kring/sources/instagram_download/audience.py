"""Audience insights: who follows, by city, country, age and gender, in whatever language the keys are.

Which entry is which is told by its values and by the fixed order in which Instagram writes them: the period, followers,
their change, cities, countries, ages of all, of men, of women, the share of men, of women. Words for men and women,
where the keys have them in a language we know, go before the order. Ages of one gender add up to everybody of that
gender, or to that gender's share of all; the sum tells which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kring.sources.exports.ages import age_band
from kring.sources.exports.figures_in_cells import NamedShare, count_in, is_missing, named_shares, percent_in
from kring.sources.exports.json_files import fields_of, text_in
from kring.sources.files.headings import meanings
from kring.sources.files.words import countries, known_words, plain

MALE, FEMALE = "male", "female"
_AROUND = 0.06
_OFF = 0.01


class Kind(StrEnum):
    """What a value looks like."""

    NOTHING = "nothing"
    COUNT = "count"
    PERCENT = "percent"
    AGES = "ages"
    PLACES = "places"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value; `shares` where the value is a list of them."""

    key: str
    value: str
    kind: Kind
    shares: tuple[NamedShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Insights:
    """What one record of audience insights tells. `shares` by dimension; None where it tells nothing.

    `period`: as it is written. `by_order`: men and women were told apart by the order alone. `unread`: values that look
    like something and are not understood. `contradicts`: ages of men and women don't fit those of all.
    """

    period: str = ""
    followers: int | None = None
    shares: dict[str, list[NamedShare]] = field(default_factory=dict)
    by_order: bool = False
    contradicts: bool = False
    unread: int = 0
    entries: int = 0


def insights_in(record: Any) -> Insights:
    """Decodes one record; a record of another shape tells nothing."""
    told = fields_of(fields_of(record).get("string_map_data"))
    entries = [_entry(key, text_in(fields_of(value).get("value"))) for key, value in told.items()]
    shares: dict[str, list[NamedShare]] = {}
    lists = [entry for entry in entries if entry.kind is Kind.PLACES]
    city, country = _cities_and_countries(lists)
    if city:
        shares["city"] = list(city.shares)
    if country:
        shares["country"] = list(country.shares)
    gender = _by_gender(entries)
    shares |= gender.shares
    used = sum(map(len, shares.values()))
    unread = sum(1 for entry in lists if entry is not city and entry is not country) + gender.unread
    return Insights(
        _period(entries), _followers(entries), shares, gender.by_order, gender.contradicts, unread, used + unread
    )


def _entry(key: str, value: str) -> Entry:
    if not value or is_missing(value):
        return Entry(key, value, Kind.NOTHING)
    listed = named_shares(value)
    if listed is not None:
        ages = [age_band(one.name, alone=False) for one in listed]
        if all(ages):
            named = tuple(NamedShare(str(age), one.share) for age, one in zip(ages, listed, strict=True))
            return Entry(key, value, Kind.AGES, named)
        return Entry(key, value, Kind.PLACES, tuple(listed))
    if percent_in(value) is not None:
        return Entry(key, value, Kind.PERCENT)
    return Entry(key, value, Kind.OTHER if count_in(value) is None else Kind.COUNT)


def _cities_and_countries(lists: list[Entry]) -> tuple[Entry | None, Entry | None]:
    """The list of places in which most names are countries we know is that of countries; else the order tells."""
    known = [entry for entry in lists if _are_countries(entry.shares)]
    others = [entry for entry in lists if entry not in known]
    if len(known) == 1 and len(others) <= 1:
        return (others[0] if others else None), known[0]
    if not known and len(others) == 2:
        return others[0], others[1]
    if not known and len(others) == 1 and len(others[0].shares) > 1:
        return others[0], None
    return None, None


def _are_countries(shares: Iterable[NamedShare]) -> bool:
    found = [plain(one.name) in countries() for one in shares]
    return sum(found) * 2 > len(found)


@dataclass(frozen=True, slots=True)
class _ByGender:
    shares: dict[str, list[NamedShare]]
    by_order: bool = False
    contradicts: bool = False
    unread: int = 0


def _by_gender(entries: list[Entry]) -> _ByGender:
    """Ages of everybody, genders, and both together."""
    ages = [entry for entry in entries if entry.kind is Kind.AGES]
    everybody, pair = _ages_apart(ages)
    totals = _totals(entries, ages)
    men, women, ordered = _apart(pair)
    man, woman, totals_ordered = _apart(totals)
    shares = {"age": list(everybody.shares)} if everybody else {}
    unread = len(ages) + len(totals) - sum(one is not None for one in (everybody, men, women, man, woman))
    if man is None or woman is None:
        return _ByGender(shares, unread=unread)
    part = {MALE: percent_in(man.value) or 0.0, FEMALE: percent_in(woman.value) or 0.0}
    if sum(part.values()) > 1 + _AROUND or (everybody and men and women and _wrong_way(everybody, men, women, part)):
        return _ByGender(shares, contradicts=True, unread=unread + 2)
    shares["gender"] = [NamedShare(FEMALE, part[FEMALE]), NamedShare(MALE, part[MALE])]
    if men is not None and women is not None:
        shares["age_gender"] = _both(men, women, part)
    return _ByGender({name: kept for name, kept in shares.items() if kept}, ordered or totals_ordered, False, unread)


def _ages_apart(ages: list[Entry]) -> tuple[Entry | None, list[Entry]]:
    """The ages of everybody, and those of the two genders; of two lists without words it can't be told."""
    unnamed = [entry for entry in ages if _gender_of(entry.key) is None]
    if len(unnamed) == 1:
        return unnamed[0], [entry for entry in ages if entry is not unnamed[0]]
    if len(ages) == len(unnamed) == 3:
        return ages[0], ages[1:]
    return None, [] if unnamed else ages


def _totals(entries: list[Entry], ages: list[Entry]) -> list[Entry]:
    """The shares of the genders: those whose keys say so, else those behind the lists of ages."""
    percents = [entry for entry in entries if entry.kind is Kind.PERCENT]
    named = [entry for entry in percents if _gender_of(entry.key)]
    if len(named) == 2 or not ages:
        return named
    behind = entries.index(ages[-1])
    return [entry for entry in percents if entries.index(entry) > behind]


def _apart(two: list[Entry]) -> tuple[Entry | None, Entry | None, bool]:
    """The one of men and the one of women, and whether only the order told them apart."""
    said = [_gender_of(entry.key) for entry in two]
    if said in ([FEMALE, MALE], [FEMALE, None], [None, MALE]):
        return two[1], two[0], False
    if said in ([MALE, FEMALE], [MALE, None], [None, FEMALE]):
        return two[0], two[1], False
    return (two[0], two[1], True) if said == [None, None] else (None, None, False)


def _gender_of(key: str) -> str | None:
    """The one gender that the words of a key name; None for none, or several."""
    known = known_words("gender") or {}
    found = {known[word] for word in plain(key).replace("'", "-").split("-") if len(word) > 2 and word in known}
    return found.pop() if len(found) == 1 and not found & {"other"} else None


def _wrong_way(everybody: Entry, men: Entry, women: Entry, part: dict[str, float]) -> bool:
    """Whether the ages of all are the mixture of men's and women's only when the two shares are exchanged."""
    if not (_is_whole(men) and _is_whole(women)):
        return False
    as_told = _distance(everybody, men, women, part[MALE], part[FEMALE])
    exchanged = _distance(everybody, men, women, part[FEMALE], part[MALE])
    return as_told > _OFF and exchanged < as_told / 2


def _distance(everybody: Entry, men: Entry, women: Entry, of_men: float, of_women: float) -> float:
    ages = [{one.name: one.share for one in entry.shares} for entry in (everybody, men, women)]
    both = max(of_men + of_women, 1e-9)
    mixed = {band: (of_men * ages[1].get(band, 0) + of_women * ages[2].get(band, 0)) / both for band in ages[0]}
    return max((abs(ages[0][band] - mixed[band]) for band in mixed), default=0.0)


def _is_whole(entry: Entry) -> bool:
    return abs(sum(one.share for one in entry.shares) - 1) <= _AROUND


def _both(men: Entry, women: Entry, part: dict[str, float]) -> list[NamedShare]:
    """Shares by gender and age, of everybody; none when the sums tell neither of the two ways."""
    sums = {MALE: sum(one.share for one in men.shares), FEMALE: sum(one.share for one in women.shares)}
    within = all(abs(total - 1) <= _AROUND or (total == 0 and part[gender] == 0) for gender, total in sums.items())
    of_all = all(abs(total - part[gender]) <= _AROUND for gender, total in sums.items())
    if not within and not of_all:
        return []
    return [
        NamedShare(f"{gender} {one.name}", one.share * part[gender] if within else one.share)
        for gender, entry in ((FEMALE, women), (MALE, men))
        for one in entry.shares
    ]


def _followers(entries: list[Entry]) -> int | None:
    """The count at the beginning, behind the period. It stands before its change, which may be a count as well, so what
    stands directly before the lists is not taken, unless its key says that it is followers.
    """
    for entry, following in zip(entries[:2], [*entries[1:], None], strict=False):
        if entry.kind is Kind.COUNT and not entry.value.startswith(("+", "-", "−")):
            said = any((one.table, one.field) == ("accounts", "followers") for one in meanings(entry.key))
            last = following is None or following.kind in (Kind.PLACES, Kind.AGES)
            return count_in(entry.value) if said or not last else None
        if entry.kind not in (Kind.OTHER, Kind.NOTHING):
            return None
    return None


def _period(entries: list[Entry]) -> str:
    return entries[0].value if entries and entries[0].kind is Kind.OTHER else ""
