"""How many different people several audiences make together, when only their sizes and their overlap are known.

People differ in how many accounts they follow. Let a person's appetite be gamma-distributed with mean 1 and variance
`shape`, and let accounts be followed independently by people of equal appetite, as in the negative binomial model of
media exposure (Rust, Advertising Media Models, 1986; Goodhardt and Ehrenberg, Journal of Marketing Research 1969).
Then the share of a population that follows none of several accounts is Clayton's copula (Biometrika 1978) of the shares
that don't follow each, 1 - union / N = (sum of (1 - n/N)^-shape - (accounts - 1))^(-1/shape), and two accounts share
about (1 + shape) n m / N people. The population N is not that of a country but of those who follow such accounts at
all: it is solved from the overlap, so that the overlaps of all pairs add up to what is known or expected of them. For
two accounts the union is then their sum less that overlap, whatever the shape; for more of them it never exceeds the
sum, never falls below the largest, and never drops when the sum less pair overlaps would, which is what becomes of the
pairwise surfaces of the WFA planning framework (src/models/pairwise_union_reach_surface.py) when many sets overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SHAPE = 3.0
"""The variance of appetite: on real follower lists it needs the least correction from 2 to 50 accounts."""

MOST_SIZES = 200
TAIL, MOST_LOGARITHM, STEP = 14.0, 5.0, 0.2
STEPS = 60


@dataclass(frozen=True)
class Curve:
    """Audiences of `sizes` (accounts,) in a population of `people`, whose appetite has the variance `shape`."""

    sizes: Floats
    people: float
    shape: float = SHAPE

    @classmethod
    def through(cls, sizes: Floats, shared: float, shape: float = SHAPE) -> Curve:
        """The curve whose pairs share `shared` people, added up over all pairs.

        An overlap above what sizes allow gives the largest that the model has: all inside the largest audience.
        """
        sizes = np.asarray(sizes, dtype=float)
        kept = sizes[sizes > 0]
        if len(kept) < 2 or shared <= 1e-9 * float(kept.sum()):
            return cls(sizes, np.inf, shape)
        merged, times = _merged(kept)
        return cls(sizes, _people(merged, times, shared, shape), shape)

    @classmethod
    def of_union(cls, sizes: Floats, union: float, shape: float = SHAPE) -> Curve:
        """The curve that gives these audiences this union: what calibration asks of sets whose union is known."""
        sizes = np.asarray(sizes, dtype=float)
        if union >= sizes.sum() * (1 - 1e-12):
            return cls(sizes, np.inf, shape)
        low = float(np.log(max(union, float(sizes.max())) * (1 + 1e-9)))
        high = low + 40
        for _ in range(STEPS):
            middle = (low + high) / 2
            if cls(sizes, float(np.exp(middle)), shape).union < union:
                low = middle
            else:
                high = middle
        return cls(sizes, float(np.exp(high)), shape)

    @property
    def union(self) -> float:
        """Different people."""
        if not np.isfinite(self.people):
            return float(self.sizes.sum())
        return self.people * -float(np.expm1(-np.log1p(self._weights.sum()) / self.shape))

    @property
    def shared(self) -> float:
        """The people that two accounts share, added up over all pairs."""
        if not np.isfinite(self.people):
            return 0.0
        return _shared(*_merged(self.sizes), self.people, self.shape)

    @property
    def exclusive(self) -> Floats:
        """The people that only this account brings, shape (accounts,)."""
        if not np.isfinite(self.people):
            return self.sizes.copy()
        weights = self._weights
        without = np.exp(-np.log1p(np.maximum(weights.sum() - weights, 0)) / self.shape)
        found: Floats = self.people * (without - np.exp(-np.log1p(weights.sum()) / self.shape))
        return found

    @property
    def _weights(self) -> Floats:
        return _weights(self.sizes, self.people, self.shape)

    def times(self, most: int, within: tuple[Floats | None, ...] | None = None) -> Floats:
        """People reached 1, 2, ... `most` or more times, shape (most,); they add up to the union.

        `within`: for an audience that is itself the union of several accounts, how many of its people are reached
        1, 2, ... times inside it; None for a single account.
        """
        parts = within or (None,) * len(self.sizes)
        if not np.isfinite(self.people):
            return _alone(self.sizes, parts, most)
        appetite, chance = _appetites(self.shape)
        reached = np.zeros((len(appetite), most + 1))
        reached[:, 0] = 1
        for weight, part in zip(self._weights / self.shape, parts, strict=True):
            follows = -np.expm1(-appetite * weight)[:, None]
            reached = reached * (1 - follows) + follows * _later(reached, _steps(part), most)
        people = self.people * (chance @ reached)[1:]
        scaled: Floats = people * (self.union / people.sum()) if people.sum() > 0 else people
        return scaled


def _people(sizes: Floats, times: Floats, shared: float, shape: float) -> float:
    """The population in which these audiences share so many people: Newton's steps in logarithms, kept in brackets.

    Overlap falls about as one over the population, so that the slope is close to -1.
    """
    low = float(np.log(sizes.max() * (1 + 1e-9)))
    products = (float(times @ sizes) ** 2 - float(times @ sizes**2)) / 2
    high = np.inf
    at = max(low + 1e-9, float(np.log((1 + shape) * products / shared)))
    for _ in range(STEPS):
        off = float(np.log(max(_shared(sizes, times, float(np.exp(at)), shape), 1e-300) / shared))
        low, high = (at, high) if off > 0 else (low, at)
        if abs(off) < 1e-12 or high - low < 1e-13:
            break
        step = at + off
        at = step if low < step < high else (low + min(high, low + 4)) / 2
    return float(np.exp(at))


def _weights(sizes: Floats, people: float, shape: float) -> Floats:
    """(1 - n/N)^-shape - 1, exact also where n is a tiny part of N."""
    weights: Floats = np.expm1(-shape * np.log1p(-np.minimum(sizes / people, 1 - 1e-15)))
    return weights


def _shared(sizes: Floats, times: Floats, people: float, shape: float) -> float:
    """Pair overlaps added up, where each of `sizes` occurs so many `times`."""
    weights = _weights(sizes, people, shape)
    alone = np.expm1(-np.log1p(weights) / shape)
    both = np.expm1(-np.log1p(weights[:, None] + weights[None, :]) / shape) - alone[:, None] - alone[None, :]
    pairs = np.outer(times, times)
    np.fill_diagonal(pairs, times * (times - 1))
    return people * float((pairs * both).sum()) / 2


def _merged(sizes: Floats) -> tuple[Floats, Floats]:
    """The different sizes and how often each occurs; where there are very many, neighbours are put together."""
    found, times = np.unique(sizes, return_counts=True)
    if len(found) <= MOST_SIZES:
        return found, times.astype(float)
    groups = np.array_split(np.sort(sizes), MOST_SIZES)
    return np.array([group.mean() for group in groups]), np.array([float(len(group)) for group in groups])


def _appetites(shape: float) -> tuple[Floats, Floats]:
    """Appetites and their chances: the trapezoid rule over the logarithm, which converges fast for a smooth density."""
    least = -TAIL * shape
    logarithm = np.arange(least, MOST_LOGARITHM, STEP)
    chance = np.exp((logarithm - np.exp(logarithm)) / shape)
    return np.exp(logarithm), chance / chance.sum()


def _steps(part: Floats | None) -> Floats:
    if part is None or part.sum() <= 0:
        return np.ones(1)
    shares: Floats = part / part.sum()
    return shares


def _later(reached: Floats, steps: Floats, most: int) -> Floats:
    """The distribution after 1, 2, ... more contacts with the chances `steps`; the last place holds all above."""
    moved = np.zeros_like(reached)
    for step, chance in enumerate(steps[:most], start=1):
        moved[:, step:] += chance * reached[:, : most + 1 - step]
        moved[:, most] += chance * reached[:, most + 1 - step :].sum(axis=1)
    moved[:, most] += steps[most:].sum() * reached.sum(axis=1)
    return moved


def _alone(sizes: Floats, parts: tuple[Floats | None, ...], most: int) -> Floats:
    """Nobody is shared between these audiences."""
    people = np.zeros(most)
    for size, part in zip(sizes, parts, strict=True):
        steps = _steps(part)
        people[: len(steps[:most])] += size * steps[:most]
        people[most - 1] += size * steps[most:].sum()
    return people
