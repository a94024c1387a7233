"""What is taken as given of where followers live: the pull of home, the weight of each source, as data with source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries

INSIGHTS, FOLLOWERS, ENGAGED, GEOTAGS, NAMED = "insights", "followers", "engaged", "geotags", "named"


@dataclass(frozen=True, slots=True)
class LocalityTerms:
    """The terms as `locality.yaml` explains them.

    `near`: the probability of each share that home draws, in steps of `NEAR_STEP` from 0. `in_country`: mean and
    standard deviation of the share of followers in the account's country, by language (nl, en, unknown).
    """

    near_km: float
    spread: float
    fit_weight: float
    near: tuple[float, ...]
    in_country: Mapping[str, tuple[float, float]]
    told_noise: float
    named_is_home: float
    geotag_is_home: float
    engaged_weight: float
    home_from: float
    strong_from: float
    local_km: float
    source: str
    sources: Mapping[str, Words]


NEAR_STEP = 0.05
_NUMBERS = (
    "near_km", "spread", "fit_weight", "told_noise", "named_is_home", "geotag_is_home", "engaged_weight", "home_from",
    "strong_from", "local_km",
)  # fmt: skip


@cache
def locality_terms() -> LocalityTerms:
    """The terms as the file states them."""
    entry = entries("locality")
    country = {name: (float(mean), float(spread)) for name, (mean, spread) in entry["in_country"].items()}
    near = [float(chance) for chance in entry["near"]]
    return LocalityTerms(
        **{name: float(entry[name]) for name in _NUMBERS},
        near=tuple(chance / sum(near) for chance in near),
        in_country=MappingProxyType(country),
        source=str(entry["source"]),
        sources=MappingProxyType({name: Words.of(words) for name, words in entry["sources"].items()}),
    )
