"""Estimates from observations: shares, counts, means and medians, each with an interval that holds at small n.

Shares: Wilson's score interval (Wilson 1927; recommended for small n by Brown, Cai and DasGupta, Statistical Science
2001), or the exact binomial of Clopper and Pearson (1934) where a guarantee is wanted. Counts: the exact Poisson
interval (Garwood 1936). Means: Student's t. Medians: order statistics, the exact binomial ranks (Hahn and Meeker,
Statistical Intervals, 1991), or Student's t where there are too few values for them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, bdtrik, betaincinv, gammaincinv, stdtrit

from kring.estimate.figure import LEVEL, Basis, Estimate

NOTHING = "nothing was observed"


def share(
    successes: int, trials: int, *, basis: Basis = Basis.MEASURED, level: float = LEVEL, exact: bool = False
) -> Estimate:
    """The share of `trials` that succeeded, 0 to 1; unknown without trials.

    Raises ValueError when there are more successes than trials, or fewer than none.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no share")
    if trials == 0:
        return Estimate.unknown(NOTHING, basis)
    low, high = (clopper_pearson if exact else wilson)(successes, trials, level)
    return Estimate(successes / trials, float(low), float(high), basis, trials, level)


def wilson(
    successes: ArrayLike, trials: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Low and high of Wilson's interval for shares, element by element; trials must be above 0."""
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    z2 = NormalDist().inv_cdf(0.5 + level / 2) ** 2
    middle = (k + z2 / 2) / (n + z2)
    half = np.sqrt(z2) / (n + z2) * np.sqrt(k * (n - k) / n + z2 / 4)
    return np.minimum(np.clip(middle - half, 0, 1), k / n), np.maximum(np.clip(middle + half, 0, 1), k / n)


def clopper_pearson(
    successes: ArrayLike, trials: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Low and high of the exact binomial interval for shares, element by element; trials must be above 0."""
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    tail = (1 - level) / 2
    low = np.where(k > 0, betaincinv(np.maximum(k, 1), n - k + 1, tail), 0.0)
    high = np.where(k < n, betaincinv(k + 1, np.maximum(n - k, 1), 1 - tail), 1.0)
    return low, high


def count(events: int, *, basis: Basis = Basis.MEASURED, level: float = LEVEL) -> Estimate:
    """The rate behind a number of independent events (Poisson); 0 events still have an upper end.

    Raises ValueError below zero.
    """
    if events < 0:
        raise ValueError(f"a number of events is not negative: {events}")
    tail = (1 - level) / 2
    low, high = gammaincinv(events, tail) if events else 0.0, gammaincinv(events + 1, 1 - tail)
    return Estimate(float(events), float(low), float(high), basis, events, level)


def mean(values: Sequence[float], *, basis: Basis = Basis.MEASURED, level: float = LEVEL) -> Estimate:
    """The mean of the values; unknown below two, since one value says nothing of the spread."""
    seen = np.asarray(values, dtype=float)
    seen = seen[~np.isnan(seen)]
    if len(seen) < 2:
        return Estimate.unknown(f"a mean needs two values, there are {len(seen)}", basis)
    middle = float(seen.mean())
    half = float(stdtrit(len(seen) - 1, 0.5 + level / 2) * seen.std(ddof=1) / math.sqrt(len(seen)))
    return Estimate(middle, middle - half, middle + half, basis, len(seen), level)


def median(values: Sequence[float], *, basis: Basis = Basis.MEASURED, level: float = LEVEL) -> Estimate:
    """The median of the values with the order statistics that hold it; unknown below two values.

    Too few values for the level (below 6 at 0.95) have no such order statistics. Then Student's t stands in, on the
    logarithms when all values are above 0, else on the values: it assumes that their spread is symmetric there.
    """
    seen = np.sort(np.asarray(values, dtype=float))
    seen = seen[~np.isnan(seen)]
    if len(seen) < 2:
        return Estimate.unknown(f"a median needs two values, there are {len(seen)}", basis)
    middle = float(np.median(seen))
    if 0.5 ** len(seen) > (1 - level) / 2:
        low, high = _median_of_few(seen, level)
    else:
        lower, upper = median_ranks(len(seen), level)
        low, high = float(seen[lower - 1]), float(seen[upper - 1])
    return Estimate(middle, min(low, middle), max(high, middle), basis, len(seen), level)


def _median_of_few(seen: NDArray[np.float64], level: float) -> tuple[float, float]:
    """Student's t around the middle of a few values, in logarithms when all are above 0."""
    positive = bool((seen > 0).all())
    scaled = np.log(seen) if positive else seen
    half = float(stdtrit(len(seen) - 1, 0.5 + level / 2) * scaled.std(ddof=1) / math.sqrt(len(seen)))
    low, high = float(scaled.mean()) - half, float(scaled.mean()) + half
    return (math.exp(low), math.exp(high)) if positive else (low, high)


def median_ranks(n: int, level: float = LEVEL) -> tuple[int, int]:
    """The ranks (1 = smallest) of the two values of n between which the median lies with at least this level."""
    tail = (1 - level) / 2
    lower = math.ceil(bdtrik(tail, n, 0.5))  # the smallest rank whose binomial probability reaches the tail
    if lower > 0 and bdtr(lower - 1, n, 0.5) >= tail:
        lower -= 1
    lower = max(lower, 1)
    return lower, n + 1 - lower
