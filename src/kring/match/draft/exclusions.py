"""What a company does not want beside it: creators, brands, competitors, subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kring.match.draft.draft import Guess, Span
from kring.match.draft.found import lowered, once, words_found
from kring.vocabulary.brands import shipped_brands, squeezed

NOT = re.compile(
    r"(?<!\w)(?:geen|niet|niemand|zonder|nooit|vermijd|uitgesloten:?|no|not|nobody|without"
    r"|avoid(?:ing)?|never|nothing|"
    r"exclud\w+|don't want|liever geen)(?!\w)(?!-)"
)
# What follows a word of denial without excluding anybody.
OTHERS = re.compile(
    r"\s(?:meer|later|alleen|uit\b|te\b|hoger|boven|more|later|only|less|sure|too|above|budget|geld"
    r"|money|fees?|idee|idea|"
    r"betaling|payment|vergoeding|probleem|problem|need|nodig|exact|precies|want to spend|a problem"
    r"|haast|rush|graan|grain|"
    r"pay\b|won't|duur|expensive|limit)"
)
END = re.compile(
    r"[;!?\n()]|\.(?=\s|$)|,\s|(?<!\w)(?:maar|but|die heeft|wel|plz|pls|please|aub|graag|haha)(?!\w)|\s-\s"
)
STOPS = re.compile(r"(?<!\w)(?:van|in|de|het|een|the|a|an|our|onze|feed|content|brands?|merken|reclame"
    r"|aub|pls|please|haha|who|die|"
                   r"ambassadors?|anyone|anybody|one|creators?|met|with|over|about)(?!\w)")  # fmt: skip
# A sentence that says so at its end: creators who advertise alcohol are not eligible.
UNWANTED = re.compile(
    r"(?<![^.;!?\n])[^.;!?\n]*?(?:komen niet in aanmerking|komt niet in aanmerking|vallen af|sluiten we uit"
    r"|zijn uitgesloten|worden uitgesloten|hoeven niet|(?:is|are) (?:not eligible|excluded|ruled out)|need not apply)"
)
HANDLE = re.compile(r"@[\w.]*\w")
RIVALS = re.compile(r"concurren|competitor|rivals?\b")
BEFORE_BRANDS = re.compile(r"(?:voor|met|by|for|with|promot\w+|like|als|zoals|has|of|or|and|en|bij|namely|,)\s+$")
NAME = re.compile(r"(?<![\w@])[A-Z][\w'’&.-]*(?:\s(?:&\s)?[A-Z][\w'’&-]*)*")
LEAST_OF_A_TOPIC = 4
WORDS_OF_A_TOPIC = 3


@dataclass(frozen=True)
class Clause:
    """What a word of denial covers, first sign included and last not."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def clauses(small: str) -> list[Clause]:
    """The parts of a text in lower case that deny something."""
    found: list[Clause] = []
    for one in NOT.finditer(small):
        if OTHERS.match(small, one.end()) or (found and one.start() < found[-1].end):
            continue
        end = END.search(small, one.end())
        found.append(Clause(one.start(), end.start() if end else len(small)))
    behind = re.compile(r"[\w]+(?:\s[\w]+)?\s(?:telt niet mee|doen we niet|does not count|doesn't count|niet nodig)")
    return [*found, *(Clause(*one.span()) for pattern in (behind, UNWANTED) for one in pattern.finditer(small))]


def exclusions(text: str, small: str) -> Guess | None:
    """Who and what is denied, by kind."""
    value: dict[str, list[str] | bool] = {}
    spans: list[Span] = []
    for clause in clauses(small):
        for kind, found in _denied(text[clause.start : clause.end], small[clause.start : clause.end]).items():
            listed = value.setdefault(kind, [] if kind != "competitors" else True)
            if isinstance(listed, list) and isinstance(found, list):
                listed += [one for one in found if one not in listed]
            spans += [] if clause.span in spans else [clause.span]
    return Guess("exclusions", value, tuple(spans), "likely") if value else None


def _denied(text: str, small: str) -> dict[str, list[str] | bool]:
    found: dict[str, list[str] | bool] = {}
    if handles := HANDLE.findall(text):
        found["creators"] = handles
    if RIVALS.search(small):
        found["competitors"] = True
    if brands := _brands(text):
        found["brands"] = brands
    if topics := _topics(text, small, bool(found)):
        found["topics"] = topics
    return found


def _brands(text: str) -> list[str]:
    """Names with a capital that follow a word such as for, or that Kring knows as a brand."""
    found: list[str] = []
    denial = NOT.match(lowered(text))
    for one in NAME.finditer(text, denial.end() if denial else 0):
        if one.start() == 0:
            continue
        for name in re.split(r"\s(?:en|and|or|of)\s", one[0].rstrip(".")):
            named = squeezed(name) in _known() or BEFORE_BRANDS.search(text[: one.start()]) or found
            found += [name] if named and not _is_other(name) else []
    return found


@cache
def _known() -> frozenset[str]:
    return frozenset(squeezed(spelling) for brand in shipped_brands() for spelling in brand.spellings)


def _is_other(name: str) -> bool:
    """Whether a name with a capital is a platform's or a language's, no brand's."""
    return bool(words_found("platforms", name.lower())) or name.lower() in (
        "linkedin",
        "pinterest",
        "snapchat",
        "btw",
        "vat",
    )


def _topics(text: str, small: str, other: bool) -> list[str]:
    named = once(words_found("topics", small))
    if named:
        return named
    niches = once(words_found("niches", small))
    if niches and not other:
        return niches[:1]
    if other or not re.match(r"(?:geen|no|zonder|avoid)\s", small) or words_found("platforms", small):
        return []
    if words_found("tiers", small) or words_found("deliverables", small):
        return []
    rest = " ".join(STOPS.sub(" ", small.split(" ", 1)[1] if " " in small else "").split())
    enough = len(rest) >= LEAST_OF_A_TOPIC and len(rest.split()) <= WORDS_OF_A_TOPIC
    return [rest] if enough and text[0] else []
