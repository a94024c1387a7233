"""Platforms, tiers, deliverables and languages that a text asks for."""

from __future__ import annotations

import re
from itertools import pairwise

from kring.match.draft.amounts import figures
from kring.match.draft.draft import Guess
from kring.match.draft.found import Found, once, words_found
from kring.match.draft.numbers import COUNT, number_of
from kring.match.draft.spans import Span, meets
from kring.vocabulary.platforms import deliverables as known_deliverables
from kring.vocabulary.platforms import platforms as known_platforms
from kring.vocabulary.text import Words
from kring.vocabulary.tiers import KRING

FOLLOWERS = r"(?:volgers|followers|abonnees|subscribers|subs|fans|volgelingen|leden)"
SIZE = r"(\d+(?:[.,]\d+)*)\s?(k|duizend|thousand|m|mln|miljoen|million)?(?!\w)"
COUNTED = rf"(?:{FOLLOWERS}|(?=\s?(?:$|[.,;)\n])))"
SIZES = re.compile(
    rf"{SIZE}\s?(?:-|–|tot|to|t/m|and|en)\s?(?:de\s)?{SIZE}\s(?:\w+\s)?{FOLLOWERS}"
    rf"|(?:volgersaantal|aantal volgers|followers?(?: count)?|volgers|following|bereik)\W{{0,3}}(?:of\s|van\s"
    rf"|tussen\s(?:de\s)?|between\s|from\s)*"
    rf"{SIZE}\s?(?:-|–|tot|to|t/m|and|en)\s?(?:de\s)?{SIZE}"
)
SIZES_ALONE = re.compile(r"(?<![€\w.,])(\d+)(k)\s?(?:-|–|tot|to)\s?(\d+)(k)(?!\w)(?!\s?(?:euro|eur|€))")
LEAST = re.compile(
    rf"(?P<how>minimaal|minstens|min\.|at least|more than|meer dan|over|boven de|above|vanaf|from"
    rf"|minimum(?: of)?)\s{SIZE}\s{FOLLOWERS}"
)
PLUS = re.compile(rf"(?<![€\w.,]){SIZE}\s?\+\s?(?:{FOLLOWERS}|(?=$|[.,;)\n]))")
MOST = re.compile(
    rf"(?:maximaal|hoogstens|hooguit|niet meer dan|no more than|max\.?|at most|under|below|onder de|minder dan"
    rf"|less than|fewer than|up to|tot)\s{SIZE}\s{FOLLOWERS}"
)
LANGUAGE_NAMES = {
    "nl": ("nederlands", "nederlandse", "dutch", "vlaams", "flemish"), "en": ("engels", "engelse", "english"),
    "de": ("duits", "duitse", "german"), "fr": ("frans", "franse", "french"), "es": ("spaans", "spaanse", "spanish"),
    "it": ("italiaans", "italiaanse", "italian"), "pt": ("portugees", "portugese", "portuguese"),
    "pl": ("pools", "poolse", "polish"), "tr": ("turks", "turkse", "turkish"),
    "ar": ("arabisch", "arabische", "arabic"),
}  # fmt: skip
CODES = {name: code for code, names in LANGUAGE_NAMES.items() for name in names}
_LANGUAGE = rf"(?:{'|'.join(sorted(CODES, key=len, reverse=True))})"
_ALSO = rf"{_LANGUAGE}(?:(?:\s?(?:,|/|&)\s?|\s(?:or|and|of|en)\s){_LANGUAGE})*"
SPOKEN = (
    re.compile(
        rf"(?<!\w)({_ALSO})[ -]?(?:talig\w*|speaking|speakers?|sprekend\w*|sprekers?|language|content|posts"
        rf"|captions)(?!\w)"
    ),
    re.compile(
        rf"(?<!\w)(?:voertaal|taal|talen|languages?|speaks?|spreken|spreekt|praten|post\w* in het"
        rf"|post\w* in)\W{{0,3}}(?:is\s|het\s)?({_ALSO})(?!\w)"
    ),
    re.compile(rf"(?<!\w)(?:in (?:het\s|both\s|zowel\s)?)({_ALSO})(?!\w|\s[a-z]{{4,}})"),
    re.compile(
        rf"(?<!\w)({_LANGUAGE}(?:\s(?:or|and|of|en)\s{_LANGUAGE})+)(?:\s(?:is|are|mag|both|allebei|kan|zijn|okay|ok"
        rf"|fine)|\s?[.,;!?]|$)"
    ),
    re.compile(rf"(?<!\w)({_ALSO})\s?(?:spreken|sprekend|spreekt)(?!\w)"),
    re.compile(
        rf"(?<!\w)(?:everything|alles|all|content|posts?|videos?|captions?)\s(?:\w+\s)?in\s(?:het\s)?({_ALSO})(?!\w)"
    ),
)
CODE = re.compile(
    r"(?<!\w)(?:voertaal|taal|talen|languages?)\W{1,3}((?:nl|en|de|fr|es|it|pt|pl|tr|ar)(?:\s?(?:,|/|&|en|and|of"
    r"|or)\s?(?:nl|en|de|fr))*)(?!\w)"
)
OURSELVES = re.compile(r"(?:\b(?:we|wij|ik|i)\s(?:\w+\s)?)$")
TIMES = {"k": 1e3, "duizend": 1e3, "thousand": 1e3, "m": 1e6, "mln": 1e6, "miljoen": 1e6, "million": 1e6}
LARGEST, FEWEST = 1e9, 500
SMALL_ONES = Words("Klein is hier nano en micro.", "Small is taken as nano and micro.")
UPWARDS = re.compile(
    r"(?:[ -]tier)?\s(?:and up|upwards?|or (?:larger|bigger|up)|and (?:above|larger|bigger)|en (?:groter|hoger"
    r"|daarboven)|of (?:groter|hoger))(?!\w)"
)
NUMBERED = re.compile(rf"(?<![\w.,-])({COUNT}|een|one|a|an)\s?(?:x\s?|×\s?)?(?:[a-z]+\s)?$")
A = r"(?:een|a|an|1|one|één)\s"
A_TIKTOK = re.compile(
    rf"(?<!\w)(?:{COUNT}|een|one|a|1)\s(?:x\s)?(tiktok)(?!\w|[ -](?:account|creator|influencer|video|film|kanaal"
    rf"|channel|user|star))"
)
TOLD = re.compile(
    r"(?:\b(?:our|the|my|his|her|your|their|its|long|another|different|whole|true|brand|sad|nice|real|other|that's"
    r"|success|life|back|side|love|same) )$"
)
VERB = re.compile(
    r"\b(?:who|to|that|they|will|can|people|creators|accounts|influencers|would|please|we|could|and|which|you|often"
    r"|also|bloggers|mums|moms|then|must|should|may) $"
)


def platforms(text: str, avoid: tuple[Span, ...]) -> Guess | None:
    """The platforms, in the order of the vocabulary; bloggers are people where another platform is named."""
    found = [one for one in words_found("platforms", text) if not one.within(avoid)]
    others = [
        one for one in found if one.name != "blog" or not text[one.start : one.end].endswith(("blogger", "bloggers"))
    ]
    return _listed("platforms", others or found, list(known_platforms()))


def tiers(text: str, avoid: tuple[Span, ...]) -> Guess | None:
    """The tiers, named or said as a number of followers."""
    found = [one for one in words_found("tiers", text) if not one.within(avoid)]
    if found:
        small = any(" " in one.name for one in found)
        order = [tier.name for tier in KRING.tiers]
        guess = _listed("tiers", found, order)
        if guess and UPWARDS.match(text, found[-1].end):
            return Guess("tiers", order[order.index(guess.value[0]) :], guess.spans)
        return guess and Guess(
            guess.field, guess.value, guess.spans, "likely" if small else "sure", SMALL_ONES if small else None
        )
    sizes = _sizes(text)
    if sizes is None:
        return None
    low, high, span = sizes
    # Whoever asks for creators up to a size does not mean starters.
    named = [tier.name for tier in KRING.tiers if tier.name != "starter" and _overlaps(tier.name, low, high)]
    return Guess("tiers", named, (span,)) if named else None


def _overlaps(name: str, low: float, high: float) -> bool:
    tier = KRING.tier(name)
    return max(tier.low, low) < min(LARGEST if tier.below is None else tier.below, high)


def _sizes(text: str) -> tuple[float, float, Span] | None:
    """From how many to how many followers, and where it says so."""
    if found := SIZES.search(text) or SIZES_ALONE.search(text):
        begin = 4 if found.re is SIZES and not found[1] else 0
        low, low_unit, high, unit = found.groups()[begin : begin + 4]
        small = figures(low, True)[0] < 500
        sizes = _size(low, low_unit or (unit if small else "")), _size(high, unit)
        if sizes[0] < sizes[1] and sizes[1] >= FEWEST:
            return (*sizes, found.span())
    if found := LEAST.search(text):
        more = 1 if re.match(r"more|meer|over|boven|above", found["how"]) else 0
        return _size(found[2], found[3]) + more, LARGEST, found.span()
    if found := MOST.search(text):
        return 0, _size(found[1], found[2]), found.span()
    if (found := PLUS.search(text)) and (found[2] or re.search(FOLLOWERS, found[0])):
        return _size(found[1], found[2]), LARGEST, found.span()
    return None


def _size(written: str, unit: str | None) -> float:
    return figures(written, True)[0] * TIMES.get(unit or "", 1)


def deliverables(text: str, avoid: tuple[Span, ...]) -> Guess | None:
    """What each creator makes: kinds to choose from, or one bundle where numbers or a plus join them."""
    found = [one for one in words_found("deliverables", text) if not one.within(avoid) and not _is_other(one, text)]
    found += [
        Found("video", *one.span(1)) for one in A_TIKTOK.finditer(text)
        if not meets(one.span(1), [known.span for known in found])
    ]  # fmt: skip
    found.sort(key=lambda one: one.start)
    if not found:
        return None
    counted = {one: number for one in found if (number := _count(one, text)) is not None}
    spans = tuple(one.span for one in found)
    between = [text[one.end : other.start] for one, other in pairwise(found)]
    choice = bool(between) and all(re.fullmatch(rf"\s?(?:of|or|/)\s?(?:{A})?", gap) for gap in between)
    plus = any(re.fullmatch(rf"\s?(?:\+|&|plus)\s?(?:{A})?", gap) for gap in between)
    several = len({one.name for one in found}) > 1
    if not choice and ((several and (len(counted) >= 2 or plus)) or any(number > 1 for number in counted.values())):
        pieces: dict[str, int] = {}
        for one in found:
            pieces[one.name] = max(pieces.get(one.name, 1), counted.get(one, 1))
        order = [name for name in known_deliverables() if name in pieces]
        return Guess("deliverables", [{name: pieces[name] for name in order}], spans)
    return _listed("deliverables", found, list(known_deliverables()))


def _is_other(one: Found, text: str) -> bool:
    """Whether a word is no piece of work here: a verb, a story that is told, a short."""
    before, word, behind = (
        text[max(0, one.start - 24) : one.start],
        text[one.start : one.end],
        text[one.end : one.end + 20],
    )
    if one.name == "story" and (TOLD.search(before) or re.match(r"\s(?:of\s(?!the day)|behind|about|short)", behind)):
        return True
    if re.search(r"(?:onder|under|below) (?:de|the|hun|their|onze|our) $", before):
        return True
    if one.name == "video" and re.match(r"[ -]?(?:games?|shop|call|store|bel)", behind):
        return True
    if word == "post" and (VERB.search(before) or re.match(r"\s(?:about|over|regularly|often)\b", behind)):
        return True
    return bool(re.search(r"(?:\ba )?short $", before)) or (
        word.startswith("foto") and bool(re.match(r"\s(?:van|of)\b", behind))
    )


def _count(one: Found, text: str) -> int | None:
    start = re.search(r"[\w'-]*$", text[: one.start])
    before = text[max(0, one.start - 34) : start.start() if start else one.start]
    numbered = NUMBERED.search(before)
    if numbered is None or re.search(r"(?:per|of|to|die) $", before):
        return None
    return number_of(numbered[1]) or 1


def languages(text: str, avoid: tuple[Span, ...]) -> Guess | None:
    """The languages creators post in, by code. "German or Dutch speaking" names both."""
    codes: list[str] = []
    spans: list[Span] = []
    for pattern in SPOKEN:
        for one in pattern.finditer(text):
            own = OURSELVES.search(text[max(0, one.start() - 16) : one.start()])
            if not own and not meets(one.span(), avoid):
                codes += [CODES[name] for name in re.findall(_LANGUAGE, one[1])]
                spans.append(one.span(1))
    if named := CODE.search(text):
        codes += (
            re.findall(r"nl|en|de|fr|es|it|pt|pl|tr|ar", named[1])[:1]
            if len(named[1]) == 2
            else re.split(r"\W+", named[1])
        )
        spans.append(named.span(1))
    return Guess("languages", sorted(set(codes)), tuple(dict.fromkeys(spans))) if codes else None


def _listed(field: str, found: list[Found], order: list[str]) -> Guess | None:
    if not found:
        return None
    named = once(found)
    return Guess(field, [name for name in order if name in named], tuple(one.span for one in found))
