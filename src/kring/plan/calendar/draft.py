"""A calendar in the making: wishes go in and out, value, shortage and money are kept up to date."""

from __future__ import annotations

from collections.abc import Iterable

from kring.plan.calendar.problem import Placed, Problem
from kring.plan.calendar.weeks import Weeks, fits

CENT = 0.005


class Draft:
    """Placed wishes that always fit, per creator and per brief.

    `counts`: the placements that each limit counts. `short`: how many all limits together have too few.
    """

    def __init__(self, problem: Problem, weeks: Weeks) -> None:
        self.problem, self.weeks = problem, weeks
        self.own: list[Placed] = [{} for _ in problem.creators]
        self.within: list[set[int]] = [set() for _ in range(problem.briefs)]
        self.spent = [0.0] * problem.briefs
        self.counts = [0] * len(problem.limits)
        self.short = sum(limit.least for limit in problem.limits)
        self.value = 0.0

    @property
    def placed(self) -> Placed:
        """Every placed wish with its week."""
        return {wish: week for own in self.own for wish, week in own.items()}

    def has(self, wish: int) -> bool:
        """Whether the wish is placed."""
        return wish in self.own[self.problem.wish_creator[wish]]

    def affords(self, wish: int) -> bool:
        """Whether its brief has room and money for it."""
        brief = self.problem.wish_brief[wish]
        money = self.spent[brief] + self.problem.fees[wish] <= self.problem.budgets[brief] + CENT
        return money and not self.full_for(wish)

    def full_for(self, wish: int) -> list[int]:
        """The limits that leave no room for one more such placement."""
        limits = self.problem.limits
        return [one for one in self.problem.counted[wish] if self.counts[one] >= limits[one].most]

    def within_money(self, brief: int) -> bool:
        """Whether a brief spends no more than its budget."""
        return self.spent[brief] <= self.problem.budgets[brief] + CENT

    def within_most(self, wish: int) -> bool:
        """Whether no limit that counts a placed wish counts too many."""
        limits = self.problem.limits
        return all(self.counts[one] <= limits[one].most for one in self.problem.counted[wish])

    def put(self, creator: int, weeks: Placed) -> None:
        """Give a creator these wishes in these weeks instead of those there were."""
        before = self.own[creator]
        for wish in before.keys() - weeks.keys():
            self._count(wish, -1)
        for wish in weeks.keys() - before.keys():
            self._count(wish, 1)
        if self.problem.weekly:
            for placed, sign in ((before, -1), (weeks, 1)):
                for wish, week in placed.items():
                    self._tally(self.problem.weekly.get((self.problem.wish_brief[wish], week)), sign)
        self.own[creator] = dict(weeks)

    def add(self, wish: int) -> bool:
        """Place a wish if it fits, moving others of its creator when it must; says whether it did.

        What is short never becomes shorter.
        """
        creator = self.problem.wish_creator[wish]
        if not self.problem.open_weeks[wish] or not self.affords(wish):
            return False
        before, short = dict(self.own[creator]), self.short
        weeks = self._in_a_short_week(wish) or self.weeks.of([*before, wish])
        if weeks is None:
            return False
        self.put(creator, weeks)
        if self.short > short:
            self.put(creator, before)
            return False
        return True

    def _in_a_short_week(self, wish: int) -> Placed | None:
        """The creator's weeks with this wish in a week in which its brief has too few posts, if it fits in one."""
        problem = self.problem
        own = self.own[problem.wish_creator[wish]]
        for week in problem.open_weeks[wish] if problem.weekly else ():
            limit = problem.weekly.get((problem.wish_brief[wish], week))
            short = limit is not None and self.counts[limit] < problem.limits[limit].least
            if short and fits(problem, own, wish, week):
                return {**own, wish: week}
        return None

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
        for limit in self.problem.counted[wish]:
            self._tally(limit, sign)

    def _tally(self, limit: int | None, sign: int) -> None:
        if limit is None:
            return
        least = self.problem.limits[limit].least
        before = max(least - self.counts[limit], 0)
        self.counts[limit] += sign
        self.short += max(least - self.counts[limit], 0) - before


def draft_of(problem: Problem, placed: Placed, weeks: Weeks) -> Draft:
    """A draft that holds these wishes in these weeks, which must fit."""
    draft = Draft(problem, weeks)
    own: dict[int, Placed] = {}
    for wish, week in placed.items():
        own.setdefault(problem.wish_creator[wish], {})[wish] = week
    for creator, weeks_of_one in own.items():
        draft.put(creator, weeks_of_one)
    return draft
