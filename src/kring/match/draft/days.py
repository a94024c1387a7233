"""When the work is to be done, as a text says it on a given day.

Each spell of days in the text is taken for work, for an event, for what is over, or for days to keep clear of, by the
words of its clause. Work goes before what says nothing; "before that" counts back from an event.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from kring.match.draft.draft import Certainty, Guess
from kring.match.draft.moment_roles import BEFORE, BY, FROM, LATEST, THE, Role, clause_of, role_of
from kring.match.draft.moments import Moment, spells
from kring.match.draft.numbers import COUNT, number_of
from kring.match.draft.spans import Span, meets
from kring.vocabulary.text import Words

ONWARDS = re.compile(r"\s(?:onwards|on\b(?!\s\w)|and later|en later|en verder)")
AROUND = re.compile(r"(?<!\w)(?:rond|rondom|around)\s(?:de\s|the\s)?$")
WEEK_OF = re.compile(rf"(?:week van|week of|week beginning|week vanaf|week commencing|week starting|week rond)\s{THE}$")
UNIT = r"(?P<unit>we(?:ek|eks|ken)|maand(?:en)?|months?|dagen|days)"
A_WHILE = rf"(?P<many>{COUNT}|a|de|the)\s{UNIT}"
AHEAD_OF = re.compile(rf"{A_WHILE}\s(?:voor|vóór|before|ahead of|voorafgaand aan)\s{THE}$")
REFERS = (
    r"(?:dat|die|deze|that|then|this|the (?:event|opening|launch|big day|day)|(?:de|onze|our"
    r"|the) \w*(?:opening\w*|première|lancering"
    r"|feest|open dag|launch|premiere|start|opening day|event|release)|opening day)"
)
BEFORE_THAT = re.compile(
    rf"(?<!\w)(?:daarvoor|daarvóór|ervoor|ervóór|beforehand|by then|tegen die tijd|voor de start"
    rf"|(?:voor|vóór|before|ahead of)\s(?:{REFERS}|opening)(?:\s(?:dag|tijd|datum|day|date|time|moment))?)(?!\w)"
)
AFTER_THAT = re.compile(r"(?<!\w)(?:daarna|erna|after that|afterwards|after the \w+)(?!\w)")
THAT_DAY = re.compile(
    r"(?<!voor )(?<!vóór )(?<!before )(?<!\w)(?:die dag|that day|op de dag zelf|on the day itself|the same day"
    r"|dezelfde dag)(?!\w)"
)
IN_ADVANCE = re.compile(rf"{A_WHILE}\s(?:van tevoren|tevoren|vooraf|in advance|ahead of time|eerder online)")
SPAN_AFTER = re.compile(
    rf"{A_WHILE}\s(?:erna|daarna|afterwards|after (?:the|our|that)|na (?:de|onze|het|die)|thereafter)"
)
THAT_WEEK = re.compile(r"(?<!\w)(?:die week|that week|the same week|dezelfde week|in die week)(?!\w)")
SPAN_BEFORE = re.compile(
    rf"(?:in\s)?{A_WHILE}\s(?:ervoor|ervóór|daarvoor|daarvóór|before(?:hand)?|voor de opening|earlier|eerder)(?!\w)"
)
LASTS = re.compile(rf"(?<!\w)(?P<many>{COUNT}|a)\s{UNIT}\s?(?:lang|long)?(?!\w)")
AROUND_DAYS = 14
ABOUT = Words("De dagen staan er niet precies.", "The days are not said exactly.")


def period(text: str, today: date, avoid: tuple[Span, ...] = ()) -> Guess | None:
    """The days of the work, by the clause that speaks of work first. `text` in lower case; `avoid` is not read."""
    found = [one for one in spells(text, today) if not meets(one.span, avoid)]
    found = [replace(one, first=one.last, kind="end") if one.kind == "now" else one for one in found]
    roles = [(role_of(one, text, today), one) for one in found]
    events = [one for role, one in roles if role == "event"]
    counted = _counted_from(events or [one for role, one in roles if role == "neutral"], roles, text)
    if counted:
        return counted
    told: list[tuple[Role, Guess]] = [
        (role, _alone(one, text, today)) for role, one in roles if role in ("work", "neutral")
    ]
    told += [("event", _alone(one, text, today)) for one in events if one.is_range and one.kind != "feast"]
    order = {"work": 0, "neutral": 1, "event": 2}
    sure = {"sure": 0, "likely": 1, "doubtful": 2}
    told.sort(key=lambda pair: (order[pair[0]], sure[pair[1].certainty]))
    return told[0][1] if told else None


def _counted_from(events: list[Moment], roles: list[tuple[Role, Moment]], text: str) -> Guess | None:
    """Days that count from an event: before that, the week before, that week, after that until a day."""
    for role, one in roles:
        ahead = text[max(0, one.start - 60) : one.start]
        if (found := AHEAD_OF.search(ahead)) and role != "never":
            return _span_before(one, found, one.start - len(ahead) + found.start())
    day = next((one for one in events if one.kind in ("day", "feast")), None)
    if day is None:
        return None
    if found := IN_ADVANCE.search(text):
        return _guess(
            None, _back(day.first, number_of(found["many"]) or 1, found["unit"]), found.start(), found.end(), also=day
        )
    if found := SPAN_AFTER.search(text, day.end):
        first = day.last + timedelta(days=1)
        last = _back(day.last, -(number_of(found["many"]) or 1), found["unit"])
        return _guess(first, last, found.start(), found.end(), "likely", also=day)
    if found := SPAN_BEFORE.search(text, day.end):
        return _span_before(day, found, found.start())
    if until := next((one for role, one in roles if role == "work" and one is not day), None):
        after = AFTER_THAT.search(text, day.end)
        if after and after.start() < until.start:
            return _guess(day.last + timedelta(days=1), until.last, after.start(), until.end)
        return None
    if found := THAT_DAY.search(text, day.end):
        return _guess(day.first, day.last, found.start(), found.end(), also=day)
    if found := BEFORE_THAT.search(text):
        return _guess(None, day.first - timedelta(days=1), found.start(), found.end(), also=day)
    if found := THAT_WEEK.search(text):
        monday = day.first - timedelta(days=day.first.weekday())
        return _guess(monday, monday + timedelta(days=6), found.start(), found.end(), also=day)
    return None


def _span_before(day: Moment, found: re.Match[str], start: int) -> Guess:
    last = day.first - timedelta(days=1)
    first = _back(day.first, number_of(found["many"]) or 1, found["unit"])
    return _guess(first, last, start, max(day.end, start + len(found[0])), "likely")


def _back(day: date, many: int, unit: str) -> date:
    """So many weeks, months or days earlier."""
    if unit.startswith("m"):
        at = day.year * 12 + day.month - 1 - many
        year, month = divmod(at, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return day - timedelta(days=many * (7 if unit.startswith("w") else 1))


def _alone(one: Moment, text: str, today: date) -> Guess:
    _, ahead, behind = clause_of(one, text)
    sure: Certainty = "likely" if one.rough else "sure"
    if one.kind == "end":
        return _guess(None, one.last, one.start, one.end)
    if LATEST.match(behind) or BY.search(ahead):
        return _guess(None, one.last, one.start, one.end)
    if not one.is_range and WEEK_OF.search(ahead):
        monday = one.first - timedelta(days=one.first.weekday())
        return _guess(monday, monday + timedelta(days=6), one.start, one.end)
    if BEFORE.search(ahead) and (one.kind in ("day", "feast") or not _for_all_of_it(ahead)):
        last = one.last if one.kind == "part" else one.first - timedelta(days=1)
        return _guess(None, last, one.start, one.end)
    if (FROM.search(ahead) or ONWARDS.match(behind)) and not _is_joined(one, text):
        return _lasting(one, text) or _guess(one.first, None, one.start, one.end, sure)
    if one.feast and not one.is_range:
        if AROUND.search(ahead):
            first = max(today, one.first - timedelta(days=AROUND_DAYS))
            return _guess(first, one.last, one.start, one.end, "doubtful")
        return _guess(None, one.last, one.start, one.end, "likely")
    return _guess(one.first, one.last, one.start, one.end, sure)


def _for_all_of_it(ahead: str) -> bool:
    return bool(
        re.search(r"(?:budget|euro|content|post\w*|campa\w+|for|heel|hele|whole|all of)\s(?:voor\s|for\s)?$", ahead)
    )


def _is_joined(one: Moment, text: str) -> bool:
    """Whether a spell is two moments joined, so that "from" has its end."""
    return (
        bool(
            re.search(
                r"(?:-|–|\btot\b|t/m|\btm\b|\bto\b|until|till|through|\ben\b|\band\b|eind|end)",
                text[one.start : one.end],
            )
        )
        and one.is_range
    )


def _lasting(one: Moment, text: str) -> Guess | None:
    """A beginning with how long it lasts: from January, three months."""
    found = LASTS.search(text, one.end, one.end + 40)
    if found is None:
        return None
    many, first = number_of(found["many"]) or 1, one.first
    if found["unit"].startswith("m"):
        last = _back(first, -many, "m") - timedelta(days=1)
    else:
        last = first + timedelta(days=many * (7 if found["unit"].startswith("w") else 1) - 1)
    return _guess(first, last, one.start, found.end(), "likely")


def _guess(
    first: date | None,
    last: date | None,
    start: int,
    end: int,
    certainty: Certainty = "sure",
    also: Moment | None = None,
) -> Guess:
    days = {"from": first.isoformat() if first else None, "until": last.isoformat() if last else None}
    said = {name: day for name, day in days.items() if day}
    spans = ((start, end), also.span) if also else ((start, end),)
    return Guess("period", said, spans, certainty, ABOUT if certainty == "doubtful" else None)
