"""Which municipalities may be home, and how likely each is by the profile and the places of posts alone.

A place in the profile is home with a stated probability, and so is the place of a post; a further post of the same
place says less than the first, since they were made by the same person: posts count by their square root. Before
anything is known, people live where people live (population).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from kring.profile.figure_rows import Floats
from kring.profile.locality.cells import cells, near
from kring.profile.locality.seen import Seen
from kring.vocabulary.locality import LocalityTerms

MOST_HOMES = 14
MOST_OF_A_SOURCE = 3
MOST_BY_PEOPLE = 8
MISLED = 0.02
"""The chance that profile and posts together point at a place that isn't home, such as a favourite one; assumed."""
PULLS = (0.1, 0.3, 0.6)


def home_chances(seen: Seen, terms: LocalityTerms) -> tuple[list[int], Floats]:
    """The possible homes, and the probability of each with that of another place behind them; adds up to 1."""
    homes = _pointed_at(seen, terms.near_km)
    share = cells().share
    odds = np.append(share[homes], max(1 - float(share[homes].sum()), 1e-9))
    logs = np.log(odds)
    for places, counts, right in (
        (seen.named, np.full(len(seen.named), 1 / max(len(seen.named), 1)), terms.named_is_home),
        (seen.geotag_places, _worth(seen.geotags), terms.geotag_is_home),
    ):
        for place, count in zip(places.tolist(), counts.tolist(), strict=True):
            wrong = (1 - right) * share[place] / max(1 - share[place], 1e-9)
            logs += count * np.log(np.where(np.append(homes, -1) == place, right, wrong))
    chances = np.exp(logs - logs.max())
    chances *= (1 - MISLED) / chances.sum()
    chances[-1] += MISLED
    return homes, chances


def _worth(posts: Floats) -> Floats:
    return np.sqrt(posts)


def _pointed_at(seen: Seen, km: float) -> list[int]:
    """The places something points at, the best supported first."""
    found = seen.named[:MOST_OF_A_SOURCE].tolist()
    found += seen.geotag_places[np.argsort(-seen.geotags, kind="stable")[:MOST_OF_A_SOURCE]].tolist()
    there = cells().in_country(seen.country)
    weights = np.where(there, seen.counted, 0.0)
    if not weights.any():
        weights[seen.told_places] = seen.told
    if weights.any():
        held = np.flatnonzero(weights)
        fit = weights[held].astype(np.float32) @ _drawing(seen.country, km)[held]
        best = fit.reshape(len(PULLS), -1).max(axis=0)
        found += np.flatnonzero(there)[np.argsort(-best, kind="stable")[:MOST_BY_PEOPLE]].tolist()
    homes = dict.fromkeys(int(place) for place in found if there[place])
    return list(homes)[:MOST_HOMES]


@cache
def _drawing(country: int, km: float) -> NDArray[np.float32]:
    """The logarithm of each municipality's share of followers for every pull and home; (places, pulls x homes)."""
    there = cells().in_country(country)
    drawn = np.stack([near(int(home), km) for home in np.flatnonzero(there)])
    share = np.where(there, cells().share, 0.0)
    mixed = np.concatenate([pull * drawn + (1 - pull) * share for pull in PULLS])
    return np.ascontiguousarray(np.log(np.where(there, mixed, 1.0)).T.astype(np.float32))
