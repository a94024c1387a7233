"""Days that a text names, with where they stand: dates, parts of months, weeks, seasons, feasts, and ranges of them.

A moment is one naming ("5 mei", "half maart", "week 12"); `spells` joins those with a word such as "to" between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kring.match.draft.calendar_words import (
    FEASTS,
    MONTHS,
    PARTS,
    SEASONS,
    Days,
    day_of,
    feast_of,
    month_of,
    quarter_of,
    season_of,
    week_of,
    weeks_of_month,
)
from kring.match.draft.found import one_slip
from kring.match.draft.numbers import COUNT, number_of
from kring.match.draft.spans import Span, meets

Kind = Literal["day", "month", "part", "week", "season", "feast", "now", "end"]
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_FEAST = "|".join(sorted(map(re.escape, FEASTS), key=len, reverse=True)).replace("'", "['’]?")
_NTH = "eerste|tweede|derde|vierde|first|second|third|fourth|1e|2e|3e|4e|1ste|2de|3de|4de|laatste|last"
_TO = r"(?:-|–|tot en met|t/m|tm|tot|until|till|up to and including|up to|through|thru|to|and|en|&|\+)"
MOMENT = re.compile(
    rf"(?<![\w€])(?:(?P<year4>20[2-4]\d)-(?P<number4>\d{{2}})-(?P<day4>\d{{2}})(?!\d)"
    rf"|(?P<day3>\d{{1,2}})[-/.](?P<number>\d{{1,2}})[-/.](?P<year3>(?:20)?[2-4]\d)(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?(?:\s(?:of\s)?|\.\s?|-)(?P<month>{_MONTH})\.?(?!\w)"
    rf"|(?P<month2>{_MONTH})\s(?:the\s)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,]*\d|\s?(?:euro|x\b|creators|k\b"
    rf"|to\s\d+\s(?!{_MONTH})|-))"
    rf"|(?<=vanaf\s)(?P<day5>\d{{1,2}})[/-](?P<number5>\d{{1,2}})(?![\d/.,-])"
    rf"|(?<=from\s)(?P<day6>\d{{1,2}})[/-](?P<number6>\d{{1,2}})(?![\d/.,-])"
    rf"|(?P<half>eerste|tweede|first|second|1e|2e) (?:helft|half) (?:van|of)\s(?P<month5>{_MONTH})(?!\w)"
    rf"|(?P<which>{_NTH})\s(?:(?P<weeks>{COUNT})\s)?we(?:ek|eks|ken)\s(?:van|of|in)\s(?P<month6>{_MONTH})(?!\w)"
    rf"|(?P<part>{_PART})[\s-](?P<month3>{_MONTH})(?!\w)"
    rf"|(?P<month4>{_MONTH})(?!\w)"
    rf"|(?P<feast>{_FEAST})(?!\w)"
    rf"|(?:weken|weeks|week|wk)\s?(?:nr\.?\s|nummer\s|number\s|no\.?\s)?(?P<week>\d{{1,2}})"
    rf"(?:\s?{_TO}\s?(?:week\s|wk\s)?(?P<week2>\d{{1,2}}))?(?!\d|\s?(?:{_MONTH})\b)"
    rf"|(?:q(?P<quarter>[1-4])|(?P<nth>eerste|tweede|derde|vierde|first|second|third|fourth|1e|2e|3e"
    rf"|4e) (?:kwartaal|quarter))(?!\w)"
    rf"|(?P<next>volgende|komende|next|this coming)\s(?P<unit>maand|month|week)(?!\w)"
    rf"|(?P<this>deze|this)\s(?P<unit2>maand|month|week)(?!\w)"
    rf"|(?:de\s|the\s)?(?:komende|next|coming)\s(?P<many>{COUNT})\s(?P<unit3>weken|weeks|dagen|days"
    rf"|maanden|months)(?!\w)"
    rf"|(?P<yearend>(?:het\s)?(?:eind|einde) van (?:het|dit) jaar|(?:the\s)?end of (?:the|this) year|jaareinde"
    rf"|year-?end)"
    rf"|(?P<now>nu|now|vandaag|today)(?=\s(?:tot|until|till|t/m|to|en|and)\b)"
    rf"|(?P<season>{'|'.join(SEASONS)})(?:s)?(?!\w))"
    r"(?:,?\s(?:van\s|of\s|in\s)?(?P<year>20[2-4]\d)(?![-/]\d)|\s'(?P<short>2[6-9]|3\d))?"
)
QUARTERS = {**dict.fromkeys(("eerste", "first", "1e"), 1), **dict.fromkeys(("tweede", "second", "2e"), 2),
            **dict.fromkeys(("derde", "third", "3e"), 3), **dict.fromkeys(("vierde", "fourth", "4e"), 4)}  # fmt: skip
JOINED = re.compile(
    rf"\s?(?:{_TO}|of|or|/|,?\s?(?:eind(?:e|datum|igt|s)?|ends?|end date|einddatum)"
    rf"|[.,]?\s?(?:einddatum|end date|tot)|,?\s?(?:and\s|en\s)?(?:wrap(?:s|ping)? up|finish(?:es|ing)?|closing"
    rf"|done by|stopt?|afgerond)(?:\s(?:on|by|op))?)"
    r":?\s?(?:de\s|the\s|met\s|op\s|on\s)*"
)
LISTED = re.compile(r"\s?,\s?(?:en\s|and\s|of\s|or\s)?")
FIRST_DAY = re.compile(rf"(?<![\w.,€])(\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\s?{_TO}\s?$")
NO_MONTHS = ("may", "mar", "jan", "dec", "jun", "march", "mrt", "sep", "mei", "april", "augustus", "august")
BEFORE_A_MONTH = re.compile(
    r"(?:in|from|until|till|to|and|van|vanaf|tot|met|en|of|or|before|voor|t/m|during|for|by|through|maand|month of|rond"
    r"|around|tegen|per|mid|begin|eind|late|early|start|whole of|all of|heel|hele|sinds|since|uiterlijk|op|this|next"
    r"|komende|volgend\w*|-|–|/|,|:|\()\s?$"
)


@dataclass(frozen=True)
class Moment:
    """Days that a text names, where it does, what kind of naming it is, and whether it is of a year that it says."""

    first: date
    last: date
    start: int
    end: int
    kind: Kind = "day"

    @property
    def span(self) -> Span:
        """First sign included, last not."""
        return self.start, self.end

    @property
    def feast(self) -> bool:
        """Whether it is a feast."""
        return self.kind == "feast"

    @property
    def rough(self) -> bool:
        """Whether the days are only about right."""
        return self.kind in ("part", "season")

    @property
    def is_range(self) -> bool:
        """Whether it has more than one day."""
        return self.first != self.last


def moments(text: str, today: date) -> list[Moment]:
    """All days that the text in lower case names, from the first to the last."""
    found = [moment for one in MOMENT.finditer(text) if (moment := _moment(one, text, today))]
    return sorted([*found, *_with_a_slip(text, today, found)], key=lambda one: one.start)


def spells(text: str, today: date) -> list[Moment]:
    """The moments, those that a word such as "to" joins as one."""
    joined: list[Moment] = []
    for one in moments(text, today):
        before = joined[-1] if joined else None
        between = text[before.end : one.start] if before else ""
        if before and (JOINED.fullmatch(between) or _listed(before, one, text, between)):
            joined[-1] = replace(before, last=_after(before, one), end=one.end, kind=before.kind)
        else:
            joined.append(_with_first_day(one, text))
    return joined


def _listed(before: Moment, one: Moment, text: str, between: str) -> bool:
    """Whether months or weeks follow each other in a list: January, February and March."""
    alike = before.kind == one.kind and one.kind in ("month", "week")
    return alike and bool(LISTED.fullmatch(between)) and 0 <= (one.first - before.last).days <= 1


def _with_first_day(one: Moment, text: str) -> Moment:
    """A day with one before it in the same month, which lacks the month: 3 to 9 May."""
    joined = FIRST_DAY.search(text[: one.start])
    if joined and one.kind == "day" and 1 <= int(joined[1]) < one.first.day:
        return replace(one, first=one.first.replace(day=int(joined[1])), start=joined.start())
    return one


def _after(one: Moment, other: Moment) -> date:
    """The end of a range, a year later where it would lie before its beginning."""
    if other.last >= one.first:
        return other.last
    return other.last.replace(year=other.last.year + 1, day=min(other.last.day, 28))


def _moment(one: re.Match[str], text: str, today: date) -> Moment | None:
    year = int(one["year"]) if one["year"] else 2000 + int(one["short"]) if one["short"] else None
    if one["feast"]:
        feast = feast_of(one["feast"].replace("’", "'"), today)
        return Moment(feast, feast, *one.span(), "feast")
    if one["now"]:
        return Moment(today, today, *one.span(), "now")
    if one["yearend"]:
        return Moment(date(today.year, 12, 31), date(today.year, 12, 31), *one.span(), "end")
    if found := _dated(one, year, today):
        return Moment(found, found, *one.span()) if found != date.min else None
    days = _longer(one, year, today)
    if days is None or _no_month(one, text):
        return None
    kind: Kind = "part" if one["part"] else "season" if one["season"] else "week" if one["week"] else "month"
    return Moment(*days, *one.span(), kind)


def _dated(one: re.Match[str], year: int | None, today: date) -> date | None:
    """A single day; date.min for one that doesn't exist, None where the words name no single day."""
    number, month = one["day"] or one["day2"], one["month"] or one["month2"]
    if one["day3"]:
        said = int(one["year3"])
        found = day_of(int(one["day3"]), int(one["number"]), said if said > 99 else 2000 + said, today)
    elif one["day4"]:
        found = day_of(int(one["day4"]), int(one["number4"]), int(one["year4"]), today)
    elif one["day5"] or one["day6"]:
        found = day_of(int(one["day5"] or one["day6"]), int(one["number5"] or one["number6"]), None, today)
    elif number:
        found = day_of(int(number), MONTHS[month], year, today)
    else:
        return None
    return found or date.min


def _longer(one: re.Match[str], year: int | None, today: date) -> Days | None:
    if one["half"]:
        return month_of(MONTHS[one["month5"]], year, today, (1, 15) if QUARTERS[one["half"]] == 1 else (16, 31))
    if one["which"]:
        which = -1 if one["which"] in ("laatste", "last") else QUARTERS[re.sub(r"(?<=\d)(?:ste|de)", "e", one["which"])]
        return weeks_of_month(MONTHS[one["month6"]], which, number_of(one["weeks"] or "1") or 1, year, today)
    if one["part"]:
        return month_of(MONTHS[one["month3"]], year, today, PARTS[one["part"]])
    if one["month4"]:
        return month_of(MONTHS[one["month4"]], year, today)
    if one["week"]:
        first, last = week_of(int(one["week"]), today), week_of(int(one["week2"] or one["week"]), today)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else first
    if one["quarter"] or one["nth"]:
        return quarter_of(int(one["quarter"] or QUARTERS[one["nth"]]), year, today)
    if one["season"]:
        return season_of(SEASONS[one["season"]], year, today)
    if one["many"]:
        number = number_of(one["many"]) or 1
        days = {"w": 7, "d": 1, "m": 30}[one["unit3"][0]] * number
        return today, today + timedelta(days=days)
    return _from_today(one, today)


def _from_today(one: re.Match[str], today: date) -> Days:
    """The week or month that it is, or the one behind it."""
    step = 1 if one["next"] else 0
    if (one["unit"] or one["unit2"]).startswith("w"):
        monday = today + timedelta(days=7 * step - today.weekday())
        return max(monday, today), monday + timedelta(days=6)
    after = (today.year * 12 + today.month - 1) + step
    first, last = month_of(after % 12 + 1, after // 12, today)
    return max(first, today), last


def _no_month(one: re.Match[str], text: str) -> bool:
    """Whether "may", "mar" or "jan" is another word here: a month alone follows a word such as in or from."""
    name = one["month4"]
    if name not in NO_MONTHS or one["year"]:
        return False
    ahead = text[: one.start()]
    if re.search(r"(?:we|they|i|you|it|that|who|which|creators|accounts|people|posts?|videos?)\s$", ahead):
        return True
    alone = (
        not ahead.strip() or ahead.endswith(("\n", ". ", "; ", "! ")) or name in ("mei", "april", "augustus", "august")
    )
    stands = re.match(r"\s?(?:$|[.,;!?\n)/|–-])|\s(?:and|en|t/m|to|tot|or|of|through)\b", text[one.end() :])
    return not (BEFORE_A_MONTH.search(ahead) or (alone and stands) or name in ("april", "augustus", "august"))


def _with_a_slip(text: str, today: date, found: list[Moment]) -> list[Moment]:
    """Months of which one letter is wrong, missing or swapped: januray."""
    names = [name for name in MONTHS if len(name) > 5]
    found = [*found, *(Moment(today, today, *one.span()) for one in MOMENT.finditer(text))]
    slips = []
    for one in re.finditer(r"(?<!\w)[^\W\d_]{6,10}(?!\w)", text):
        meant = next((name for name in names if one_slip(one[0], name)), None)
        if meant and not meets(one.span(), [known.span for known in found]):
            slips.append(Moment(*month_of(MONTHS[meant], None, today), *one.span(), "month"))
    return slips
