"""`Limits`: what a plan must keep to beside the budget and the number of creators, as a brief says it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kring.reach.radius import Radius

QUOTAS = ("tiers", "platforms", "niches", "municipalities")
FIGURES = ("match", "contact", "authenticity", "clean_feed")


@dataclass(frozen=True)
class Share:
    """A share of the creators chosen, 0 to 1; written as a percentage."""

    value: float

    def __str__(self) -> str:
        return f"{self.value * 100:.10g}%"


Count = int | Share


@dataclass(frozen=True)
class Bounds:
    """At least and at most: a number of creators or a share of those chosen; None is without limit."""

    least: Count | None = None
    most: Count | None = None

    def plain(self) -> dict[str, int | str]:
        """As a brief's YAML writes it."""
        given = {name: getattr(self, name) for name in ("least", "most")}
        return {name: str(one) if isinstance(one, Share) else one for name, one in given.items() if one is not None}


@dataclass(frozen=True)
class Quota:
    """How many of the creators chosen are of one tier, platform, niche or municipality, by name."""

    name: str
    bounds: Bounds


@dataclass(frozen=True)
class Money:
    """At least and at most so many euros; None is without limit."""

    least: float | None = None
    most: float | None = None

    def holds(self, amount: float) -> bool:
        """Whether the amount lies within."""
        return (self.least is None or amount >= self.least) and (self.most is None or amount <= self.most)

    def plain(self) -> dict[str, float]:
        """As a brief's YAML writes it."""
        given = {name: getattr(self, name) for name in ("least", "most")}
        return {name: one for name, one in given.items() if one is not None}


@dataclass(frozen=True)
class NearEach:
    """Within `km` kilometres of each of these places at least `least` creators."""

    places: tuple[str, ...]
    km: float
    least: int = 1

    @property
    def circles(self) -> tuple[Radius, ...]:
        """The circle around each place."""
        from kring.reach.radius import Radius

        return tuple(Radius.read(f"{self.km:.6g} km around {place}") for place in self.places)

    def plain(self) -> dict[str, Any]:
        """As a brief's YAML writes it."""
        return {"places": list(self.places), "km": self.km, "least": self.least}


@dataclass(frozen=True)
class Unavailable:
    """A creator who can't work in these days, both included; without days not at all."""

    creator: str
    start: date | None = None
    end: date | None = None

    def covers(self, first: date, last: date) -> bool:
        """Whether the creator is away on any day from `first` up to and including `last`."""
        return (self.start is None or self.start <= last) and (self.end is None or self.end >= first)

    def plain(self) -> str | dict[str, str]:
        """As a brief's YAML writes it."""
        days = {name: day.isoformat() for name, day in (("from", self.start), ("until", self.end)) if day}
        return {"creator": self.creator, **days} if days else self.creator


@dataclass(frozen=True)
class Limits:
    """What a plan keeps to.

    `weekly_budget`: euros a week of the period. `tiers`, `platforms`, `niches`, `municipalities`: quotas.
    `near_each`: creators near places such as shops. `at_most_one_of`: groups of which one creator is chosen at most.
    `match`, `contact`, `authenticity`, `clean_feed`: the least share a creator must have. `commercial_per_week`: the
    most commercial posts a week a creator may make already. `unavailable`: who can't work when.
    """

    weekly_budget: float | None = None
    tiers: tuple[Quota, ...] = ()
    platforms: tuple[Quota, ...] = ()
    niches: tuple[Quota, ...] = ()
    municipalities: tuple[Quota, ...] = ()
    near_each: tuple[NearEach, ...] = ()
    at_most_one_of: tuple[tuple[str, ...], ...] = ()
    match: float | None = None
    contact: float | None = None
    authenticity: float | None = None
    clean_feed: float | None = None
    commercial_per_week: float | None = None
    unavailable: tuple[Unavailable, ...] = ()

    @property
    def given(self) -> dict[str, Any]:
        """The limits that are there, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value not in (None, ())}

    def plain(self) -> dict[str, Any]:
        """As a brief's YAML writes them."""
        return {name: _plain(name, value) for name, value in self.given.items()}


def _plain(name: str, value: Any) -> Any:
    if name in QUOTAS:
        return {quota.name: quota.bounds.plain() for quota in value}
    if name in FIGURES:
        return {"least": str(Share(value))}
    if name == "commercial_per_week":
        return {"most": value}
    if name == "at_most_one_of":
        return [list(group) for group in value]
    if name == "weekly_budget":
        return value
    return [one.plain() for one in value]
