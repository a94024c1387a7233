"""Quantities from profiles: niche, value, role, results so far; NaN is unknown, None is not asked by the brief."""

from __future__ import annotations

from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.bits import EVERYBODY, At, Places, how_many
from kring.match.criteria.criterion import Floats
from kring.match.criteria.entries import rows_at
from kring.match.criteria.hooks import whatever_the_brief
from kring.match.criteria.pool import Pool

_UNKNOWN = np.array([np.nan]).tobytes()


def niche_share(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The share of an account's posts on a niche that is about the niches of the brief together, at most 1.

    Unknown where no texts were read and the source's category names no niche; a category that names one of them is no
    share, so it is unknown too.
    """
    return share_in(pool, "niches", "niche", brief.niches, at) if brief.niches else None


def value_share(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The largest share of the posts that gives one of the values asked for; posts give several at once."""
    if not brief.values:
        return None
    each = [share_in(pool, "values", "value", (value,), at, silent=np.nan) for value in brief.values]
    found: Floats = np.fmax.reduce(each)
    return found


def role_chance(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The chance of one of the roles asked for."""
    if not brief.roles:
        return None
    rows = pool.detail("role")
    if rows is None:
        return nothing(pool, at)
    chances = [
        pool.kept(f"chance of {role}", partial(pool.placed, rows["account"], rows[role])) for role in brief.roles
    ]
    return np.minimum(sum(chance[at] for chance in chances), 1.0)


def share_in(
    pool: Pool, detail: str, column: str, asked: tuple[str, ...], at: At = EVERYBODY, silent: float = 0.0
) -> Floats:
    """The summed share of these entries of a detail at these places, at most 1.

    NaN for an account of which the detail says nothing at all, `silent` for one of which it says only other things.
    """
    return pool.entries(detail, column).shares_at(asked, at, silent)


def nothing(pool: Pool, at: At) -> Floats:
    """Unknown at all of these places: one NaN that stands for each of them, not to be written to."""
    return np.ndarray((how_many(at, len(pool)),), np.float64, _UNKNOWN, strides=(0,))


def past_results(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """What past collaborations for similar briefs achieved over what was expected, on average.

    Similar: the same category, or a niche of this brief; all of them where the brief names neither.
    """
    rows = pool.history
    if not rows.num_rows:
        return nothing(pool, at)
    mine = ~np.isnan(achieved := rows["achieved_to_expected"].to_numpy())
    if brief.category or brief.niches:
        alike = pc.is_in(rows["niche"], value_set=pa.array(brief.niches, pa.string()))
        if brief.category:
            alike = pc.or_kleene(alike, pc.equal(pc.utf8_lower(rows["category"]), brief.category.lower()))
        mine &= np.asarray(pc.fill_null(alike, False).to_numpy())
    who = rows_at(_history_places(pool)[mine], at)
    number = how_many(at, len(pool))
    count = np.bincount(who[who >= 0], minlength=number)
    total = np.bincount(who[who >= 0], weights=achieved[mine][who >= 0], minlength=number)
    found: Floats = np.divide(total, count, out=np.full(number, np.nan), where=count > 0)
    return found


@whatever_the_brief
def on_time(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The expected share of agreed pieces made on time: the mean of a Beta(1, 1) after what happened."""
    if not pool.history.num_rows:
        return nothing(pool, at)
    return pool.kept("on time", lambda: _on_time(pool))[at]


def _on_time(pool: Pool) -> Floats:
    rows, places = pool.history, _history_places(pool)
    there = np.asarray(pc.is_valid(pc.add(rows["agreed"], rows["on_time"])).to_numpy()) & (places >= 0)
    kept, agreed = (
        np.bincount(places[there], weights=rows[name].to_numpy()[there], minlength=len(pool))
        for name in ("on_time", "agreed")
    )
    return np.where(agreed > 0, (kept + 1) / (agreed + 2), np.nan)


def _history_places(pool: Pool) -> Places:
    return pool.kept("places of history", lambda: pool.places(pool.history["account"]))
