"""Dates as exports write them: month names in many languages, days without a year, and dates in a zip's name.

A day without a year gets one from the order of the rows and from the moment of the export: the newest lies at most two
days after it, and no older row after the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

_MONTHS = {
    1: "january januari januar jänner janvier enero gennaio janeiro tammikuu styczeń stycznia ocak leden ledna",
    2: "february februari februar février febrero febbraio fevereiro helmikuu luty lutego şubat únor února",
    3: "march maart mrt märz mrz mars marts marzo março maaliskuu marzec marca mart březen března",
    4: "april avril abril aprile huhtikuu kwiecień kwietnia nisan duben dubna",
    5: "may mei mai maj mayo maggio maio toukokuu maja mayıs květen května",
    6: "june juni juin junio giugno junho kesäkuu czerwiec czerwca haziran červen června",
    7: "july juli juillet julio luglio julho heinäkuu lipiec lipca temmuz červenec července",
    8: "august augustus augusti août agosto elokuu sierpień sierpnia ağustos srpen srpna",
    9: "september septembre septiembre settembre setembro syyskuu wrzesień września eylül září",
    10: "october oktober octobre octubre ottobre outubro lokakuu październik października ekim říjen října",
    11: "november novembre noviembre novembro marraskuu listopad listopada kasım",
    12: "december dezember décembre diciembre dicembre dezembro joulukuu grudzień grudnia aralık prosinec prosince",
}
_LEAST_LETTERS = 3
_NAMED_DAY = re.compile(r"(?P<day>\d{1,2})(?:\.|er|st|nd|rd|th|º)?\s*(?:de\s+)?(?P<month>[^\W\d_]{3,})")
_DAY_NAMED = re.compile(r"(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_ISO = re.compile(r"(?P<year>\d{4})[-/.年]\s*(?P<month>\d{1,2})[-/.月]\s*(?P<day>\d{1,2})")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)")
_AHEAD = timedelta(days=2)
_LONGEST_GAP = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is written; `year` is None where none is written."""

    month: int
    day: int
    year: int | None = None

    def on(self, year: int) -> date | None:
        """The date in a year; None for 29 February in most."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def day_in(text: str) -> Day | None:
    """The day a text begins with or consists of; None when it names none, or one that could be two."""
    plain = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").lower().split())
    written = _YEAR.search(plain)
    year = int(written["year"]) if written else None
    if iso := _ISO.match(plain):
        return _sound(int(iso["month"]), int(iso["day"]), int(iso["year"]))
    for pattern in (_NAMED_DAY, _DAY_NAMED):
        for found in pattern.finditer(plain):
            if (month := _month(found["month"])) is not None:
                return _sound(month, int(found["day"]), year)
    return None


def range_in(text: str) -> tuple[Day, Day] | None:
    """The first and the last day of a period such as `Sep 1 - Nov 29`; None when it is none."""
    parts = re.split(r"\s+[-–—~]\s+|\s*[–—]\s*", text.strip())
    if len(parts) != 2:
        return None
    first, last = (day_in(part) for part in parts)
    return (first, last) if first and last else None


def latest_on(day: Day, moment: datetime) -> date | None:
    """The newest date with this day that is not after the moment."""
    if day.year is not None:
        return day.on(day.year)
    limit = (moment + _AHEAD).date()
    tried = (day.on(limit.year - back) for back in range(9))
    return next((found for found in tried if found is not None and found <= limit), None)


def dated(days: Sequence[Day | None], moment: datetime) -> list[date | None]:
    """A date for each row, years told by the order of the rows; the order may be either way.

    Rows that name no day are None. Where rows stand in no order no year can be told, and all are None.
    """
    upwards = _backwards(list(reversed(days)), moment)[::-1]
    downwards = _backwards(list(days), moment)
    best = min((upwards, downwards), key=_longest_gap)
    return best if _longest_gap(best) <= _LONGEST_GAP else [None] * len(days)


def _backwards(days: list[Day | None], moment: datetime) -> list[date | None]:
    """Dates of rows that stand newest first."""
    found: list[date | None] = []
    limit = moment
    for day in days:
        there = latest_on(day, limit) if day else None
        found.append(there)
        if there is not None:
            limit = min(limit, start_of(there) - _AHEAD)
    return found


def _longest_gap(dates: list[date | None]) -> timedelta:
    known = [one for one in dates if one is not None]
    return max((abs(later - earlier) for earlier, later in pairwise(known)), default=timedelta())


def start_of(there: date) -> datetime:
    """The beginning of a day, in UTC."""
    return datetime(there.year, there.month, there.day, tzinfo=UTC)


def date_in_name(name: str) -> date | None:
    """The date in the name of a file, such as instagram-name-2026-11-29.zip; the last one when there are several."""
    found = re.findall(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)", name)
    for year, month, day in reversed(found):
        if (there := Day(int(month), int(day), int(year)).on(int(year))) is not None:
            return there
    return None


def _sound(month: int, day: int, year: int | None) -> Day | None:
    return Day(month, day, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month(word: str) -> int | None:
    """The month a word names or begins like; None when it is none, or could be two."""
    plain = _folded(word)
    if plain in _words():
        return _words()[plain]
    months = {month for name, month in _words().items() if name.startswith(plain)} if len(plain) >= 3 else set()
    return months.pop() if len(months) == 1 else None


@cache
def _words() -> dict[str, int]:
    return {_folded(word): month for month, words in _MONTHS.items() for word in words.split()}


def _folded(word: str) -> str:
    spelled = unicodedata.normalize("NFKD", word.lower().strip("."))
    return "".join(letter for letter in spelled if not unicodedata.combining(letter))
