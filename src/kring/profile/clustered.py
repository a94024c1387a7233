"""Shares over clustered trials: comments of one post are answered together or not at all more often than chance has it.

Method: Wilson's interval with the number of trials divided by the design effect 1 + (m - 1) x ICC (Donner and Klar,
Design and Analysis of Cluster Randomization Trials, 2000), with the intraclass correlation from an analysis of variance
pooled over all groups. For one group made of many clusters the design effect comes from the clusters themselves
(linearised ratio estimator; Cochran, Sampling Techniques, 1977, 6.3).
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaincinv, stdtrit

from kring.estimate import LEVEL, Basis, Estimate, wilson
from kring.profile.figure_rows import Floats, Whole

LEAST_DISPERSION = 0.2


def intraclass_correlation(groups: Whole, successes: Floats, trials: Floats, count: int) -> float:
    """How much more alike trials of one cluster are than those of other clusters in the same group, 0 to 1.

    One entry a cluster; `groups` says to which of `count` groups it belongs. 0 where no group has two clusters.
    """
    total, good = np.bincount(groups, trials, minlength=count), np.bincount(groups, successes, minlength=count)
    between_freedom = float(np.maximum(np.bincount(groups, minlength=count) - 1, 0).sum())
    within_freedom = float((trials - 1).sum())
    if between_freedom == 0 or within_freedom == 0:
        return 0.0
    share, overall = successes / trials, (good / np.maximum(total, 1))[groups]
    between = float((trials * (share - overall) ** 2).sum()) / between_freedom
    within = float((successes * (1 - share)).sum()) / within_freedom
    squares = np.bincount(groups, trials**2, minlength=count) / np.maximum(total, 1)
    size = float((total - squares).sum()) / between_freedom
    spread = between + (size - 1) * within
    return float(np.clip((between - within) / spread, 0, 1)) if spread > 0 else 0.0


def clustered_shares(
    groups: Whole, successes: Floats, trials: Floats, count: int
) -> tuple[Floats, Floats, Floats, Whole]:
    """Value, low, high and number of trials of each group; NaN for a group without trials.

    One entry a cluster, each with at least one trial.
    """
    correlation = intraclass_correlation(groups, successes, trials, count)
    total, good = np.bincount(groups, trials, minlength=count), np.bincount(groups, successes, minlength=count)
    squares = np.bincount(groups, trials**2, minlength=count)
    value, low, high = (np.full(count, np.nan) for _ in range(3))
    some = total > 0
    effect = 1 + (squares[some] / total[some] - 1) * correlation
    value[some] = good[some] / total[some]
    low[some], high[some] = wilson(good[some] / effect, total[some] / effect)
    return value, np.minimum(low, value), np.maximum(high, value), total.astype(np.int64)


def share_over_clusters(successes: Floats, trials: Floats) -> Estimate:
    """The share over all trials of many clusters (accounts of a tier), unknown without trials."""
    trials_in_all, clusters = float(trials.sum()), int((trials > 0).sum())
    if trials_in_all == 0:
        return Estimate.unknown("nothing was observed")
    value = float(successes.sum()) / trials_in_all
    effect = 1.0
    if clusters > 1 and 0 < value < 1:
        variance = clusters / (clusters - 1) * float(((successes - value * trials) ** 2).sum()) / trials_in_all**2
        heavier = (stdtrit(clusters - 1, 0.5 + LEVEL / 2) / stdtrit(1e9, 0.5 + LEVEL / 2)) ** 2
        effect = max(variance * heavier / (value * (1 - value) / trials_in_all), 1.0)
    low, high = wilson(value * trials_in_all / effect, trials_in_all / effect)
    return Estimate.between(value, min(float(low), value), max(float(high), value), Basis.MEASURED, int(trials_in_all))


def clustered_rates(
    groups: Whole, counts: Floats, exposures: Floats, count: int
) -> tuple[Floats, Floats, Floats, Whole]:
    """Events per unit of exposure of each group: value, low, high and the exposure; NaN for a group without any.

    One entry a cluster, each with some exposure. Jeffreys' interval of a Poisson rate (Brown, Cai and DasGupta,
    Interval estimation in exponential families, Statistica Sinica 2003) with the counts divided by their dispersion
    over clusters, pooled over all groups (quasi-Poisson; McCullagh and Nelder, Generalized Linear Models, 1989, 6.2.3).
    """
    total, seen = np.bincount(groups, exposures, minlength=count), np.bincount(groups, counts, minlength=count)
    rate = np.divide(seen, total, out=np.full(count, np.nan), where=total > 0)
    expected = rate[groups] * exposures
    spread = float((expected * (1 - exposures / total[groups])).sum())
    dispersion = float(((counts - expected) ** 2).sum()) / spread if spread > 0 else 1.0
    dispersion = max(dispersion, LEAST_DISPERSION)
    tail = (1 - LEVEL) / 2
    low, high = (dispersion * gammaincinv(seen / dispersion + 0.5, end) / total for end in (tail, 1 - tail))
    low = np.where(seen > 0, low, 0.0)
    return rate, np.minimum(low, rate), np.maximum(high, rate), total.astype(np.int64)
