"""A calendar in the making: wishes go in and out, value, shortage and money are kept up to date."""

from __future__ import annotations

from collections.abc import Iterable

from kring.plan.calendar.problem import Placed, Problem
from kring.plan.calendar.weeks import Weeks

CENT = 0.005


class Draft:
    """Placed wishes that always fit, per creator and per brief."""

    def __init__(self, problem: Problem, weeks: Weeks) -> None:
        self.problem, self.weeks = problem, weeks
        self.own: list[Placed] = [{} for _ in problem.creators]
        self.within: list[set[int]] = [set() for _ in range(problem.briefs)]
        self.spent = [0.0] * problem.briefs
        self.value = 0.0

    @property
    def placed(self) -> Placed:
        """Every placed wish with its week."""
        return {wish: week for own in self.own for wish, week in own.items()}

    @property
    def short(self) -> int:
        """How many creators the briefs have too few."""
        return sum(max(least - len(inside), 0) for least, inside in zip(self.problem.least, self.within, strict=True))

    def has(self, wish: int) -> bool:
        """Whether the wish is placed."""
        return wish in self.own[self.problem.wish_creator[wish]]

    def affords(self, wish: int) -> bool:
        """Whether its brief has room and money for one more."""
        brief = self.problem.wish_brief[wish]
        money = self.spent[brief] + self.problem.fees[wish] <= self.problem.budgets[brief] + CENT
        return money and len(self.within[brief]) < self.problem.most[brief]

    def put(self, creator: int, weeks: Placed) -> None:
        """Give a creator these wishes in these weeks instead of those there were."""
        before = self.own[creator]
        for wish in before.keys() - weeks.keys():
            self._count(wish, -1)
        for wish in weeks.keys() - before.keys():
            self._count(wish, 1)
        self.own[creator] = dict(weeks)

    def add(self, wish: int) -> bool:
        """Place a wish if it fits, moving others of its creator when it must; says whether it did."""
        creator = self.problem.wish_creator[wish]
        if not self.problem.open_weeks[wish] or not self.affords(wish):
            return False
        weeks = self.weeks.of([*self.own[creator], wish])
        if weeks is None:
            return False
        self.put(creator, weeks)
        return True

    def add_all(self, wishes: Iterable[int]) -> None:
        """Place what fits, in this order."""
        for wish in wishes:
            if not self.has(wish):
                self.add(wish)

    def drop(self, wish: int) -> None:
        """Take a wish out; the others keep their weeks."""
        creator = self.problem.wish_creator[wish]
        self.put(creator, {one: week for one, week in self.own[creator].items() if one != wish})

    def _count(self, wish: int, sign: int) -> None:
        brief = self.problem.wish_brief[wish]
        self.within[brief].add(wish) if sign > 0 else self.within[brief].discard(wish)
        self.spent[brief] += sign * self.problem.fees[wish]
        self.value += sign * self.problem.values[wish]


def draft_of(problem: Problem, placed: Placed, weeks: Weeks) -> Draft:
    """A draft that holds these wishes in these weeks, which must fit."""
    draft = Draft(problem, weeks)
    own: dict[int, Placed] = {}
    for wish, week in placed.items():
        own.setdefault(problem.wish_creator[wish], {})[wish] = week
    for creator, weeks_of_one in own.items():
        draft.put(creator, weeks_of_one)
    return draft
