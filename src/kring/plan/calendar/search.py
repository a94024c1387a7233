"""A better calendar by search: put a wish in, take out what stands in its way, keep what is worth it.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 1983) over moves that insert, move and swap: a wish goes
in; the creator's other posts move to other weeks, or the least of them goes; from the brief goes what is worth least
when the money or the number runs out; and what then fits is filled in.
"""

from __future__ import annotations

import math
import random
import time

from kring.plan.calendar.draft import Draft, draft_of
from kring.plan.calendar.problem import Placed
from kring.plan.calendar.spread import spread

WARM, COLD = 0.3, 0.003
"""Start and end of the temperature, as shares of the average value of a wish."""

MENDED_EVERY = 256
"""Moves after which short weeks are mended, when there are any."""


def search(draft: Draft, *, effort: int, seed: int, until: float | None = None) -> Draft:
    """The best calendar met in `effort` moves, never worse than `draft`, which is changed.

    `until` (seconds of `time.monotonic`) may end it sooner. The same draft, effort and seed give the same calendar
    unless the time ends it.
    """
    problem, chance = draft.problem, random.Random(seed)
    wishes = [wish for wish, weeks in enumerate(problem.open_weeks) if weeks]
    best, best_score = draft.placed, _score(draft)
    if not wishes:
        return draft
    scale = sum(problem.values[wish] for wish in wishes) / len(wishes) or 1.0
    began = time.monotonic()
    for step in range(effort):
        done = step / effort
        if draft.short and step % MENDED_EVERY == 0:
            spread(draft)
            if _score(draft) > best_score:
                best, best_score = draft.placed, _score(draft)
        if until is not None and step % 64 == 0:
            now = time.monotonic()
            if now >= until:
                break
            done = max(done, (now - began) / (until - began))
        temperature = scale * WARM * (COLD / WARM) ** done
        wish = wishes[int(chance.random() * len(wishes))]
        if not draft.has(wish) and _try(draft, wish, temperature, chance) and _score(draft) > best_score:
            best, best_score = draft.placed, _score(draft)
    return filled(spread(draft_of(problem, best, draft.weeks)))


def filled(draft: Draft) -> Draft:
    """The same calendar with every wish that still fits, the most valuable first."""
    values = draft.problem.values
    draft.add_all(sorted(range(len(values)), key=lambda wish: (-values[wish], wish)))
    return draft


def _score(draft: Draft) -> float:
    return draft.value - draft.problem.penalty * draft.short


def _try(draft: Draft, wish: int, temperature: float, chance: random.Random) -> bool:
    """Put the wish in whatever it costs; take everything back when that isn't worth it."""
    before = _score(draft)
    creator = draft.problem.wish_creator[wish]
    weeks = _with_room(draft, wish)
    if weeks is None:
        return False
    out = _crowded_out(draft, wish)
    kept = {draft.problem.wish_creator[one]: dict(draft.own[draft.problem.wish_creator[one]]) for one in out}
    kept[creator] = dict(draft.own[creator])
    freed = [draft.problem.wish_brief[one] for one in kept[creator] if one not in weeks]
    for one in out:
        if draft.has(one):
            draft.drop(one)
    draft.put(creator, {one: week for one, week in weeks.items() if one == wish or one in draft.own[creator]})
    if not (draft.within_money(draft.problem.wish_brief[wish]) and draft.within_most(wish)):
        change = -math.inf
    else:
        _refill(draft, freed, chance, kept)
        change = _score(draft) - before
    if change >= 0 or chance.random() < math.exp(change / temperature):
        return True
    for other, was in kept.items():
        draft.put(other, was)
    return False


def _with_room(draft: Draft, wish: int) -> Placed | None:
    """Weeks for the creator with this wish in: everything moved as needed, else without the one worth least."""
    values, own = draft.problem.values, list(draft.own[draft.problem.wish_creator[wish]])
    own.sort(key=lambda one: (-values[one], one))
    while True:
        weeks = draft.weeks.of([*own, wish])
        if weeks is not None:
            return weeks
        if not own:
            return None
        for one in reversed(own):
            weeks = draft.weeks.of([*(other for other in own if other != one), wish])
            if weeks is not None:
                return weeks
        own.pop()


def _crowded_out(draft: Draft, wish: int) -> list[int]:
    """Wishes of the same brief that must go for its money and number, those worth least for their share first."""
    problem = draft.problem
    brief = problem.wish_brief[wish]
    missing = draft.spent[brief] + problem.fees[wish] - problem.budgets[brief]
    out = _for_marks(draft, wish)
    missing -= sum(problem.fees[one] for one in out)
    over = len(draft.within[brief]) + 1 - len(out) - problem.limits[brief].most
    if missing <= 0 and over <= 0:
        return out
    by_money = missing > 0
    inside = sorted(
        draft.within[brief] - set(out),
        key=lambda one: (problem.values[one] / max(problem.fees[one], 1e-6) if by_money else problem.values[one], one),
    )
    kept_out, enough = list(out), [one for one in inside if problem.fees[one] >= missing] if over <= 1 else []
    single = min(enough, key=lambda one: (problem.values[one], one), default=None)
    for one in inside:
        if missing <= 0 and over <= 0:
            break
        out.append(one)
        missing, over = missing - problem.fees[one], over - 1
    by_parts = sum(problem.values[one] for one in out[len(kept_out) :])
    return [*kept_out, single] if single is not None and problem.values[single] <= by_parts else out


def _for_marks(draft: Draft, wish: int) -> list[int]:
    """Of every full quota that counts the wish the placed wish worth least."""
    problem, brief = draft.problem, draft.problem.wish_brief[wish]
    out: list[int] = []
    for limit in draft.full_for(wish):
        inside = [one for one in draft.within[brief] if limit in problem.counted[one]] if limit != brief else []
        if inside and not any(one in out for one in inside):
            out.append(min(inside, key=lambda one: (problem.values[one], one)))
    return out


TRIED = 6


def _refill(draft: Draft, briefs: list[int], chance: random.Random, kept: dict[int, Placed]) -> None:
    """Where a post went out of another brief, put another creator in, of a few that are looked at the best."""
    problem = draft.problem
    for brief in briefs:
        own = problem.wishes_of[brief]
        some = {own[int(chance.random() * len(own))] for _ in range(TRIED)} - draft.within[brief]
        for wish in sorted(some, key=lambda one: (-problem.values[one], one)):
            creator = problem.wish_creator[wish]
            was = dict(draft.own[creator])
            if draft.add(wish):
                kept.setdefault(creator, was)
                break
