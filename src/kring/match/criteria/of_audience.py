"""Quantities of an audience: how much more of it than usual is in the target group, and in the area of the brief.

Method: the share of an account's known people who are in the group, over that share of all audiences together; who is
not known to be in or out counts with a chance, as everywhere (`kring.reach.target_group`). Limits: accounts of which
nobody is known are unknown here; an audience of a few people gives a rough share.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brief import Brief
from kring.match.criteria.bits import At, Places
from kring.match.criteria.criterion import Floats
from kring.match.criteria.of_profile import nothing
from kring.match.criteria.pool import Pool
from kring.reach import Audience, Segment, target_group

WHERE = ("countries", "provinces", "municipalities", "postcode_areas", "near")
MOST_KEPT = 12
FEWEST_PEOPLE = 30
"""Below so many people known around an account its share says nothing."""


def who(brief: Brief) -> Segment:
    """The target group without its places."""
    return Segment(**{name: one for name, one in brief.target.conditions.items() if name not in WHERE})


def where(brief: Brief) -> Segment:
    """The places of the target group alone."""
    return Segment(**{name: one for name, one in brief.target.conditions.items() if name in WHERE})


def audience_lift(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """How much larger the share in the group is than usual, by age, gender, language and interests."""
    return lift(pool, who(brief), at)


def area_lift(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """How much larger the share in the area is than usual."""
    return lift(pool, where(brief), at)


def lift(pool: Pool, segment: Segment, at: At) -> Floats | None:
    """The share of each audience in the segment over the usual share; None for everybody."""
    if segment.is_everybody:
        return None
    usual = usual_share(pool, segment)
    return shares(pool, segment, at) / usual if usual else nothing(pool, at)


def usual_share(pool: Pool, segment: Segment) -> float | None:
    """The share in the segment over all audiences together, weighted by size; None where it is not known of anybody."""
    if pool.audience is None or not pool.audience.pairs:
        return None
    share = float(_inside(pool, pool.audience, segment).sum() / pool.audience.pairs)
    return share if np.isfinite(share) else None


def shares(pool: Pool, segment: Segment, at: At) -> Floats:
    """The share of each account's known people who are in the segment; NaN below `FEWEST_PEOPLE`."""
    audience = pool.audience
    if audience is None:
        return nothing(pool, at)
    rows = pool.kept("audience places", lambda: _places_in(pool, audience))[at]
    sizes, inside = audience.sizes[rows[rows >= 0]], _inside(pool, audience, segment)[rows[rows >= 0]]
    found = np.full(len(rows), np.nan)
    found[rows >= 0] = np.divide(inside, sizes, out=np.full(len(sizes), np.nan), where=sizes >= FEWEST_PEOPLE)
    return found


def _places_in(pool: Pool, audience: Audience) -> Places:
    found = pc.index_in(pool.names, value_set=pa.array(audience.accounts, pa.string()))
    return np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.int64)


def _inside(pool: Pool, audience: Audience, segment: Segment) -> Floats:
    """The people around each account of the audience who are in the segment, by chance; the last few are kept."""
    kept = pool.inside
    if segment not in kept:
        group, found = target_group(audience, segment), np.zeros(len(audience.accounts))
        filled = np.flatnonzero(audience.sizes)
        if len(filled):
            found[filled] = np.add.reduceat(group.weights[group.classes[audience.rows]], audience.indptr[filled])
        kept[segment] = found
        for oldest in list(kept)[:-MOST_KEPT]:
            kept.pop(oldest, None)
    return kept[segment]
