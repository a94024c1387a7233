"""A calendar at once: by value or what briefs need at least first, moving before leaving out."""

from __future__ import annotations

from kring.plan.calendar.draft import Draft
from kring.plan.calendar.problem import Problem
from kring.plan.calendar.weeks import Weeks


def greedy(problem: Problem, weeks: Weeks) -> Draft:
    """The best of three orders: by value, by value per euro of the budget, and the cheapest of each brief first."""
    drafts = []
    for order in orders(problem):
        draft = Draft(problem, weeks)
        draft.add_all(order)
        drafts.append(draft)
    return max(drafts, key=lambda draft: (-draft.short, draft.value))


def orders(problem: Problem) -> list[list[int]]:
    """Wishes in the orders in which they are tried."""
    wishes = range(len(problem.values))
    by_value = sorted(wishes, key=lambda wish: (-problem.values[wish], wish))
    by_share = sorted(wishes, key=lambda wish: (-problem.values[wish] / max(share(problem, wish), 1e-6), wish))
    needs = [number for number, limit in enumerate(problem.limits) if limit.least]
    needs.sort(key=lambda number: len(problem.marked[number]) - problem.limits[number].least)
    needed = [wish for number in needs for wish in _cheapest(problem, number)]
    return [by_value, by_share, [*needed, *by_share]]


def share(problem: Problem, wish: int) -> float:
    """The larger share a wish takes: of its brief's money, or of the number it may have."""
    brief = problem.wish_brief[wish]
    of_money = problem.fees[wish] / problem.budgets[brief] if problem.budgets[brief] > 0 else 0.0
    return max(of_money, 1.0 / max(problem.limits[brief].most, 1))


def _cheapest(problem: Problem, limit: int) -> list[int]:
    own = sorted(problem.marked[limit], key=lambda wish: (problem.fees[wish], -problem.values[wish], wish))
    return own[: problem.limits[limit].least]
