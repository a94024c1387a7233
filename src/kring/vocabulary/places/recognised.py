"""Places in what people write: a geotag, the place in a profile, a line of a bio.

A name counts when exactly one municipality can be meant: "Bergen" is in North Holland and in Limburg and stays unknown,
"Bergen, Noord-Holland" does not. A municipality of the name goes before villages of it, and a country or province
written beside it, or the country of the account, decides between the others. In running text a name must stand alone
between signs, follow a word such as *in* or *uit*, or be that of a municipality with a capital and no everyday word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kring.vocabulary.places.flanders import flemish_municipality_named, flemish_provinces
from kring.vocabulary.places.names import folded, municipality_named, province
from kring.vocabulary.places.tables import municipality_table, names, postcodes

NL, BE = "NL", "BE"
COUNTRY_NAMES = {
    **dict.fromkeys(("netherlands", "the netherlands", "nederland", "holland", "nl", "pays bas"), NL),
    **dict.fromkeys(("belgium", "belgie", "belgique", "be", "vlaanderen", "flanders"), BE),
}
BELGIAN_PROVINCES = {
    **dict.fromkeys(("antwerpen", "antwerp", "provincie antwerpen"), "Antwerpen"),
    **dict.fromkeys(("limburg", "belgisch limburg", "limburg be"), "Limburg (BE)"),
    **dict.fromkeys(("oost vlaanderen", "east flanders"), "Oost-Vlaanderen"),
    **dict.fromkeys(("west vlaanderen", "west flanders"), "West-Vlaanderen"),
    **dict.fromkeys(("vlaams brabant", "flemish brabant"), "Vlaams-Brabant"),
}
LEAST_OF_FREE_NAME = 5
MOST_WORDS = 4
MOST_TEXT = 600
_PARTS = re.compile(r"\s*(?:[,|/;·•(){}\[\]\n\r\u2013\u2014📍🏠🏡]|\s-\s)\s*")
_MARKED = re.compile(
    r"\b(?:in|uit|te|from|near|around|bij|rond|omgeving|regio|gemeente)\s+"
    r"((?:[A-Z'’][\w'’.-]*[\s-]?){1,4})"
)
_WORD = re.compile(r"['’]?[^\W\d_][\w'’.-]*")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A municipality, in the Netherlands (NL) or Flanders (BE)."""

    municipality: str
    country: str


def place_named(text: str, country: str | None = None) -> Place | None:
    """The one municipality that a geotag or the place in a profile names; None when there is none, or several.

    `country` (NL or BE) decides between places of one name on both sides of the border.
    """
    whole = _one(_meant(text), None, None, country)
    if whole is not None:
        return whole
    parts = [part for part in _PARTS.split(text[:MOST_TEXT]) if folded(part)]
    within, abroad = _countries(parts)
    if abroad:
        return None
    around = {folded(part) for part in parts[1:]}
    found = [place for part in parts if (place := _one(_meant(part), around, within, country)) is not None]
    if not found:
        found = [place for part in parts if (place := _at_the_end(part, around, within, country)) is not None]
    return found[0] if found else None


def places_in(text: str | None, country: str | None = None) -> tuple[Place, ...]:
    """The municipalities a bio or caption names, in the order they stand there, each once."""
    found: list[Place] = []
    for part in _PARTS.split((text or "")[:MOST_TEXT]):
        alone = " ".join(_WORD.findall(part))
        names_there = [alone] if len(alone.split()) <= MOST_WORDS else []
        names_there += [name for marked in _MARKED.findall(part) for name in _from_long_to_short(marked)]
        place = next((one for name in names_there if (one := _one(_meant(name), None, None, country))), None)
        found += [place] if place else _free(part, country)
    return tuple(dict.fromkeys(found))


@cache
def _meant(name: str) -> tuple[tuple[Place, str, bool], ...]:
    """What a name can mean: the municipality, its province, and whether the name is its own (not a village's)."""
    asked = folded(name)
    own = municipality_named(name)
    bare = {own} if own else _with_addition().get(asked, set())
    found = {(Place(name, NL), _province_of()[name], True) for name in bare}
    flemish = flemish_municipality_named(name)
    if flemish:
        found.add((Place(flemish, BE), flemish_provinces()[flemish], True))
    found |= {(Place(within, NL), where, within == own) for within, where in _villages().get(asked, ())}
    return tuple(sorted(found))


def _one(
    meant: tuple[tuple[Place, str, bool], ...], around: set[str] | None, within: str | None, country: str | None
) -> Place | None:
    """The only one that fits what stands around it.

    A municipality's own name wins over villages, unless the village lies in the country of the account and it doesn't.
    """
    fits = [one for one in meant if within in (None, one[0].country)]
    told = {where for name in around or () if (where := _province(name, within or country))}
    if told:
        fits = [one for one in fits if one[1] in told]
    at_home = {one[0] for one in fits if one[0].country == country}
    own = {one[0] for one in fits if one[2]} or {one[0] for one in fits}
    chosen = own if not at_home or len(own) <= 1 else own & at_home
    if len(chosen) != 1 or (at_home and not chosen & at_home):
        return None
    return next(iter(chosen))


def _countries(parts: list[str]) -> tuple[str | None, bool]:
    """The country that one of the parts names, and whether it is another than these two."""
    for part in parts[1:]:
        name = folded(part)
        if name in COUNTRY_NAMES:
            return COUNTRY_NAMES[name], False
        if name in _abroad():
            return None, True
    return None, False


def _at_the_end(part: str, around: set[str], within: str | None, country: str | None) -> Place | None:
    """A municipality named by the last words: Rijksmuseum Amsterdam."""
    words = part.split()
    for first in range(max(1, len(words) - 3), len(words)):
        name = " ".join(words[first:])
        if _may_stand_free(name):
            place = _one(tuple(one for one in _meant(name) if one[2]), around, within, country)
            if place is not None:
                return place
    return None


def _free(part: str, country: str | None) -> list[Place]:
    """Municipalities named with a capital somewhere in a sentence."""
    words, found, at = _WORD.findall(part), [], 0
    while at < len(words):
        for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            place = _one(tuple(one for one in _meant(name) if one[2]), None, None, country)
            if place is not None and name[:1].isupper() | name.startswith(("'", "’")) and _may_stand_free(name):
                found.append(place)
                at += length - 1
                break
        at += 1
    return found


def _from_long_to_short(marked: str) -> list[str]:
    words = marked.split()
    return [" ".join(words[:length]) for length in range(len(words), 0, -1)]


def _may_stand_free(name: str) -> bool:
    return len(name) >= LEAST_OF_FREE_NAME and folded(name) not in _everyday()


def _province(name: str, country: str | None) -> str | None:
    if country != NL and name in BELGIAN_PROVINCES and (country == BE or name != "limburg"):
        return BELGIAN_PROVINCES[name]
    from kring.errors import UnknownName

    try:
        return province(_OF_LETTERS.get(name, name))
    except UnknownName:
        return None


_OF_LETTERS = {"nh": "Noord-Holland", "zh": "Zuid-Holland", "nb": "Noord-Brabant", "gld": "Gelderland", "l": "Limburg"}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(folded(word) for word in names()["everyday_words"])


@cache
def _province_of() -> dict[str, str]:
    table = municipality_table()
    return dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))


@cache
def _with_addition() -> dict[str, set[str]]:
    """Municipalities of one name told apart by what stands in brackets behind it, by the bare name: Bergen (L.)."""
    found: dict[str, set[str]] = {}
    for name in _province_of():
        if " (" in name:
            found.setdefault(folded(name.partition(" (")[0]), set()).add(name)
    return found


@cache
def _villages() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for row in postcodes().select(["place", "municipality", "province"]).drop_null().to_pylist():
        for name in (row["place"], row["place"].partition(" (")[0]):
            found.setdefault(folded(name), set()).add((row["municipality"], row["province"]))
    return {name: tuple(sorted(within)) for name, within in found.items()}


@cache
def _abroad() -> frozenset[str]:
    """Other countries, in English and Dutch, as people write them behind a place."""
    return frozenset(folded(name) for name in names()["countries_abroad"])
