"""Days that words mean: months, weeks, seasons, feasts, as seen from a given day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february febr feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun",
            "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {
    **dict.fromkeys(("voorjaar", "lente", "spring"), 3), **dict.fromkeys(("zomer", "summer"), 6),
    **dict.fromkeys(("najaar", "herfst", "autumn"), 9), **dict.fromkeys(("winter",), 12),
}  # fmt: skip
PARTS = {
    **dict.fromkeys(
        ("begin", "start", "early", "beginning of", "the beginning of", "begin van", "het begin van", "the start of"),
        (1, 10),
    ),
    **dict.fromkeys(("half", "midden", "medio", "mid", "middle of", "the middle of", "midden in"), (11, 20)),
    **dict.fromkeys(
        ("eind", "einde", "late", "end of", "the end of", "end", "einde van", "eind van", "het einde van"), (21, 31)
    ),
}  # fmt: skip
FEASTS = (
    "sinterklaas", "pakjesavond", "kerstmis", "kerst", "christmas", "xmas", "valentijnsdag", "valentijn",
    "valentine's day", "valentines day", "valentine", "moederdag", "mother's day", "mothers day", "vaderdag",
    "father's day", "fathers day", "pasen", "easter", "koningsdag", "king's day", "black friday", "halloween",
    "oud en nieuw", "oud & nieuw", "oudjaar", "new year's eve", "new year", "nieuwjaar", "easter sunday", "paasdagen",
    "kerstdagen", "christmas day", "st nicholas", "dierendag", "women's day", "vrouwendag", "singles day",
)  # fmt: skip
FIXED = {
    "sinterklaas": (12, 5), "pakjesavond": (12, 5), "kerst": (12, 25), "christmas": (12, 25), "xmas": (12, 25),
    "valent": (2, 14), "koningsdag": (4, 27), "king": (4, 27), "halloween": (10, 31), "oud en": (12, 31),
    "new year's": (12, 31), "new year": (1, 1), "nieuwjaar": (1, 1), "oud": (12, 31), "st nicholas": (12, 5),
    "dierendag": (10, 4), "women": (3, 8), "vrouwendag": (3, 8), "singles": (11, 11),
}  # fmt: skip
Days = tuple[date, date]
LEAST_OF_A_SEASON = 7


def day_of(number: int, month: int, year: int | None, today: date) -> date | None:
    """That day of that month, in that year or the next time it comes; None for a day that doesn't exist."""
    for at in [year] if year else range(today.year, today.year + 9):
        try:
            found = date(at, month, number)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def month_of(month: int, year: int | None, today: date, part: tuple[int, int] = (1, 31)) -> Days:
    """A month, or a part of it, in that year or the next time that it is not over."""
    at = year or today.year
    days = _within(at, month, part)
    return days if year or days[1] >= today else _within(at + 1, month, part)


def _within(year: int, month: int, part: tuple[int, int]) -> Days:
    last = calendar.monthrange(year, month)[1]
    return date(year, month, part[0]), date(year, month, min(part[1], last))


def weeks_of_month(month: int, which: int, weeks: int, year: int | None, today: date) -> Days:
    """Whole weeks of a month by counting days: the second week is 8-14, the last its last seven; -1 is the last."""
    _, last = month_of(month, year, today)
    if which < 0:
        return month_of(month, year, today, (last.day - 7 * weeks + 1, last.day))
    first = 7 * (which - 1) + 1
    return month_of(month, year, today, (first, first + 7 * weeks - 1))


def season_of(first_month: int, year: int | None, today: date) -> Days:
    """Three whole months, in that year or the next time that they are not over."""
    for at in [year] if year else (today.year - 1, today.year, today.year + 1, today.year + 2):
        end_year, end_month = at + (first_month + 2 > 12), (first_month + 1) % 12 + 1
        last = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
        if year or last >= today + timedelta(days=LEAST_OF_A_SEASON):
            return date(at, first_month, 1), last
    raise AssertionError("one of three years is not over")


def quarter_of(quarter: int, year: int | None, today: date) -> Days:
    """Three months of a quarter."""
    at = year or (today.year if quarter * 3 >= today.month else today.year + 1)
    return date(at, quarter * 3 - 2, 1), _within(at, quarter * 3, (1, 31))[1]


def week_of(week: int, today: date) -> Days | None:
    """Monday to Sunday of a week by its ISO number, the next time that it is not over."""
    for year in range(today.year - 1, today.year + 9):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= today:
            return monday, monday + timedelta(days=6)
    return None


def feast_of(name: str, today: date) -> date:
    """The next time that a feast comes."""
    for year in (today.year, today.year + 1):
        found = _feast(name, year)
        if found >= today:
            return found
    return _feast(name, today.year + 1)


def _feast(name: str, year: int) -> date:
    fixed = next((day for start, day in FIXED.items() if name.startswith(start)), None)
    if fixed:
        return date(year, *fixed)
    if name.startswith(("pasen", "easter", "paas")):
        return easter(year)
    if name.startswith("black"):
        return _nth(year, 11, calendar.THURSDAY, 4) + timedelta(days=1)
    fathers = name.startswith(("vader", "father"))
    return _nth(year, 6 if fathers else 5, calendar.SUNDAY, 3 if fathers else 2)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
