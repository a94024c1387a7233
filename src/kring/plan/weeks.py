"""The weeks of a period: from Monday to Sunday, each that has a day of the period in it."""

from __future__ import annotations

from datetime import date, timedelta

from kring.match import Period

WEEK = timedelta(days=7)


def weeks_of(period: Period) -> tuple[date, ...]:
    """The Mondays of the weeks of a period; none when it is open on either side."""
    if period.start is None or period.end is None:
        return ()
    monday = period.start - timedelta(days=period.start.weekday())
    return tuple(monday + WEEK * number for number in range((period.end - monday).days // 7 + 1))


def last_day(week: date) -> date:
    """The Sunday of the week that begins on this Monday."""
    return week + WEEK - timedelta(days=1)
