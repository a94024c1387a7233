"""Quantities from profiles: niche, value, role, results so far; NaN is unknown, None is not asked by the brief."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.criterion import Floats
from kring.match.criteria.pool import Pool


def niche_share(brief: Brief, pool: Pool) -> Floats | None:
    """The share of an account's posts on a niche that is about the niches of the brief together, at most 1.

    Unknown where no texts were read and the source's category names no niche; a category that names one of them is no
    share, so it is unknown too.
    """
    return share_in(pool, "niches", "niche", brief.niches) if brief.niches else None


def value_share(brief: Brief, pool: Pool) -> Floats | None:
    """The largest share of the posts that gives one of the values asked for; posts give several at once."""
    if not brief.values:
        return None
    each = [share_in(pool, "values", "value", (value,), silent=np.nan) for value in brief.values]
    found: Floats = np.fmax.reduce(each)
    return found


def role_chance(brief: Brief, pool: Pool) -> Floats | None:
    """The chance of one of the roles asked for."""
    if not brief.roles:
        return None
    rows = pool.detail("role")
    if rows is None:
        return np.full(len(pool), np.nan)
    return np.minimum(sum((pool.placed(rows["account"], rows[role]) for role in brief.roles), np.zeros(len(pool))), 1.0)


def share_in(pool: Pool, detail: str, column: str, asked: tuple[str, ...], silent: float = 0.0) -> Floats:
    """The summed share of these entries of a detail, at most 1.

    NaN for an account of which the detail says nothing at all, `silent` for one of which it says only other things.
    """
    entries = pool.entries(detail, column)
    said, there = np.zeros(len(pool), dtype=bool), np.zeros(len(pool), dtype=bool)
    said[entries.places] = True
    mine = entries.of(asked)
    there[entries.places[mine]] = True
    summed = np.bincount(entries.places[mine], weights=entries.shares[mine], minlength=len(pool))
    return np.where(there, np.minimum(summed, 1.0), np.where(said, silent, np.nan))


def past_results(brief: Brief, pool: Pool) -> Floats | None:
    """What past collaborations for similar briefs achieved over what was expected, on average.

    Similar: the same category, or a niche of this brief; all of them where the brief names neither.
    """
    rows = pool.history
    if brief.category or brief.niches:
        alike = pc.is_in(rows["niche"], value_set=pa.array(brief.niches, pa.string()))
        if brief.category:
            alike = pc.or_kleene(alike, pc.equal(pc.utf8_lower(rows["category"]), brief.category.lower()))
        rows = rows.filter(pc.fill_null(alike, False))
    rows = rows.filter(pc.is_valid(rows["achieved_to_expected"]))
    at = pool.places(rows["account"])
    achieved = rows["achieved_to_expected"].to_numpy()[at >= 0]
    count = np.bincount(at[at >= 0], minlength=len(pool))
    total = np.bincount(at[at >= 0], weights=achieved, minlength=len(pool))
    found: Floats = np.divide(total, count, out=np.full(len(pool), np.nan), where=count > 0)
    return found


def on_time(brief: Brief, pool: Pool) -> Floats | None:
    """The expected share of agreed pieces made on time: the mean of a Beta(1, 1) after what happened."""
    rows = pool.history.filter(pc.is_valid(pc.add(pool.history["agreed"], pool.history["on_time"])))
    at = pool.places(rows["account"])
    sums = (
        np.bincount(at[at >= 0], weights=rows[name].to_numpy()[at >= 0], minlength=len(pool))
        for name in ("on_time", "agreed")
    )
    kept, agreed = sums
    return np.where(agreed > 0, (kept + 1) / (agreed + 2), np.nan)
