"""The search for prices that prove the lowest bound (see `prices`).

Prices follow a smoothed subgradient, the volume algorithm of Barahona and Anbil (Mathematical Programming 2000), with
Polyak's step towards the value of the best set known.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kring.plan.selection.contacts import Contacts
from kring.plan.selection.exposures import Exposures
from kring.plan.selection.prices import Prices, Pricing
from kring.plan.selection.problem import Floats

BAD_STEPS = 20


class Pace:
    """How far a step goes; carried over from one round to the next."""

    def __init__(self) -> None:
        self.theta, self.smoothing, self.bad, self.count = 1.0, 0.1, 0, 0

    def adapt(self, better: bool, forward: bool) -> None:
        """After a step that lowered the bound or not, and could have gone further or not."""
        self.count += 1
        if self.count % 100 == 0:
            self.smoothing = max(self.smoothing * 0.7, 0.005)
        if better:
            self.bad = 0
            self.theta = min(self.theta * 1.1, 2.0) if forward else self.theta
            return
        self.bad += 1
        if self.bad >= BAD_STEPS:
            self.theta, self.bad = self.theta * 0.66, 0


class Descent:
    """Steps on one problem, from some prices and the fractional choice `taken` (offers,) so far."""

    def __init__(self, pricing: Pricing, value: float, prices: Prices, taken: Floats, pace: Pace) -> None:
        self.pricing, self.value, self.pace = pricing, value, pace
        proof = pricing.proof(prices)
        self.best, self.prices, self.taken = proof.bound, proof.prices, taken.copy()
        self.main = proof.prices.main
        self.cover, self.sums = pricing.people.brought(taken), pricing.selection.limits.sums(taken)
        self.length = 1.0 * len(self.cover)
        limits = pricing.selection.limits
        squares = np.bincount(limits.row_numbers, weights=limits.coefficients**2, minlength=len(limits))
        holders = len(pricing.selection.rows) / max(len(pricing.selection.weights), 1)
        self.scale = np.where(pricing.priced, holders / np.maximum(squares, 1e-12), 0.0)

    def step(self) -> None:
        """One step along the smoothed subgradient."""
        people = self.pricing.people
        if isinstance(people, Exposures):
            self._step_exposures(people)
        else:
            self._step_contacts(people)

    def _step_contacts(self, people: Contacts) -> None:
        from kring.plan.selection.dual_kernel import smoothed

        slope, length = people.slope(self.prices.people, self.cover)
        size, limits = self._limits_after(length)
        trial, paid, spare = people.stepped(self.prices.people, slope, size)
        bound, taken, self.main, _ = self.pricing.evaluated(paid, spare, limits, self.main)
        progress, share = smoothed(self.cover, people.brought(taken), slope, self.pace.smoothing)
        self._move(taken, share)
        self._keep(bound, Prices(trial, limits, self.main), progress > 0)

    def _step_exposures(self, people: Exposures) -> None:
        _, limits = self._limits_after(self.length)
        trial = people.after(self.cover, self.pace.count)
        paid, spare = people.paid(trial)
        bound, taken, self.main, _ = self.pricing.evaluated(paid, spare, limits, self.main)
        bought = people.brought(taken)
        change = taken - self.taken
        own = self.pricing.selection.value - self.pricing.charges(limits) - self.main * self.pricing.of_main
        share = people.share(self.cover, bought, float(own @ change), max(2.0 / (self.pace.count + 3), 0.02))
        self.length = float(((bought - self.cover)[:, 0] ** 2).sum())
        self.cover += share * (bought - self.cover)
        self._move(taken, share)
        self._keep(bound, Prices(trial, limits, self.main), False)

    def _limits_after(self, length: float) -> tuple[float, Floats]:
        """The size of a step for people whose slope has this squared length, and the prices of limits after it."""
        rows = self._row_slope()
        length += float((self.scale * rows**2).sum())
        size = self.pace.theta * (self.best - self.value) / max(length, 1e-9)
        return size, self._signed(self.prices.limits - size * self.scale * rows)

    def _move(self, taken: Floats, share: float) -> None:
        self.sums += share * (self.pricing.selection.limits.sums(taken) - self.sums)
        self.taken += share * (taken - self.taken)

    def _keep(self, bound: float, prices: Prices, forward: bool) -> None:
        better = bound < self.best
        if better:
            self.best, self.prices = bound, prices
        self.pace.adapt(better, forward)

    def polish(self) -> None:
        """The best prices of limits for the prices of people as they are, by linear programming."""
        from kring.plan.selection.linear import limit_prices

        pricing = self.pricing
        if not pricing.priced.any():
            return
        values = pricing.people.values(pricing.people.paid(self.prices.people)[0])
        found = limit_prices(pricing.selection, pricing.cliques, values)
        if found is None:
            return
        limits = self._sided(np.where(pricing.priced, found, 0.0))
        proof = pricing.proof(replace(self.prices, limits=limits))
        if proof.bound < self.best:
            self.best, self.prices = proof.bound, proof.prices

    def _row_slope(self) -> Floats:
        """Where the bound falls, per limit: what may be taken less what is."""
        limits, prices = self.pricing.selection.limits, self.prices.limits
        high, low = limits.high - self.sums, limits.low - self.sums
        slope = np.where(prices > 0, high, np.where(prices < 0, low, np.minimum(high, 0.0) + np.maximum(low, 0.0)))
        return np.where(self.pricing.priced, slope, 0.0)

    def _signed(self, prices: Floats) -> Floats:
        """Prices that do not pass 0 in one step."""
        return self._sided(np.where(self.prices.limits * prices < 0, 0.0, prices))

    def _sided(self, prices: Floats) -> Floats:
        """No price on a side that a limit doesn't have."""
        limits = self.pricing.selection.limits
        prices = np.where(np.isfinite(limits.high), prices, np.minimum(prices, 0.0))
        return np.where(np.isfinite(limits.low), prices, np.maximum(prices, 0.0))
