"""Growth a month of many accounts at once, jumps left out, each with an interval that holds from two snapshots up.

Method: the logarithm of followers is taken as a random walk with drift. Gains between snapshots that lie far from the
account's median rate are jumps (below). The drift is what the other gains of the last year add up to, over their
months; its spread comes from those gains and, as far as they are few, from all accounts together: the moderated
variance and Student's t of Smyth (Statistical Applications in Genetics and Molecular Biology 3(1), 2004). Until 20
accounts have a history, a labelled prior stands in (`kring.vocabulary.trajectory`).
A jump: with three gains or more, a gain further from the median rate than five spreads (median absolute deviation,
weighed with the prior in the same way), and at least 5 % of followers.
Limits: with fewer than three gains a jump can't be told from growth. Counts that a platform rounds ("12.3K") look
stable and then jump.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, polygamma, stdtrit

from kring.estimate import LEVEL
from kring.profile.figure_rows import Floats, Whole
from kring.profile.trajectory.histories import MONTH, Histories
from kring.vocabulary.trajectory import trajectory_terms

FEWEST_GAINS = 3
FEWEST_ACCOUNTS = 20
SPREADS = 5.0
OF_A_NORMAL = 1.4826
YEAR = 12.5
FREEDOM_AT_MOST = 100.0


@dataclass(frozen=True)
class Noise:
    """What is expected of the spread of one month's growth: its square, and its weight in degrees of freedom."""

    variance: float
    freedom: float


@dataclass(frozen=True)
class Growth:
    """The growth a month (in logarithms) of each account: rate, its standard error and degrees of freedom.

    `variance`: of one month's growth. `months`: over how many months the rate was taken. `jumps`: which gains of the
    history are jumps. `gains`: how many others the rate rests on.
    """

    rate: Floats
    error: Floats
    freedom: Floats
    variance: Floats
    months: Floats
    gains: Whole
    jumps: NDArray[np.bool_]

    @property
    def half(self) -> Floats:
        """Half the width of the 95 % interval of the rate."""
        half: Floats = stdtrit(self.freedom, 0.5 + LEVEL / 2) * self.error
        return half


def growth(history: Histories, noise: Noise | None = None) -> Growth:
    """The growth of every history; `noise` is learned from the histories themselves unless given.

    An account whose last year was nothing but jumps has an unknown (NaN) rate.
    """
    prior = noise or Noise(trajectory_terms().noise ** 2, trajectory_terms().freedom)
    jumps = jumps_in(history, prior)
    if noise is None:
        rate, squares, freedom, _ = _fitted(history, jumps)
        prior = learned_noise(squares, freedom) or prior
        jumps = jumps_in(history, prior)
    rate, squares, freedom, months = _fitted(history, jumps)
    both: Floats = np.asarray(prior.freedom + freedom, dtype=np.float64)
    variance = (prior.freedom * prior.variance + np.nan_to_num(squares) * freedom) / both
    rounding = 2 / (12 * history.last**2)
    error = np.sqrt(variance / months + rounding / months**2)
    return Growth(rate, error, both, variance, months, freedom + 1, jumps)


def jumps_in(history: Histories, prior: Noise) -> NDArray[np.bool_]:
    """Which gains are jumps; shape of `Histories.gains`."""
    gains, months = history.gains, history.months
    number = (~np.isnan(gains)).sum(axis=1)
    middle = np.nanmedian(gains / months, axis=1, keepdims=True) if len(gains) else np.empty((0, 1))
    off = np.abs(gains - middle * months)
    spread = OF_A_NORMAL * np.nanmedian(off / np.sqrt(months), axis=1) if len(gains) else np.empty(0)
    weight = number / 2  # a median absolute deviation is worth about half as many values as a standard deviation
    variance = (prior.freedom * prior.variance + weight * spread**2) / (prior.freedom + weight)
    expected = np.sqrt(variance[:, None] * months + history.rounding)
    least = np.log1p(trajectory_terms().jump)
    jumps: NDArray[np.bool_] = (off > SPREADS * expected) & (off > least) & (number >= FEWEST_GAINS)[:, None]
    return jumps


def learned_noise(squares: Floats, freedom: Whole) -> Noise | None:
    """The spread the accounts have in common and how alike they are in it (Smyth 2004, section 6.2).

    `squares`: the variance of each account, `freedom` its degrees. None below 20 accounts with two degrees or more.
    """
    told = (freedom > 1) & (squares > 0)
    if told.sum() < FEWEST_ACCOUNTS:
        return None
    half = freedom[told] / 2
    logs = np.log(squares[told]) - digamma(half) + np.log(half)
    excess = float(np.var(logs, ddof=1) - np.mean(polygamma(1, half)))
    weight = 2 * _inverse_trigamma(excess) if excess > 0 else FREEDOM_AT_MOST
    weight = float(np.clip(weight, 1.0, FREEDOM_AT_MOST))
    return Noise(float(np.exp(logs.mean() + digamma(weight / 2) - np.log(weight / 2))), weight)


def _inverse_trigamma(value: float) -> float:
    """The x whose trigamma is `value`, by Newton's steps as in Smyth's appendix."""
    x = 0.5 + 1 / value
    for _ in range(20):
        trigamma = float(polygamma(1, x))
        x += trigamma * (1 - trigamma / value) / float(polygamma(2, x))
    return x


def _fitted(history: Histories, jumps: NDArray[np.bool_]) -> tuple[Floats, Floats, Whole, Floats]:
    """Rate, variance a month, degrees of freedom and months of each account, from the gains of the last year."""
    gains, months = history.gains, history.months
    newest = np.nanmax(history.moments, axis=1, initial=-np.inf)
    begun = (newest[:, None] - history.moments[:, :-1]) / MONTH <= YEAR
    seen = ~np.isnan(gains) & ~jumps
    used = np.where((seen & begun).any(axis=1)[:, None], seen & begun, seen)
    number = used.sum(axis=1)
    length = np.where(used, months, 0).sum(axis=1)
    total = np.where(used, gains, 0).sum(axis=1)
    rate = np.divide(total, length, out=np.full(len(total), np.nan), where=length > 0)
    off = np.where(used, (gains - rate[:, None] * months) ** 2 / months, 0).sum(axis=1)
    freedom = np.maximum(number - 1, 0).astype(np.int64)
    squares = np.divide(off, freedom, out=np.full(len(off), np.nan), where=freedom > 0)
    return rate, squares, freedom, np.where(length > 0, length, np.nan)
