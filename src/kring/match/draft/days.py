"""When the work is to be done, as a text says it on a given day.

Each spell of days in the text is taken for work, for an event, for what is over, or for days to keep clear of, by the
words of its clause. Work goes before what says nothing; "before that" counts back from an event.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from kring.match.draft.draft import Certainty, Guess
from kring.match.draft.moments import Moment, moments, spells
from kring.match.draft.numbers import COUNT, number_of
from kring.vocabulary.text import Words

__all__ = ["moments", "period"]

Role = Literal["work", "neutral", "event", "never"]
THE = (
    r"(?:de\s|het\s|the\s|op\s|on\s|dag\s|date\s|is\s|:\s?|maandag\s|dinsdag\s|woensdag\s|donderdag\s|vrijdag\s"
    r"|zaterdag\s|zondag\s|monday\s|tuesday\s|wednesday\s|thursday\s|friday\s|saturday\s|sunday\s)*"
)
BEFORE = re.compile(
    rf"(?<!\w)(?:vóór|voor|before|ahead of|in time for|op tijd voor)\s{THE}(?:(?:onze|our|the)\s)?(?:(?!haar|zijn"
    rf"|mijn|hun|her|his|my)[\w'-]+\s){{0,2}}"
    r"(?:op|on|van|of)\s(?:\w+dag\s|\w+day\s)?$"
    rf"|(?<!\w)(?:vóór|voor|before|ahead of|in time for|op tijd voor)\s{THE}$"
)
BY = re.compile(
    rf"(?<!\w)(?:uiterlijk(?: op| in| tegen)?|by|until|till|tot(?: en met)?|t/m|no later than|niet later dan|tegen"
    rf"|klaar (?:op|in)|ten laatste|deadline(?: is)?|latest|einddatum|end date|up to|tot uiterlijk|op zijn laatst"
    rf"|through|eindigt|ends)\W{{0,2}}\s?{THE}$"
)
FROM = re.compile(
    rf"(?<!\w)(?:vanaf|from|starting|starts|starting from|as of|since|na|after|met ingang van|per|start|starten"
    rf"|startdatum"
    rf"|start date|ingangsdatum|beginnend|beginning|onwards from|live per|kick-?off|go-?live|not before"
    rf"|niet v[oó]{{2}}r"
    rf"|niet eerder dan|(?:start|starts|starting|begin|begint|beginnend|beginning) (?:in|on|op|at))\W{{0,2}}\s?{THE}$"
)
ONWARDS = re.compile(r"\s(?:onwards|on\b(?!\s\w)|and later|en later|en verder)")
LATEST = re.compile(r"\s?(?:at the latest|at latest|uiterlijk|als deadline|is (?:de|the|our|onze) deadline|deadline)")
AROUND = re.compile(r"(?<!\w)(?:rond|rondom|around)\s(?:de\s|the\s)?$")
WEEK_OF = re.compile(rf"(?:week van|week of|week beginning|week vanaf|week commencing|week starting|week rond)\s{THE}$")
A_WHILE = rf"(?P<many>{COUNT}|een|a|one|de|the)\s(?P<unit>we(?:ek|eks|ken)|maand(?:en)?|months?|dagen|days)"
AHEAD_OF = re.compile(rf"{A_WHILE}\s(?:voor|vóór|before|ahead of|voorafgaand aan)\s{THE}$")
EVENT_WORDS = (
    r"open(?:t|en|s|ing|ed|ingsdag|ingsfeest|day)?\b|opendag|geopend|\blanceer|lancering|launch(?:es|ed)?\b|verjaar"
    r"|birthday"
    r"|premi[eè]re|jubileum|anniversary|\bfeest|party|toernooi|tournament|festival|marathon|\bevent\b|evenement"
    r"|verschijnt|komt uit|comes? out|coming out|release|breng(?:t|en)? .{0,25}uit|bring(?:s|ing)? out|begint"
    r"|beginnen|lessen|classes|cursus|courses?"
    r"|seizoen|season|vindt plaats|takes? place|\bis op\b|organise|bestaa[nt]|wordt \d|turns? \d|inschrij|enrol"
    r"|registrat"
    r"|closes|sluit|dag is\b|day is\b|tentoonstelling|exhibition|expositie|\bhold\b|houden we|we houden|optred|concert"
    r"|voorstelling|beurs|\bfair\b|markt\b|wedstrijd|\brace\b|\brun\b|kermis|congres|conference|ramadan|verhuiz"
)
WORK = re.compile(
    r"online|\blive\b|\bpost(?:s|en|ing|ed)?\b|geplaatst|plaats(?:en|ing)|publicer|publish(?:ed)?\b|publicatie"
    r"|content|campag|campaign|looptijd|periode|period"
    r"|\bterm\b|timing|wanneer|\bwhen\b|deadline|uitvoering|video|reels?\b|stor(?:y|ies)|filmpje|promo|graag|liefst"
    r"|prefer"
    r"|please|gebeuren|happen|klaar|ready|flight|looptijd|zichtbaar|visible|shoot|draaien|creator|influencer|richten"
    r"|pakken we|inzet|moeten|moet\b|must|should|let's say|zeg\b|uiterlijk|no later|actie\b|aandacht|visit|langs|komen"
    r"|filmen|we'd like|we want|willen we|we willen|zoeken|looking|need|works?\b|done|schedule|planning|begin met"
)
EVENT = re.compile(EVENT_WORDS)
OVER = re.compile(
    r"vorig jaar|vorige (?:zomer|winter|keer|maand)|afgelopen|last (?:year|summer|winter|spring|autumn|month)"
    r"|\bago\b|geleden"
    r"|\bsinds\b|\bsince\b|voorbij|\bover now|is past|begonnen|opgericht|started in|founded|\bin (?:19|20[01])\d\d"
)
BUSY = re.compile(
    r"altijd vol|already full|is full|zit(?:ten)? (?:\w+\s)?vol|vol zitten|vol zit|zijn (?:\w+\s)?vol|fully booked"
    r"|volgeboekt"
    r"|\bniet in\b|\bnot in\b|is (?:het|hier|there|it) (?:\w+\s)?(?:stil|rustig|quiet)|\bquiet\b|dicht\b|gesloten"
    r"|\bclosed\b|open van|open from"
    r"|(?:vooral|especially|mostly|mainly) in"
)
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
LASTS = re.compile(
    rf"(?<!\w)(?P<many>{COUNT}|een|a|one|drie)\s(?P<unit>we(?:ek|eks|ken)|maand(?:en)?|months?|dagen|days)\s?(?:lang"
    rf"|long)?(?!\w)"
)
AROUND_DAYS = 14
ABOUT = Words("De dagen staan er niet precies.", "The days are not said exactly.")


def period(text: str, today: date, avoid: tuple[tuple[int, int], ...] = ()) -> Guess | None:
    """The days of the work, by the clause that speaks of work first. `text` in lower case; `avoid` is not read."""
    found = [one for one in spells(text, today) if not any(one.start < end and start < one.end for start, end in avoid)]
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


def role_of(one: Moment, text: str, today: date) -> Role:
    """What a spell is for, by the words of its clause and, where that says nothing, of its sentence."""
    clause, ahead, behind = clause_of(one, text)
    if OVER.search(clause) or one.last < today or BUSY.search(clause):
        return "never"
    bounded = BEFORE.search(ahead) or BY.search(ahead) or LATEST.match(behind)
    event = EVENT.search(clause)
    if event and bounded and (WORK.search(clause) or BEFORE.search(ahead)):
        return "work"
    if event and not _work_beside(one, clause, event):
        return "event"
    if bounded or WORK.search(clause) or FROM.search(ahead):
        return "work"
    return "neutral"


def clause_of(one: Moment, text: str) -> tuple[str, str, str]:
    """The clause that a spell stands in, and the parts before and behind it."""
    ahead = re.split(
        r"[.;!?](?=\s)|\n|,\s(?!(?:van|from|tot|until|\d))| (?:maar|but|dus|so|want) ",
        text[max(0, one.start - 90) : one.start],
    )[-1]
    behind = re.split(r"[.;!?](?=\s|$)|\n|,\s| (?:maar|but|dus|so|want) ", text[one.end : one.end + 60])[0]
    return ahead + text[one.start : one.end] + behind, ahead, behind


def _work_beside(one: Moment, clause: str, event: re.Match[str]) -> bool:
    """Whether a clause with an event's word is about work all the same: the word stands for what is promoted."""
    work = WORK.search(clause)
    named = re.match(r"(?:lancering|launch|tentoonstelling|exhibition|festival|seizoen|season|actie)", event[0])
    return bool(work) and (one.is_range or not named) and work is not None and work.start() < event.start()


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
    if any(role == "work" and one is not day for role, one in roles):
        until = next((one for role, one in roles if role == "work" and one is not day), None)
        after = AFTER_THAT.search(text, day.end)
        if until and after and after.start() < until.start:
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
    spans = ((start, end), (also.start, also.end)) if also else ((start, end),)
    return Guess("period", said, spans, certainty, ABOUT if certainty == "doubtful" else None)
