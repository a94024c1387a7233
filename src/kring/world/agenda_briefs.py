"""The open briefs of an agenda: markets with competitors, briefs that compete with nobody, seasonal and short ones."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

MARKETS = ("fashion", "beauty", "food", "travel")
NEUTRAL = 12


@dataclass(frozen=True, slots=True)
class PlantedBrief:
    """The terms of a brief, as a row of `kring.world.agenda.BRIEFS`."""

    brief: str
    brand: str
    category: str
    start: date | None = None
    end: date | None = None
    exclusive_before: int = 0
    exclusive_after: int = 0
    rival_categories: tuple[str, ...] = ()
    embargo: tuple[date, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """Plain values by column."""
        return {**asdict(self), "rival_categories": list(self.rival_categories), "embargo": list(self.embargo)}


@dataclass(frozen=True, slots=True)
class Market:
    """Briefs around one category.

    `keen` asks exclusivity, `plain` is a competitor without, `sister` is another brief of keen's brand, and `rival`
    comes from another category that names this one as rival.
    """

    keen: PlantedBrief
    plain: PlantedBrief
    sister: PlantedBrief
    rival: PlantedBrief


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All briefs.

    `neutral`: each alone in its category, without conditions; `seasonal`: with a period and an embargo of two weeks in
    it; `short`: a period of two weeks.
    """

    markets: tuple[Market, ...]
    neutral: tuple[PlantedBrief, ...]
    seasonal: PlantedBrief
    short: PlantedBrief

    @property
    def all_of_them(self) -> tuple[PlantedBrief, ...]:
        """Every brief once."""
        ours = (one for market in self.markets for one in (market.keen, market.plain, market.sister, market.rival))
        return (*ours, *self.neutral, self.seasonal, self.short)


def catalogue(rng: np.random.Generator, first_week: date, weeks: int) -> Catalogue:
    """Briefs whose windows, periods and embargoes are drawn anew for every agenda."""

    def monday(number: int) -> date:
        return first_week + timedelta(weeks=number)

    start, end = int(rng.integers(1, 3)), weeks - int(rng.integers(3, 5))
    pause = start + int(rng.integers(2, end - start - 3))
    short = int(rng.integers(2, weeks - 3))
    return Catalogue(
        tuple(_market(name, rng) for name in MARKETS),
        tuple(PlantedBrief(f"Errand {number}", f"Label {number}", f"trade {number}") for number in range(NEUTRAL)),
        PlantedBrief(
            "Season", "Seasonal", "season", monday(start), monday(end), embargo=(monday(pause), monday(pause + 1))
        ),
        PlantedBrief("Fortnight", "Fortnightly", "fortnight", monday(short), monday(short + 1)),
    )


def _market(name: str, rng: np.random.Generator) -> Market:
    brand, before, after = f"{name.title()} First", int(rng.integers(1, 4)), int(rng.integers(1, 5))
    return Market(
        PlantedBrief(f"{name} launch", brand, name, exclusive_before=before, exclusive_after=after),
        PlantedBrief(f"{name} basics", f"{name.title()} Second", name),
        PlantedBrief(f"{name} sequel", brand, name),
        PlantedBrief(f"{name} outsider", f"{name.title()} Third", f"near {name}", rival_categories=(name,)),
    )
