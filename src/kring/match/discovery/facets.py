"""Facets: how many accounts there are by platform, language, ..., with the other filters of the search applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kring.estimate import Language
from kring.match.criteria.bits import Bits, at_places
from kring.match.criteria.bits import counted as counted_of
from kring.match.criteria.entries import Entries
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.columns import reading
from kring.match.discovery.condition import Condition
from kring.match.discovery.filter_entries import labelled
from kring.match.discovery.passing import Passing
from kring.match.discovery.readings import Codes
from kring.vocabulary.search_filters import search_filter
from kring.vocabulary.text import Words

FACETS = ("tier", "platform", "language", "province", "niche", "gender", "management")


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: the accounts by entry, the most first (tiers by size), and of how many it is unknown.

    An account is in several niches: in each that at least the usual share of its posts is about.
    """

    name: str
    counts: Mapping[str, int]
    unknown: int

    @property
    def words(self) -> Words:
        """What it is called."""
        return search_filter(self.name).words

    def label(self, entry: str) -> Words:
        """What an entry is called."""
        return labelled(search_filter(self.name).entries).get(entry) or Words(entry, entry)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Plain values."""
        counts = [
            {"entry": entry, "label": self.label(entry).said_in(language), "accounts": count}
            for entry, count in self.counts.items()
        ]
        return {"facet": self.name, "counts": counts, "unknown": self.unknown}


def facets(catalogue: Catalogue, passing: Passing) -> tuple[Facet, ...]:
    """The facets of those who pass, each without its own filter."""
    return tuple(_facet(catalogue, passing, name) for name in FACETS)


def _facet(catalogue: Catalogue, passing: Passing, name: str) -> Facet:
    places = passing.places_without(name)
    if name == "niche":
        return _of_niches(catalogue, at_places(places, len(catalogue)))
    column = reading(catalogue, name, Condition())
    assert isinstance(column, Codes)
    found, unknown = column.counts(places)
    return Facet(name, found if name == "tier" else _most_first(found), unknown)


def _of_niches(catalogue: Catalogue, there: Bits) -> Facet:
    entries = catalogue.pool.entries("niches", "niche")
    about = catalogue.kept("facet of niches", lambda: _about(entries, search_filter("niche").usual or 0.0))
    counted = {niche: counted_of(there & mine) for niche, mine in about.items()}
    found = {niche: count for niche, count in counted.items() if count}
    return Facet("niche", _most_first(found), counted_of(there & ~entries.said))


def _about(entries: Entries, least: float) -> dict[str, Bits]:
    """By niche who is about it with at least such a share of the posts."""
    found = {}
    for niche in entries.names:
        places, shares = entries.rows((niche,))
        found[niche] = at_places(places[shares >= least], entries.accounts)
    return found


def _most_first(found: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
