"""Quantities of money and of what creators ask: price, fee, wishes, room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.bits import EVERYBODY, At
from kring.match.criteria.criterion import Floats
from kring.match.criteria.hooks import whatever_the_brief
from kring.match.criteria.of_profile import nothing
from kring.match.criteria.pool import Pool
from kring.match.criteria.terms import subjects
from kring.match.criteria.terms_asked import TermsAsked
from kring.match.goal import Goal
from kring.profile.price import GUESSED
from kring.vocabulary.platforms import made_in_place_of


def fee(brief: Brief, pool: Pool, at: At = EVERYBODY) -> Floats:
    """The lowest fee at which each account makes one of the bundles of the brief, in euros; NaN where none is known."""
    asked = price if brief.deliverables else price_in_place
    return lowest(
        [total([_pieces(asked(pool, name)[at], number) for name, number in one.pieces]) for one in brief.bundles]
    )


def _pieces(each: Floats, number: int) -> Floats:
    return each if number == 1 else number * each


def total(parts: Sequence[Floats]) -> Floats:
    """The sum at each place, NaN where one of the parts is unknown."""
    found: Floats = parts[0] if len(parts) == 1 else reduce(np.add, parts)
    return found


def lowest(several: Sequence[Floats]) -> Floats:
    """The lowest of several values at each place, NaN where none is known."""
    found: Floats = several[0] if len(several) == 1 else np.fmin.reduce(several)
    return found


def price(pool: Pool, deliverable: str) -> Floats:
    """The expected fee of one piece, NaN where it is not known."""
    return pool.kept(f"price:{deliverable}", lambda: _price(pool, deliverable))


def price_in_place(pool: Pool, deliverable: str) -> Floats:
    """The expected fee of one piece, and on platforms without it of what is made there in its place."""
    return pool.kept(f"price in place:{deliverable}", lambda: _in_place(pool, deliverable, price))


def _in_place(pool: Pool, deliverable: str, asked: Callable[[Pool, str], Floats]) -> Floats:
    found = asked(pool, deliverable)
    for piece, names in made_in_place_of(deliverable).items():
        there = pc.is_in(pool.accounts["platform"], value_set=pa.array(names))
        found = np.where(np.asarray(there), asked(pool, piece), found)
    return found


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
    if [bundle.pieces for bundle in brief.bundles] == [((name := brief.bundles[0].deliverables[0], 1),)]:
        way, asked = ("", price) if brief.deliverables else (" in place", price_in_place)
        return pool.kept(f"followers per euro{way}:{name}", lambda: _per_euro(pool.followers, asked(pool, name)))[at]
    return _per_euro(pool.followers[at], fee(brief, pool, at))


def _per_euro(followers: Floats, expected: Floats) -> Floats:
    found: Floats = np.divide(followers, expected, out=np.full(len(expected), np.nan), where=expected > 0)
    return found


def counts_people(goal: Goal) -> bool:
    """Whether a goal counts people or how often they are met, and nothing bought or liked."""
    return goal.name in ("reach", "awareness") or any(counts_people(part) for part, _ in goal.parts)


def fee_to_usual(brief: Brief, pool: Pool, at: At) -> Floats:
    """What an account itself asks over what is usual for its platform and size; unknown where it said nothing."""
    columns = [
        _to_usual(pool, name, in_place=not brief.deliverables) for bundle in brief.bundles for name, _ in bundle.pieces
    ]
    ratios = [column[at] for column in columns if column is not None]
    return lowest(ratios) if ratios else nothing(pool, at)


def _to_usual(pool: Pool, deliverable: str, *, in_place: bool) -> Floats | None:
    """By account what it asks over what is usual; None where nobody asks anything."""

    def made() -> Floats | None:
        found = _in_place(pool, deliverable, _made_to_usual) if in_place else _made_to_usual(pool, deliverable)
        return None if np.isnan(found).all() else found

    return pool.kept(f"fee to usual{' in place' if in_place else ''}:{deliverable}", made)


def _made_to_usual(pool: Pool, deliverable: str) -> Floats:
    rows = pool.detail("prices")
    if rows is None:
        return np.full(len(pool), np.nan)
    guessed = pc.is_in(rows["rests_on"], value_set=pa.array(GUESSED))
    mine = rows.filter(pc.and_(pc.equal(rows["deliverable"], deliverable), pc.invert(guessed)))
    return pool.placed(mine["account"], pc.divide(mine["value"], mine["usual"]))


def wish_fit(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """1 where the brief is about a wish of the creator, 0 where it is about none of the wishes."""
    if not subjects(brief):
        return None
    asked = terms_asked(pool)
    return asked.column(asked.wish_fit(brief), at, len(pool)) if pool.terms else nothing(pool, at)


def budget_to_minimum(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The budget shared out evenly over the creators asked for, over the creator's minimum fee."""
    number = brief.most or brief.least
    if brief.budget is None or not number:
        return None
    if not pool.terms:
        return nothing(pool, at)
    asked, each = terms_asked(pool), brief.budget / number
    least = asked.minimum_fee
    ratios = np.divide(each, least, out=np.full(len(least), np.nan), where=least != 0)
    return asked.column(ratios, at, len(pool))


@whatever_the_brief
def room(brief: Brief, pool: Pool, at: At) -> Floats:
    """The share of the collaborations a creator wants to run at once that is still free."""
    asked = terms_asked(pool)
    return asked.column(asked.room, at, len(pool)) if pool.terms else nothing(pool, at)


def terms_asked(pool: Pool) -> TermsAsked:
    """What the creators of a pool ask, by the column."""

    def made() -> TermsAsked:
        places = pool.places_in_turn(pool.terms)
        return TermsAsked.of(list(pool.terms.values()), places)

    return pool.kept("terms asked", made)
