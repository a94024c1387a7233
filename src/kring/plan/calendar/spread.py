"""Posts in every week of a brief that asks for them: from a full week to a short one, a wish more, or an exchange."""

from __future__ import annotations

from collections.abc import Iterator

from kring.plan.calendar.draft import Draft
from kring.plan.calendar.problem import Placed
from kring.plan.calendar.weeks import fits

MOST_CHEAPENED = 4
TRIED = 40
"""Wishes that are tried in exchange for others before a week stays short."""


def spread(draft: Draft) -> Draft:
    """The same calendar with fewer short weeks where that can be mended without another becoming short."""
    for (brief, week), limit in sorted(draft.problem.weekly.items()):
        while draft.counts[limit] < draft.problem.limits[limit].least:
            if not any(mend(draft, brief, week) for mend in (_moved_in, _placed_in, _exchanged)):
                break
    return draft


def _moved_in(draft: Draft, brief: int, week: int) -> bool:
    """Move a post of the brief here from a week that has more than it needs; posts without a wished week first."""
    problem = draft.problem
    for wish in sorted(draft.within[brief], key=lambda one: (problem.asked.wishes[one].week is not None, one)):
        own = draft.own[problem.wish_creator[wish]]
        others = {one: at for one, at in own.items() if one != wish}
        if _spare(draft, wish) and week in problem.open_weeks[wish] and fits(problem, others, wish, week):
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


def _exchanged(draft: Draft, brief: int, week: int) -> bool:
    """Put a wish of the brief here in exchange for what stands in its way, when in all less is short then.

    Posts that their weeks can spare go first; then the dearest, each in favour of the cheapest that fits in its week.
    """
    problem, short, whole = draft.problem, draft.short, [dict(own) for own in draft.own]
    able = [one for one in problem.wishes_of[brief] if week in problem.open_weeks[one]]
    for wish in sorted(able, key=lambda one: (-problem.values[one], one))[:TRIED]:
        draft.put(problem.wish_creator[wish], _made_room(draft, wish, week))
        for other in _least_first(draft, wish):
            if _is_allowed(draft, wish):
                break
            draft.drop(other)
        if draft.within_most(wish) and not draft.within_money(brief):
            _cheapened(draft, wish)
        if _is_allowed(draft, wish) and draft.short < short:
            return True
        for creator, weeks in enumerate(whole):
            if draft.own[creator] != weeks:
                draft.put(creator, weeks)
    return False


def _cheapened(draft: Draft, wish: int) -> None:
    """Other posts of the brief replaced by the cheapest in their weeks, the dearest first, until the money suffices."""
    problem, brief = draft.problem, draft.problem.wish_brief[wish]
    dearest = sorted(draft.within[brief] - {wish}, key=lambda one: (-problem.fees[one], one))
    for other in dearest[:MOST_CHEAPENED]:
        if draft.within_money(brief):
            return
        week = draft.own[problem.wish_creator[other]][other]
        draft.drop(other)
        if draft.within_money(brief):
            _placed_in(draft, brief, week)


def _made_room(draft: Draft, wish: int, week: int) -> Placed:
    """The creator's weeks with the wish in this one; others keep theirs, or move, or go, the most valuable first."""
    problem, placed = draft.problem, {wish: week}
    own = draft.own[problem.wish_creator[wish]]
    for one in sorted((one for one in own if one != wish), key=lambda one: (-problem.values[one], one)):
        weeks = (own[one], *problem.open_weeks[one])
        free = next((at for at in weeks if fits(problem, placed, one, at)), None)
        if free is not None:
            placed[one] = free
    return placed


def _least_first(draft: Draft, wish: int) -> Iterator[int]:
    """The brief's other posts that its weeks can spare, those worth least first."""
    problem, brief = draft.problem, draft.problem.wish_brief[wish]
    for other in sorted(draft.within[brief] - {wish}, key=lambda one: (problem.values[one], one)):
        if _spare(draft, other):
            yield other


def _spare(draft: Draft, wish: int) -> bool:
    """Whether the week of a placed wish has more posts than its brief asks."""
    problem = draft.problem
    week = draft.own[problem.wish_creator[wish]][wish]
    limit = problem.weekly.get((problem.wish_brief[wish], week))
    return limit is None or draft.counts[limit] > problem.limits[limit].least


def _is_allowed(draft: Draft, wish: int) -> bool:
    """Whether the wish's brief keeps to its money and its most, with the wish in."""
    return draft.within_money(draft.problem.wish_brief[wish]) and draft.within_most(wish)
