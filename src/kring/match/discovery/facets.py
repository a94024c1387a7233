"""Facets: how many accounts there are by platform, language, ..., with the other filters of the search applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.estimate import Language
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
    rows = passing.without(name)
    if name == "niche":
        return _of_niches(catalogue, passing.places_of(rows))
    column = reading(catalogue, name, Condition())
    assert isinstance(column, Codes)
    codes = column.codes[passing.among][rows]
    counted = np.bincount(codes + 1, minlength=len(column.names) + 1)
    found = {entry: int(count) for entry, count in zip(column.names, counted[1:], strict=True) if count}
    return Facet(name, found if name == "tier" else _most_first(found), int(counted[0]))


def _of_niches(catalogue: Catalogue, places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Facet:
    entries = catalogue.pool.entries("niches", "niche")
    inside, said = (np.zeros(len(catalogue), dtype=bool) for _ in range(2))
    inside[places] = True
    said[entries.places] = True
    enough = inside[entries.places] & (entries.shares >= (search_filter("niche").usual or 0.0))
    counted = np.bincount(entries.codes[enough], minlength=len(entries.names))
    found = {entry: int(count) for entry, count in zip(entries.names, counted, strict=True) if count}
    return Facet("niche", _most_first(found), int((inside & ~said).sum()))


def _most_first(found: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
