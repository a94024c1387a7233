"""Tiers: how large a creator's following is, by exact boundaries, in Kring's scheme and in others by name.

The lower bound belongs to the tier, `below` does not; in Kring's scheme macro still holds 1,000,000 itself. Other
sources cut elsewhere, so a figure by tier says which scheme it uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Tier:
    """One size of following: from `low` followers up to, and not including, `below`; None is without end."""

    name: str
    low: int
    below: int | None
    words: Words
    description: Words

    def holds(self, followers: int) -> bool:
        """Whether that many followers fall in this tier."""
        return self.low <= followers and (self.below is None or followers < self.below)


@dataclass(frozen=True, slots=True)
class TierScheme:
    """A named way to cut sizes into tiers, smallest first, with where it comes from."""

    name: str
    tiers: tuple[Tier, ...]
    source: str

    def tier(self, name: str) -> Tier:
        """The tier of that name; raises `UnknownName`."""
        for tier in self.tiers:
            if tier.name == name:
                return tier
        names = [tier.name for tier in self.tiers]
        advice = f"The tiers of the scheme {self.name} are: {', '.join(names)}."
        nl_advice = f"Dit zijn de groepen van de indeling {self.name}: {', '.join(names)}."
        raise UnknownName("tier", name, names, advice, nl_advice=nl_advice)

    def position(self, name: str) -> int:
        """Where the tier of that name stands, 0 for the smallest; raises `UnknownName`."""
        return self.tiers.index(self.tier(name))


@cache
def _schemes() -> Mapping[str, TierScheme]:
    return MappingProxyType({name: _scheme(name, entry) for name, entry in entries("tiers")["schemes"].items()})


def _scheme(name: str, entry: dict) -> TierScheme:  # type: ignore[type-arg]
    described = entries("tiers")["tiers"]
    tiers = tuple(
        Tier(
            tier,
            low,
            below,
            Words.of(described[tier]["label"]),
            Words.of(described[tier]["description"]),
        )
        for tier, (low, below) in entry["cuts"].items()
    )
    return TierScheme(name, tiers, entry["source"])


SCHEMES: Mapping[str, TierScheme] = _schemes()
KRING: TierScheme = SCHEMES["kring"]


def tier_of(followers: int | None, scheme: TierScheme = KRING) -> Tier | None:
    """The tier that many followers fall in.

    None when the number is unknown, or when the scheme names no tier for that size. Raises ValueError below zero.
    """
    if followers is None:
        return None
    if followers < 0:
        raise ValueError(f"a number of followers is not negative: {followers}")
    return next((tier for tier in scheme.tiers if tier.holds(followers)), None)


def scheme(name: str) -> TierScheme:
    """The tier scheme of that name; raises `UnknownName`."""
    if name not in SCHEMES:
        raise UnknownName("tier scheme", name, list(SCHEMES))
    return SCHEMES[name]
