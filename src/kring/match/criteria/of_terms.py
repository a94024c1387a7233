"""Quantities of money and of what creators ask: price, fee, wishes, room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.bits import EVERYBODY, At, Places
from kring.match.criteria.criterion import Floats
from kring.match.criteria.entries import rows_at
from kring.match.criteria.of_profile import nothing
from kring.match.criteria.pool import Pool
from kring.match.criteria.terms import CreatorTerms, subjects
from kring.match.criteria.terms import wish_fit as fit_of
from kring.match.goal import Goal
from kring.profile.price import GUESSED


def fee(brief: Brief, pool: Pool, at: At = EVERYBODY) -> Floats:
    """The lowest fee at which each account makes one of the bundles of the brief, in euros; NaN where none is known."""
    return lowest([total([number * price(pool, name)[at] for name, number in one.pieces]) for one in brief.bundles])


def total(parts: Sequence[Floats]) -> Floats:
    """The sum at each place, NaN where one of the parts is unknown."""
    found: Floats = reduce(np.add, parts)
    return found


def lowest(several: Sequence[Floats]) -> Floats:
    """The lowest of several values at each place, NaN where none is known."""
    found: Floats = np.fmin.reduce(several)
    return found


def price(pool: Pool, deliverable: str) -> Floats:
    """The expected fee of one piece, NaN where it is not known."""
    return pool.kept(f"price:{deliverable}", lambda: _price(pool, deliverable))


def _price(pool: Pool, deliverable: str) -> Floats:
    rows = pool.detail("prices")
    if rows is None:
        return np.full(len(pool), np.nan)
    mine = rows.filter(pc.equal(rows["deliverable"], deliverable))
    return pool.placed(mine["account"], mine["value"])


def followers_per_euro(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """Followers over the lowest expected fee for a bundle of the brief; None where the goal counts no people.

    The fee is what the account names, else what is usual for its size: were it unknown without a named fee, an account
    that asks much would gain by naming none.
    """
    if not counts_people(brief.goal):
        return None
    expected, followers = fee(brief, pool, at), pool.followers[at]
    found: Floats = np.divide(followers, expected, out=np.full(len(expected), np.nan), where=expected > 0)
    return found


def counts_people(goal: Goal) -> bool:
    """Whether a goal counts people or how often they are met, and nothing bought or liked."""
    return goal.name in ("reach", "awareness") or any(counts_people(part) for part, _ in goal.parts)


def fee_to_usual(brief: Brief, pool: Pool, at: At) -> Floats:
    """What an account itself asks over what is usual for its platform and size; unknown where it said nothing."""
    ratios = [_to_usual(pool, name)[at] for bundle in brief.bundles for name, _ in bundle.pieces]
    return lowest(ratios)


def _to_usual(pool: Pool, deliverable: str) -> Floats:
    return pool.kept(f"fee to usual:{deliverable}", lambda: _made_to_usual(pool, deliverable))


def _made_to_usual(pool: Pool, deliverable: str) -> Floats:
    rows = pool.detail("prices")
    if rows is None:
        return np.full(len(pool), np.nan)
    guessed = pc.is_in(rows["rests_on"], value_set=pa.array(GUESSED))
    mine = rows.filter(pc.and_(pc.equal(rows["deliverable"], deliverable), pc.invert(guessed)))
    return pool.placed(mine["account"], pc.divide(mine["value"], mine["usual"]))


def wish_fit(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """1 where the brief is about a wish of the creator, 0 where it is about none of the wishes."""
    return _from_terms(pool, at, lambda terms: fit_of(terms, brief)) if subjects(brief) else None


def budget_to_minimum(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The budget shared out evenly over the creators asked for, over the creator's minimum fee."""
    number = brief.most or brief.least
    if brief.budget is None or not number:
        return None
    each = brief.budget / number
    return _from_terms(pool, at, lambda terms: each / terms.minimum_fee if terms.minimum_fee else None)


def room(brief: Brief, pool: Pool, at: At) -> Floats:
    """The share of the collaborations a creator wants to run at once that is still free."""
    return _from_terms(pool, at, lambda terms: terms.room)


def _from_terms(pool: Pool, at: At, read: Callable[[CreatorTerms], float | None]) -> Floats:
    if not pool.terms:
        return nothing(pool, at)
    found, given = nothing(pool, at), list(pool.terms.values())
    rows = rows_at(pool.kept("places of terms", lambda: _places(pool)), at)
    for row in np.flatnonzero(rows >= 0):
        value = read(given[row])
        if value is not None:
            found[rows[row]] = value
    return found


def _places(pool: Pool) -> Places:
    return pool.places(pa.chunked_array([pa.array(list(pool.terms), pa.string())]))
