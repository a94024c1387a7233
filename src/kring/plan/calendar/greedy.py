"""A calendar at once: first what briefs need at least, then by value, moving before leaving out."""

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
    scarce = sorted(range(problem.briefs), key=lambda brief: problem.wish_brief.count(brief) - problem.least[brief])
    needed = [wish for brief in scarce for wish in _cheapest(problem, brief)]
    return [by_value, by_share, [*needed, *by_share]]


def share(problem: Problem, wish: int) -> float:
    """The larger share a wish takes: of its brief's money, or of the number it may have."""
    brief = problem.wish_brief[wish]
    of_money = problem.fees[wish] / problem.budgets[brief] if problem.budgets[brief] > 0 else 0.0
    return max(of_money, 1.0 / max(problem.most[brief], 1))


def _cheapest(problem: Problem, brief: int) -> list[int]:
    own = [wish for wish, of in enumerate(problem.wish_brief) if of == brief and problem.open_weeks[wish]]
    own.sort(key=lambda wish: (problem.fees[wish], -problem.values[wish], wish))
    return own[: problem.least[brief]]
