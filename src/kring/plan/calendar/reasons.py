"""Why a wish has no place, and why a brief has too few creators."""

from __future__ import annotations

from kring.plan.calendar.conflicts import RULES, asked_weeks, reasons_shut
from kring.plan.calendar.draft import Draft
from kring.plan.calendar.problem import Problem
from kring.vocabulary.text import Words


def why_dropped(draft: Draft, wish: int) -> Words:
    """The first thing that keeps a wish out of a calendar in which nothing more fits."""
    problem = draft.problem
    asked = problem.asked
    name = asked.wishes[wish].brief
    if not problem.open_weeks[wish]:
        return _no_week(problem, wish)
    brief = problem.wish_brief[wish]
    if len(draft.within[brief]) >= problem.most[brief]:
        return Words(f"{name} heeft al het hoogste aantal creators.", f"{name} has the most creators it may have.")
    if not draft.affords(wish):
        return Words(f"Het budget van {name} is op.", f"The budget of {name} is spent.")
    others = ", ".join(asked.wishes[one].brief for one in sorted(draft.own[problem.wish_creator[wish]]))
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


def why_short(draft: Draft, brief: int) -> Words:
    """What keeps a brief below its least number of creators."""
    problem = draft.problem
    terms, placed = problem.asked.briefs[brief], len(draft.within[brief])
    wished, free = problem.wish_brief.count(brief), problem.wishes_of[brief]
    cheapest = sum(sorted(problem.fees[wish] for wish in free)[: terms.least])
    if terms.most is not None and terms.most < terms.least:
        nl, en = f"mag er hoogstens {terms.most} hebben", f"may have {terms.most} at most"
    elif wished < terms.least:
        nl, en = f"het aantal gewenste is maar {wished}", f"the number wished is only {wished}"
    elif len(free) < terms.least:
        nl, en = (
            f"het aantal met een vrije week is maar {len(free)}",
            f"the number with an open week is only {len(free)}",
        )
    elif cheapest > problem.budgets[brief]:
        nl, en = "het budget is te klein voor de goedkoopsten", "the budget is too small for the cheapest"
    else:
        nl = "de creators zijn nodig voor andere opdrachten of passen daar niet naast"
        en = "the creators are needed for other briefs or do not fit beside them"
    return Words(
        f"{terms.name}: creators gevraagd minstens {terms.least}, geplaatst {placed}; {nl}.",
        f"{terms.name}: creators asked at least {terms.least}, placed {placed}; {en}.",
    )
