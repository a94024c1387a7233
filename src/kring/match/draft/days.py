"""When the work is to be done, as a text says it on a given day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kring.match.draft.calendar_words import (
    FEASTS,
    MONTHS,
    PARTS,
    SEASONS,
    day_of,
    feast_of,
    month_of,
    quarter_of,
    season_of,
    week_of,
)
from kring.match.draft.draft import Certainty, Guess
from kring.match.draft.numbers import COUNT, number_of
from kring.vocabulary.text import Words

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_FEAST = "|".join(sorted(map(re.escape, FEASTS), key=len, reverse=True)).replace("'", "['’]?")
MOMENT = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?(?:\s(?:of\s)?|\.)(?P<month>{_MONTH})\.?(?!\w)"
    rf"|(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
    rf"|(?P<day3>\d{{1,2}})[-/.](?P<number>\d{{1,2}})[-/.](?P<year3>\d{{4}})"
    rf"|(?P<part>{_PART})[\s-](?P<month3>{_MONTH})(?!\w)"
    rf"|(?P<month4>{_MONTH})(?!\w)"
    rf"|(?P<feast>{_FEAST})(?!\w)"
    rf"|week\s(?:nr\.?\s|nummer\s|number\s)?(?P<week>\d{{1,2}})(?!\d)"
    rf"|(?:q(?P<quarter>[1-4])|(?P<nth>eerste|tweede|derde|vierde|first|second|third|fourth|1e|2e|3e"
    rf"|4e) (?:kwartaal|quarter))(?!\w)"
    rf"|(?P<next>volgende|komende|next|this coming)\s(?P<unit>maand|month|week)(?!\w)"
    rf"|(?P<this>deze|this)\s(?P<unit2>maand|month|week)(?!\w)"
    rf"|(?:de\s|the\s)?(?:komende|next|coming)\s(?P<many>{COUNT})\s(?P<unit3>weken|weeks|dagen|days"
    rf"|maanden|months)(?!\w)"
    rf"|(?P<season>{'|'.join(SEASONS)})(?:s)?(?!\w))"
    r"(?:,?\s(?:van\s|of\s|in\s)?(?P<year>20[2-4]\d))?"
)
QUARTERS = {**dict.fromkeys(("eerste", "first", "1e"), 1), **dict.fromkeys(("tweede", "second", "2e"), 2),
            **dict.fromkeys(("derde", "third", "3e"), 3), **dict.fromkeys(("vierde", "fourth", "4e"), 4)}  # fmt: skip
JOINED = re.compile(
    r"\s?(?:-|–|tot en met|t/m|tm|tot|until|till|through|up to and including|up to|to|and|en|of|or"
    r"|,?\s?(?:eind(?:e|datum)?|end))"
    r":?\s?(?:de\s|the\s)?"
)
FIRST_DAY = re.compile(
    r"(?<![\w.,])(\d{1,2})(?:e|st|nd|rd|th)?\s?(?:-|–|tot en met|t/m|tot|until|till"
    r"|to|and|en)\s?$"
)
BEFORE = re.compile(r"(?<!\w)(?:vóór|voor|before|ahead of)\s(?:de\s|the\s)?$")
BEFORE_AN_EVENT = re.compile(
    r"(?<!\w)(?:vóór|before|(?:online|live|klaar|af)(?: staan| zijn)? voor)\s"
    r"(?:de|het|the|onze|our)\s[\w'-]+\s(?:op|on|van|of)\s$"
)
WEEK_OF = re.compile(r"(?:week van|week of|week beginning|week vanaf)\s(?:de\s|the\s|maandag\s|monday\s)*$")
OVER = re.compile(
    r"vorig jaar|vorige zomer|vorige winter|afgelopen|last year|last summer|last winter|\bago\b|geleden|sinds"
    r"|since (?:19|20)|altijd vol|already full|is full|zit vol|vol zitten"
)
BY = re.compile(
    r"(?<!\w)(?:uiterlijk|by|until|till|tot(?: en met)?|t/m|no later than|niet later dan|klaar (?:op"
    r"|in))\s(?:de\s|the\s|op\s)?$"
)
FROM = re.compile(r"(?<!\w)(?:vanaf|from|starting|as of|since|na|after|met ingang van)\s(?:de\s|the\s)?$")
AROUND = re.compile(r"(?<!\w)(?:rond|rondom|around|for)\s(?:de\s|the\s)?$")
LATEST = re.compile(r"\s?(?:at the latest|uiterlijk|als deadline)")
EVENT = re.compile(r"(?:open\w*|lanceer\w*|launch\w*|verjaardag|birthday)\b[^.;!?]{0,20}$")
WEEKS_BEFORE = re.compile(rf"(?:in\s)?(?:the|de)\s({COUNT})\s(?:weeks|weken)\s(?:before|ervoor|daarvoor)")
AROUND_DAYS = 14
ABOUT = Words("De dagen staan er niet precies.", "The days are not said exactly.")


@dataclass(frozen=True)
class Moment:
    """Days that a text names, where it does, and whether they are a feast or only about right."""

    first: date
    last: date
    start: int
    end: int
    feast: bool = False
    rough: bool = False


def period(text: str, today: date, avoid: tuple[tuple[int, int], ...] = ()) -> Guess | None:
    """The first period that is no opening day. `text` in lower case; what lies in `avoid` is not read."""
    found = [
        one for one in moments(text, today) if not any(one.start < end and start < one.end for start, end in avoid)
    ]
    before = _weeks_before(text, found)
    if before:
        return before
    told = [guess for at in range(len(found)) if (guess := _told(found, at, text, today))]
    return next((guess for guess in told if guess.certainty == "sure"), told[0]) if told else None


def _told(found: list[Moment], at: int, text: str, today: date) -> Guess | None:
    """What one moment says: with the next one a range, by itself days, and nothing for an opening or what is over."""
    one, other = found[at], found[at + 1] if at + 1 < len(found) else None
    if other and JOINED.fullmatch(text[one.end : other.start]):
        return _guess(one.first, _after(one, other), one.start, other.end, "likely" if one.rough else "sure")
    ahead = text[max(0, one.start - 60) : one.start]
    if BEFORE_AN_EVENT.search(ahead):
        return _guess(None, one.first - timedelta(days=1), one.start, one.end)
    behind = re.split(r"[.;!?]|,\s", text[one.end : one.end + 40])[0]
    clause = re.split(r"[.;!?,]\s", ahead)[-1] + text[one.start : one.end] + behind
    return None if EVENT.search(ahead[-40:]) or OVER.search(clause) else _alone(one, text, today)


def moments(text: str, today: date) -> list[Moment]:
    """All days that the text names, from the first to the last."""
    return [moment for one in MOMENT.finditer(text) if (moment := _moment(one, text, today))]


def _moment(one: re.Match[str], text: str, today: date) -> Moment | None:
    year = int(one["year"]) if one["year"] else None
    if one["feast"]:
        feast = feast_of(one["feast"].replace("’", "'"), today)
        return Moment(feast, feast, *one.span(), feast=True)
    if one["day3"]:
        found = day_of(int(one["day3"]), int(one["number"]), int(one["year3"]), today)
        return Moment(found, found, *one.span()) if found else None
    number, month = one["day"] or one["day2"], one["month"] or one["month2"]
    if number:
        found = day_of(int(number), MONTHS[month], year, today)
        return Moment(found, found, *one.span()) if found else None
    days = _longer(one, year, today)
    if days is None or _no_month(one, text):
        return None
    return Moment(*days, *one.span(), rough=bool(one["part"] or one["season"]))


def _longer(one: re.Match[str], year: int | None, today: date) -> tuple[date, date] | None:
    if one["part"]:
        return month_of(MONTHS[one["month3"]], year, today, PARTS[one["part"]])
    if one["month4"]:
        return month_of(MONTHS[one["month4"]], year, today)
    if one["week"]:
        return week_of(int(one["week"]), today)
    if one["quarter"] or one["nth"]:
        return quarter_of(int(one["quarter"] or QUARTERS[one["nth"]]), year, today)
    if one["season"]:
        return season_of(SEASONS[one["season"]], year, today)
    if one["many"]:
        number = number_of(one["many"]) or 1
        days = {"w": 7, "d": 1, "m": 30}[one["unit3"][0]] * number
        return today, today + timedelta(days=days)
    step = 1 if one["next"] else 0
    if (one["unit"] or one["unit2"]).startswith("w"):
        monday = today + timedelta(days=7 * step - today.weekday())
        return max(monday, today), monday + timedelta(days=6)
    after = (today.year * 12 + today.month - 1) + step
    return max(month_of(after % 12 + 1, after // 12, today)[0], today), month_of(after % 12 + 1, after // 12, today)[1]


def _no_month(one: re.Match[str], text: str) -> bool:
    """Whether "may", "mar" or "jan" is another word here: a month alone follows a word such as in or from."""
    name = one["month4"]
    if name not in ("may", "mar", "jan", "dec", "jun", "march", "mrt"):
        return False
    return not re.search(r"(?:in|from|until|to|and|van|vanaf|tot|en|before|t/m|during|-|–)\s?$", text[: one.start()])


def _after(one: Moment, other: Moment) -> date:
    """The end of a range, a year later where it would lie before its beginning."""
    if other.last >= one.first:
        return other.last
    return other.last.replace(year=other.last.year + 1)


def _alone(one: Moment, text: str, today: date) -> Guess:
    ahead = text[max(0, one.start - 24) : one.start]
    joined = FIRST_DAY.search(text[: one.start])
    if joined and one.first == one.last and 1 <= int(joined[1]) < one.first.day:
        return _guess(one.first.replace(day=int(joined[1])), one.last, joined.start(), one.end)
    if LATEST.match(text, one.end) or BY.search(ahead):
        return _guess(None, one.last, one.start, one.end)
    if one.first == one.last and WEEK_OF.search(ahead):
        monday = one.first - timedelta(days=one.first.weekday())
        return _guess(monday, monday + timedelta(days=6), one.start, one.end)
    if BEFORE.search(ahead):
        return _guess(None, one.first - timedelta(days=1), one.start, one.end)
    if FROM.search(ahead):
        return _guess(one.first, None, one.start, one.end, "likely" if one.rough else "sure")
    if one.feast:
        if AROUND.search(ahead) and re.search(r"rond|around", ahead):
            first = max(today, one.first - timedelta(days=AROUND_DAYS))
            return _guess(first, one.last, one.start, one.end, "doubtful")
        return _guess(None, one.last, one.start, one.end, "likely")
    return _guess(one.first, one.last, one.start, one.end, "likely" if one.rough else "sure")


def _weeks_before(text: str, found: list[Moment]) -> Guess | None:
    one = WEEKS_BEFORE.search(text)
    day = next((moment for moment in found if moment.first == moment.last), None)
    if one is None or day is None:
        return None
    weeks = number_of(one[1]) or 1
    first, last = day.first - timedelta(weeks=weeks), day.first - timedelta(days=1)
    guess = _guess(first, last, day.start, day.end, "likely")
    return Guess("period", guess.value, (*guess.spans, one.span()), "likely")


def _guess(first: date | None, last: date | None, start: int, end: int, certainty: Certainty = "sure") -> Guess:
    days = {"from": first.isoformat() if first else None, "until": last.isoformat() if last else None}
    said = {name: day for name, day in days.items() if day}
    return Guess("period", said, ((start, end),), certainty, ABOUT if certainty == "doubtful" else None)
