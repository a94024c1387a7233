"""Limits as a brief's YAML writes them: each entry below `limits` read by itself, so that a fault has its own line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from kring.match.limits import Limits, Money, NearEach, Quota, Unavailable
from kring.match.yaml_values import bounds, day, mapping, not_as_expected, number, positive, share
from kring.reach.radius import Radius
from kring.vocabulary import niches, places, platforms
from kring.vocabulary.niches import Niche
from kring.vocabulary.tiers import KRING

NAMES = tuple(field.name for field in fields(Limits))
SPELLED: dict[str, Callable[[str], str]] = {
    "tiers": lambda name: KRING.tier(name.lower()).name,
    "platforms": lambda name: platforms.platform(name).name,
    "municipalities": places.municipality,
}


def read_limit(name: str, value: Any, own_niches: Sequence[Niche] = ()) -> Any:
    """The value of one limit. Raises BadInput or UnknownName with what to write."""
    if name == "niches":
        return _quotas(name, lambda one: niches.niche(one, own_niches).name)(value)
    return READERS[name](value)


def money(value: Any) -> Money:
    """A range of fees: `{least: 50, most: 400}`."""
    entries = mapping(value, "fees", ("least", "most"), "fees: {least: 50, most: 400}")
    found = Money(**{name: positive(one) for name, one in entries.items() if one is not None})
    if found.least is not None and found.most is not None and found.least > found.most:
        raise not_as_expected("fees", "fees: {least: 50, most: 400}")
    return found


def _quotas(name: str, spelled: Callable[[str], str]) -> Callable[[Any], tuple[Quota, ...]]:
    def read(value: Any) -> tuple[Quota, ...]:
        if not isinstance(value, Mapping):
            raise not_as_expected(name, EXAMPLES[name])
        return tuple(Quota(spelled(str(one)), bounds(asked, str(one))) for one, asked in value.items())

    return read


def _near_each(value: Any) -> tuple[NearEach, ...]:
    return tuple(_one_near_each(entry) for entry in (value if isinstance(value, list | tuple) else [value]))


def _one_near_each(value: Any) -> NearEach:
    entries = mapping(value, "near_each", ("places", "km", "least"), EXAMPLES["near_each"])
    least = entries.get("least", 1)
    if not entries.get("places") or "km" not in entries or not isinstance(least, int) or least < 1:
        raise not_as_expected("near_each", EXAMPLES["near_each"])
    asked = entries["places"] if isinstance(entries["places"], list | tuple) else [entries["places"]]
    circles = [Radius.read(f"{entries['km']} km around {place}") for place in asked]
    return NearEach(tuple(dict.fromkeys(circle.centre.name for circle in circles)), circles[0].km, least)


def _groups(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list | tuple) or not value:
        raise not_as_expected("at_most_one_of", EXAMPLES["at_most_one_of"])
    groups = value if all(isinstance(one, list | tuple) for one in value) else [value]
    return tuple(tuple(dict.fromkeys(str(name).strip() for name in group)) for group in groups)


def _least_share(name: str) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        entries = mapping(value, name, ("least",), EXAMPLES[name]) if isinstance(value, Mapping) else {"least": value}
        return share(entries.get("least"))

    return read


def _most_number(value: Any) -> float:
    name = "commercial_per_week"
    return number(mapping(value, name, ("most",), EXAMPLES[name]).get("most") if isinstance(value, Mapping) else value)


def _unavailable(value: Any) -> tuple[Unavailable, ...]:
    return tuple(_one_away(entry) for entry in (value if isinstance(value, list | tuple) else [value]))


def _one_away(value: Any) -> Unavailable:
    if isinstance(value, str):
        return Unavailable(value.strip())
    entries = mapping(value, "unavailable", ("creator", "from", "until"), EXAMPLES["unavailable"])
    away = Unavailable(str(entries.get("creator") or ""), day(entries.get("from")), day(entries.get("until")))
    if not away.creator or (away.start and away.end and away.end < away.start):
        raise not_as_expected("unavailable", EXAMPLES["unavailable"])
    return away


EXAMPLES = {
    "tiers": "tiers: {micro: {least: 2}, meso: {most: 20%}}",
    "platforms": "platforms: {tiktok: {least: 2}}",
    "niches": "niches: {bakken: {least: 1}}",
    "municipalities": "municipalities: {Amersfoort: {least: 1}}",
    "near_each": "near_each: {places: [Amersfoort, 3511 AB], km: 8, least: 1}",
    "at_most_one_of": "at_most_one_of: [instagram:a, instagram:b]",
    "match": "match: {least: 60%}",
    "contact": "contact: {least: 30%}",
    "authenticity": "authenticity: {least: 70%}",
    "clean_feed": "clean_feed: {least: 80%}",
    "commercial_per_week": "commercial_per_week: {most: 2}",
    "unavailable": "unavailable: [{creator: instagram:a, from: 2027-03-01, until: 2027-03-14}]",
}

READERS: dict[str, Callable[[Any], Any]] = {
    "weekly_budget": positive,
    **{name: _quotas(name, spelled) for name, spelled in SPELLED.items()},
    "near_each": _near_each,
    "at_most_one_of": _groups,
    **{name: _least_share(name) for name in ("match", "contact", "authenticity", "clean_feed")},
    "commercial_per_week": _most_number,
    "unavailable": _unavailable,
}
