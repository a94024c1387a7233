"""Why a wish has no place, and why a brief has too few creators."""

from __future__ import annotations

from kring.plan.calendar.conflicts import RULES, asked_weeks, monday_of, reasons_shut
from kring.plan.calendar.draft import Draft
from kring.plan.calendar.limits import Limit
from kring.plan.calendar.problem import Problem
from kring.vocabulary.text import Words


def why_dropped(draft: Draft, wish: int) -> Words:
    """The first thing that keeps a wish out of a calendar in which nothing more fits."""
    problem = draft.problem
    asked = problem.asked
    name = asked.wishes[wish].brief
    if not problem.open_weeks[wish]:
        return _no_week(problem, wish)
    full = [problem.limits[one] for one in draft.full_for(wish)]
    if any(limit.mark is None for limit in full):
        return Words(f"{name} heeft al het hoogste aantal creators.", f"{name} has the most creators it may have.")
    if full:
        return Words(
            f"{name} heeft er al zoveel als mag van: {full[0].mark}.",
            f"{name} has as many as it may have of: {full[0].mark}.",
        )
    if not draft.affords(wish):
        return Words(f"Het budget van {name} is op.", f"The budget of {name} is spent.")
    own = sorted(draft.own[problem.wish_creator[wish]])
    others = ", ".join(asked.wishes[one].brief for one in own)
    if problem.weekly and draft.weeks.of([*own, wish]) is not None:
        return Words(
            f"Past naast {others} alleen als een opdracht een week te weinig posts krijgt.",
            f"Fits beside {others} only when a brief gets too few posts in a week.",
        )
    return Words(
        f"Geen week past naast {others}, ook niet als die verschuiven.",
        f"No week fits beside {others}, even when those move.",
    )


def _no_week(problem: Problem, wish: int) -> Words:
    asked, own = problem.asked, problem.asked.wishes[wish]
    running = [post for post in asked.running if post.creator == own.creator]
    period = asked.period_of(asked.brief_terms[own.brief])
    weeks = tuple(period) or asked_weeks(asked, own)
    kinds = sorted({kind for week in weeks for kind, _ in reasons_shut(asked, own, week, running)})
    nl = "; ".join(RULES[kind].nl for kind in kinds) or "wat al loopt vult elke week"
    en = "; ".join(RULES[kind].en for kind in kinds) or "what already runs fills every week"
    return Words(f"Geen week is vrij: {nl}.", f"No week is open: {en}.")


def why_short(draft: Draft, number: int) -> Words:
    """What keeps a limit below its least number."""
    problem, limit = draft.problem, draft.problem.limits[number]
    placed, free = draft.counts[number], problem.marked[number]
    wished = sum(number in counted for counted in problem.counted) if limit.week is None else len(free)
    cheapest = sum(sorted(problem.fees[wish] for wish in free)[: limit.least])
    if limit.most < limit.least:
        nl, en = f"mag er hoogstens {limit.most} hebben", f"may have {limit.most} at most"
    elif wished < limit.least and limit.week is None:
        nl, en = f"het aantal gewenste is maar {wished}", f"the number wished is only {wished}"
    elif len(free) < limit.least:
        nl, en = (
            f"het aantal met een vrije week is maar {len(free)}",
            f"the number with an open week is only {len(free)}",
        )
    elif cheapest > problem.budgets[limit.brief]:
        nl, en = "het budget is te klein voor de goedkoopsten", "the budget is too small for the cheapest"
    else:
        nl = "de creators zijn nodig voor andere opdrachten of passen daar niet naast"
        en = "the creators are needed for other briefs or do not fit beside them"
    name, what = problem.asked.briefs[limit.brief].name, _counted(problem, limit)
    return Words(
        f"{name}: {what.nl} gevraagd minstens {limit.least}, geplaatst {placed}; {nl}.",
        f"{name}: {what.en} asked at least {limit.least}, placed {placed}; {en}.",
    )


def _counted(problem: Problem, limit: Limit) -> Words:
    """What a limit counts."""
    if limit.wish is not None:
        creator = problem.asked.wishes[limit.wish].creator
        return Words(f"van {creator}", f"of {creator}")
    if limit.week is not None:
        monday = monday_of(problem.asked, limit.week)
        return Words(f"posts in de week van {monday}", f"posts in the week of {monday}")
    if limit.mark is not None:
        return Words(f"creators met '{limit.mark}'", f"creators with '{limit.mark}'")
    return Words("creators", "creators")
