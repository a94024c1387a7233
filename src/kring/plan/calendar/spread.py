"""Posts in every week of a brief that asks for them: from a full week to a short one, or else a wish more."""

from __future__ import annotations

from kring.plan.calendar.draft import Draft
from kring.plan.calendar.weeks import fits


def spread(draft: Draft) -> Draft:
    """The same calendar with fewer short weeks where moving one post or placing one wish mends that."""
    for (brief, week), limit in sorted(draft.problem.weekly.items()):
        while draft.counts[limit] < draft.problem.limits[limit].least:
            if not (_moved_in(draft, brief, week) or _placed_in(draft, brief, week)):
                break
    return draft


def _moved_in(draft: Draft, brief: int, week: int) -> bool:
    """Move a post of the brief here from a week that has more than it needs; posts without a wished week first."""
    problem = draft.problem
    for wish in sorted(draft.within[brief], key=lambda one: (problem.asked.wishes[one].week is not None, one)):
        own = draft.own[problem.wish_creator[wish]]
        limit = problem.weekly.get((brief, own[wish]))
        enough = limit is None or draft.counts[limit] > problem.limits[limit].least
        others = {one: at for one, at in own.items() if one != wish}
        if enough and week in problem.open_weeks[wish] and fits(problem, others, wish, week):
            draft.put(problem.wish_creator[wish], {**others, wish: week})
            return True
    return False


def _placed_in(draft: Draft, brief: int, week: int) -> bool:
    """Place a wish of the brief here, the cheapest that fits beside what its creator has."""
    problem = draft.problem
    for wish in sorted(problem.wishes_of[brief], key=lambda one: (problem.fees[one], one)):
        own = draft.own[problem.wish_creator[wish]]
        free = wish not in own and week in problem.open_weeks[wish] and draft.affords(wish)
        if free and fits(problem, own, wish, week):
            draft.put(problem.wish_creator[wish], {**own, wish: week})
            return True
    return False
