"""The search for the prices that prove the lowest bound (see `plan.bound`).

Prices follow a smoothed subgradient, the volume algorithm of Barahona and Anbil (Mathematical Programming 2000), with
Polyak's step towards the value of the best set known.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.instance import Floats, Instance

BAD_STEPS = 10


class Descent:
    """The search for prices, step by step, on a problem that shrinks."""

    def __init__(self, instance: Instance, value: float, prices: Floats | None) -> None:
        self.instance, self.value = instance, value
        self.theta, self.smoothing, self.bad, self.count, self.price = 1.0, 0.1, 0, 0, 0.1
        self.stalled, self.best_before = 0, np.inf
        self.reduced = np.full(instance.creators, np.inf)
        start = self._first_prices() if prices is None else np.minimum(prices, instance.weights)
        self.prices = start
        self.best, taken = self._evaluate(start)
        self.cover = self._covered(taken)

    @property
    def settled(self) -> bool:
        """Whether the bound meets the value, or has stopped moving."""
        gap = self.best - self.value
        return gap <= (1 - 1e-6 if self.instance.whole else 1e-9) or self.stalled >= 3 or not self.instance.creators

    def step(self) -> None:
        """One step along the smoothed subgradient."""
        from kring.plan.bound_kernel import slope_of, smoothed, stepped

        weights = self.instance.weights
        slope, length = slope_of(self.prices, self.cover, weights)
        size = self.theta * (self.best - self.value) / max(length, 1e-9)
        trial, spare = stepped(self.prices, slope, size, weights)
        bound, taken = self._evaluate(trial, spare)
        progress = smoothed(self.cover, self._covered(taken), slope, self.smoothing)
        self._adapt(bound, trial, progress)
        self.count += 1
        if self.count % 100 == 0:
            self.smoothing = max(self.smoothing * 0.7, 0.005)

    def drop(self) -> NDArray[np.int64]:
        """Drop creators that no better set can hold; returns the places of those that stay."""
        self.stalled = self.stalled + 1 if self.best_before - self.best < 1e-6 * max(self.best, 1.0) else 0
        self.best_before = self.best
        self.reduced = self._reduced_costs()
        better = self.value + (1 - 1e-6 if self.instance.whole else 1e-9)
        kept = self.best + np.minimum(self.reduced, 0.0) >= better
        if not kept.any():  # then no set is better than the one compared with
            self.best = min(self.best, self.value)
        if kept.all() or not kept.any():
            return np.arange(len(kept))
        self.instance = self.instance.only(kept)
        self.reduced = self.reduced[kept]
        orphans = np.bincount(self.instance.rows, minlength=len(self.prices)) == 0
        self.prices = np.where(orphans, self.instance.weights, self.prices)
        self.best, _ = self._evaluate(self.prices)
        return np.flatnonzero(kept)

    def _adapt(self, bound: float, trial: Floats, progress: float) -> None:
        if bound < self.best:
            self.best, self.prices, self.bad = bound, trial, 0
            if progress > 0:
                self.theta = min(self.theta * 1.1, 2.0)
            return
        self.bad += 1
        if self.bad >= BAD_STEPS:
            self.theta, self.bad = self.theta * 0.66, 0

    def _first_prices(self) -> Floats:
        """A person's weight shared over those who would cover it in a greedy set."""
        from kring.plan.greedy import add_greedily

        chosen = np.zeros(self.instance.creators, dtype=bool)
        loose = replace(self.instance, required=chosen, least=0)
        add_greedily(loose, chosen, per_euro=True)
        return self.instance.weights / np.maximum(self._covered(chosen.astype(float)), 1.0)

    def _evaluate(self, prices: Floats, spare: float | None = None) -> tuple[float, Floats]:
        """The bound that these prices prove, and the fractional choice behind it.

        `spare`: the sum of weights less prices, when it is known.
        """
        from kring.plan.bound_kernel import knapsack
        from kring.plan.kernels import row_sums

        problem = self.instance
        values = row_sums(problem.indptr, problem.rows, prices)
        least = min(problem.least, problem.creators)
        most = min(problem.most, problem.creators)
        found = knapsack(values, problem.fees, problem.budget, least, most, self.price)
        best, taken, self.price, self.threshold = found
        return (float((problem.weights - prices).sum()) if spare is None else spare) + float(best), taken

    def _covered(self, taken: Floats) -> Floats:
        from kring.plan.bound_kernel import covered_times

        return covered_times(self.instance.indptr, self.instance.rows, taken, len(self.instance.weights))

    def _reduced_costs(self) -> Floats:
        from kring.plan.kernels import row_sums

        problem = self.instance
        self.best, _ = self._evaluate(self.prices)
        values = row_sums(problem.indptr, problem.rows, self.prices)
        return values - self.price * problem.fees - self.threshold
