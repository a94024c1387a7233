"""Places that a text names: municipalities, provinces, countries, regions, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kring.match.draft.spans import Span
from kring.vocabulary import places
from kring.vocabulary.places.flanders import flemish_municipality_named
from kring.vocabulary.places.names import folded, municipality_named, province
from kring.vocabulary.places.recognised import BELGIAN_PROVINCES, COUNTRY_NAMES
from kring.vocabulary.places.regions import region_named
from kring.vocabulary.places.tables import names

WORD = re.compile(r"['’]?[^\W\d_][\w'’.-]*[\w'’]|['’]?[^\W\d_]")
PLACED = re.compile(
    r"(?<!\w)(?:in|uit|te|from|bij|near|around|rond|rondom|van|om|of|regio|omgeving|gemeente|en|and|or|vlakbij|nabij"
    r"|naar|to|at|plaats|stad|city"
    r"|near to|tussen|between|door|across|throughout|place|where|waar|locatie|location)\W{0,2}\s$|,\s$"
)
STRICTLY_IN = re.compile(
    r"(?<!\w)(?:in|uit|te|from|bij|near|around|rond|rondom|omgeving|nabij|vlakbij|dorp|village|van)\s$"
)
ARTICLE = re.compile(r"(?<!\w)(?:de|het|the)\s$")
STANDS_ALONE = re.compile(r"\s?(?:$|[.,;!?\n)])")
HONORIFIC = re.compile(r"(?:mvg|groet(?:en|jes)?|dank|thanks|regards|cheers|love),\s$")
SEVERAL_WORDS = 4
SHORT_REGION = 4


@dataclass(frozen=True)
class Named:
    """A place that a text names: its kind, its name, and where it stands.

    Kinds: municipalities, provinces, countries, regions, and `nowhere` for a region without borders.
    """

    kind: str
    name: str
    start: int
    end: int
    flemish: bool = False

    @property
    def span(self) -> Span:
        """First sign included, last not."""
        return self.start, self.end


def named(text: str, small: str) -> list[Named]:
    """Every place in the text, the longest name first."""
    words, found, at = list(WORD.finditer(text)), [], 0
    while at < len(words):
        for length in range(min(SEVERAL_WORDS, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + length - 1].end()
            one = _place(text[start:end], start, end, small, plain=text == small)
            if one:
                found.append(one)
                at += length - 1
                break
        at += 1
    return found


def _place(name: str, start: int, end: int, small: str, *, plain: bool) -> Named | None:
    """The place that a name in the text means; `plain`: nothing in it has a capital, so a capital tells nothing."""
    if len(name) < 2 or "\n" in name or "," in name or (". " in name):
        return None
    asked, before = folded(name), small[max(0, start - 14) : start]
    capital = re.sub(r"^(?:the|den) ", "", name).lstrip("'’")[:1].isupper()
    marked = bool(PLACED.search(before))
    if not capital and not marked:
        return None
    region = region_named(name) if capital else None
    if region and (marked or ARTICLE.search(before) or len(asked) > SHORT_REGION):
        return Named("regions" if region.has_borders else "nowhere", region.name, start, end)
    if name in ("NL", "BE") and not re.search(r"(?:taal|talen|languages?)\W{0,2}\s?$|\d{4}\s?$", before):
        return Named("countries", name, start, end)
    if asked in COUNTRY_NAMES and asked not in ("nl", "be"):
        return Named("countries", COUNTRY_NAMES[asked], start, end, asked in ("vlaanderen", "flanders"))
    if (within := _province(name, asked, small, start, end)) is not None:
        return Named("provinces", within, start, end, within in BELGIAN_PROVINCES.values())
    if asked in _everyday() and not (
        marked and ((capital and not HONORIFIC.search(before)) or (plain and STANDS_ALONE.match(small, end)))
    ):
        return None
    dutch, flemish = municipality_named(name), flemish_municipality_named(name)
    if dutch and (capital or len(asked) > 4):
        return Named("municipalities", dutch, start, end)
    plainly = marked and STRICTLY_IN.search(before) and len(asked) > 4 and asked not in _everyday()
    if flemish and ((capital and (marked or len(asked) > 4)) or plainly):
        return Named("municipalities", flemish, start, end, flemish=True)
    village = places.municipality_of_place(name) if capital and STRICTLY_IN.search(before) else None
    return Named("municipalities", village, start, end) if village else None


def _province(name: str, asked: str, small: str, start: int, end: int) -> str | None:
    """A province; Utrecht and Groningen are towns unless the word province stands beside them."""
    if asked in BELGIAN_PROVINCES and asked not in ("limburg", "antwerpen", "antwerp"):
        return BELGIAN_PROVINCES[asked]
    spelled = re.match(r"provinc\w*\s(?:of\s|van\s)?(?=\w)", name.lower())
    if spelled:
        return _province(name[spelled.end() :], folded(name[spelled.end() :]), small, start + spelled.end(), end)
    found = _province_named(name)
    if found is None:
        return None
    beside = small[max(0, start - 60) : start], small[end : end + 12]
    told = re.search(r"provinc\w*[^.;!?]*$", beside[0]) or re.match(r"\sprovinc", beside[1])
    return found if municipality_named(name) is None or told or found == "Zeeland" else None


@lru_cache(maxsize=4096)
def _province_named(name: str) -> str | None:
    from kring.errors import UnknownName

    try:
        return province(name)
    except UnknownName:
        return None


@cache
def _everyday() -> frozenset[str]:
    return frozenset(folded(word) for word in names()["everyday_words"])
