"""What stands above the results: how many, what every filter keeps out, counts to click, and what else was searched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kring.app.discovery.address import given_for, listed
from kring.app.web.language import page_language
from kring.match.discovery import KEEP, find
from kring.vocabulary.search_filters import search_filter, search_filters

if TYPE_CHECKING:
    from django.http import QueryDict

    from kring.match.discovery import Catalogue, FilterCount, Found

MOST_ENTRIES = 12
FIRST_FACETS = ("tier", "platform", "niche")
PARTS = ("", "-not", "-least", "-most", "-km", "-days", "-unknown")


@dataclass(frozen=True, slots=True)
class CountShown:
    """One filter that is in use: its counts, and the addresses without it and with those of whom it is unknown."""

    count: FilterCount
    without: str
    with_unknown: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry of a facet: how many, whether it is chosen, and the address that turns that round."""

    label: str
    accounts: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet; `more`: how many further entries there are."""

    name: str
    label: str
    entries: tuple[EntryShown, ...]
    more: int
    unknown: int


def counts_shown(found: Found, address: QueryDict) -> list[CountShown]:
    """What every filter does."""
    return [
        CountShown(one, without(address, one.name), changed(address, {f"{one.name}-unknown": KEEP}))
        for one in found.filters
    ]


def only_unknown(found: Found, catalogue: Catalogue) -> int:
    """How many more there are when those stay of whom something is unknown."""
    kept = {name: replace(condition, unknown=KEEP) for name, condition in found.search.filters.items()}
    if not any(one.unknown and not one.keeps_unknown for one in found.filters):
        return 0
    return find(replace(found.search, filters=kept, page=1, size=1), catalogue).total - found.total


def with_unknown(found: Found, address: QueryDict) -> str:
    """The address that keeps them."""
    return changed(address, {f"{name}-unknown": KEEP for name in found.search.filters})


def facets_shown(found: Found, address: QueryDict) -> list[FacetShown]:
    """The counts by tier, platform, ...; what is chosen stands there even when nobody is left."""
    language, shown = page_language(), []
    for facet in found.facets:
        one = search_filter(facet.name)
        condition = found.search.filters.get(facet.name)
        asked = condition.of if condition else ()
        names = [*facet.counts, *(name for name in asked if name not in facet.counts)]
        if not names:
            continue
        kept = [name for place, name in enumerate(names) if place < MOST_ENTRIES or name in asked]
        entries = tuple(
            EntryShown(facet.label(name).said_in(language), facet.counts.get(name, 0),
                       toggled(address, facet.name, name, asked), name in asked)
            for name in kept
        )  # fmt: skip
        shown.append(
            FacetShown(facet.name, one.words.said_in(language), entries, len(names) - len(kept), facet.unknown)
        )
    return sorted(shown, key=lambda facet: FIRST_FACETS.index(facet.name) if facet.name in FIRST_FACETS else 9)


def toggled(address: QueryDict, name: str, entry: str, asked: tuple[str, ...]) -> str:
    """The address that asks for an entry too, or no longer."""
    copy = address.copy()
    copy.setlist(name, [one for one in asked if one != entry] + ([] if entry in asked else [entry]))
    return written(copy)


def without(address: QueryDict, name: str) -> str:
    """The address without a filter; nor sorted by it, where that needs it."""
    copy = address.copy()
    for part in PARTS:
        copy.pop(f"{name}{part}", None)
    if copy.get("sort") == name == "near":
        copy.pop("sort")
    return written(copy)


def changed(address: QueryDict, fields: dict[str, str]) -> str:
    """The address with these fields changed; empty ones leave."""
    copy = address.copy()
    for name, value in fields.items():
        copy[name] = value
    return written(copy)


def written(address: QueryDict, *, keep_page: bool = False) -> str:
    """The address without its page, empty fields, and what says something of filters that ask nothing."""
    copy = address.copy()
    if not keep_page:
        copy.pop("page", None)
    for one in search_filters().values():
        if given_for(one, copy) is None and not listed(copy, one.name, one):
            for part in ("-km", "-unknown", "-days"):
                copy.pop(f"{one.name}{part}", None)
    for name, values in list(copy.lists()):
        copy.setlist(name, [value for value in values if value])
        if not any(values):
            copy.pop(name)
    return f"?{copy.urlencode()}"
