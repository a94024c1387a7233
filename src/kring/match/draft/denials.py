"""Which parts of a text deny something: from "no", "nobody who", "except" on, or up to "need not apply"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kring.match.draft.found import lowered
from kring.match.draft.spans import Span

NOT = re.compile(
    r"(?<!\w)(?:geen|niet|niemand|zonder|nooit|vermijd|uitgesloten:?|no|not|nobody|no one|no-one|without|none of"
    r"|nothing"
    r"|avoid(?:ing)?|never|exclud(?:e|ed|es|ing|ing|ed):?|exclusions?:|uitsluiten:?|don't (?:want|pick|use|send"
    r"|choose)|do not want"
    r"|liever geen|liefst geen|behalve|except(?: for)?|apart from|steer clear of|stay away from|keep away from"
    r"|leave out|skip"
    r"|(?:can't|cannot|can not|shouldn't|should not|mustn't|must not|may not|aren't|are not|haven't|have not)"
    r"(?=\s(?:be|have|been|work|working|currently|also|already|allowed|promoted|done)\b))(?!\w)(?!-)"
)
# What follows a word of denial without excluding anybody.
OTHERS = re.compile(
    r"\s(?:meer\b|later|alleen|uit\b|te\b|hoger|boven|more|later|only|less|sure|too|above|budg|geld|money|fees?\b"
    r"|idee|idea"
    r"|betaling|payment|vergoeding|probleem|problem|need|nodig|exact|precies|want to spend|a problem|haast|rush"
    r"|graan|grain"
    r"|pay\b|won't|duur|expensive|limit|inbegrepen|included|zo\b|so\b|veel|much|many|bang|afraid|know|weten|gek\b"
    r"|bekend\b|yet"
    r"|minder|fewer|before|eerder|het geval|ervaring|experience|gedoe|hassle|fuss|lange|contract|keten|chain"
    r"|interesse|reden|reason"
    r"|wonder|doubt|twijfel|stress|verplicht|obligation|strings|even\b|just\b|helemaal|een\b|a\b|an\b|the\b|in de\b"
    r"|in het\b"
    r"|dat\b|that\b|erg\b|very\b|gratis|free|goed|good|bad|slecht|zomaar|long|kosten|costs?|verwachting|deadline"
    r"|plan\b|plannen|tijd\b|time\b"
    r"|om\b|to\s|one knows|body knows|knows|kent\b|kende|heard|gehoord|willen\b|mogelijk|possible|graag"
    r"|currently available)"
)
END = re.compile(
    r"[;!?\n()]|\.(?=\s|$)|,\s|(?<!\w)(?:maar|but|die heeft|wel|plz|pls|please|aub|graag|haha)(?!\w)|\s-\s|\s\|\s"
)
GOES_ON = re.compile(
    r"(?:[,(]\s?|\s)(?:of|or|en|and|nor|noch)?\s?(?:(?:ook|also|even)\s)?(?=[A-Z@][\w@&])|,\s(?=(?:\w+\s)?(?:of|or"
    r"|nor)\s)|,\s(?:of|or|nor|noch)\s"
)
BEHIND = re.compile(
    r"\b(?:slaan we over|valt af|vallen af|hoeven (?:(?:we|wij)\s)?niet|hoeft (?:\w+\s)?niet|(?:kan|kunnen|mag"
    r"|mogen) (?:\w+\s)?niet(?: mee\w*)?"
    r"|komen niet in aanmerking|komt niet in aanmerking|sluiten we uit|zijn uitgesloten|is uitgesloten"
    r"|worden uitgesloten"
    r"|(?:past|passen) niet(?: bij \w+)?|doen we niet|liever niet|ook niet|niet graag|telt niet mee|tellen niet mee"
    r"|(?:is|are) (?:out|excluded|not eligible|ruled out|not welcome|a no go|off limits)|need not apply"
    r"|do(?:es)?n't fit|do(?:es)? not fit"
    r"|do(?:es)?n't count|do(?:es)? not count|zijn niet welkom|niet welkom|niet nodig|mee willen we niet"
    r"|willen we niet|vinden we niets"
    r"|[\w]+ niet(?=[.;!?]|$))"
)
# Who says what they themselves are not, excludes nobody.
ABOUT_US = re.compile(
    r"(?:\bwe(?:'re|\sare|\szijn)|\bwij zijn|\bi(?:'m|\sam)|\bit(?:'s|\sis)|\bdat is|\bhet is|\bthis is)\s$"
)
SEEKS = re.compile(r"\s(?:looking|op zoek|after|interested|geïnteresseerd)")
SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\S))+")
WHO = re.compile(
    r"(?:wie|who|mensen die|people who|accounts die|creators die|creators who|accounts that|iedereen die|anyone)\b"
)


@dataclass(frozen=True)
class Clause:
    """What a word of denial covers, first sign included and last not."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def clauses(text: str) -> list[Clause]:
    """The parts of a text that deny something."""
    small = lowered(text.replace("’", "'"))
    found = [clause for sentence in SENTENCE.finditer(small) for clause in _behind(sentence, small)]
    for one in NOT.finditer(small):
        inside = any(clause.start <= one.start() < clause.end for clause in found)
        if (
            inside
            or OTHERS.match(small, one.end())
            or (ABOUT_US.search(small[: one.start()]) and not SEEKS.match(small, one.end()))
        ):
            continue
        found.append(Clause(one.start(), _end(text, small, one.end())))
    return sorted(found, key=lambda one: one.start)


def _end(text: str, small: str, start: int) -> int:
    """Where a denial ends: at the end of its clause, unless names or "or" go on behind a comma."""
    at = start
    while end := END.search(small, at):
        goes_on = GOES_ON.match(text, end.start())
        if not goes_on or end[0][:1] not in ",(":
            return end.start()
        at = max(goes_on.end(), end.end())
    return len(small)


def _behind(sentence: re.Match[str], small: str) -> list[Clause]:
    """Clauses of a sentence that say at their end that they deny."""
    found = []
    for one in BEHIND.finditer(sentence[0]):
        begin = 0
        for comma in re.finditer(r",\s(?!\S+\s(?:of|or)\b)", sentence[0][: one.start()]):
            ahead = sentence[0][comma.end() : one.start()]
            if (ahead.strip() or re.fullmatch(r"\w+ niet", one[0])) and not WHO.match(sentence[0].lstrip()):
                begin = comma.end()
        start = sentence.start() + begin
        end = sentence.start() + one.end()
        found.append(Clause(start + len(small[start:end]) - len(small[start:end].lstrip()), end))
    return found
