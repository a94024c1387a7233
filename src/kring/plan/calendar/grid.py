"""A calendar as a grid of creators by weeks, for tables and pictures alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kring.plan.calendar.answer import Calendar, Placement
from kring.plan.calendar.conflicts import Conflict
from kring.plan.calendar.wishes import Running


@dataclass(frozen=True)
class Cell:
    """One creator in the week of a Monday: what is placed, what runs already, and what conflicts were asked."""

    week: date
    placements: tuple[Placement, ...]
    running: tuple[Running, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Row:
    """One creator with a cell for every week of the calendar."""

    creator: str
    cells: tuple[Cell, ...]

    @property
    def conflicting(self) -> bool:
        """Whether anything that was asked of this creator conflicts in these weeks."""
        return any(cell.conflicts for cell in self.cells)


def grid(calendar: Calendar) -> tuple[Row, ...]:
    """A row for every creator with something in these weeks, those with conflicts first and then by name."""
    placements: dict[tuple[str, date], list[Placement]] = defaultdict(list)
    running: dict[tuple[str, date], list[Running]] = defaultdict(list)
    conflicts: dict[tuple[str, date], list[Conflict]] = defaultdict(list)
    for placement in calendar.placements:
        placements[placement.creator, placement.week].append(placement)
    for post in calendar.running:
        running[post.creator, post.week].append(post)
    for conflict in calendar.conflicts:
        for week in conflict.weeks:
            conflicts[conflict.creator, week].append(conflict)
    mondays = set(calendar.mondays)
    creators = {creator for creator, week in (*placements, *running, *conflicts) if week in mondays}
    rows = [
        Row(creator, tuple(
            Cell(week, tuple(placements[creator, week]), tuple(running[creator, week]), tuple(conflicts[creator, week]))
            for week in calendar.mondays
        ))
        for creator in sorted(creators)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: not row.conflicting))
