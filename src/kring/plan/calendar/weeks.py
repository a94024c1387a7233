"""The weeks of one creator: whether wishes fit together, and in which weeks with the fewest moves."""

from __future__ import annotations

from collections.abc import Sequence

from kring.plan.calendar.problem import Placed, Problem

STEPS = 4_000
"""Weeks tried for one set of wishes before it counts as not fitting."""


def fits(problem: Problem, placed: Placed, wish: int, week: int) -> bool:
    """Whether a wish can have this week beside `placed`, the wishes of the same creator that have theirs."""
    brief = problem.wish_brief[wish]
    for other, other_week in placed.items():
        if problem.clash(brief, week, problem.wish_brief[other], other_week):
            return False
    for first, last, room in problem.room[problem.wish_creator[wish]]:
        if first <= week <= last and sum(first <= one <= last for one in placed.values()) >= room:
            return False
    return True


class Weeks:
    """Which weeks sets of wishes of one creator can have; every set is worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, ...], Placed | None] = {}

    def of(self, wishes: Sequence[int]) -> Placed | None:
        """Weeks for these wishes of one creator, wished weeks tried first; None when they don't fit together."""
        key = tuple(sorted(wishes))
        if key not in self._known:
            order = sorted(key, key=lambda wish: len(self.problem.open_weeks[wish]))
            self._known[key] = _first_found(self.problem, order)
        return self._known[key]


def _first_found(problem: Problem, order: Sequence[int]) -> Placed | None:
    steps = 0

    def found(place: int, placed: Placed) -> Placed | None:
        """The first way to give the wishes from `place` on a week beside those placed; None when there is none."""
        nonlocal steps
        if place == len(order):
            return dict(placed)
        wish = order[place]
        for week in problem.open_weeks[wish]:
            steps += 1
            if steps > STEPS:
                return None
            if fits(problem, placed, wish, week):
                placed[wish] = week
                if (whole := found(place + 1, placed)) is not None:
                    return whole
                del placed[wish]
        return None

    return found(0, {})


def settled(problem: Problem, placed: Placed) -> Placed:
    """One creator's wishes with the fewest moves away from wished weeks, and then the shortest."""
    order = sorted(placed, key=lambda wish: (len(problem.open_weeks[wish]), wish))
    best, lowest, steps = placed, sum(_moved(problem, *one) for one in placed.items()), 0

    def descend(place: int, chosen: Placed, cost: float) -> None:
        """Try every week for the wishes from `place` on that costs less than the best so far."""
        nonlocal best, lowest, steps
        if cost >= lowest:
            return
        if place == len(order):
            best, lowest = dict(chosen), cost
            return
        wish = order[place]
        for week in problem.open_weeks[wish]:
            steps += 1
            if steps > STEPS:
                return
            if fits(problem, chosen, wish, week):
                chosen[wish] = week
                descend(place + 1, chosen, cost + _moved(problem, wish, week))
                del chosen[wish]

    descend(0, {}, 0.0)
    return best


def _moved(problem: Problem, wish: int, week: int) -> float:
    """1 for a move and a little for every week of it; 0 without a wished week."""
    asked = problem.asked
    wished = asked.wishes[wish].week
    away = 0 if wished is None else abs(week - asked.number_of(wished))
    return (away > 0) + away / (1_000.0 + asked.weeks * len(asked.wishes))
