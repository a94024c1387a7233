"""What a spell of days in a text is for, by the words of its clause: work, an event, or days to keep clear of.

`BEFORE`, `BY` and `FROM` are sought in what stands before a spell, `LATEST` in what stands behind it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from kring.match.draft.moments import Moment

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
LATEST = re.compile(r"\s?(?:at the latest|at latest|uiterlijk|als deadline|is (?:de|the|our|onze) deadline|deadline)")
WORK = re.compile(
    r"online|\blive\b|\bpost(?:s|en|ing|ed)?\b|geplaatst|plaats(?:en|ing)|publicer|publish(?:ed)?\b|publicatie"
    r"|content|campag|campaign|looptijd|periode|period"
    r"|\bterm\b|timing|wanneer|\bwhen\b|deadline|uitvoering|video|reels?\b|stor(?:y|ies)|filmpje|promo|graag|liefst"
    r"|prefer"
    r"|please|gebeuren|happen|klaar|ready|flight|looptijd|zichtbaar|visible|shoot|draaien|creator|influencer|richten"
    r"|pakken we|inzet|moeten|moet\b|must|should|let's say|zeg\b|uiterlijk|no later|actie\b|aandacht|visit|langs|komen"
    r"|filmen|we'd like|we want|willen we|we willen|zoeken|looking|need|works?\b|done|schedule|planning|begin met"
)
EVENT = re.compile(
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


def role_of(one: Moment, text: str, today: date) -> Role:
    """What a spell is for, by the words of its clause."""
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
    return work is not None and work.start() < event.start() and (one.is_range or not named)
