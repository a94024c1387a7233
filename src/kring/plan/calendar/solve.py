"""The solver: a calendar at once, a better one by search, and the bound and often the best from HiGHS."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

from kring.plan.calendar.draft import Draft, draft_of
from kring.plan.calendar.greedy import greedy
from kring.plan.calendar.loose import loose_bound
from kring.plan.calendar.model import Model, best_of, model_of, relaxed
from kring.plan.calendar.problem import Placed, Problem
from kring.plan.calendar.search import filled, search
from kring.plan.calendar.spread import spread
from kring.plan.calendar.weeks import Weeks, fits, settled

EFFORT = 20_000
"""Moves the search tries."""

MOVES_A_WISH = 200
"""Moves beyond which the search of a small calendar finds nothing more."""

SHARE_OF_SEARCH = 0.1
"""The share of the time that the search may have at most; the solver gets the rest."""

SHARE_OF_THE_END = 0.06
"""The share of the time that is kept for filling up and settling what the solver found."""

LARGE = 8_000
"""Placements beyond which the solver looks only at as many, those that cost its bound least."""

ROUNDING = 1e-6


@dataclass(frozen=True)
class Solution:
    """The best calendar found: none with as few placements too few is worth more than `bound`."""

    placed: Placed
    value: float
    short: int
    bound: float

    @property
    def gap(self) -> float:
        """How much better any calendar could be at most, as a share of the bound; 0 when this one is the best."""
        return 0.0 if self.bound <= 0 else max(self.bound - self.value, 0.0) / self.bound


def solve(
    problem: Problem, *, seconds: float, effort: int = EFFORT, seed: int = 0, starts: Sequence[Placed] = ()
) -> Solution:
    """The best calendar within the time; with 0 seconds the greedy one and the search, with a looser bound.

    `starts`: earlier calendars; what still fits of them is begun with when it is better.
    """
    began = time.monotonic()
    weeks = Weeks(problem)
    searched = began + SHARE_OF_SEARCH * seconds if seconds else None
    begun = [first_draft(problem, weeks), *(_kept(problem, _by_value(problem, start), weeks) for start in starts)]
    moves = min(effort, MOVES_A_WISH * len(problem.values))
    best = search(max(begun, key=_worth), effort=moves, seed=seed, until=searched)
    bound = loose_bound(problem)
    until = began + (1.0 - SHARE_OF_THE_END) * seconds
    if seconds and time.monotonic() < until:
        best, proven = _solved(best, until)
        bound = min(bound, proven)
    if bound - best.value <= ROUNDING * max(abs(bound), 1.0):
        bound = best.value
    return Solution(_settled(best).placed, best.value, best.short, max(bound, best.value))


def _solved(draft: Draft, until: float) -> tuple[Draft, float]:
    """The best calendar with the solver's help, and a bound on the value of any that is no shorter."""
    model = model_of(draft.problem, soft=draft.short > 0)
    if len(model.columns) > LARGE:
        return _solved_in_parts(draft, model, until)
    answered = best_of(model, until - time.monotonic())
    best = _better(draft, answered.placed)
    return best, _bound(answered.bound, best)


def _solved_in_parts(draft: Draft, model: Model, until: float) -> tuple[Draft, float]:
    """The same by a relaxation, its rounding, and whole numbers over its kernel."""
    relaxation = relaxed(model, until - time.monotonic())
    if relaxation is None:
        return draft, math.inf
    rounded: Placed = {}
    for at in relaxation.taken():
        if at < len(model.columns):
            rounded.setdefault(*model.columns[at])
    best = max((draft, _kept(draft.problem, rounded, draft.weeks)), key=_worth)
    left = until - time.monotonic()
    if left > 0 and best.value < relaxation.bound:
        kept = relaxation.kernel(LARGE)
        kept[len(model.columns) :] = True
        best = _better(best, best_of(model, left, kept).placed)
    return best, _bound(relaxation.bound, best)


def _better(draft: Draft, placed: Placed | None) -> Draft:
    """The better of a draft and what the solver placed, filled up."""
    if placed is None:
        return draft
    return max((draft, filled(spread(draft_of(draft.problem, placed, draft.weeks)))), key=_worth)


def _bound(proven: float | None, best: Draft) -> float:
    """A bound on value less penalties as a bound on the value of calendars that are as short as the best."""
    return math.inf if proven is None else proven + best.problem.penalty * best.short


def first_draft(problem: Problem, weeks: Weeks) -> Draft:
    """A calendar at once, that keeps every rule."""
    return spread(filled(spread(greedy(problem, weeks))))


def _by_value(problem: Problem, placed: Placed) -> Placed:
    """The same, the most valuable wishes first."""
    return dict(sorted(placed.items(), key=lambda one: (-problem.values[one[0]], one[0])))


def _worth(draft: Draft) -> tuple[int, float]:
    return -draft.short, draft.value


def _kept(problem: Problem, start: Placed, weeks: Weeks) -> Draft:
    """What still fits of a calendar in its order and weeks, required wishes first, and whatever fits beside it."""
    draft = Draft(problem, weeks)
    required = {limit.wish for limit in problem.limits if limit.wish is not None}
    draft.add_all(sorted(required))
    for wish, week in start.items():
        own = draft.own[problem.wish_creator[wish]]
        free = wish not in own and week in problem.open_weeks[wish] and draft.affords(wish)
        if free and fits(problem, own, wish, week):
            draft.put(problem.wish_creator[wish], {**own, wish: week})
    return spread(filled(draft))


def _settled(draft: Draft) -> Draft:
    """The same wishes with the fewest moves away from wished weeks that leave no week short."""
    for creator, own in enumerate(draft.own):
        before, short = dict(own), draft.short
        draft.put(creator, settled(draft.problem, before))
        if draft.short > short:
            draft.put(creator, before)
    return draft
