"""Trait: locality. Where followers live: by municipality and around home, and where home is.

Method: `kring.profile.locality.posterior` fuses what platforms tell, people whose place is known, places of posts and
the place in the profile with the population (CBS) into a share of followers for every municipality. The figure
local_share is the share within 10 km of the likeliest home.
Source: design, words (locality, local hero); the weights and their source stand in `kring.vocabulary.locality`.
Limits: shares are of followers that are people, fakes aside. With nothing but a language or a country nothing is
concluded. Inside a municipality followers are spread as its people are. The pull of home was fitted on the synthetic
world, where it has the form assumed here. The population of Flanders is GeoNames' and its villages are not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.facts.facts import Facts
from kring.profile.figure_rows import FIGURES
from kring.profile.locality.cells import around, cells
from kring.profile.locality.hero import NEAR_HOME, local_heroes, near_home
from kring.profile.locality.observed import whereabouts
from kring.profile.locality.posterior import Posterior, posterior_of
from kring.vocabulary.locality import FOLLOWERS, INSIGHTS, locality_terms

SHOWN = 10
FEWEST_PEOPLE = 10
LOCALITY = pa.schema(
    [
        ("account", pa.string()), ("municipality", pa.string()), ("country", pa.string()), ("value", pa.float64()),
        ("low", pa.float64()), ("high", pa.float64()), ("n", pa.int64()), ("basis", pa.string()),
        ("rests_on", pa.list_(pa.string())),
    ]
)  # fmt: skip
HOME = pa.schema(
    [
        ("account", pa.string()), ("municipality", pa.string()), ("country", pa.string()),
        ("probability", pa.float64()), ("rests_on", pa.list_(pa.string())),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalityShare:
    """The share of followers in one municipality, and the sources it rests on (`locality_terms().sources`)."""

    municipality: str
    country: str
    share: Estimate
    rests_on: tuple[str, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> LocalityShare:
        """From a row of `LOCALITY`."""
        share = Estimate.between(row["value"], row["low"], row["high"], Basis(row["basis"]), row["n"])
        return cls(row["municipality"], row["country"], share, tuple(row["rests_on"]))


@dataclass(frozen=True, slots=True)
class Home:
    """The likeliest municipality of the creator; `known` when it is likely enough to be named as home."""

    municipality: str
    country: str
    probability: float
    rests_on: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the probability is high enough."""
        return self.probability >= locality_terms().home_from

    @classmethod
    def of(cls, row: dict[str, Any]) -> Home:
        """From a row of `HOME`."""
        return cls(row["municipality"], row["country"], row["probability"], tuple(row["rests_on"]))


@dataclass(frozen=True)
class Localities:
    """The trait of some accounts: rows of `FIGURES`, `LOCALITY`, `HOME`, `NEAR_HOME` and `WHEREABOUTS`."""

    figures: pa.Table
    shares: pa.Table
    homes: pa.Table
    near_home: pa.Table
    whereabouts: pa.Table

    def heroes(self, trajectories: pa.Table) -> pa.Table:
        """Rows of `LOCAL_HEROES` for those with a trajectory (rows of `TRAJECTORY`)."""
        return local_heroes(self.near_home, trajectories)


def localities(facts: Facts) -> Localities:
    """The locality of every account anything points at."""
    return concluded(whereabouts(facts))


def concluded(known: pa.Table) -> Localities:
    """The trait out of rows of `WHEREABOUTS`."""
    terms = locality_terms()
    figures, shares, homes, close = [], [], [], []
    for row in known.to_pylist():
        posterior, account = posterior_of(row, terms), {"account": row["account"]}
        if not enough(posterior):
            continue
        shares += [account | one for one in _shares(posterior)]
        if not posterior.homes:
            continue
        place, probability = next(iter(posterior.homes.items()))
        homes.append(account | _named(place) | {"probability": probability, "rests_on": posterior.seen.sources})
        if probability >= terms.home_from:
            local = posterior.share(around(place, terms.local_km))
            low, high = local.interval()
            what = {"figure": "local_share", "note": _note(place), "basis": str(basis_of(posterior))}
            numbers = {"value": local.value, "low": low, "high": high, "n": posterior.seen.observations}
            figures.append(account | what | numbers)
            close.append(account | near_home(posterior, place, local, terms))
    tables = ((figures, FIGURES), (shares, LOCALITY), (homes, HOME), (close, NEAR_HOME))
    made = [pa.Table.from_pylist(rows, schema) for rows, schema in tables]
    return Localities(made[0], made[1], made[2], made[3], known)


def enough(posterior: Posterior) -> bool:
    """Whether anything says where followers or the creator live: a country or a language alone does not."""
    seen = posterior.seen
    people = float(seen.counted.sum())
    return bool(len(seen.told_places) or len(seen.named) or len(seen.geotags) or people >= FEWEST_PEOPLE)


def basis_of(posterior: Posterior, place: int | None = None) -> Basis:
    """What a share rests on: told by the platform, a sample of followers, or a model."""
    sources = posterior.seen.sources
    if INSIGHTS in sources and place is not None and place in posterior.seen.told_places:
        return Basis.MEASURED
    return Basis.SAMPLED if FOLLOWERS in sources else Basis.MODELLED


def _shares(posterior: Posterior) -> list[dict[str, Any]]:
    """The largest municipalities, the largest first."""
    typical, found = posterior.typical, []
    for place in np.argsort(-typical, kind="stable")[:SHOWN].tolist():
        if typical[place] > 0:
            alone = np.zeros(len(typical))
            alone[place] = 1.0
            share = posterior.share(alone)
            low, high = share.interval()
            numbers = {"value": share.value, "low": low, "high": high, "n": posterior.seen.observations}
            more = {"basis": str(basis_of(posterior, place)), "rests_on": posterior.seen.sources}
            found.append(_named(place) | numbers | more)
    return sorted(found, key=lambda one: (-one["value"], one["municipality"]))


def _named(place: int) -> dict[str, str]:
    there = cells().places[place]
    return {"municipality": there.municipality, "country": there.country}


def _note(place: int) -> str:
    return f"within {locality_terms().local_km:g} km of {cells().places[place].municipality}"
