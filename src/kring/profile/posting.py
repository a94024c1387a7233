"""Trait: posts per week.

Method: the gaps between an account's first and last observed post, as a rate of a Poisson process; the interval is the
exact one for the rate of so many exponential gaps (Garwood 1936).
Limits: needs three posts. Posts a source left out make the rate too low; regular posters have a narrower true interval.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.special import gammaincinv

from kring.estimate import LEVEL
from kring.profile.figure_rows import FIGURES, figure_rows, floats, seconds

FEWEST_POSTS = 3
WEEK = 7 * 86_400.0


def posts_per_week(spans: pa.Table) -> pa.Table:
    """The figure `posts_per_week`; `spans` has one row an account: account, first, last (moments) and posts."""
    if not spans.num_rows:
        return FIGURES.empty_table()
    gaps = floats(spans["posts"]) - 1
    weeks = (seconds(spans["last"]) - seconds(spans["first"])) / WEEK
    enough = (gaps >= FEWEST_POSTS - 1) & (weeks > 0)
    gaps, weeks = np.where(enough, gaps, np.nan), np.where(enough, weeks, np.nan)
    tail = (1 - LEVEL) / 2
    low, high = (gammaincinv(gaps, end) / weeks for end in (tail, 1 - tail))
    n = floats(spans["posts"]).astype(np.int64)
    return figure_rows(spans["account"].combine_chunks(), "posts_per_week", gaps / weeks, low, high, n)
