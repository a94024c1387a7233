"""What a company does not want beside it: creators, brands, competitors, subjects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kring.match.draft.calendar_words import MONTHS
from kring.match.draft.choices import CODES
from kring.match.draft.denials import NOT, clauses
from kring.match.draft.draft import Guess
from kring.match.draft.found import once, words_found
from kring.match.draft.spans import Span
from kring.vocabulary.brands import shipped_brands, squeezed
from kring.vocabulary.places.names import municipality_named
from kring.vocabulary.places.recognised import COUNTRY_NAMES

STOPS = re.compile(r"(?<!\w)(?:van|in|de|het|een|the|a|an|our|onze|feed|content|brands?|merken|reclame|advertising"
    r"|ads|videos?"
    r"|aub|pls|please|haha|who|die|their|hun|mensen|people|dragen|wear|"
                   r"ambassadors?|anyone|anybody|one|creators?|met|with|over|about)(?!\w)")  # fmt: skip
HANDLE = re.compile(r"@[\w.]*\w")
RIVALS = re.compile(r"concurren|competit(?:or|ion)|competing|rivals?\b")
ONE_RIVAL = re.compile(r"(?:is|'s|are|zijn)\s(?:our|a|een|onze|de|the)\s(?:\w+\s)?(?:competitor|concurrent|rival)\b")
TIED = (
    r"(?:ambassad\w*|partners?|partnerships?|gezicht\w*|faces?|athletes?|deals?|reclames?|campaigns?|campagnes?"
    r"|koeriers?|sponsor\w*"
    r"|contract\w*|collab\w*|samenwerking\w*|models?|modellen|affiliates?|mensen|people|fans|promo\w*|advert\w*"
    r"|creators?|influencers?)"
)
BEFORE_BRANDS = re.compile(
    r"(?:voor|met|by|for|with|promot\w+|like|als|zoals|such as|has|van|bij|from|at|namely|niet|not|no|geen|zonder"
    r"|without|exclude\w*:?|avoid|vermijd|skip|leave out"
    r"|uitgesloten:?|except|behalve|concurrent|competitor|rival|merken|brands?|shops|winkels|under|iets)\W{0,3}$"
)
TIES = re.compile(
    r"(?:ambassad\w*|partners?|deals?|samenwerking\w*|gewerkt|werkt?|werken|works?|working|worked|post(?:en|s|ing)?"
    r"|reclame|ads|advert\w*"
    r"|sponsored|gesponsord|promot\w*|contract|zoals|like|such as|als|campagnes?|campaigns?|collab\w*|gezicht|face)"
    r"\s(?:\w+\s)?(?:van|voor|met|for|with|by|from|of|bij)?\s?$"
)
OPENS = re.compile(
    r"(?:^|[.,;:!?\n|(-]|(?:en|and|maar|but|also|ook|liefst|liever|graag|aub|please|with|met|zoeken|accounts"
    r"|creators|content))\s*$"
)
PROMOTES = re.compile(
    r"\s(?:(?:of|or|en|and)\s\w+\s)?(?:posten|post|werken|werkt|gewerkt|adverteren|reclame|promoten|samenwerken)\b"
)
NAME = re.compile(r"(?<![\w@.])[A-Z][\w'’&.-]*(?:\s(?:&\s)?[A-Z][\w'’&-]*)*")
SMALL_NAME = re.compile(r"(?<![\w@.])[^\W\d_][\w&'’.-]*\w")
LISTED = re.compile(r"\s?(?:,|/|&|(?:,\s)?(?:of|or|en|and|nor|noch))\s$")
NO_NAMES = frozenset({
    "linkedin", "pinterest", "snapchat", "btw", "vat", "geen", "niet", "no", "not", "nobody", "niemand",
    "creators", "accounts", "influencers", "mensen", "people", "wie", "who", "we", "wij", "i", "ik",
    "ambassadeurs", "they", "ze", "zij", "uitgesloten", "nothing", "without", "zonder", "please", "liever",
    "avoid", "except", "skip", "exclude", "leave", "vermijd", "behalve",
})  # fmt: skip
LEAST_OF_A_TOPIC = 4
WORDS_OF_A_TOPIC = 3


def exclusions(text: str, small: str) -> Guess | None:
    """Who and what is denied, by kind."""
    value: dict[str, list[str] | bool] = {}
    spans: list[Span] = []
    for clause in clauses(text):
        ahead = small[max(0, clause.start - 24) : clause.start]
        for kind, found in _denied(text[clause.start : clause.end], small[clause.start : clause.end], ahead).items():
            listed = value.setdefault(kind, [] if kind != "competitors" else True)
            if isinstance(listed, list) and isinstance(found, list):
                listed += [one for one in found if one not in listed]
            spans += [] if clause.span in spans else [clause.span]
    return Guess("exclusions", value, tuple(spans), "likely") if value else None


def _denied(text: str, small: str, ahead: str) -> dict[str, list[str] | bool]:
    """What one clause denies; `ahead`: what stands right before it."""
    found: dict[str, list[str] | bool] = {}
    if handles := HANDLE.findall(text):
        found["creators"] = handles
    if (RIVALS.search(small) and not ONE_RIVAL.search(small)) or re.search(
        rf"(?:{RIVALS.pattern})\w*\s(?:to|te)\s$", ahead
    ):
        found["competitors"] = True
    if brands := _brands(text, small):
        found["brands"] = brands
    if topics := _topics(small, bool(found) or not OPENS.search(ahead)):
        found["topics"] = topics
    return found


def _brands(text: str, small: str) -> list[str]:
    """Names of brands: with a capital, known to Kring, or tied to somebody by words such as ambassadors."""
    found: list[tuple[int, str]] = []
    for one in NAME.finditer(text):
        for start, name in _split(one):
            told = start > 0 or squeezed(name) in _known()
            beside = (
                not _is_a_word(name)
                or BEFORE_BRANDS.search(small[:start])
                or _is_tied(small, start + len(name))
                or squeezed(name) in _known()
            )
            listed = found and LISTED.search(text[:start])
            if told and (beside or listed or start == 0) and not _is_other(name):
                found.append((start, name))
    taken = " ".join(name.lower() for _, name in found)
    found += [
        (one.start(), _spelled(_without_tail(one[0]))) for one in SMALL_NAME.finditer(small)
        if text[one.start()].islower() and one[0] not in taken and _small_brand(one, small)
    ]  # fmt: skip
    return list(dict.fromkeys(name for _, name in sorted(found)))


def _spelled(name: str) -> str:
    """A brand in lower case as it spells itself, or else with a capital."""
    return _known().get(squeezed(name), name[:1].upper() + name[1:])


def _is_a_word(name: str) -> bool:
    """Whether a name with a capital may be a place, a language, a month or a day, and so no brand."""
    small = name.lower()
    return (
        bool(municipality_named(name)) or small in CODES or small in MONTHS or small in COUNTRY_NAMES or len(name) < 3
    )


def _split(one: re.Match[str]) -> list[tuple[int, str]]:
    """The names in what was found: without what is tied to them by a hyphen, apart where "or" stands between."""
    first, _, others = one[0].partition(" ")
    if others and first.lower() in NO_NAMES:
        begun = NAME.search(one.string, one.start() + len(first))
        return _split(begun) if begun else []
    parts, at = [], one.start()
    joined = any(squeezed(part) in _known() for part in one[0].split(" & ")) and squeezed(one[0]) not in _known()
    between = r"\s(?:en|and|or|of|&)\s" if joined and " & " in one[0] else r"\s(?:en|and|or|of)\s"
    for part in re.split(rf"({between})", one[0].rstrip(".")):
        if not re.fullmatch(between, part):
            name = _without_tail(part)
            parts.append((at + part.find(name), name))
        at += len(part)
    return parts


def _without_tail(name: str) -> str:
    """A name without "-deals" or "'s" behind it."""
    return re.sub(rf"(?:-{TIED}|['’]s)$", "", name, flags=re.IGNORECASE).rstrip(".")


def _is_tied(small: str, end: int) -> bool:
    return bool(re.match(rf"[\s-]{TIED}", small[end:]))


def _small_brand(one: re.Match[str], small: str) -> bool:
    """Whether a word in lower case is a brand: known and tied to somebody, or tied by its place before ambassadors."""
    word, end = _without_tail(one[0]), one.end()
    if word in NO_NAMES or len(word) < 3 or re.fullmatch(TIED, word) or NOT.fullmatch(word):
        return False
    known = squeezed(word) in _known() and squeezed(word) not in _everyday()
    tied = (one[0] != word and not one[0].endswith("'s")) or re.match(
        r"\s(?:ambassad|partners?\b|athletes|gezicht|deals?\b)", small[end:]
    )
    after = TIES.search(small[: one.start()])
    if re.search(r"(?:voor|met)\s(?:\w+\s(?:of|or|en)\s)?$", small[: one.start()]) and PROMOTES.match(small, end):
        return True
    listed = LISTED.search(small[: one.start()]) and re.search(
        TIED + r"|" + r"works? with|werkt? (?:voor|met)", small[: one.start()]
    )
    first = re.fullmatch(r"(?:geen|no|not|niet|zonder|without|nobody from|no more)\s", small[: one.start()])
    if known and (after or listed or tied or first):
        return True
    rival = RIVALS.search(small) and re.search(r"(?:zoals|like|such as|als)\s$", small[: one.start()])
    return bool((tied and first and not words_found("topics", word) and not words_found("niches", word)) or rival)


@cache
def _known() -> Mapping[str, str]:
    """How brands are spelled, by that without spaces, signs and capitals."""
    spelled: dict[str, str] = {}
    for brand in shipped_brands():
        for spelling in brand.spellings:
            spelled.setdefault(squeezed(spelling), spelling)
    return spelled


@cache
def _everyday() -> frozenset[str]:
    return frozenset(squeezed(spelling) for brand in shipped_brands() for spelling in brand.everyday)


def _is_other(name: str) -> bool:
    """Whether a name with a capital is a platform's, a language's or an everyday word's, no brand's."""
    return bool(words_found("platforms", name.lower())) or name.lower() in NO_NAMES or len(name) < 2


def _topics(small: str, other: bool) -> list[str]:
    named = list(dict.fromkeys(one.name for one in words_found("topics", small)))
    if named:
        return named
    niches = once(words_found("niches", small))
    if niches and not other:
        return niches[:1]
    return _bare_topics(small, other)


def _bare_topics(small: str, other: bool) -> list[str]:
    """A subject that no list has: the few words behind "no"."""
    if other or not re.match(r"(?:geen|no|zonder|avoid)\s", small) or words_found("platforms", small):
        return []
    if words_found("tiers", small) or words_found("deliverables", re.sub(r"videos?|posts?", "", small)):
        return []
    rest = " ".join(STOPS.sub(" ", small.split(" ", 1)[1] if " " in small else "").split())
    enough = len(rest) >= LEAST_OF_A_TOPIC and len(rest.split()) <= WORDS_OF_A_TOPIC
    return [rest] if enough else []
