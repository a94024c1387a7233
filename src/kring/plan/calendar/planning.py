"""From what is asked to a calendar that explains itself."""

from __future__ import annotations

from collections.abc import Sequence

from kring.plan.calendar.answer import Calendar, Dropped, Moved, Placement, Short
from kring.plan.calendar.conflicts import find_conflicts, monday_of
from kring.plan.calendar.draft import Draft, draft_of
from kring.plan.calendar.problem import Placed, Problem, problem_of
from kring.plan.calendar.reasons import why_dropped, why_short
from kring.plan.calendar.solve import EFFORT, solve
from kring.plan.calendar.weeks import Weeks
from kring.plan.calendar.wishes import Asked


def make_calendar(
    asked: Asked, *, seconds: float = 10.0, effort: int = EFFORT, seed: int = 0, starts: Sequence[Calendar] = ()
) -> Calendar:
    """The most valuable calendar of all wishes that keeps every rule.

    A wish that can't have its week is moved before it is left out. `seconds`: the time for the search and the solver;
    0 leaves the solver out, and the bound is looser. The same input gives the same calendar unless the time ends the
    work. Required wishes and the least numbers of briefs come before anything else counts; where that can't be, `short`
    says which and why. `starts`: earlier calendars, of which what still fits is begun with: after a small change a few
    moves (`effort`) from there are enough.
    """
    problem = problem_of(asked)
    begun = [_placed(asked, start) for start in starts]
    solution = solve(problem, seconds=seconds, effort=effort, seed=seed, starts=begun)
    draft = draft_of(problem, solution.placed, Weeks(problem))
    dropped = [wish for wish, one in enumerate(asked.wishes) if wish not in solution.placed and not one.stands_in]
    return Calendar(
        tuple(_placements(problem, draft)), tuple(_moves(problem, draft)),
        tuple(_dropped(draft, one) for one in dropped),
        tuple(
            Short(asked.briefs[limit.brief].name, limit.least, draft.counts[number], why_short(draft, number))
            for number, limit in enumerate(problem.limits) if draft.counts[number] < limit.least
        ),
        find_conflicts(asked), solution.value, solution.bound, solution.gap,
        asked.first_week, asked.weeks, tuple(brief.name for brief in asked.briefs), asked.running,
    )  # fmt: skip


def _placed(asked: Asked, calendar: Calendar) -> Placed:
    """An earlier calendar's placements of wishes that are still asked."""
    weeks = {(one.brief, one.creator, one.account): asked.number_of(one.week) for one in calendar.placements}
    return {number: weeks[wish.key] for number, wish in enumerate(asked.wishes) if wish.key in weeks}


def _dropped(draft: Draft, wish: int) -> Dropped:
    own = draft.problem.asked.wishes[wish]
    return Dropped(own.creator, own.brief, why_dropped(draft, wish), own.account)


def _placements(problem: Problem, draft: Draft) -> list[Placement]:
    asked = problem.asked
    found = []
    for wish, week in draft.placed.items():
        own = asked.wishes[wish]
        monday = monday_of(asked, week)
        found.append(Placement(own.creator, own.brief, monday, own.value, own.fee, own.account, own.stands_in))
    return sorted(found, key=lambda one: (one.week, one.creator, one.brief))


def _moves(problem: Problem, draft: Draft) -> list[Moved]:
    asked = problem.asked
    found = []
    for wish, week in sorted(draft.placed.items()):
        own = asked.wishes[wish]
        if own.week is not None and own.week != monday_of(asked, week):
            found.append(Moved(own.creator, own.brief, own.week, monday_of(asked, week), own.account))
    return found
