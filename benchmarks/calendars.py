"""How good and how soon a calendar is, against HiGHS alone and a naive greedy in the same run; and planted conflicts.

    python benchmarks/calendars.py [--creators 2000] [--briefs 30] [--weeks 12] [--seconds 60] [--agendas 20] [--json]

The instance is generated: heavy-tailed values, fees that follow them, eight categories with exclusivity, running
collaborations, blackout weeks, lead times, at least two weeks between the posts of a creator and a cap on how many in
a month, and for each brief a budget for about half of what is wished, at least three nano creators, a post in every
week and a most for each province. `--plain` leaves the last three and the two weeks out. The naive greedy goes by value
and takes the first open week; it never moves or exchanges anything. HiGHS alone is `scipy.optimize.milp` on the same
model with the same time.

The conflicts are those of planted agendas (`kring.world.planted_agenda`): precision and recall over all seeds.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from kring.plan.calendar import Asked, BriefTerms, CreatorTerms, Quota, Running, Wish, find_conflicts
from kring.plan.calendar.draft import Draft, draft_of
from kring.plan.calendar.model import best_of, model_of
from kring.plan.calendar.problem import Problem, problem_of
from kring.plan.calendar.solve import first_draft, solve
from kring.plan.calendar.weeks import Weeks, fits
from kring.world import Agenda, planted_agenda

MONDAY = date(2026, 1, 5)
CATEGORIES = ("fashion", "beauty", "food", "travel", "sport", "games", "home", "money")
PROVINCES = (
    "Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland",
    "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland",
)  # fmt: skip
NANO = 40.0
"""Below this worth a generated creator counts as nano."""


def generated(creators: int, briefs: int, weeks: int, seed: int = 1, plain: bool = False) -> Asked:
    """Each creator is wished for four briefs on average, in about seven weeks each."""
    rng = np.random.default_rng(seed)
    worth = 20 * (1 + rng.pareto(1.6, creators))
    wishes = []
    for creator in range(creators):
        wanted = rng.choice(briefs, min(1 + rng.poisson(3), briefs), replace=False)
        marks = ("nano" if worth[creator] < NANO else "larger", PROVINCES[creator % len(PROVINCES)])
        for brief in wanted:
            value = round(float(worth[creator] * rng.lognormal(0, 0.4)), 1)
            fee = round(float(5 * worth[creator] ** 0.8 * rng.lognormal(0, 0.3)), 0)
            start = int(rng.integers(0, weeks))
            week = _week(start) if rng.random() < 0.5 else None
            wishes.append(Wish(f"brief {brief}", f"creator {creator}", value, fee, week=week, marks=marks))
    terms = [_terms(number, weeks, wishes, rng) for number in range(briefs)]
    own = [_creator(number, weeks, rng) for number in range(creators)]
    if plain:
        terms = [replace(one, quotas=(), each_week=0) for one in terms]
        own = [replace(one, weeks_apart=0) for one in own]
    running = tuple(
        Running(f"creator {number}", f"other {number % 40}", str(rng.choice(CATEGORIES)),
                _week(int(rng.integers(-2, weeks))), 1, 2)
        for number in rng.choice(creators, creators // 4, replace=False)
    )  # fmt: skip
    return Asked(tuple(wishes), tuple(terms), tuple(own), running, MONDAY, weeks, 2)


def _week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def _terms(number: int, weeks: int, wishes: list[Wish], rng: np.random.Generator) -> BriefTerms:
    own = [wish for wish in wishes if wish.brief == f"brief {number}"]
    length = int(rng.integers(weeks // 2, weeks + 1))
    start = int(rng.integers(0, weeks - length + 1))
    return BriefTerms(
        f"brief {number}", f"brand {number}", CATEGORIES[number % len(CATEGORIES)], _week(start),
        _week(start + length - 1), int(rng.integers(0, 3)), int(rng.integers(0, 5)),
        embargo=(_week(start),) if number % 5 == 0 else (), budget=round(0.5 * sum(wish.fee or 0 for wish in own)),
        least=min(3, len(own)), most=max(3, int(0.6 * len(own))),
        quotas=(Quota("nano", 3), *(Quota(name, most=max(2, len(own) // 20)) for name in PROVINCES)), each_week=1,
    )  # fmt: skip


def _creator(number: int, weeks: int, rng: np.random.Generator) -> CreatorTerms:
    blackout = tuple(_week(int(week)) for week in rng.choice(weeks, int(rng.integers(0, 3)), replace=False))
    return CreatorTerms(f"creator {number}", 1, int(rng.integers(1, 3)), 4, int(rng.integers(0, 3)), blackout, 2)


def naive(problem: Problem) -> Draft:
    """By value, each in the first week that is open and fits."""
    draft = Draft(problem, Weeks(problem))
    for wish in sorted(range(len(problem.values)), key=lambda one: -problem.values[one]):
        creator = problem.wish_creator[wish]
        week = next(
            (week for week in sorted(problem.open_weeks[wish]) if fits(problem, draft.own[creator], wish, week)), None
        )
        if week is not None and draft.affords(wish):
            draft.put(creator, draft.own[creator] | {wish: week})
    return draft


def measured(asked: Asked, seconds: float) -> dict[str, Any]:
    """Seconds until the first calendar; value, bound and gap at the end; and what the two peers give."""
    began = time.perf_counter()
    problem = problem_of(asked)
    first = first_draft(problem, Weeks(problem))
    feasible = time.perf_counter() - began
    plain = naive(problem)
    began = time.perf_counter()
    solution = solve(problem, seconds=seconds, effort=10_000_000)
    took = time.perf_counter() - began
    return {
        "wishes": len(asked.wishes), "placements_possible": sum(len(weeks) for weeks in problem.open_weeks),
        "limits": len(problem.limits), "first_seconds": feasible, "first_value": first.value,
        "first_short": first.short, "seconds": took, "value": solution.value, "bound": solution.bound,
        "gap": solution.gap, "short": solution.short, "placed": len(solution.placed), "naive_value": plain.value,
        "naive_short": plain.short, "times_naive": solution.value / plain.value,
        **highs_alone(problem, seconds, solution.value),
    }  # fmt: skip


def highs_alone(problem: Problem, seconds: float, value: float) -> dict[str, Any]:
    """What `scipy.optimize.milp` finds by itself in the same time."""
    began = time.perf_counter()
    answered = best_of(model_of(problem), seconds)
    took = time.perf_counter() - began
    if answered.placed is None:
        return {"highs_seconds": took, "highs_value": None, "highs_short": None, "times_highs": None}
    draft = draft_of(problem, answered.placed, Weeks(problem))
    times = value / draft.value if draft.value else None
    return {"highs_seconds": took, "highs_value": draft.value, "highs_short": draft.short, "times_highs": times}


Told = tuple[str, str, tuple[str, ...], tuple[date, ...]]


def conflicts(agendas: int, creators: int = 300) -> dict[str, Any]:
    """How many planted conflicts are found exactly (creator, rule, parties, weeks), and how many are invented."""
    planted = right = found = misses = 0
    for seed in range(agendas):
        agenda = planted_agenda([f"creator {number}" for number in range(creators)], seed=seed)
        truth = Counter(
            (row["creator"], row["kind"], tuple(row["parties"]), tuple(row["weeks"]))
            for row in agenda.conflicts.to_pylist()
        )
        told = Counter(found_in(agenda))
        planted, found = planted + truth.total(), found + told.total()
        right, misses = right + (truth & told).total(), misses + agenda.near_misses.num_rows
    return {
        "agendas": agendas, "planted": planted, "near_misses": misses, "found": found,
        "recall": right / planted if planted else None, "precision": right / found if found else None,
    }  # fmt: skip


def found_in(agenda: Agenda) -> list[Told]:
    """Every conflict that is found in an agenda."""

    def fields(row: dict[str, Any]) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}

    asked = Asked(
        tuple(Wish(**fields(row)) for row in agenda.wishes.to_pylist()),
        tuple(BriefTerms(row.pop("brief"), **fields(row)) for row in agenda.briefs.to_pylist()),
        tuple(CreatorTerms(**fields(row)) for row in agenda.creators.to_pylist()),
        tuple(Running(**fields(row)) for row in agenda.running.to_pylist()),
        agenda.first_week, agenda.weeks, agenda.competitor_distance,
    )  # fmt: skip
    return [
        (one.creator, str(one.kind), tuple(sorted(f"{party.side}:{party.name}" for party in one.parties)), one.weeks)
        for one in find_conflicts(asked)
    ]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, default=2_000)
    options.add_argument("--briefs", type=int, default=30)
    options.add_argument("--weeks", type=int, default=12)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--agendas", type=int, default=20)
    options.add_argument("--plain", action="store_true")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    asked = generated(given.creators, given.briefs, given.weeks, given.seed, given.plain)
    row = {**measured(asked, given.seconds), **conflicts(given.agendas)}
    print(json.dumps(row) if given.json else said(row))


def said(row: dict[str, Any]) -> str:
    """The figures as sentences."""
    alone = "nothing" if row["highs_value"] is None else f"{row['highs_value']:,.0f} ({row['highs_short']} too few)"
    return (
        f"{row['wishes']} wishes, {row['placements_possible']} placements, {row['limits']} limits: first calendar "
        f"{row['first_value']:,.0f} ({row['first_short']} too few) in {row['first_seconds']:.1f} s; "
        f"{row['value']:,.0f} of at most {row['bound']:,.0f} (gap {row['gap']:.2%}, {row['short']} too few) in "
        f"{row['seconds']:.1f} s. HiGHS alone: {alone} in {row['highs_seconds']:.1f} s. Naive greedy: "
        f"{row['naive_value']:,.0f} ({row['naive_short']} too few). Conflicts: {row['planted']} planted beside "
        f"{row['near_misses']} near misses, {row['found']} found, recall {row['recall']}, precision {row['precision']}."
    )


if __name__ == "__main__":
    main()
