"""`Seen`: one row of what is known of where an account's followers live, as numbers by municipality and country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from kring.profile.figure_rows import Floats, Whole
from kring.profile.locality.cells import COUNTRIES, cells
from kring.vocabulary.locality import ENGAGED, FOLLOWERS, GEOTAGS, INSIGHTS, NAMED, LocalityTerms

DUTCH_LANGUAGE, ENGLISH = "nl", "en"


@dataclass(frozen=True)
class Seen:
    """What is known of one account.

    `country`: the one most of it points at, a place in `COUNTRIES`. `counts` and `counted` (municipalities,): people
    whose place is known, as they weigh and as they are. `by_country`: people in NL, BE and elsewhere.
    """

    country: int
    language: str
    followers: int | None
    kind: str | None
    counts: Floats
    counted: Floats
    people_places: Whole
    by_country: Floats
    told_country: Floats | None
    told_of_all: bool
    told_places: Whole
    told: Floats
    geotag_places: Whole
    geotags: Floats
    named: Whole

    @classmethod
    def of(cls, row: dict[str, Any], terms: LocalityTerms) -> Seen:
        """From a row of `kring.profile.locality.observed.WHEREABOUTS`."""
        size = len(cells().places)
        people = _whole(row["people_places"])
        counted = np.zeros(size)
        counted[people] = _floats(row["people"])
        weight = terms.engaged_weight if row["counted"] == ENGAGED else 1.0
        told_country = _floats(row["told_country"])
        told_places, geotag_places = _whole(row["told_places"]), _whole(row["geotag_places"])
        named, told, geotags = _whole(row["named"]), _floats(row["told"]), _floats(row["geotags"])
        kept = told > 0
        language = row["language"] if row["language"] in (DUTCH_LANGUAGE, ENGLISH) else "unknown"
        by_country = _floats(row["by_country"]) if row["by_country"] else np.zeros(len(COUNTRIES) + 1)
        points = np.zeros(len(COUNTRIES))
        for places, weights in ((named, np.ones(len(named))), (geotag_places, geotags)):
            np.add.at(points, cells().country[places], weights)
        points += counted @ np.eye(len(COUNTRIES))[cells().country]
        np.add.at(points, cells().country[told_places], told)
        country = COUNTRIES.index(row["country"]) if row["country"] in COUNTRIES else int(points.argmax())
        return cls(
            country, language, row["followers"], row["counted"], counted * weight, counted, people, by_country,
            told_country if len(told_country) else None, bool(row["told_of_all"]), told_places[kept], told[kept],
            geotag_places, geotags, named,
        )  # fmt: skip

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """What is known, the strongest first."""
        there = {
            INSIGHTS: len(self.told_places) > 0, FOLLOWERS: self.kind == FOLLOWERS and len(self.people_places) > 0,
            ENGAGED: self.kind == ENGAGED and len(self.people_places) > 0, GEOTAGS: len(self.geotags) > 0,
            NAMED: len(self.named) > 0,
        }  # fmt: skip
        return tuple(name for name, known in there.items() if known)

    @cached_property
    def observations(self) -> int:
        """How many people, told places, posts and names all this rests on."""
        people = int(self.counted.sum())
        return people + len(self.told_places) + int(self.geotags.sum()) + len(self.named)

    def people_in(self, number: int, share: float) -> float | None:
        """About how many followers live in a country, by its share; None when the number of followers is not known."""
        if self.followers is None:
            return None
        return max(self.followers * share, float(self.counted[cells().in_country(number)].sum()))

    def countries(self, terms: LocalityTerms) -> tuple[Floats, Floats]:
        """The share of followers in each of `COUNTRIES` and its standard error.

        Told by the platform, else by people whose country is known, beside what is usual for the language.
        """
        if self.told_country is not None and self.told_country.sum() > 0:
            told = np.minimum(self.told_country[: len(COUNTRIES)], 1.0)
            return told, terms.told_noise * told + 0.0005
        mean, spread = terms.in_country[self.language]
        usual = np.full(len(COUNTRIES), (1 - mean) * 0.4)
        usual[self.country] = mean
        weight = mean * (1 - mean) / spread**2 - 1
        known = self.by_country[: len(COUNTRIES)]
        n = float(self.by_country.sum()) * (terms.engaged_weight if self.kind == ENGAGED else 1.0)
        scale = n / max(float(self.by_country.sum()), 1.0)
        share = (usual * weight + known * scale) / (weight + n)
        left = 1.0
        if self.followers is not None and self.by_country.any():
            left = max(1 - float(self.by_country.sum()) / max(self.followers, 1), 0.0)
        return share, np.sqrt(share * (1 - share) / (weight + n + 1) * left)


def _floats(values: list[float] | None) -> Floats:
    return np.asarray(values or [], dtype=np.float64)


def _whole(values: list[int] | None) -> Whole:
    return np.asarray(values or [], dtype=np.int64)
