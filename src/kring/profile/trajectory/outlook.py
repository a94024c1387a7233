"""What becomes of a following: followers in some months with an interval, and the chance of the next tier.

Method: the random walk with drift of `kring.profile.trajectory.growth` goes on, and its drift itself wears off and
walks (a damped local linear trend: Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989,
2.3), faster where growth is larger: a following that hardly grows hardly changes its pace either. How much of it is
kept and how fast it walks is learned from the halves of the histories at hand, or is a labelled prior below 100 such
histories. The chance of reaching a size before a date is the first passage of a Brownian motion
with drift (Cox and Miller, The Theory of Stochastic Processes, 1965, 5.7), averaged over what the drift may be.
Limits: what slows or drives all accounts at once is in how fast growth walks, but each account is taken by itself, so
that chances of many accounts added up may be off by more than chance. When jumps come (a post that goes round the
country) is not foreseen, so a chance near zero is not an impossibility.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, stdtrit

from kring.estimate import LEVEL
from kring.profile.figure_rows import Floats, Whole
from kring.profile.trajectory.growth import Growth
from kring.profile.trajectory.histories import Histories
from kring.vocabulary.trajectory import trajectory_terms

FEWEST_HISTORIES = 100
GAINS_A_HALF = 4
LEAST_KEPT = 0.2
SUREST = 0.995
NODES = (np.arange(32) + 0.5) / 32


@dataclass(frozen=True)
class Momentum:
    """How growth itself moves: its standard deviation in a month, and `kept`, what is left after a year.

    The first is `turning`, and beside it `turning_share` of the growth. `jumps`: how often a following jumps a month.
    """

    turning: float
    turning_share: float
    kept: float
    jumps: float

    def walked(self, grown: Growth, months: float) -> Floats:
        """The variance of the mean growth over so many months to come, as far as growth walks from the observed one."""
        pace: Floats = self.turning**2 + (self.turning_share * grown.rate) ** 2
        return pace * (grown.months + months) / 3


def momentum(history: Histories, grown: Growth, fewest: int = FEWEST_HISTORIES) -> Momentum:
    """How growth moves, from the halves of long histories; the labelled prior below `fewest` of them.

    What is kept from half to half is the slope of the later rates on the earlier, corrected for the noise in these.
    What two halves differ beyond it is the noise of both and a third of their lengths times the variance of the walk:
    `turning` by the half of the accounts that grow least, and what that leaves in the others by their growth.
    """
    seen = ~np.isnan(history.gains) & ~grown.jumps
    early = np.arange(seen.shape[1]) < (np.maximum(history.snapshots - 1, 1) // 2)[:, None]
    halves = [_sums(history, seen & half) for half in (early, ~early)]
    enough = np.all([number >= GAINS_A_HALF for _, _, number in halves], axis=0)
    if enough.sum() < fewest:
        terms = trajectory_terms()
        return Momentum(terms.turning, terms.turning_share, terms.kept, 0.0)
    (first, months, _), (second, later, _) = [tuple(part[enough] for part in half) for half in halves]
    earlier, after, variance = first / months, second / later, grown.variance[enough]
    slope = (earlier * after).sum() / max((earlier**2 - variance / months).sum(), 1e-12)
    apart = float((months + later).mean() / 2)
    slope = float(np.clip(slope, LEAST_KEPT ** (apart / 12), 1.0))
    squares = (after - slope * earlier) ** 2
    excess = np.minimum(squares, np.quantile(squares, 0.99)) - variance * (slope**2 / months + 1 / later)
    turning, part = _turning(excess, (months + later) / 3, np.abs(earlier))
    return Momentum(turning, part, slope ** (12 / apart), float(grown.jumps.sum() / np.nansum(history.months)))


def _turning(excess: Floats, months: Floats, pace: Floats) -> tuple[float, float]:
    """How far growth walks in a month in any case, and as a share of the growth; from squares over so many months."""
    slow = pace <= np.median(pace)
    turning = max(float(excess[slow].sum() / months[slow].sum()), 0.0)
    beyond = float((excess - turning * months)[~slow].sum())
    most = float((pace**2 * months)[~slow].sum())
    return float(np.sqrt(turning)), float(np.sqrt(max(beyond, 0.0) / most)) if most > 0 else 0.0


def _sums(history: Histories, chosen: NDArray[np.bool_]) -> tuple[Floats, Floats, Whole]:
    """The chosen gains of each account added up, their months, and how many they are."""
    gains, months = (np.where(chosen, part, 0.0).sum(axis=1) for part in (history.gains, history.months))
    return gains, months, chosen.sum(axis=1)


def followers_after(history: Histories, grown: Growth, months: float, moved: Momentum) -> tuple[Floats, Floats, Floats]:
    """Followers of each account in so many months: the middle, and the ends of the 95 % interval.

    A jump to come lies outside, so the interval for the others is that much surer.
    """
    left = _left(grown, months, moved)
    drift = (left * grown.error) ** 2 + moved.walked(grown, months)
    spread = np.sqrt(months**2 * drift + months * grown.variance)
    level = min(LEVEL * np.exp(moved.jumps * months), SUREST)
    half = stdtrit(grown.freedom, 0.5 + level / 2) * spread
    middle = left * grown.rate * months
    last = history.last
    return last * np.exp(middle), last * np.exp(middle - half), last * np.exp(middle + half)


def chance_of(
    size: Floats, history: Histories, grown: Growth, months: float, moved: Momentum
) -> tuple[Floats, Floats, Floats]:
    """The chance that each account reaches `size` followers within so many months, NaN where `size` is.

    Low and high: the chance at either end of the interval of its growth, the future as uncertain as before.
    """
    way = np.log(size) - np.log(history.last)
    left = _left(grown, months, moved)
    walk = moved.walked(grown, months)
    middle = _averaged(way, grown, left * grown.rate, np.sqrt((left * grown.error) ** 2 + walk), months)
    low = _averaged(way, grown, left * (grown.rate - grown.half), np.sqrt(walk), months)
    high = _averaged(way, grown, left * (grown.rate + grown.half), np.sqrt(walk), months)
    return middle, np.minimum(low, middle), np.maximum(high, middle)


def _left(grown: Growth, months: float, moved: Momentum) -> Floats:
    """The mean growth over so many months to come, as a share of that in the months the rate was taken over."""
    loss = -np.log(min(moved.kept, 1 - 1e-9)) / 12
    ahead = (1 - np.exp(-loss * months)) / (loss * months)
    left: Floats = np.exp(-loss * grown.months / 2) * ahead
    return left


def _averaged(way: Floats, grown: Growth, rate: Floats, error: Floats, months: float) -> Floats:
    """The chance of going `way` within so many months, over the quantiles of the drift."""
    quantiles = stdtrit(grown.freedom[:, None], NODES)
    drift = rate[:, None] + error[:, None] * quantiles
    return np.asarray(first_passage(way[:, None], drift, grown.variance[:, None], months).mean(axis=1))


def first_passage(way: Floats, drift: Floats, variance: Floats, months: float) -> Floats:
    """The chance that a Brownian motion from 0 passes `way` (above 0) within so many months."""
    root = np.sqrt(variance * months)
    straight = ndtr((drift * months - way) / root)
    reflected = np.exp(np.minimum(2 * drift * way / variance + log_ndtr((-way - drift * months) / root), 0))
    chance: Floats = np.clip(straight + reflected, 0, 1)
    return chance
