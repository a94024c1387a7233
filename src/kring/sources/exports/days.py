"""Days as exports write them: with the month's name in many languages, without a year, and in the name of a zip.

A day without a year gets one from the order of the rows and from the moment of the export: the newest lies at most two
days after it, and no older row after the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from kring.sources.files.dates import CLOCKS_DIFFER
from kring.sources.files.months import month_named

_NAMED_DAY = re.compile(r"(?P<day>\d{1,2})(?:\.|er|st|nd|rd|th|º)?\s*(?:de\s+)?(?P<month>[^\W\d_]{3,})")
_DAY_NAMED = re.compile(r"(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_ISO = re.compile(r"(?P<year>\d{4})[-/.年]\s*(?P<month>\d{1,2})[-/.月]\s*(?P<day>\d{1,2})")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)")
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
            if (month := month_named(found["month"])) is not None:
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
    limit = (moment + CLOCKS_DIFFER).date()
    if day.year is not None:
        there = day.on(day.year)
        return there if there is not None and there <= limit else None
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
        there = latest_on(day, moment if day.year else limit) if day else None
        found.append(there)
        if there is not None:
            limit = min(limit, start_of(there) - CLOCKS_DIFFER)
    return found


def _longest_gap(dates: list[date | None]) -> timedelta:
    known = [one for one in dates if one is not None]
    return max((abs(later - earlier) for earlier, later in pairwise(known)), default=timedelta())


def start_of(there: date) -> datetime:
    """The beginning of a day, in UTC."""
    return datetime(there.year, there.month, there.day, tzinfo=UTC)


def noon_of(there: date) -> datetime:
    """The middle of a day, in UTC: what stands for it where neither time nor zone is told."""
    return start_of(there) + timedelta(hours=12)


def date_in_name(name: str) -> date | None:
    """The date in the name of a file, such as instagram-name-2026-11-29.zip; the last one when there are several."""
    found = re.findall(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)", name)
    for year, month, day in reversed(found):
        if (there := Day(int(month), int(day), int(year)).on(int(year))) is not None:
            return there
    return None


def _sound(month: int, day: int, year: int | None) -> Day | None:
    return Day(month, day, year) if 1 <= month <= 12 and 1 <= day <= 31 else None
