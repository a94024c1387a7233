"""Where the people live whom a text wants to reach."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kring.match.draft.draft import Guess
from kring.match.draft.numbers import IN_WORDS, number_of
from kring.match.draft.places_named import Named, named
from kring.match.draft.spans import Span, meets
from kring.vocabulary.places.regions import region_named
from kring.vocabulary.places.tables import municipality_table
from kring.vocabulary.text import Words

USUAL_KM = 10
DISTANCE = re.compile(rf"(?<![\w.,])(\d{{1,3}}(?:[.,]\d)?|{IN_WORDS.pattern})\s?(?:km|kilometers?|kilometres?)(?!\w)")
AROUND = re.compile(
    r"(?:(?<!\w)(?:in en )?(?:rond(?:om)?|omgeving|regio|(?:in de )?buurt van|nabij|vlakbij|around|near|close to|"
    r"in and around|the area of|outside|(?:minuten|minutes|halfuur|half uur|uur|half an hour"
    r"|an hour)(?:\s\w+)?\s(?:van|rond|of|from))(?:\s(?:van|of|de|the))?\s"
    r"|(?<!\w)bij\s(?!ons|de\b|het\b))$"
)
AROUND_BEHIND = re.compile(
    r"\s?(?:\(?e\.?o\.?(?!\w)|(?:en|and)(?: (?:de|the|wijde|directe|nabije))*\s(?:omgeving|omstreken|omliggend\w*"
    r"|surround\w*|area|environs|around)"
    r"|and around|area\b|region\b)"
)
NATIONWIDE = re.compile(
    r"(?<!\w)(?:landelijk(?=\s*(?:$|[.,;!?\n)])| bereik)|nationwide|nation-wide|door het hele land|heel het land"
    r"|het hele land|across the country"
    r"|throughout the country|all over the country|whole country)"
)
NATIONS = {"nederlandse": "NL", "dutch": "NL", "vlaamse": "BE", "flemish": "BE", "belgische": "BE", "belgian": "BE"}
NATIONAL = re.compile(
    rf"(?<!\w)({'|'.join(NATIONS)})(?:\s(?:en|and|or|of|&)\s({'|'.join(NATIONS)}))?\s(?:\w+[ -])?(?:\w*creators?"
    rf"|\w*influencers?|followers|volgers|accounts"
    r"|publiek|audience|bloggers|vloggers|streamers|gamers|moms|mums|moeders|mothers|women|vrouwen|people|youtubers"
    r"|tiktokkers)(?!\w)"
)
AT_HOME = re.compile(r"\s(?:here|hier)\b")
POSTCODES = re.compile(
    r"(?:postcodes?|postal codes?|pc4"
    r"|zip)(?:gebied(?:en)?)?\s(?:area\s)?((?:[1-9]\d{3}(?:\s?(?!en\b|of\b|or\b)[a-z]{2}(?!\w))?(?:\s?(?:,"
    r"|en|and|of|or|&)\s?)?)+)"
)
ONE_POSTCODE = re.compile(r"(?<![\w.,€])([1-9]\d{3})\s?([A-Z]{2})(?!\w)")
ROUGH = Words("De afstand staat er niet bij; 10 km is aangenomen.", "No distance is said; 10 km is assumed.")
SHOP = Words("Dit is misschien alleen waar het bedrijf zit.", "This may only be where the company is.")
FLEMISH = Words(
    "Een opdracht kan nog geen plaatsen in Vlaanderen kiezen: heel België is genomen.",
    "A brief can't choose places in Flanders yet: all of Belgium was taken.",
)
BESIDE_FLEMISH = Words(
    "Een opdracht kan nog geen plaatsen in Vlaanderen kiezen: die zijn weggelaten.",
    "A brief can't choose places in Flanders yet: those were left out.",
)
WIDER = Words("Heel België is genomen.", "All of Belgium was taken.")
REGION = Words("Een streek is genomen als de gemeenten of provincies erin.", "A region is taken as what lies in it.")
LISTED = re.compile(r"\s?(?:,|,?\s?(?:en|and|of|or|&)\s)\s?(?:in\s|rond\s|around\s)?")
WHERE = re.compile(r"\s?[,(]\s?(?:in\s)?(?:de\s|het\s)?|\sin\s(?:de\s|het\s)?")


def area(text: str, small: str, avoid: tuple[Span, ...], companies: tuple[Span, ...]) -> Guess | None:
    """The area that a text names.

    `small`: the text in lower case. `avoid`: spans not to read. `companies`: where a company is named.
    """
    found = [one for one in named(text, small) if not meets(one.span, avoid)]
    codes = _postcodes(text, small)
    found = _provinces_in_lists(found, small)
    circle = _circle(small, found, codes)
    if circle:
        return circle
    if codes[0]:
        return Guess("area", {"postcode_areas": codes[0]}, codes[1])
    within = [one for one in found if one.kind != "nowhere"]
    homes = [one for one in within if _is_home(one, small, companies)]
    told = [one for one in within if one not in homes or _listed_beside(one, within, homes, small)] or homes
    if not told and (whole := _nationwide(small)):
        return whole
    if not told:
        return Guess("area", {"postcode_areas": codes[2]}, codes[3], "doubtful", SHOP) if codes[2] else None
    return _of(told, small, only_home=bool(homes) and told == homes)


def _provinces_in_lists(found: list[Named], small: str) -> list[Named]:
    """Utrecht and Groningen as provinces where they stand in one list with another province."""
    kept = list(found)
    for at, one in enumerate(found):
        beside = [found[other] for other in (at - 1, at + 1) if 0 <= other < len(found)]
        for other in beside:
            first, second = sorted((one, other), key=lambda place: place.start)
            joined = LISTED.fullmatch(small[first.end : second.start])
            if one.name in ("Utrecht", "Groningen") and other.kind == "provinces" and joined:
                kept[at] = replace(one, kind="provinces")
    return kept


def _listed_beside(one: Named, within: list[Named], homes: list[Named], small: str) -> bool:
    """Whether a place where the company is stands in one list with others: shops in Arnhem and Apeldoorn."""
    at = within.index(one)
    after = within[at + 1] if at + 1 < len(within) else None
    return bool(
        after and after not in homes and after.kind == one.kind and LISTED.fullmatch(small[one.end : after.start])
    )


def _nationwide(small: str) -> Guess | None:
    """A whole country that no name says: nationwide, Dutch creators."""
    if found := NATIONWIDE.search(small):
        return Guess("area", {"countries": ["NL"]}, (found.span(),))
    if found := NATIONAL.search(small):
        codes = sorted({NATIONS[one] for one in found.groups() if one})
        return Guess("area", {"countries": codes}, (found.span(),), "likely")
    return None


def _of(told: list[Named], small: str, *, only_home: bool) -> Guess:
    """One guess of the places named; a country beside something smaller in it says nothing more."""
    smaller = [one for one in told if one.kind != "countries"]
    kept = [one for one in smaller if not any(_says_where(one, other, small) for other in smaller)] or told
    value: dict[str, list[str]] = {}
    for one in kept:
        for kind, parts in _parts(one).items():
            listed = [*dict.fromkeys([*value.get(kind, ()), *parts])]
            value[kind] = listed if kind == "municipalities" else sorted(listed)
    spans = tuple(one.span for one in kept)
    if any(one.flemish for one in kept):
        beside = not all(one.flemish for one in kept)
        return Guess("area", value, spans, "doubtful", BESIDE_FLEMISH if beside else FLEMISH if smaller else WIDER)
    if any(one.kind == "regions" for one in kept):
        return Guess("area", value, spans, "likely", REGION)
    return Guess("area", value, spans, "likely" if only_home else "sure", SHOP if only_home else None)


def _says_where(larger: Named, one: Named, small: str) -> bool:
    """Whether a region or province only says where the municipality before it lies: Hengelo (Twente)."""
    inside = _parts(larger).get("municipalities", ())
    if larger.kind == "provinces" and not larger.flemish:
        inside = tuple(name for name, where in _province_of().items() if where == larger.name)
    beside = WHERE.fullmatch(small[one.end : larger.start]) if one.end <= larger.start else None
    return bool(beside) and one.kind == "municipalities" and larger.kind != "municipalities" and one.name in inside


@cache
def _province_of() -> dict[str, str]:
    table = municipality_table()
    return dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))


def _parts(one: Named) -> dict[str, tuple[str, ...]]:
    """The conditions of a target group that a place stands for: a region for what lies in it."""
    region = region_named(one.name) if one.kind == "regions" else None
    if region is None:
        return {one.kind: (one.name,)}
    parts = {"municipalities": region.municipalities, "provinces": region.provinces}
    return {kind: names for kind, names in parts.items() if names}


def _postcodes(text: str, small: str) -> tuple[list[str], tuple[Span, ...], list[str], tuple[Span, ...]]:
    """Postcode areas said to be the area, with where; and those that may be a shop's address, with where."""
    said = POSTCODES.search(small)
    areas = re.findall(r"[1-9]\d{3}", said[1]) if said else []
    alone = [one for one in ONE_POSTCODE.finditer(text) if one[2].lower() not in ("eu",)]
    spans = ((said.start(), said.end()),) if said else ()
    return areas, spans, [one[1] for one in alone], tuple(one.span() for one in alone)


def _circle(
    small: str, found: list[Named], codes: tuple[list[str], tuple[Span, ...], list[str], tuple[Span, ...]]
) -> Guess | None:
    """A distance around the place that stands nearest to it, or the surroundings of a place."""
    towns = [one for one in found if one.kind == "municipalities" or (one.name in ("Utrecht", "Groningen"))]
    distance = DISTANCE.search(small)
    if distance and (towns or codes[0] or codes[2]):
        km = f"{number_of(distance[1]) or float(distance[1].replace(',', '.')):g}"
        if not towns:
            code = (codes[0] or codes[2])[0]
            return Guess("area", {"near": [f"{km} km around {code}"]}, (distance.span(), *codes[1], *codes[3]))
        town = min(towns, key=lambda one: _apart(one, distance))
        return _near(_listed_with(town, towns, small), km, (distance.span(),), said=True)
    for town in towns:
        around = AROUND.search(small[max(0, town.start - 24) : town.start])
        if AROUND_BEHIND.match(small, town.end):
            return _near(_listed_with(town, towns, small), str(USUAL_KM), (), said=False)
        if (around and len({one.name for one in found}) == 1) or (
            around and not around[0].startswith(("bij", "near", "outside"))
        ):
            return _near(_listed_with(town, towns, small), str(USUAL_KM), (), said=False)
    return None


def _listed_with(town: Named, towns: list[Named], small: str) -> list[Named]:
    """A place and those that follow it in one list: around Amersfoort, Zeist and Utrecht."""
    found = [town]
    for one in towns[towns.index(town) + 1 :]:
        if not LISTED.fullmatch(small[found[-1].end : one.start]):
            break
        found.append(one)
    return found


def _apart(town: Named, distance: re.Match[str]) -> int:
    """How far a place stands from a distance; one that follows counts as nearer."""
    return town.start - distance.end() if town.start >= distance.end() else 2 * (distance.start() - town.end) + 20


def _near(towns: list[Named], km: str, spans: tuple[Span, ...], *, said: bool) -> Guess:
    value = {"near": [f"{km} km around {town.name}" for town in towns]}
    spans = (*spans, *(town.span for town in towns))
    if any(town.flemish for town in towns):
        all_of_it = all(town.flemish for town in towns)
        return Guess("area", value, spans, "doubtful", FLEMISH if all_of_it else BESIDE_FLEMISH)
    return Guess("area", value, spans) if said else Guess("area", value, spans, "doubtful", ROUGH)


def _is_home(one: Named, small: str, companies: tuple[Span, ...]) -> bool:
    """Whether a place is where the company is: named right behind it, or "from here"."""
    beside = any(
        0 <= one.start - end <= 16 and not re.search(r"[.;!?]", small[end : one.start]) for _, end in companies
    )
    return beside or bool(AT_HOME.match(small, one.end))
