"""Quantities of brands: how much of a fan of the company an account is, and how long ago it worked for a competitor."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.bits import At, Flags
from kring.match.criteria.criterion import Floats
from kring.match.criteria.entries import rows_at
from kring.match.criteria.pool import Pool
from kring.profile.brands import fans
from kring.vocabulary.brands import Brand

DAY = 86_400.0
NEVER = np.inf
"""Days, for who was never seen to work for a competitor."""


def company(brief: Brief, pool: Pool) -> Brand | None:
    """The brand that the brief's company is; None where neither the list nor any post names it."""
    name = brief.company.strip()
    if not name:
        return None
    return pool.brands.meant(name) or (Brand(name) if name in pool.shown_brands else None)


def fan_posts(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """How many positive unpaid posts can be relied on: the low end of their share times the number.

    0 for an account whose captions were read and don't name the brand; unknown where no captions were read.
    """
    brand, shown = company(brief, pool), pool.detail("brand_posts")
    if brand is None:
        return None
    found = np.where(_read(pool, at), 0.0, np.nan)
    keen = fans(shown, brand.name) if shown is not None else ()
    sure = {fan.account: float(fan.sure) for fan in keen}
    rows = rows_at(pool.places(pa.chunked_array([pa.array(list(sure), pa.string())])), at)
    found[rows[rows >= 0]] = np.array(list(sure.values()))[rows >= 0]
    return found


def competitor_days(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """Days between the last paid post for a competitor and `Pool.seen_at`; `NEVER` for never seen.

    Competitors are brands of the brief's category or its rivals, and those that compete with the company. Unknown where
    no captions were read, or where such a collaboration has no date.
    """
    names, categories = _rivals(brief, pool)
    if not names and not categories:
        return None
    found, rows = np.where(_read(pool, at), NEVER, np.nan), pool.detail("collaborations")
    if rows is None:
        return found
    named = pc.is_in(rows["brand"], value_set=pa.array(sorted(names), pa.string()))
    alike = pc.is_in(pc.utf8_lower(rows["category"]), value_set=pa.array(sorted(categories), pa.string()))
    own = pc.equal(rows["brand"], _own_name(brief, pool))
    rivals = rows.filter(pc.and_not(pc.or_(named, alike), own))
    who, last = rows_at(pool.places(rivals["account"]), at), rivals["last"].to_pylist()
    days = np.array([_days(moment, pool) if moment else np.nan for moment in last])
    found[who[(who >= 0) & np.isnan(days)]] = np.nan
    dated = (who >= 0) & ~np.isnan(days)
    np.fmin.at(found, who[dated], days[dated])
    return found


def _rivals(brief: Brief, pool: Pool) -> tuple[set[str], set[str]]:
    """The names of brands that compete, and the categories that do, in small letters."""
    brand = company(brief, pool)
    names = set(pool.brands.competitors(brand)) if brand else set()
    return names, {one.strip().lower() for one in (brief.category, *brief.rivals) if one.strip()}


def _own_name(brief: Brief, pool: Pool) -> str:
    brand = company(brief, pool)
    return brand.name if brand else brief.company


def _read(pool: Pool, at: At) -> Flags:
    """Of whom captions were read."""
    return ~np.isnan(pool.figure("commercial_share")[at])


def _days(moment: datetime, pool: Pool) -> float:
    return NEVER if pool.seen_at is None else max(0.0, (pool.seen_at - moment).total_seconds() / DAY)
