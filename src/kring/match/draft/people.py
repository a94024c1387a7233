"""Whom to reach by age and gender, as a text says it."""

from __future__ import annotations

import re

from kring.match.draft.draft import Certainty, Guess
from kring.match.draft.found import Found, once, words_found
from kring.match.draft.numbers import IN_WORDS, number_of
from kring.match.draft.spans import Span, meets
from kring.vocabulary.people import AGE_BANDS
from kring.vocabulary.text import Words

PEOPLE = (
    r"(?:[\w'-]*(?:vrouw\w*|man(?:nen)?|meiden|meisjes|jongens|mensen|ouders|jongeren|studenten|tieners|dames|heren"
    r"|volwassenen"
    r"|doelgroep\w*|leeftijd\w*|publiek|women|woman|men|girls|boys|people|parents|students|teens|teenagers|adults"
    r"|guys|ladies|ages?"
    r"|aged?|mums|moms|dads|baasjes|klanten|customers|gender|stylistes|[a-z]{2,}ers|vaders|moeders|papa's|mama's"
    r"|audience|fans|residents"
    r"|target(?:\sgroup)?|ppl|demo\w*|eigenaren|gezinnen|families|lezeressen|couples|kids|bezoekers|expats|locals"
    r"|singles|targeting|ta\b"
    r"|[vfm](?=[\s,:])))"
)
YEARS = r"(?:jaar|jarigen?|jarige|years?|yrs|yo|y/o|j\b)"
_TO = r"(?:-|–|tot en met|t/m|tm|tot|to|until|through|en|and|&)"
SPAN = rf"(\d{{1,2}})\s?(?:jaar\s|years\s)?{_TO}\s?(?:de\s)?(\d{{1,2}})"
NO_AGE_BEHIND = (
    r"(?![\d.,]*\s?(?:euro|eur\b|k\b|%|km|€|creators?|influencers?|accounts?|posts?|reels?|stor|video|jan|feb|maart"
    r"|march|apr|mei|may|jun"
    r"|jul|aug|sep|okt|oct|nov|dec|weken|weeks|dagen|days|uur|minut|personen|stuks|of them|foodies))"
)
YOUNGEST = 10
RANGES = (
    re.compile(
        rf"(?<!\w){PEOPLE}[\s,:(]*(?:van|of|tussen(?: de)?|between(?: the ages of)?|aged?|from|\(|leeftijd|vrouw,"
        rf"|man,|zijn|is|are|mostly|meestal"
        rf"|vooral|roughly|ongeveer|die|who)*[\s:(]*(?:van\s|tussen\s|between\s|de\s"
        rf"|from\s)*(?<![\d.,€]){SPAN}{NO_AGE_BEHIND}"
    ),
    re.compile(rf"(?<![\d.,]){SPAN}[\s-]?{YEARS}"),
    re.compile(rf"(?<![\d.,]){SPAN}\)?\s(?:and\s|en\s)?(?:{PEOPLE}|female|male)(?!\w)"),
    re.compile(rf"(?:ages of|tussen de|leeftijd|aged|age)\W{{0,3}}{SPAN}{NO_AGE_BEHIND}"),
    re.compile(
        r"(?<![\d.,])(\d{2})-?(?:,\s?\d{2}-?)*,?\s(?:en|and|of|or)\s(\d{2})-?\s?(?:jarigen|year-olds|year olds)"
    ),
)
KIDS = re.compile(
    r"(?:kinderen|kids|children|kind|baby's|kleuters|toddlers)\s?(?:van|aged"
    r"|of)?\s?\(?\s?\d{1,2}\s?(?:-|–|tot|to|t/m|en|and)\s?\d{1,2}"
)
FROM = re.compile(
    rf"(?<![\d.,])(\d{{2}})\s?(?:\+|-?plus(?:sers?)?|jaar en ouder|en ouder|years and older|and older"
    rf"|and over|or older|"
    rf"and up)(?!\w)|(?:boven de|ouder dan|over|older than|above"
    rf"|vanaf)[\s-](\d{{2}})s?(?:\s{YEARS})?(?!\d|[.,]\d|\s?(?:euro|eur|k\b|km|%|volgers|"
    r"followers|creators|januari|februari|maart|april|mei|juni|juli))"
)
UNDER = re.compile(
    rf"(?:onder de|jonger dan|under|younger than|below|(?:jongeren|mensen|iedereen|people|everyone|students"
    rf"|studenten) (?:tot|up to))"
    rf"[\s-](\d{{2}})s?(?:\s{YEARS})?(?!\d|[.,]\d|k|\s?(?:euro"
    rf"|eur|k\b|km|%|volgers|followers))"
)
DECADES = {
    re.compile(
        r"(?<!\w)(?:twintigers|20ers|20'ers|begin twintig|in their (?:20s|twenties)|twenty-?somethings"
        r"|20s|twenties)(?!\w)"
    ): (20, 29),
    re.compile(
        r"(?<!\w)(?:dertigers|30ers|30'ers|in their (?:30s|thirties)|thirty-?somethings|30s"
        r"|thirties)(?!\w)"
    ): (
        30,
        39,
    ),
    re.compile(r"(?<!\w)(?:veertigers|40ers|in their (?:40s|forties)|40s|forties)(?!\w)"): (40, 49),
    re.compile(r"(?<!\w)(?:vijftigers|50ers|in their (?:50s|fifties)|50s|fifties)(?!\w)"): (50, 59),
    re.compile(r"(?<!\w)(?:zestigers|60ers|in their (?:60s|sixties)|60s|sixties)(?!\w)"): (60, 69),
}
PLUS = {
    re.compile(r"(?<!\w)(?:vijftig-?plus\w*|fifty-?plus|over-?fift\w+|over fifty|boven de vijftig)(?!\w)"): 50,
    re.compile(r"(?<!\w)(?:zestig-?plus\w*|sixty-?plus|over sixty|boven de zestig)(?!\w)"): 60,
}
BARE = re.compile(
    r"(?:^|(?<=,)|(?<=\()|(?<=:)|(?<=\n)|(?<=[.;|]\s)|(?<=[^\W\d_]))\s?(?<![\d.,€])([1-6]\d)\s?(?:-|–|t/m|tot en met"
    r"|tot|to)\s?([2-9]\d)(?=\s*(?:$|[.,;)\n|]))"
)
ABOUT_AN_AGE = re.compile(
    rf"(?<!\w){PEOPLE}\s(?:van\s|of\s|die\s)?(?:rond|around|about|omstreeks)\s(?:de\s"
    rf"|age\s)?(\d{{2}})(?:\s{YEARS})?(?!\d|[.,]\d|\s?(?:euro|k\b|%|km))"
)
NO_AGES = re.compile(
    r"budget|buget|euro|€|\beur\b|bedrag|fee|tarief|week|kw\b|post|reel|stor|creators?|influencers?|\d\s*$"
)
# An age limit at a door, not an age of a public.
RELATIVE = re.compile(r"(?<!\w)(?:mijn|m'n|my|his|her|zijn|haar|ons|onze|our|late)\s(?:\w+\s)?$")
EACH_MAN = re.compile(r"(?:euro|eur|€|\d)\s(?:de|per|a)\s$")
PARENT = re.compile(r"(?:moeder|mama|mum|mom|mother|vader|papa|dad|father)")
ENTRY = re.compile(r"\s(?:event|evenement|party|feest|show|only|festival|entree|id\b|bar\b|verplicht)")
GROUPS = {
    re.compile(r"(?<!\w)(?:student(?:en)?|students)(?!\w)"): ("18-24",),
    re.compile(r"(?<!\w)(?:tieners?|teens?|teenagers?|scholieren|pubers?)(?!\w)"): ("13-17",),
    re.compile(r"(?<!\w)(?:jonge?|young)\s(?:moeders?|mama's?|mums?|moms?|mothers|ouders|parents"
        r"|gezinnen|families)(?!\w)"): ("18-24", "25-34"),
    re.compile(r"(?<!\w)(?:senioren|ouderen|seniors|\w*pensioen\w*|gepension\w*|retired|retirees|pensioners"
        r"|grandparents)(?!\w)"): ("65+",),
    re.compile(r"(?<!\w)(?:jongeren|young people|gen z|gen-z|generatie z|generation z|zoomers"
        r"|jonge mensen)(?!\w)"): ("13-17", "18-24"),
}  # fmt: skip
BOUNDS = [
    (int(band.rstrip("+").split("-")[0]), 150 if band[-1] == "+" else int(band.split("-")[1])) for band in AGE_BANDS
]
WIDER = Words("De leeftijden vallen tussen de groepen van Kring in.", "These ages lie between the groups of Kring.")
LEGAL = Words("18+ kan ook een wettelijke grens zijn.", "18+ may also be a legal limit.")
TYPICAL = Words("Er staat geen leeftijd; dit is gebruikelijk.", "No age is said; this is usual.")
BY_WORD = Words("Afgeleid van wie er genoemd wordt.", "Taken from who is named.")


def ages(text: str) -> Guess | None:
    """The age bands, said in figures, in words, in decades or by a word for a group."""
    spans, bands, exact = _in_figures(text)
    if not bands:
        written, places = _with_figures(text)
        spans, bands, exact = _in_figures(written)
        spans = [(places[start], places[end - 1] + 1) for start, end in spans]
    certainty: Certainty = "sure" if exact else "likely"
    why = None if exact else WIDER
    if len(spans) == 1 and re.match(r"18\s?\+", text[spans[0][0] :]):
        certainty, why = "doubtful", LEGAL
    if not bands:
        for pattern, (low, high) in DECADES.items():
            for found in pattern.finditer(text):
                spans.append(found.span())
                bands |= set(touched(low, high))
                certainty, why = "likely", WIDER
    for pattern, group in GROUPS.items():
        by_word = None if bands else pattern.search(text)
        if by_word:
            return Guess("ages", list(group), (by_word.span(),), "doubtful", TYPICAL)
    if not bands:
        return None
    return Guess("ages", [band for band in AGE_BANDS if band in bands], tuple(spans), certainty, why)


def _with_figures(text: str) -> tuple[str, list[int]]:
    """The text with ages in words as figures, and where in the text each of its signs stands."""
    parts, places, at = [], [], 0
    for one in IN_WORDS.finditer(text):
        number = number_of(one[0]) or 0
        if YOUNGEST <= number <= 99:
            parts += [text[at : one.start()], str(number)]
            places += [*range(at, one.start()), one.start(), one.end() - 1]
            at = one.end()
    return "".join([*parts, text[at:]]), [*places, *range(at, len(text))]


def _in_figures(text: str) -> tuple[list[Span], set[str], bool]:
    kids = [one.span() for one in KIDS.finditer(text)]
    for pattern in RANGES:
        for found in pattern.finditer(text):
            low, high = int(found[1]), int(found[2])
            team = re.search(r"(?:team|groep|group|staff) (?:of|van) $", text[: found.start()])
            if not team and YOUNGEST <= low < high and not meets(found.span(), kids):
                return [found.span()], set(touched(low, high)), _exact(low, high)
    for found in BARE.finditer(text):
        low, high = int(found[1]), int(found[2])
        line = re.split(r"[.;!?\n]", text[: found.start(1)])[-1]
        if low < high and not NO_AGES.search(line[-30:]):
            return [found.span(1)[:1] + found.span(2)[1:]], set(touched(low, high)), _exact(low, high)
    for pattern, low in PLUS.items():
        if plus := pattern.search(text):
            return [plus.span()], set(touched(low, 150)), False
    above = next((one for one in FROM.finditer(text) if _is_age(one, text)), None)
    if above:
        low = int(above[1] or above[2])
        return [above.span()], set(touched(low, 150)), _exact(low, 150)
    if around := ABOUT_AN_AGE.search(text):
        return [around.span()], set(touched(int(around[1]), int(around[1]))), False
    if below := UNDER.search(text):
        return [below.span()], set(touched(13, int(below[1]) - 1)), False
    return [], set(), True


def _is_age(one: re.Match[str], text: str) -> bool:
    """Whether "18+" is an age of a public: no limit at a door, and no size."""
    creators = re.match(r"\s?(?:\w+[ -])?(?:creators|influencers|accounts)", text[one.end() :])
    if creators or int(one[1] or one[2]) < YOUNGEST + 3:
        return False
    return not ENTRY.match(text, one.end()) and not re.search(r"(?:sizes?|maat|maten)\s$", text[: one.start()])


def touched(low: int, high: int) -> tuple[str, ...]:
    """The age bands that hold an age from `low` up to and including `high`."""
    return tuple(band for band, (first, last) in zip(AGE_BANDS, BOUNDS, strict=True) if first <= high and low <= last)


def _exact(low: int, high: int) -> bool:
    return low in [first for first, _ in BOUNDS] and high in [last for _, last in BOUNDS]


def genders(text: str, avoid: tuple[Span, ...] = ()) -> Guess | None:
    """The genders named; both together are named too."""
    found = [
        one for one in (*words_found("genders", text), *_letters(text))
        if not one.within(avoid) and not RELATIVE.search(text[: one.start]) and not EACH_MAN.search(text[: one.start])
        and not re.match(r"'?s?\s?(?:day|dag)\b", text[one.end :])
    ]  # fmt: skip
    if not found:
        return None
    by_word = all(PARENT.match(text, one.start) for one in found)
    spans = tuple(one.span for one in found)
    return Guess("genders", sorted(once(found)), spans, "doubtful" if by_word else "sure", BY_WORD if by_word else None)


def _letters(text: str) -> list[Found]:
    """Genders by a letter beside ages: F 18-34, m/v."""
    both = [Found("female male", *one.span()) for one in re.finditer(r"(?<!\w)(?:m/v|v/m|m/f|f/m)(?:/x)?(?!\w)", text)]
    alone = re.finditer(r"(?<![\w/])([vfm])(?=[\s,:]{1,2}\d{2}\s?(?:-|–|\+|t/m|tot))", text)
    return [*both, *(Found("male" if one[1] == "m" else "female", *one.span()) for one in alone)]
