"""How the fit of a creator to a brand is weighed and how much it counts for creators of each size, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class FitAspect:
    """One aspect of the fit and its `weight` beside the others."""

    name: str
    words: Words
    description: Words
    weight: float


@dataclass(frozen=True, slots=True)
class FitOfTier:
    """For creators of one tier: how many times the fit `counts`, and the least likeness in niches that passes."""

    counts: float
    gate: float | None


@dataclass(frozen=True, slots=True)
class FitRules:
    """All of it. An organisation replaces what it weighs otherwise (`dataclasses.replace`).

    `near`: the part of a share that counts for niches close by. `collaborations_as_texts`: how many past creators say
    as much as the brand's own texts. `fewest_posts`: with fewer posts with hashtags what
    they share is unknown.
    """

    aspects: Mapping[str, FitAspect]
    tiers: Mapping[str, FitOfTier]
    near: float
    collaborations_as_texts: float
    fewest_posts: int


@cache
def fit_rules() -> FitRules:
    """The rules Kring comes with."""
    data = entries("brand_fit")
    aspects = {
        name: FitAspect(name, Words.of(entry["label"]), Words.of(entry["description"]), float(entry["weight"]))
        for name, entry in data["aspects"].items()
    }
    tiers = {
        name: FitOfTier(float(entry["counts"]), None if entry["gate"] is None else float(entry["gate"]))
        for name, entry in data["tiers"].items()
    }
    return FitRules(
        MappingProxyType(aspects), MappingProxyType(tiers), float(data["near"]),
        float(data["collaborations_as_texts"]), int(data["fewest_posts"]),
    )  # fmt: skip
