"""Weights in bits from decisions: a logistic fit that is held to the current weights and keeps the order of levels.

The log odds of a match are an intercept, one more for each brief, and ln 2 times the bits of the levels. Each weight
has a normal prior around the current one with `spread` bits, each brief's intercept one around 0 with `BRIEF_SPREAD`:
with few decisions the weights stay what they are (ridge: Hoerl and Kennard, Technometrics 1970). Where the current
weights of a criterion rise or fall with its levels, so do the new ones: the steps between levels are bounded at 0
(isotonic: Barlow and Brunk, JASA 1972). What is unknown stays 0. Method: L-BFGS-B (Byrd et al., SIAM J. Sci. Comput.
1995). Limits: decisions are only known of creators that somebody saw, who mostly stood high; position is not corrected.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria, Criterion, Floats
from kring.match.learning.decisions import Decided

BRIEF_SPREAD = 1.0
INTERCEPT_SPREAD = 3.0
NATS = float(np.log(2))
ROUNDS = 500
CLOSE = 1e-7


@dataclass(frozen=True, eq=False)
class Fitted:
    """`intercept` in nats, and the bits of all levels of all criteria one after the other."""

    intercept: float
    bits: Floats
    table: LevelTable

    def score(self, of: Decided) -> Floats:
        """The bits of every decision."""
        return self.table.summed(self.bits, self.table.places(of.levels))

    def chance(self, of: Decided) -> Floats:
        """The chance of a match on a brief of which nothing is known: the mean over what its own intercept may be.

        The log odds shrink by 1 / sqrt(1 + 0.346 spread^2) (Zeger, Liang and Albert, Biometrics 1988).
        """
        return expit((self.intercept + NATS * self.score(of)) / np.sqrt(1 + 0.346 * BRIEF_SPREAD**2))


@dataclass(frozen=True, eq=False)
class LevelTable:
    """All levels of criteria in one row, and at its end unknown."""

    criteria: Criteria
    held: frozenset[str] = frozenset()

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the levels of each criterion begin, and where all end."""
        return np.concatenate([[0], np.cumsum([len(one.levels) for one in self.criteria])]).astype(np.int64)

    @cached_property
    def current(self) -> Floats:
        """The bits as they are."""
        return np.array([level.bits for one in self.criteria for level in one.levels], dtype=float)

    def places(self, levels: NDArray[np.int8]) -> NDArray[np.int64]:
        """The place in the row of each level, shape (decisions, criteria); the end for unknown."""
        return np.where(levels == UNKNOWN_LEVEL, self.starts[-1], self.starts[:-1] + levels)

    def summed(self, bits: Floats, places: NDArray[np.int64]) -> Floats:
        """The bits of each row of places; unknown adds nothing."""
        found: Floats = np.append(bits, 0.0)[places].sum(axis=1)
        return found

    @cached_property
    def to_bits(self) -> Floats:
        """From the lowest level and the steps above it to the bits of each level, shape (levels, levels)."""
        found = np.zeros((self.starts[-1], self.starts[-1]))
        for first, end in zip(self.starts[:-1], self.starts[1:], strict=True):
            found[first:end, first:end] = np.tril(np.ones((end - first, end - first)))
        return found

    def design(self, levels: NDArray[np.int8]) -> Floats:
        """How often each lowest level and step counts in each decision, shape (decisions, levels)."""
        found, places = np.zeros((len(levels), int(self.starts[-1]) + 1)), self.places(levels)
        found[np.arange(len(levels))[:, None], places] = 1.0
        return np.asarray(found[:, :-1] @ self.to_bits)

    def bounds(self) -> list[tuple[float | None, float | None]]:
        """The bounds of lowest levels and steps; those of criteria that are held can't move."""
        found: list[tuple[float | None, float | None]] = []
        for one in self.criteria:
            steps = np.diff([level.bits for level in one.levels])
            if one.name in self.held:
                found += [(value, value) for value in (one.levels[0].bits, *steps.tolist())]
            else:
                found += [(None, None), *[step_bounds(one)] * len(steps)]
        return found


def step_bounds(criterion: Criterion) -> tuple[float | None, float | None]:
    """Between which a step from a level to the next may lie, by whether the current weights rise, fall or do either."""
    steps = np.diff([level.bits for level in criterion.levels])
    if (steps >= 0).all():
        return 0.0, None
    return (None, 0.0) if (steps <= 0).all() else (None, None)


def fit(of: Decided, criteria: Criteria, spread: float, held: Collection[str] = ()) -> Fitted:
    """The weights that decisions and the current weights together make likeliest. `held`: criteria that don't move."""
    from scipy.optimize import minimize

    table = LevelTable(criteria, frozenset(held))
    seen = NATS * table.design(of.levels)
    briefs = np.unique(of.briefs, return_inverse=True)[1]
    target, groups = of.matched.astype(float), int(briefs.max(initial=-1)) + 1

    def loss(given: Floats) -> tuple[float, Floats]:
        intercept, own, steps = given[0], given[1 : 1 + groups], given[1 + groups :]
        odds = intercept + own[briefs] + seen @ steps
        away, off = table.to_bits @ steps - table.current, expit(odds) - target
        value = np.logaddexp(0, odds).sum() - target @ odds + (away**2).sum() / (2 * spread**2)
        value += (own**2).sum() / (2 * BRIEF_SPREAD**2) + intercept**2 / (2 * INTERCEPT_SPREAD**2)
        slope = np.concatenate([
            [off.sum() + intercept / INTERCEPT_SPREAD**2],
            np.bincount(briefs, off, minlength=groups) + own / BRIEF_SPREAD**2,
            off @ seen + away @ table.to_bits / spread**2,
        ])  # fmt: skip
        return float(value), slope

    steps = np.linalg.solve(table.to_bits, table.current)
    start = np.concatenate([np.zeros(1 + groups), steps])
    bounds = [(None, None)] * (1 + groups) + table.bounds()
    options = {"maxiter": ROUNDS, "ftol": CLOSE}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return Fitted(float(found[0]), table.to_bits @ found[1 + groups :], table)


def expit(odds: Floats) -> Floats:
    """The chance of log odds in nats."""
    found: Floats = 0.5 * (1 + np.tanh(0.5 * np.asarray(odds)))
    return found
