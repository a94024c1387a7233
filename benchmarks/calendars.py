"""How good and how soon a calendar is, against a naive greedy in the same run.

    python benchmarks/calendars.py [--creators 2000] [--briefs 30] [--weeks 12] [--seconds 60] [--json]

The instance is generated: heavy-tailed values, fees that follow them, eight categories with exclusivity, running
collaborations, blackout weeks, budgets for about half of what is wished. The naive greedy goes by value and takes the
first open week; it never moves or exchanges anything.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date, timedelta
from typing import Any

import numpy as np

from kring.plan.calendar.draft import Draft
from kring.plan.calendar.greedy import greedy
from kring.plan.calendar.problem import Problem, problem_of
from kring.plan.calendar.search import filled
from kring.plan.calendar.solve import solve
from kring.plan.calendar.weeks import Weeks, fits
from kring.plan.calendar.wishes import Asked, BriefTerms, CreatorTerms, Running, Wish

MONDAY = date(2026, 1, 5)
CATEGORIES = ("fashion", "beauty", "food", "travel", "sport", "games", "home", "money")


def generated(creators: int, briefs: int, weeks: int, seed: int = 1) -> Asked:
    """Each creator is wished for four briefs on average, in about seven weeks each."""
    rng = np.random.default_rng(seed)
    worth = 20 * (1 + rng.pareto(1.6, creators))
    wishes = []
    for creator in range(creators):
        wanted = rng.choice(briefs, min(1 + rng.poisson(3), briefs), replace=False)
        for brief in wanted:
            value = round(float(worth[creator] * rng.lognormal(0, 0.4)), 1)
            fee = round(float(5 * worth[creator] ** 0.8 * rng.lognormal(0, 0.3)), 0)
            start = int(rng.integers(0, weeks))
            week = _week(start) if rng.random() < 0.5 else None
            wishes.append(Wish(f"brief {brief}", f"creator {creator}", value, fee, week=week))
    terms = [_terms(number, weeks, wishes, rng) for number in range(briefs)]
    own = tuple(_creator(number, weeks, rng) for number in range(creators))
    running = tuple(
        Running(f"creator {number}", f"other {number % 40}", str(rng.choice(CATEGORIES)),
                _week(int(rng.integers(-2, weeks))), 1, 2)
        for number in rng.choice(creators, creators // 4, replace=False)
    )  # fmt: skip
    return Asked(tuple(wishes), tuple(terms), own, running, MONDAY, weeks, 2)


def _week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def _terms(number: int, weeks: int, wishes: list[Wish], rng: np.random.Generator) -> BriefTerms:
    own = [wish for wish in wishes if wish.brief == f"brief {number}"]
    length = int(rng.integers(weeks // 2, weeks + 1))
    start = int(rng.integers(0, weeks - length + 1))
    return BriefTerms(
        f"brief {number}", f"brand {number}", CATEGORIES[number % len(CATEGORIES)], _week(start),
        _week(start + length - 1), int(rng.integers(0, 3)), int(rng.integers(0, 5)),
        embargo=(_week(start),) if number % 5 == 0 else (), budget=round(0.5 * sum(wish.fee for wish in own)),
        least=min(3, len(own)), most=max(3, int(0.6 * len(own))),
    )  # fmt: skip


def _creator(number: int, weeks: int, rng: np.random.Generator) -> CreatorTerms:
    blackout = tuple(_week(int(week)) for week in rng.choice(weeks, int(rng.integers(0, 3)), replace=False))
    return CreatorTerms(f"creator {number}", 1, int(rng.integers(1, 3)), 4, int(rng.integers(0, 3)), blackout)


def naive(problem: Problem) -> float:
    """By value, each in the first week that is open and fits."""
    draft = Draft(problem, Weeks(problem))
    for wish in sorted(range(len(problem.values)), key=lambda one: -problem.values[one]):
        creator = problem.wish_creator[wish]
        week = next(
            (week for week in sorted(problem.open_weeks[wish]) if fits(problem, draft.own[creator], wish, week)), None
        )
        if week is not None and draft.affords(wish):
            draft.put(creator, draft.own[creator] | {wish: week})
    return draft.value


def measured(asked: Asked, seconds: float) -> dict[str, Any]:
    """Seconds until the first calendar, and value, bound and gap at the end."""
    began = time.perf_counter()
    problem = problem_of(asked)
    first = filled(greedy(problem, Weeks(problem)))
    feasible = time.perf_counter() - began
    plain = naive(problem)
    began = time.perf_counter()
    solution = solve(problem, seconds=seconds, effort=10_000_000)
    return {
        "placements_possible": sum(len(weeks) for weeks in problem.open_weeks), "wishes": len(asked.wishes),
        "first_seconds": feasible, "first_value": first.value, "first_short": first.short,
        "seconds": time.perf_counter() - began, "value": solution.value, "bound": solution.bound, "gap": solution.gap,
        "short": solution.short, "placed": len(solution.placed), "naive_value": plain,
        "times_naive": solution.value / plain,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, default=2_000)
    options.add_argument("--briefs", type=int, default=30)
    options.add_argument("--weeks", type=int, default=12)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    row = measured(generated(asked.creators, asked.briefs, asked.weeks), asked.seconds)
    if asked.json:
        print(json.dumps(row))
        return
    print(
        f"{row['wishes']} wishes, {row['placements_possible']} placements: first calendar {row['first_value']:,.0f} in "
        f"{row['first_seconds']:.1f} s; {row['value']:,.0f} of at most {row['bound']:,.0f} (gap {row['gap']:.2%}) in "
        f"{row['seconds']:.1f} s, {row['times_naive']:.3f} times the naive greedy's {row['naive_value']:,.0f}; "
        f"{row['placed']} placed, {row['short']} too few"
    )


if __name__ == "__main__":
    main()
