"""Trait: trajectory. How fast a following grows, whether it rises, is stable or falls, and where it is in a year.

Method: `kring.profile.trajectory.growth` for the rate and its interval, `outlook` for the year to come. Rising and
falling are cuts on growth a month (`kring.vocabulary.trajectory`), each with the probability that the account's growth
lies there. From two snapshots up: the fewer, the wider. Jumps are listed apart and not counted as growth.
Source: design, words (trajectory) and claim 9 ("a nano often grows into a micro, but not always").
Limits: growth says nothing of who came; whether a jump was organic is a matter of authenticity. *Local hero* is
concluded with locality.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
from scipy.special import stdtr

from kring.estimate import Basis
from kring.profile.figure_rows import FIGURES, Floats, Whole, figure_rows
from kring.profile.trajectory.growth import Growth, growth
from kring.profile.trajectory.histories import Histories, histories
from kring.profile.trajectory.outlook import chance_of, followers_after, momentum
from kring.vocabulary.tiers import KRING, TierScheme
from kring.vocabulary.trajectory import TRAJECTORIES, trajectory_terms

YEAR = 12.0
TRAJECTORY = pa.schema(
    [
        ("account", pa.string()),
        ("trajectory", pa.string()),
        *((name, pa.float64()) for name in TRAJECTORIES),
        ("next_tier", pa.string()),
        ("next_tier_at", pa.int64()),
        ("snapshots", pa.int64()),
        ("months", pa.float64()),
    ]
)
JUMPS = pa.schema(
    [
        ("account", pa.string()),
        ("after", pa.timestamp("us", tz="UTC")),
        ("before", pa.timestamp("us", tz="UTC")),
        ("followers_before", pa.int64()),
        ("followers_after", pa.int64()),
        ("extra", pa.float64()),
    ]
)
NO_NEXT = -1


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Rising, stable or falling: the likeliest, and the probability of each (they add up to 1).

    `next_tier`: the tier above and the followers it begins at, None in the highest. `snapshots` over `months` is what
    this rests on.
    """

    trajectory: str
    rising: float
    stable: float
    falling: float
    next_tier: str | None
    next_tier_at: int | None
    snapshots: int
    months: float


@dataclass(frozen=True, slots=True)
class Jump:
    """A sudden change of followers between two moments; `extra` is what goes beyond the account's own growth.

    The moment lies after `after` and not after `before`.
    """

    after: datetime
    before: datetime
    followers_before: int
    followers_after: int
    extra: float


@dataclass(frozen=True)
class Trajectories:
    """The trait of all accounts: rows of `FIGURES`, of `TRAJECTORY` and of `JUMPS`."""

    figures: pa.Table
    trajectories: pa.Table
    jumps: pa.Table


def trajectories(seen: pa.Table, scheme: TierScheme = KRING) -> Trajectories:
    """The trajectories in observations with columns account, followers and observed_at.

    An account with fewer than two snapshots a week apart has no row anywhere.
    """
    history = histories(seen)
    if not len(history.accounts):
        return Trajectories(FIGURES.empty_table(), TRAJECTORY.empty_table(), JUMPS.empty_table())
    grown = growth(history)
    moved = momentum(history, grown)
    position, size = _next_tiers(history.last, scheme)
    figures = [
        _growth_rows(history, grown),
        _rows(history, grown, "followers_in_a_year", followers_after(history, grown, YEAR, moved)),
        _rows(history, grown, "next_tier_chance", chance_of(size, history, grown, YEAR, moved)),
    ]
    return Trajectories(
        pa.concat_tables(figures), _labels(history, grown, position, size, scheme), _jumps(history, grown)
    )


def _growth_rows(history: Histories, grown: Growth) -> pa.Table:
    """Growth a month as a share, 0.02 for 2 % a month."""
    value, low, high = (np.expm1(grown.rate + side * grown.half) for side in (0, -1, 1))
    return figure_rows(history.accounts, "monthly_growth", value, low, high, grown.gains + 1)


def _rows(history: Histories, grown: Growth, figure: str, parts: tuple[Floats, Floats, Floats]) -> pa.Table:
    return figure_rows(history.accounts, figure, *parts, grown.gains + 1, basis=Basis.MODELLED)


def _next_tiers(followers: Floats, scheme: TierScheme) -> tuple[Whole, Floats]:
    """The place of the next tier in the scheme and the followers it begins at; `NO_NEXT` and NaN in the highest."""
    starts = np.asarray([tier.low for tier in scheme.tiers], dtype=np.float64)
    position = np.searchsorted(starts, followers, side="right")
    highest = position == len(starts)
    size = np.where(highest, np.nan, starts[np.where(highest, 0, position)])
    return np.where(highest, NO_NEXT, position), size


def _labels(history: Histories, grown: Growth, position: Whole, size: Floats, scheme: TierScheme) -> pa.Table:
    """Rows of `TRAJECTORY`, by account."""
    terms = trajectory_terms()
    rising = 1 - stdtr(grown.freedom, (np.log1p(terms.rising) - grown.rate) / grown.error)
    falling = stdtr(grown.freedom, (np.log1p(terms.falling) - grown.rate) / grown.error)
    chances = np.stack([rising, np.maximum(1 - rising - falling, 0), falling])
    known = ~np.isnan(grown.rate)
    names = [tier.name for tier in scheme.tiers]
    table = pa.table(
        [
            history.accounts,
            pa.array([TRAJECTORIES[place] for place in np.nan_to_num(chances).argmax(axis=0)]),
            *(pa.array(chance) for chance in chances),
            pa.array([None if place == NO_NEXT else names[place] for place in position], pa.string()),
            pa.array(np.nan_to_num(size).astype(np.int64), mask=np.isnan(size)),
            pa.array(history.snapshots),
            pa.array(history.span),
        ],
        schema=TRAJECTORY,
    )
    return table.filter(pa.array(known))


def _jumps(history: Histories, grown: Growth) -> pa.Table:
    """Rows of `JUMPS`, by account and moment."""
    account, gap = np.nonzero(grown.jumps)
    before, after = history.followers[account, gap], history.followers[account, gap + 1]
    rate = np.nan_to_num(grown.rate)[account]
    extra = after - before * np.exp(rate * history.months[account, gap])
    kind = JUMPS.field("after").type
    times = [pa.array(np.rint(history.moments[account, gap + place] * 1e6).astype(np.int64)) for place in (0, 1)]
    columns = [history.accounts.take(pa.array(account)), *(moment.cast(kind) for moment in times)]
    counts = [pa.array(part.astype(np.int64)) for part in (before, after)]
    return pa.table([*columns, *counts, pa.array(extra)], schema=JUMPS)
