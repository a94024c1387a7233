"""`Calendar`: who posts for which brief in which week, what was moved or left out and why, and how good that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from kring.estimate import Estimate, Language, number, percent
from kring.plan.calendar.conflicts import Conflict
from kring.plan.calendar.wishes import Running
from kring.reach.notebook import html_table
from kring.vocabulary.text import Words

BEST = Words(
    "Het is bewezen dat geen andere kalender binnen deze regels meer waard is.",
    "It is proven that no other calendar within these rules is worth more.",
)


@dataclass(frozen=True)
class Placement:
    """A creator posts for a brief in the week of this Monday; an unknown fee is None.

    `stands_in`: whose place a spare took.
    """

    creator: str
    brief: str
    week: date
    value: float
    fee: float | None
    account: str = ""
    stands_in: str = ""


@dataclass(frozen=True)
class Moved:
    """A placement in another week than was wished."""

    creator: str
    brief: str
    wished: date
    week: date
    account: str = ""


@dataclass(frozen=True)
class Dropped:
    """A wish that has no place, and why."""

    creator: str
    brief: str
    reason: Words
    account: str = ""


@dataclass(frozen=True)
class Short:
    """A brief with fewer creators, or fewer with a mark or in a week, than it asks at least, and why."""

    brief: str
    least: int
    placed: int
    reason: Words


@dataclass(frozen=True)
class Served:
    """What a brief gets: the reach its plan had, and that of the creators who are placed, in its target group."""

    brief: str
    wished: int
    placed: int
    planned: Estimate
    reach: Estimate


@dataclass(frozen=True)
class Calendar:
    """The calendar of all wishes.

    `value`: the sum of what placed wishes are worth. `bound`: no calendar that keeps to the same rules and leaves
    briefs no shorter of creators is worth more. `gap`: (bound - value) / bound; 0 when it is proven the best.
    `first_week` (a Monday), `weeks`: what it covers. `briefs`: all of them, in the order asked. `running`: what was
    agreed or published already. `served`: what each brief gets, where it is made from plans. `synthetic`: whether it
    rests on made-up creators.
    """

    placements: tuple[Placement, ...]
    moved: tuple[Moved, ...]
    dropped: tuple[Dropped, ...]
    short: tuple[Short, ...]
    conflicts: tuple[Conflict, ...]
    value: float
    bound: float
    gap: float
    first_week: date
    weeks: int
    briefs: tuple[str, ...]
    running: tuple[Running, ...] = ()
    served: tuple[Served, ...] = ()
    synthetic: bool = False

    @property
    def is_proven_best(self) -> bool:
        """Whether no calendar within the rules is worth more."""
        return self.gap <= 1e-9

    @property
    def mondays(self) -> tuple[date, ...]:
        """The Mondays of its weeks."""
        return tuple(self.first_week + timedelta(weeks=week) for week in range(self.weeks))

    def in_words(self, language: Language = "en") -> str:
        """The calendar in sentences."""
        figures = [number(len(one), language) for one in (self.placements, self.moved, self.dropped, self.conflicts)]
        placed, moved, dropped, conflicts = figures
        gap = percent(self.gap, language, 2)
        said = {
            "nl": f"Geplaatst: {placed}, waarvan {moved} in een andere week dan gewenst; niet geplaatst: {dropped}. "
            f"Gevonden conflicten in wat gevraagd was: {conflicts}. "
            + (BEST.nl if self.is_proven_best else f"Geen andere kalender is meer dan {gap} van de grens beter."),
            "en": f"Placed: {placed}, of which {moved} in another week than wished; not placed: {dropped}. "
            f"Conflicts found in what was asked: {conflicts}. "
            + (BEST.en if self.is_proven_best else f"No other calendar is better by more than {gap} of the bound."),
        }[language]
        return " ".join([said, *(one.reason.said_in(language) for one in self.short)])

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "placements": [_plain(one) for one in self.placements],
            "moved": [_plain(one) for one in self.moved],
            "dropped": [_plain(one) for one in self.dropped],
            "short": [_plain(one) for one in self.short],
            "conflicts": [
                {
                    "kind": str(one.kind),
                    "creator": one.creator,
                    "parties": [_plain(party) for party in one.parties],
                    "weeks": [week.isoformat() for week in one.weeks],
                    "words": {"nl": one.words.nl, "en": one.words.en},
                }
                for one in self.conflicts
            ],
            "running": [_plain(post) for post in self.running],
            "served": [_plain(one) for one in self.served],
            "first_week": self.first_week.isoformat(),
            "weeks": self.weeks,
            "briefs": list(self.briefs),
            "value": self.value,
            "bound": self.bound,
            "gap": self.gap,
            "synthetic": self.synthetic,
            "in_words": {"nl": self.in_words("nl"), "en": self.in_words("en")},
        }

    def to_arrow(self) -> pa.Table:
        """One row a placement: creator, brief, week, value, fee."""
        kinds = (pa.string(), pa.string(), pa.date32(), pa.float64(), pa.float64())
        names = ("creator", "brief", "week", "value", "fee")
        columns = {
            name: pa.array([getattr(one, name) for one in self.placements], kind)
            for name, kind in zip(names, kinds, strict=True)
        }
        return pa.table(columns)

    def _repr_html_(self) -> str:
        rows = [[str(one.week), one.creator, one.brief, number(one.value)] for one in self.placements]
        return html_table(self.in_words("en"), ["week", "creator", "brief", "value"], rows)


def _plain(thing: Any) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in vars(thing).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Words):
        return {"nl": value.nl, "en": value.en}
    if isinstance(value, Estimate):
        return value.to_dict()
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
