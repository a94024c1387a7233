"""A bound that needs no solver: every brief takes its best as if creators had all the time of the world."""

from __future__ import annotations

from kring.plan.calendar.problem import Problem


def loose_bound(problem: Problem) -> float:
    """No calendar is worth more: per brief the lower of its most valuable wishes and what its money buys in parts."""
    total = sum(min(_of_number(problem, brief), _of_money(problem, brief)) for brief in range(problem.briefs))
    return float(total)


def _of_number(problem: Problem, brief: int) -> float:
    values = sorted((problem.values[wish] for wish in problem.wishes_of[brief]), reverse=True)
    return sum(values[: problem.limits[brief].most])


def _of_money(problem: Problem, brief: int) -> float:
    own = problem.wishes_of[brief]
    left, total = problem.budgets[brief], 0.0
    for wish in sorted(own, key=lambda one: -problem.values[one] / max(problem.fees[one], 1e-9)):
        fee, value = problem.fees[wish], problem.values[wish]
        if fee > left:
            return total + value * left / fee
        total, left = total + value, left - fee
    return total
