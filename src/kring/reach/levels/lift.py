"""From the overlap that two accounts would have if people followed independently, to the overlap that they do have.

Accounts share more people than chance says, since people who follow one follow more. How much more falls with size: two
accounts of a hundredth of the people may share eight times as many as chance says, yet of a small account no more than
everybody can follow a national star. In odds that is a straight line. If p is the part of the smaller account expected
to follow the larger one by chance, and q the part that does, then q / (1 - q) = odds x (p / (1 - p))^slope, and the
overlap never exceeds the smaller account. The line is fitted by quasi-likelihood (Wedderburn, Biometrika 1974) with the
variance of a gamma-Poisson count, so that a pair of large accounts weighs no more than any other pair of which enough
is seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST, LEAST = 1 - 1e-3, 1e-12
STEEPEST, DOUBT = 1.0, 0.25
"""A slope that nothing is known of is 1 (odds alone), give or take a quarter."""

STEPS, PRECISION = 60, 1e-8


@dataclass(frozen=True)
class Pairs:
    """Pairs of audiences: `chance` (pairs,) people both would have if people followed independently, and the people of
    the `smaller` (pairs,) of the two.
    """

    chance: Floats
    smaller: Floats

    @classmethod
    def of(cls, chance: Floats, sizes: Floats, kept: NDArray[np.bool_] | None = None) -> Pairs:
        """All pairs of audiences of `sizes` (n,), from a matrix (n, n) of chance; `kept` (n, n) leaves others out."""
        above = np.triu(np.ones(chance.shape, dtype=bool), 1)
        taken = above if kept is None else above & kept
        return cls(chance[taken], np.minimum.outer(sizes, sizes)[taken])

    @property
    def parts(self) -> Floats:
        """The part of the smaller audience that is in the larger one by chance, shape (pairs,), within 0 and 1."""
        return np.clip(np.divide(self.chance, self.smaller, out=np.zeros_like(self.chance), where=self.smaller > 0),
                       LEAST, MOST)  # fmt: skip


@dataclass(frozen=True)
class Lift:
    """The straight line in odds of the module; `Lift()` is chance itself.

    `covariance`: how well the line is known: the variance of the logarithm of the odds, the covariance of that with the
    slope, and the variance of the slope.
    """

    odds: float = 1.0
    slope: float = 1.0
    covariance: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def overlaps(self, pairs: Pairs) -> Floats:
        """People of each pair in both, shape (pairs,)."""
        return pairs.smaller * _share(np.log(self.odds) + self.slope * _log_odds(pairs.parts))

    def total(self, pairs: Pairs) -> float:
        """People in both, added up over the pairs."""
        return float(self.overlaps(pairs).sum())

    def doubt(self, pairs: Pairs) -> float:
        """The standard deviation of the logarithm of `total`: more for pairs beyond those the line was fitted on."""
        overlaps, places = self.overlaps(pairs), _log_odds(pairs.parts)
        if overlaps.sum() <= 0:
            return 0.0
        steep = overlaps * (1 - overlaps / np.maximum(pairs.smaller, 1e-12)) / overlaps.sum()
        by_odds, by_slope = float(steep.sum()), float(steep @ places)
        odds, both, slope = self.covariance
        return float(np.sqrt(max(0.0, odds * by_odds**2 + 2 * both * by_odds * by_slope + slope * by_slope**2)))

    @classmethod
    def fitted(cls, pairs: Pairs, shared: Floats, accounts: int) -> Lift:
        """The line through pairs of so many `accounts` that share `shared` (pairs,) people.

        Pairs have accounts in common, so that together they weigh no more than pairs without would: accounts / 2.
        """
        kept = pairs.smaller > 0
        pairs, shared = Pairs(pairs.chance[kept], pairs.smaller[kept]), shared[kept]
        if not len(shared) or shared.sum() <= 0:
            return cls()
        places = np.stack([np.ones(len(shared)), _log_odds(pairs.parts)], axis=1)
        weight = accounts / 2 / len(shared)
        line = np.array([np.log(shared.sum() / max(float(pairs.chance.sum()), LEAST)), STEEPEST])
        height = _height(line, places, pairs.smaller, shared, weight)
        for _ in range(STEPS):
            step = _step(line, places, pairs.smaller, shared, weight)
            higher = _height(line + step, places, pairs.smaller, shared, weight)
            while higher < height and np.abs(step).max() > PRECISION:
                step /= 2
                higher = _height(line + step, places, pairs.smaller, shared, weight)
            if np.abs(step).max() <= PRECISION:
                break
            line, height = line + step, higher
        odds, both, _, slope = np.linalg.inv(_information(line, places, pairs.smaller, weight)).ravel().tolist()
        return cls(float(np.exp(line[0])), float(max(line[1], 0.0)), (odds, both, slope))


def _height(line: Floats, places: Floats, smaller: Floats, shared: Floats, weight: float) -> float:
    """The quasi-likelihood of a line, with what is known of the slope beforehand."""
    expected = smaller * _share(places @ line)
    gained = shared * np.log(np.maximum(expected, 1e-300)) - (shared + 1) * np.log1p(expected)
    return weight * float(gained.sum()) - ((float(line[1]) - STEEPEST) / DOUBT) ** 2 / 2


def _step(line: Floats, places: Floats, smaller: Floats, shared: Floats, weight: float) -> Floats:
    """One step of Fisher scoring, with what is known of the slope beforehand."""
    part = _share(places @ line)
    expected = smaller * part
    steep = expected * (1 - part)
    variance = expected + expected**2
    gradient = weight * (places.T @ ((shared - expected) / variance * steep))
    gradient += np.array([0.0, (STEEPEST - line[1]) / DOUBT**2])
    step = np.linalg.solve(_information(line, places, smaller, weight), gradient)
    return np.asarray(step / max(1.0, float(np.abs(places @ step).max())), dtype=np.float64)


def _information(line: Floats, places: Floats, smaller: Floats, weight: float) -> Floats:
    """What the pairs tell of the line, with what is known of the slope beforehand: the inverse of its covariance."""
    part = _share(places @ line)
    told = (smaller * part * (1 - part)) ** 2 / (smaller * part * (1 + smaller * part))
    information: Floats = weight * ((places * told[:, None]).T @ places) + np.diag([1e-9, 1 / DOUBT**2])
    return information


def _log_odds(part: Floats) -> Floats:
    odds: Floats = np.log(part) - np.log1p(-part)
    return odds


def _share(log_odds: Floats) -> Floats:
    share: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -40, 40)))
    return share
