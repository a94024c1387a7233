"""Whom to reach by age and gender, as a text says it."""

from __future__ import annotations

import re

from kring.match.draft.draft import Certainty, Guess, Span
from kring.match.draft.found import once, words_found
from kring.vocabulary.people import AGE_BANDS
from kring.vocabulary.text import Words

PEOPLE = (
    r"(?:vrouw\w*|man(?:nen)?|meiden|meisjes|jongens|mensen|ouders|jongeren|studenten|tieners|dames"
    r"|heren|volwassenen|"
    r"doelgroep|leeftijd\w*|women|woman|men|girls|boys|people|parents|students|teens|teenagers|adults|guys|ladies|"
    r"ages?|aged?|mums|moms|dads|baasjes|klanten|customers|gender|\w*meisjes|\w*stylistes\w*)"
)
YEARS = r"(?:jaar|jarigen?|jarige|years?|yrs|yo)"
SPAN = r"(\d{1,2})\s?(?:jaar\s)?(?:-|–|tot en met|t/m|tot|to|until|en|and)\s?(\d{1,2})"
RANGES = (
    re.compile(
        rf"{PEOPLE}[\s,:(]*(?:van|of|tussen(?: de)?|between|aged?|from|\(|leeftijd|vrouw,"
        rf"|man,)*[\s:(]*(?<![\d.,]){SPAN}(?![\d.,]*\s?(?:euro|k\b|%|km))"
    ),
    re.compile(rf"(?<![\d.,]){SPAN}[\s-]?{YEARS}"),
    re.compile(rf"(?<![\d.,]){SPAN}\)?\s{PEOPLE}"),
)
KIDS = re.compile(
    r"(?:kinderen|kids|children|kind|baby's|kleuters|toddlers)\s?(?:van|aged"
    r"|of)?\s?\(?\s?\d{1,2}\s?(?:-|–|tot|to|t/m|en|and)\s?\d{1,2}"
)
FROM = re.compile(
    rf"(?<![\d.,])(\d{{2}})\s?(?:\+|-?plus(?:sers?)?|jaar en ouder|en ouder|years and older|and older"
    rf"|and over|or older|"
    rf"and up)(?!\w)|(?:boven de|ouder dan|over|older than|above"
    rf"|vanaf)\s(\d{{2}})(?:\s{YEARS})?(?!\d|[.,]\d|\s?(?:euro|eur|k\b|km|%|volgers|"
    r"followers|creators|januari|februari|maart|april|mei|juni|juli))"
)
UNDER = re.compile(
    rf"(?:onder de|jonger dan|under|younger than|below)\s(\d{{2}})(?:\s{YEARS})?(?!\d|[.,]\d|k|\s?(?:euro"
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
    r"(?:(?<=,)|(?<=\()|(?<=:)|(?<=[^\W\d_]))\s?(?<![\d.,€])([1-6]\d)\s?[-–]\s?([2-9]\d)(?=\s*(?:$|[.,;)\n]))"
)
NO_AGES = re.compile(
    r"budget|buget|euro|€|\beur\b|bedrag|fee|tarief|week|kw\b|post|reel|stor|creators?|influencers?|\d\s*$"
)
GROUPS = {
    re.compile(r"(?<!\w)(?:student(?:en)?|students)(?!\w)"): ("18-24",),
    re.compile(r"(?<!\w)(?:tieners?|teens?|teenagers?|scholieren|pubers?)(?!\w)"): ("13-17",),
    re.compile(r"(?<!\w)(?:jonge?|young)\s(?:moeders?|mama's?|mums?|moms?|mothers|ouders|parents"
        r"|gezinnen|families)(?!\w)"): ("18-24", "25-34"),
    re.compile(r"(?<!\w)(?:senioren|ouderen|seniors|pensioen\w*|retired)(?!\w)"): ("65+",),
    re.compile(r"(?<!\w)(?:jongeren|young people|gen z|jonge mensen)(?!\w)"): ("13-17", "18-24"),
}  # fmt: skip
BOUNDS = [
    (int(band.rstrip("+").split("-")[0]), 150 if band[-1] == "+" else int(band.split("-")[1])) for band in AGE_BANDS
]
WIDER = Words("De leeftijden vallen tussen de groepen van Kring in.", "These ages lie between the groups of Kring.")
LEGAL = Words("18+ kan ook een wettelijke grens zijn.", "18+ may also be a legal limit.")
TYPICAL = Words("Er staat geen leeftijd; dit is gebruikelijk.", "No age is said; this is usual.")
BY_WORD = Words("Afgeleid van wie er genoemd wordt.", "Taken from who is named.")


def ages(text: str) -> Guess | None:
    """The age bands, said in figures, in decades or by a word for a group."""
    spans, bands, exact = _in_figures(text)
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


def _in_figures(text: str) -> tuple[list[Span], set[str], bool]:
    kids = [one.span() for one in KIDS.finditer(text)]
    for pattern in RANGES:
        for found in pattern.finditer(text):
            low, high = int(found[1]), int(found[2])
            if low < high and not any(found.start() < end and start < found.end() for start, end in kids):
                return [found.span()], set(touched(low, high)), _exact(low, high)
    for found in BARE.finditer(text):
        low, high = int(found[1]), int(found[2])
        line = re.split(r"[.;!?\n]", text[: found.start(1)])[-1]
        if low < high and not NO_AGES.search(line[-30:]):
            return [found.span(1)[:1] + found.span(2)[1:]], set(touched(low, high)), _exact(low, high)
    for pattern, low in PLUS.items():
        if plus := pattern.search(text):
            return [plus.span()], set(touched(low, 150)), False
    if above := FROM.search(text):
        low = int(above[1] or above[2])
        return [above.span()], set(touched(low, 150)), _exact(low, 150)
    if below := UNDER.search(text):
        return [below.span()], set(touched(13, int(below[1]) - 1)), False
    return [], set(), True


def touched(low: int, high: int) -> tuple[str, ...]:
    """The age bands that hold an age from `low` up to and including `high`."""
    return tuple(band for band, (first, last) in zip(AGE_BANDS, BOUNDS, strict=True) if first <= high and low <= last)


def _exact(low: int, high: int) -> bool:
    return low in [first for first, _ in BOUNDS] and high in [last for _, last in BOUNDS]


def genders(text: str, avoid: tuple[Span, ...] = ()) -> Guess | None:
    """The genders named; both together are named too."""
    found = [one for one in words_found("genders", text) if not one.within(avoid)]
    if not found:
        return None
    named = [one for one in found if text[one.start : one.end] not in ("mama", "mum", "mom")] or found
    by_word = all(
        re.match(
            r"(?:moeder|mama|mum|mom|mother|vader|papa|dad"
            r"|father)",
            text[one.start :],
        )
        for one in named
    )
    spans = tuple(one.span for one in named)
    return Guess("genders", sorted(once(named)), spans, "doubtful" if by_word else "sure", BY_WORD if by_word else None)
