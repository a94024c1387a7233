"""`Problem`: what is asked as arrays, with weeks as numbers; and which weeks nothing can be placed in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kring.plan.calendar.distance import blocked_weeks
from kring.plan.calendar.limits import Limit, counted_in, limits_of
from kring.plan.calendar.wishes import Asked, BriefTerms, CreatorTerms, Running, Wish

Placed = dict[int, int]
"""The week of each wish that is placed."""


@dataclass(frozen=True)
class Problem:
    """Wishes are numbered as they were asked, briefs and creators by name.

    `open_weeks`: per wish the weeks nothing that is fixed rules out, the wished week first and then the nearest.
    `blocked` (briefs, briefs): up to how many weeks after a post for the row's brief the creator can't post for the
    column's; -1 when they don't compete. `room`: per creator the posts that fit in each run of weeks, as (first week,
    last week, posts), only for runs in which more could be wished. `limits`: how many placements at least and at most,
    those of the briefs themselves first; `counted`: per wish the limits that count it whatever its week.
    """

    asked: Asked
    creators: tuple[str, ...]
    wish_brief: tuple[int, ...]
    wish_creator: tuple[int, ...]
    values: tuple[float, ...]
    fees: tuple[float, ...]
    open_weeks: tuple[tuple[int, ...], ...]
    blocked: NDArray[np.int64]
    room: tuple[tuple[tuple[int, int, int], ...], ...]
    budgets: tuple[float, ...]
    limits: tuple[Limit, ...]
    counted: tuple[tuple[int, ...], ...]

    @property
    def briefs(self) -> int:
        """How many briefs."""
        return len(self.budgets)

    @cached_property
    def wishes_of(self) -> tuple[tuple[int, ...], ...]:
        """The wishes of each brief that have an open week."""
        found: list[list[int]] = [[] for _ in range(self.briefs)]
        for wish, brief in enumerate(self.wish_brief):
            if self.open_weeks[wish]:
                found[brief].append(wish)
        return tuple(tuple(own) for own in found)

    @cached_property
    def weekly(self) -> dict[tuple[int, int], int]:
        """The limit that counts the posts of a brief in a week."""
        return {(one.brief, one.week): number for number, one in enumerate(self.limits) if one.week is not None}

    @cached_property
    def marked(self) -> tuple[tuple[int, ...], ...]:
        """The wishes with an open week that each limit counts, in whatever week."""
        found: list[list[int]] = [[] for _ in self.limits]
        for brief, own in enumerate(self.wishes_of):
            for wish in own:
                for limit in self.counted[wish]:
                    found[limit].append(wish)
            for (of, week), limit in self.weekly.items():
                if of == brief:
                    found[limit] = [wish for wish in own if week in self.open_weeks[wish]]
        return tuple(tuple(one) for one in found)

    @cached_property
    def penalty(self) -> float:
        """What a placement too few costs: more than all wishes are worth, so that it is never traded for value."""
        return 1.0 + sum(self.values)

    def clash(self, brief: int, week: int, other: int, other_week: int) -> bool:
        """Whether one creator can't post for both in these weeks."""
        if week <= other_week:
            return bool(other_week - week <= self.blocked[brief, other])
        return bool(week - other_week <= self.blocked[other, brief])


def problem_of(asked: Asked) -> Problem:
    """The arrays of what is asked."""
    numbers = {brief.name: number for number, brief in enumerate(asked.briefs)}
    creators = tuple(asked.terms)
    places = {name: number for number, name in enumerate(creators)}
    running: dict[str, list[Running]] = defaultdict(list)
    for post in asked.running:
        running[post.creator].append(post)
    counts = Counter(wish.creator for wish in asked.wishes)
    rooms = {name: _room(asked, terms, running[name]) for name, terms in asked.terms.items()}
    limits = limits_of(asked)
    return Problem(
        asked, creators,
        tuple(numbers[wish.brief] for wish in asked.wishes), tuple(places[wish.creator] for wish in asked.wishes),
        tuple(float(wish.value) for wish in asked.wishes), tuple(_counted_fee(wish) for wish in asked.wishes),
        tuple(_open(asked, number, running, rooms) for number in range(len(asked.wishes))),
        _blocked(asked),
        tuple(tuple(one for one in rooms[name] if 0 < one[2] < counts[name]) for name in creators),
        tuple(np.inf if brief.budget is None else float(brief.budget) for brief in asked.briefs),
        limits, counted_in(asked, limits),
    )  # fmt: skip


def _counted_fee(wish: Wish) -> float:
    """The fee as the budget counts it; an unknown one only stands where there is no budget."""
    return 0.0 if wish.fee is None else float(wish.fee)


def _blocked(asked: Asked) -> NDArray[np.int64]:
    return np.array(
        [[blocked_weeks(one, other, asked.competitor_distance) for other in asked.briefs] for one in asked.briefs],
        dtype=np.int64,
    ).reshape(len(asked.briefs), len(asked.briefs))


def _room(asked: Asked, terms: CreatorTerms, running: list[Running]) -> list[tuple[int, int, int]]:
    """Every run of weeks with a limit, and how many posts still fit beside what runs."""
    busy = [asked.number_of(post.week) for post in running]
    weeks = range(asked.weeks)
    found = [(week, week, terms.per_week - sum(one == week for one in busy)) for week in weeks]
    for length, most in ((terms.in_weeks, terms.most_posts), (terms.weeks_apart, 1)):
        for first in range(1 - length, asked.weeks if length else 0):
            last = first + length - 1
            spare = most - sum(first <= one <= last for one in busy)
            found.append((max(first, 0), min(last, asked.weeks - 1), spare))
    least: dict[tuple[int, int], int] = {}
    for first, last, spare in found:
        least[first, last] = min(least.get((first, last), spare), max(spare, 0))
    return [(first, last, spare) for (first, last), spare in least.items()]


def _open(
    asked: Asked, number: int, running: dict[str, list[Running]], rooms: dict[str, list[tuple[int, int, int]]]
) -> tuple[int, ...]:
    wish = asked.wishes[number]
    brief, terms = asked.brief_terms[wish.brief], asked.terms[wish.creator]
    shut = {week for first, last, spare in rooms[wish.creator] if spare <= 0 for week in range(first, last + 1)}
    shut |= {asked.number_of(day) for day in (*brief.embargo, *terms.blackout, *wish.shut)}
    shut |= set(range(terms.lead_weeks))
    for post in running[wish.creator]:
        shut |= weeks_beside(asked, brief, post)
    wished = None if wish.week is None else asked.number_of(wish.week)
    found = [week for week in asked.period_of(brief) if week not in shut and (week == wished or not wish.fixed)]
    if wished is not None:
        return tuple(sorted(found, key=lambda week: (abs(week - wished), week)))
    # A brief that wants posts every week gets its wishes spread over the weeks to begin with.
    turned = number % max(len(found), 1) if brief.each_week else 0
    return tuple(found[turned:] + found[:turned])


def weeks_beside(asked: Asked, brief: BriefTerms, post: Running) -> set[int]:
    """The weeks in which a brief can't be posted for beside a running post of the same creator."""
    at = asked.number_of(post.week)
    before = blocked_weeks(brief, post, asked.competitor_distance)
    after = blocked_weeks(post, brief, asked.competitor_distance)
    return set(range(at - before, at + after + 1)) if max(before, after) >= 0 else set()
