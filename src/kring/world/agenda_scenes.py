"""Scenes of an agenda: each breaks one rule for one creator and no other, or comes as close as one can without.

Weeks are numbers here, 0 for the first of the agenda. Terms that a scene does not speak of are so generous that they
can't be broken by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from kring.world.agenda_briefs import Catalogue, PlantedBrief

GENEROUS = {"per_week": 9, "most_posts": 99, "in_weeks": 4, "lead_weeks": 0, "weeks_apart": 0}


@dataclass(slots=True)
class Stage:
    """One creator's rows in the making."""

    creator: str
    rng: np.random.Generator
    briefs: Catalogue
    distance: int
    first_week: date
    weeks: int
    wishes: list[dict[str, Any]] = field(default_factory=list)
    creators: list[dict[str, Any]] = field(default_factory=list)
    running: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    near_misses: list[dict[str, Any]] = field(default_factory=list)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def flip(self) -> bool:
        """Heads or tails."""
        return bool(self.rng.random() < 0.5)

    def neutral(self, count: int) -> list[PlantedBrief]:
        """Different briefs that compete with nobody."""
        chosen = self.rng.choice(len(self.briefs.neutral), count, replace=False)
        return [self.briefs.neutral[int(one)] for one in chosen]

    def monday(self, number: int) -> date:
        """The Monday of a week's number."""
        return self.first_week + timedelta(weeks=number)

    def wish(self, brief: PlantedBrief, week: int | None, shut: Sequence[int] = ()) -> str:
        """Wish the creator for a brief; gives the brief as a party."""
        value = round(float(100 * self.rng.lognormal(0, 0.8)), 1)
        self.wishes.append({
            "brief": brief.brief, "creator": self.creator, "value": value, "fee": round(value**0.8 * 2),
            "week": None if week is None else self.monday(week), "shut": [self.monday(one) for one in shut],
        })  # fmt: skip
        return f"brief:{brief.brief}"

    def runs(self, brand: str, category: str, week: int, before: int = 0, after: int = 0) -> str:
        """Something the creator already agreed to; gives it as a party."""
        self.running.append({
            "creator": self.creator, "brand": brand, "category": category, "week": self.monday(week),
            "exclusive_before": before, "exclusive_after": after,
        })  # fmt: skip
        return f"running:{brand}"

    def terms(self, blackout: Sequence[int] = (), **given: int) -> str:
        """The creator's terms; gives the creator as a party."""
        days = [self.monday(week) for week in sorted(blackout)]
        self.creators.append({"creator": self.creator, **GENEROUS, **given, "blackout": days})
        return f"creator:{self.creator}"

    def conflict(self, kind: str, parties: Sequence[str], weeks: Sequence[int]) -> None:
        """What is broken."""
        days = [self.monday(week) for week in sorted(set(weeks))]
        self.conflicts.append({"creator": self.creator, "kind": kind, "parties": sorted(parties), "weeks": days})


def exclusivity(stage: Stage, breaks: bool) -> None:
    """A competitor inside or just outside the window before or after a post that asks exclusivity."""
    market = stage.briefs.markets[stage.between(0, len(stage.briefs.markets) - 1)]
    earlier = stage.flip()
    window = market.keen.exclusive_before if earlier else market.keen.exclusive_after
    gap = stage.between(0, window) if breaks else max(window, stage.distance - 1) + 1
    at = stage.between(5, stage.weeks - 6)
    other = at - gap if earlier else at + gap
    parties = [stage.wish(market.keen, at), stage.wish(market.plain, other)]
    if not breaks and stage.flip():  # no competitor of the first, and far enough from the second
        stage.wish(market.sister, at)
    stage.terms()
    if breaks:
        stage.conflict("exclusivity", parties, [at, other])


def running_exclusivity(stage: Stage, breaks: bool) -> None:
    """A wish after a post that already ran, inside its window, just outside, or inside for the same brand."""
    market = stage.briefs.markets[stage.between(0, len(stage.briefs.markets) - 1)]
    window = stage.between(1, 5)
    same = not breaks and stage.flip()
    gap = stage.between(1, window) if breaks or same else max(window, stage.distance - 1) + 1
    week = stage.between(0, stage.weeks - 1)
    brand = market.plain.brand if same else "Runner"
    running = stage.runs(brand, market.plain.category, week - gap, after=window)
    wished = stage.wish(market.plain, week)
    stage.terms()
    if breaks:
        stage.conflict("exclusivity", [wished, running], [week])


def competitor(stage: Stage, breaks: bool) -> None:
    """Two competitors without exclusivity closer than the distance, or just at it; or not competitors at all."""
    market = stage.briefs.markets[stage.between(0, len(stage.briefs.markets) - 1)]
    strangers = not breaks and stage.flip()
    gap = stage.between(0, stage.distance - 1) if breaks or strangers else stage.distance
    at = stage.between(0, stage.weeks - 1 - gap)
    other = stage.neutral(1)[0] if strangers else market.rival
    parties = [stage.wish(market.plain, at), stage.wish(other, at + gap)]
    stage.terms()
    if breaks:
        stage.conflict("competitor", parties, [at, at + gap])


def fatigue(stage: Stage, breaks: bool) -> None:
    """One post more than fits in a run of weeks, or the same posts over one week more; the first may already run."""
    length = stage.between(3, 5)
    most = stage.between(1, length - 1)
    last = stage.between(most, length - 1) if breaks else length
    inner = 1 + stage.rng.choice(last - 1, most - 1, replace=False) if most > 1 else np.array([], dtype=int)
    at = stage.between(0, stage.weeks - 1 - last)
    weeks = [at, *(at + int(one) for one in sorted(inner)), at + last]
    first, *briefs = stage.neutral(most + 1)
    parties = [stage.runs("Runner", "", at) if stage.flip() else stage.wish(first, at)]
    parties += [stage.wish(brief, week) for brief, week in zip(briefs, weeks[1:], strict=True)]
    stage.terms(most_posts=most, in_weeks=length)
    if breaks:
        stage.conflict("fatigue", parties, weeks)


def weeks_apart(stage: Stage, breaks: bool) -> None:
    """Two posts in fewer weeks than the creator keeps between them, or in just as many."""
    apart = stage.between(2, 4)
    gap = stage.between(1, apart - 1) if breaks else apart
    at = stage.between(0, stage.weeks - 1 - gap)
    weeks = [at, at + gap]
    parties = [stage.wish(brief, week) for brief, week in zip(stage.neutral(2), weeks, strict=True)]
    stage.terms(weeks_apart=apart)
    if breaks:
        stage.conflict("fatigue", parties, weeks)


def capacity(stage: Stage, breaks: bool) -> None:
    """One post more than the creator makes in a week, or that one a week later."""
    room = stage.between(1, 3)
    at = stage.between(0, stage.weeks - 2)
    briefs = stage.neutral(room + 1)
    parties = [stage.wish(brief, at) for brief in briefs[1:]]
    parties.append(stage.wish(briefs[0], at if breaks else at + 1))
    stage.terms(per_week=room)
    if breaks:
        stage.conflict("capacity", parties, [at])


def blackout(stage: Stage, breaks: bool) -> None:
    """A wish in a week in which the creator does not work, or in the only one between two of them."""
    at = stage.between(1, stage.weeks - 2)
    parties = [stage.wish(stage.neutral(1)[0], at), stage.terms([at] if breaks else [at - 1, at + 1])]
    if breaks:
        stage.conflict("blackout", parties, [at])


def blackout_of_a_period(stage: Stage, breaks: bool) -> None:
    """A wish without a week whose whole period is shut, or all of it but one week."""
    short = stage.briefs.short
    start = ((short.start or stage.first_week) - stage.first_week).days // 7
    period = [start, start + 1]
    parties = [stage.wish(short, None), stage.terms(period if breaks else [period[stage.between(0, 1)]])]
    if breaks:
        stage.conflict("blackout", parties, period)


def embargo(stage: Stage, breaks: bool) -> None:
    """A wish in a week in which the brief allows no posts, or just beside."""
    days = stage.briefs.seasonal.embargo
    first, last = ((day - stage.first_week).days // 7 for day in (days[0], days[-1]))
    early = stage.flip()
    at = (first if early else last) if breaks else (first - 1 if early else last + 1)
    parties = [stage.wish(stage.briefs.seasonal, at), stage.terms()]
    if breaks:
        stage.conflict("embargo", parties, [at])


def lead_time(stage: Stage, breaks: bool) -> None:
    """A wish before the creator can be ready, or in the first week that is possible."""
    lead = stage.between(1, 5)
    at = stage.between(0, lead - 1) if breaks else lead
    parties = [stage.wish(stage.neutral(1)[0], at), stage.terms(lead_weeks=lead)]
    if breaks:
        stage.conflict("lead_time", parties, [at])


def period(stage: Stage, breaks: bool) -> None:
    """A wish just before or after the brief's period, or in its first or last week."""
    seasonal, early = stage.briefs.seasonal, stage.flip()
    edge = ((seasonal.start if early else seasonal.end) or stage.first_week) - stage.first_week
    at = edge.days // 7 + ((-1 if early else 1) if breaks else 0)
    parties = [stage.wish(seasonal, at), stage.terms()]
    if breaks:
        stage.conflict("period", parties, [at])


def shut(stage: Stage, breaks: bool) -> None:
    """A wish in a week that was ruled out for it, or between two of them."""
    at = stage.between(1, stage.weeks - 2)
    parties = [stage.wish(stage.neutral(1)[0], at, [at] if breaks else [at - 1, at + 1]), stage.terms()]
    if breaks:
        stage.conflict("shut", parties, [at])


SCENES: tuple[tuple[str, Callable[[Stage, bool], None]], ...] = (
    ("exclusivity", exclusivity), ("exclusivity", running_exclusivity), ("competitor", competitor),
    ("fatigue", fatigue), ("fatigue", weeks_apart), ("capacity", capacity), ("blackout", blackout),
    ("blackout", blackout_of_a_period), ("embargo", embargo), ("lead_time", lead_time), ("period", period),
    ("shut", shut),
)  # fmt: skip
