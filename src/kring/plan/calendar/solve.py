"""The solver: a calendar at once, a better one by search, and the bound and often the best from HiGHS."""

from __future__ import annotations

import time
from dataclasses import dataclass

from kring.plan.calendar.draft import draft_of
from kring.plan.calendar.greedy import greedy
from kring.plan.calendar.loose import loose_bound
from kring.plan.calendar.model import solved
from kring.plan.calendar.problem import Placed, Problem
from kring.plan.calendar.search import filled, search
from kring.plan.calendar.weeks import Weeks, settled

EFFORT = 20_000
"""Moves the search tries."""

SHARE_OF_SEARCH = 0.2
"""The share of the time that the search may have at most; the solver gets the rest."""

ROUNDING = 1e-6


@dataclass(frozen=True)
class Solution:
    """The best calendar found. No calendar with as few creators too few is worth more than `bound`."""

    placed: Placed
    value: float
    short: int
    bound: float

    @property
    def gap(self) -> float:
        """How much better any calendar could be at most, as a share of the bound; 0 when this one is the best."""
        return 0.0 if self.bound <= 0 else max(self.bound - self.value, 0.0) / self.bound


def solve(problem: Problem, *, seconds: float, effort: int = EFFORT, seed: int = 0) -> Solution:
    """The best calendar within the time; with 0 seconds the greedy one and the search, with a looser bound."""
    began = time.monotonic()
    weeks = Weeks(problem)
    until = began + SHARE_OF_SEARCH * seconds if seconds else None
    best = search(filled(greedy(problem, weeks)), effort=effort, seed=seed, until=until)
    bound = loose_bound(problem)
    left = seconds - (time.monotonic() - began)
    if seconds and left > 0:
        answered = solved(problem, left)
        if answered.bound is not None:
            bound = min(bound, answered.bound + problem.penalty * best.short)
        if answered.placed is not None:
            other = filled(draft_of(problem, answered.placed, weeks))
            best = max((best, other), key=lambda draft: (-draft.short, draft.value))
            if answered.bound is not None:
                bound = min(loose_bound(problem), answered.bound + problem.penalty * best.short)
    if bound - best.value <= ROUNDING * max(abs(bound), 1.0):
        bound = best.value
    return Solution(settled(problem, best.placed), best.value, best.short, max(bound, best.value))
