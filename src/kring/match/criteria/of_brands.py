"""Quantities of brands: how much of a fan of the company an account is, and how long ago it worked for a competitor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.bits import EVERYBODY, At, Flags, Places, flags_at, packed
from kring.match.criteria.criterion import Floats
from kring.match.criteria.entries import Codes, rows_at
from kring.match.criteria.pool import Pool
from kring.profile.brands import fans
from kring.vocabulary.brands import Brand

DAY, MICROSECONDS = 86_400.0, 1e6
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
    if shown is not None:
        places, sure = pool.kept(f"fans of {brand.name}", lambda: _fans(pool, shown, brand.name))
        rows = rows_at(places, at)
        found[rows[rows >= 0]] = sure[rows >= 0]
    return found


def _fans(pool: Pool, shown: pa.Table, brand: str) -> tuple[Places, Floats]:
    """Where the fans of a brand stand, and how sure it is of each."""
    sure = {fan.account: float(fan.sure) for fan in fans(shown, brand)}
    return pool.places_in_turn(sure), np.array(list(sure.values()))


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
    done = pool.kept("collaborations as numbers", lambda: Collaborated.of_pool(pool, rows))
    rivals = done.among(names, categories, _own_name(brief, pool))
    who, days = rows_at(done.places[rivals], at), done.days[rivals]
    found[who[(who >= 0) & np.isnan(days)]] = np.nan
    dated = (who >= 0) & ~np.isnan(days)
    np.fmin.at(found, who[dated], days[dated])
    return found


@dataclass(frozen=True, eq=False)
class Collaborated:
    """The rows of collaborations as numbers: where the account stands, brand, category, and days since the last post.

    Categories are in small letters. `days`: NaN without a date.
    """

    places: Places
    brands: Codes
    categories: Codes
    days: Floats

    @classmethod
    def of_pool(cls, pool: Pool, rows: pa.Table) -> Collaborated:
        """The collaborations of the accounts of a pool."""
        last, known = rows["last"].cast(pa.int64()), np.asarray(rows["last"].is_valid().to_numpy())
        days = np.where(known, NEVER, np.nan)
        if pool.seen_at is not None:
            now = pa.scalar(pool.seen_at, rows["last"].type).cast(pa.int64()).as_py()
            passed = (now - last.to_numpy()) / MICROSECONDS / DAY
            days = np.where(known, np.maximum(passed, 0.0), np.nan)
        return cls(
            pool.places(rows["account"]), Codes.of(rows["brand"]), Codes.of(pc.utf8_lower(rows["category"])), days
        )

    def among(self, brands: set[str], categories: set[str], own: str) -> Flags:
        """Which rows are of one of these brands or categories, and of another brand than the own one."""
        count = len(self.places)
        alike = flags_at(self.brands.among(brands) | self.categories.among(categories), EVERYBODY, count)
        other = flags_at(self.brands.known & ~self.brands.among({own}), EVERYBODY, count)
        return alike & other


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
    read = pool.kept("captions read", lambda: packed(~np.isnan(pool.figure("commercial_share"))))
    return flags_at(read, at, len(pool))
