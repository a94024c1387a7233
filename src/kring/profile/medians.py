"""Medians of many groups at once, each with its interval.

From six values on the interval is made of order statistics, the exact binomial ranks (Hahn and Meeker, Statistical
Intervals, 1991). Fewer values hold no such interval at 95 %, so there the spread of the logarithms, pooled over all
groups, says how far a median of one to five values lies from the group's own: Student's t with the pooled degrees of
freedom, or the spread's own 95 % point where there is enough data to see that its tails are heavier. Without any group
of two values, one value alone has no interval and stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from kring.estimate import LEVEL
from kring.profile.figure_rows import Floats, Whole

FEWEST_FOR_RANKS = 6
ENOUGH_TO_SEE_TAILS = 200
SPREAD_OF_MEDIAN = np.array([np.nan, 1.0, 0.7071, 0.6699, 0.5461, 0.5355])
"""Standard deviation of the median of 1 to 5 normal values, in that of one value."""


@dataclass(frozen=True, slots=True)
class Medians:
    """The median of each group with its interval and number of values; NaN where unknown."""

    value: Floats
    low: Floats
    high: Floats
    n: Whole


def medians(groups: Whole, values: Floats, count: int, offset: float) -> Medians:
    """The median of the values (not negative) of each of `count` groups.

    `groups` holds the group of each value, 0 to count - 1; NaN values are left out. `offset` is what is added before
    logarithms are taken, small beside usual values, so that zeros keep an interval.
    """
    seen = ~np.isnan(values)
    groups, values = groups[seen], values[seen]
    order = np.lexsort((values, groups))
    groups, values = groups[order], values[order]
    n = np.bincount(groups, minlength=count)
    start = np.cumsum(n) - n
    middle = _middle(values, start, n)
    low, high = _by_ranks(values, start, n)
    few = (n > 0) & (n < FEWEST_FOR_RANKS)
    low[few], high[few] = _by_pooled_spread(np.log(values + offset), groups, n, np.log(middle[few] + offset), few)
    low[few], high[few] = np.maximum(low[few] - offset, 0.0), high[few] - offset
    unknown = np.isnan(low)
    middle[unknown] = np.nan
    return Medians(middle, np.minimum(low, middle), np.maximum(high, middle), n)


def _middle(values: Floats, start: Whole, n: Whole) -> Floats:
    """The plain median of each group, NaN for an empty one."""
    middle = np.full(len(n), np.nan)
    some = n > 0
    lower, upper = start[some] + (n[some] - 1) // 2, start[some] + n[some] // 2
    middle[some] = (values[lower] + values[upper]) / 2
    return middle


def _by_ranks(values: Floats, start: Whole, n: Whole) -> tuple[Floats, Floats]:
    """The order statistics that hold the median, NaN for groups with too few values."""
    from scipy.stats import binom  # takes most of a second to import; a profile that is only read doesn't need it

    low, high = np.full(len(n), np.nan), np.full(len(n), np.nan)
    enough = n >= FEWEST_FOR_RANKS
    rank = np.maximum(binom.ppf((1 - LEVEL) / 2, n[enough], 0.5), 1).astype(np.int64)
    low[enough] = values[start[enough] + rank - 1]
    high[enough] = values[start[enough] + n[enough] - rank]
    return low, high


def _by_pooled_spread(logs: Floats, groups: Whole, n: Whole, middle: Floats, few: np.ndarray) -> tuple[Floats, Floats]:
    """Low and high around the logarithmic middles of the groups with few values, NaN without any spread to see."""
    freedom = int(np.maximum(n - 1, 0).sum())
    if freedom == 0:
        return np.full(len(middle), np.nan), np.full(len(middle), np.nan)
    means = np.bincount(groups, logs, minlength=len(n)) / np.maximum(n, 1)
    off = logs - means[groups]
    spread = float(np.sqrt((off**2).sum() / freedom))
    reach = float(stdtrit(freedom, 0.5 + LEVEL / 2)) * spread
    if freedom >= ENOUGH_TO_SEE_TAILS:
        several = n[groups] > 1
        inflated = np.abs(off[several]) * np.sqrt(n[groups][several] / (n[groups][several] - 1))
        reach = max(reach, float(np.quantile(inflated, LEVEL)))
    half = reach * SPREAD_OF_MEDIAN[n[few]]
    return np.exp(middle - half), np.exp(middle + half)
