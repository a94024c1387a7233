"""The proven bound: no set within the limits is worth more.

Lagrangian dual of "a person has no more contacts than the chosen offers bring", with a price on each person's contacts
and on each limit. At any prices

    value <= sum of weight x g(price) over people + sum of limits' prices x limits + the best offer of each clique,

g the conjugate of the response, so that the same bound holds for capped counts, Poisson contacts (concave or not: then
it is that of the concave envelope) and offers' own values. Prices follow a smoothed subgradient, the volume algorithm of
Barahona and Anbil (Mathematical Programming 2000), with Polyak's step; the price of one main limit is found exactly at
every step. Offers whose reduced cost shows that no better set holds them are dropped on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.conjugate import Conjugate, conjugate_of
from kring.plan.selection.limits import Limits
from kring.plan.selection.presolve import Cliques
from kring.plan.selection.problem import Chosen, Floats, Selection

BAD_STEPS = 10


@dataclass(frozen=True)
class Prices:
    """What proves a bound: the price of a contact of each person, as a share of weight (people,), of each limit
    (limits,) with its sign, and of a unit of the main limit.
    """

    people: Floats
    limits: Floats
    main: float


def main_limit(limits: Limits, open_rows: NDArray[np.bool_]) -> int:
    """The limit to price exactly: an upper one over many offers, the one most asked for; -1 when there is none."""
    if not len(limits):
        return -1
    lowest = np.zeros(len(limits))
    np.minimum.at(lowest, limits.row_numbers, limits.coefficients)
    sizes = np.diff(limits.indptr)
    fits = open_rows & (lowest >= 0) & np.isfinite(limits.high) & (limits.high > 0) & (limits.low <= 0)
    fits &= sizes * 2 >= sizes.max(initial=0)
    if not fits.any():
        return -1
    asked = limits.sums(np.ones(int(limits.offers.max(initial=-1)) + 1))
    return int(np.argmax(np.where(fits, asked / np.where(fits, limits.high, 1.0), -1.0)))


class Dual:
    """The search for prices, step by step, on a problem that shrinks."""

    def __init__(self, selection: Selection, cliques: Cliques, value: float, start: Chosen, prices: Prices | None) -> None:
        self.selection, self.cliques, self.value = selection, cliques, value
        self.conjugate: Conjugate = conjugate_of(selection)
        self.main = main_limit(selection.limits, cliques.open_rows)
        self.priced = cliques.open_rows.copy()
        if self.main >= 0:
            self.priced[self.main] = False
        self.theta, self.smoothing, self.bad, self.count = 1.0, 0.1, 0, 0
        self.stalled, self.best_before = 0, np.inf
        self._fit()
        if prices is None:
            prices = Prices(self._first_prices(start), np.zeros(len(selection.limits)), 0.1)
        self.prices = prices
        self.best, taken = self._at(prices.people, prices.limits)
        self.prices = Prices(prices.people, prices.limits, self.price)
        self.taken = taken
        self.cover, self.sums = self._contacts(taken), selection.limits.sums(taken)

    @property
    def settled(self) -> bool:
        """Whether the bound meets the value, or has stopped moving."""
        return self.best - self.value <= 1e-9 * max(self.value, 1.0) or self.stalled >= 3

    def step(self) -> None:
        """One step along the smoothed subgradient."""
        from kring.plan.selection.dual_kernel import slope_of, smoothed, stepped

        table, people = self._table, self.prices.people
        slope, length = slope_of(people, self.cover, *table)
        rows = self._row_slope(self.sums)
        size = self.theta * (self.best - self.value) / max(length + float((self.scale * rows**2).sum()), 1e-9)
        trial, paid, spare = stepped(people, slope, size, self.selection.weights, *table)
        limits = self._signed(self.prices.limits - size * self.scale * rows)
        bound, taken = self._evaluate(paid, spare, limits)
        bought, sums = self._contacts(taken), self.selection.limits.sums(taken)
        progress = smoothed(self.cover, bought, slope, self.smoothing)
        self.sums += self.smoothing * (sums - self.sums)
        self.taken += self.smoothing * (taken - self.taken)
        self._adapt(bound, Prices(trial, limits, self.price), progress)
        self.count += 1
        if self.count % 100 == 0:
            self.smoothing = max(self.smoothing * 0.7, 0.005)

    def polish(self) -> None:
        """The best prices of limits for the prices of people as they are, by linear programming."""
        from kring.plan.selection.linear import limit_prices

        if not self.priced.any():
            return
        values = self._values(self.prices.people * self.selection.weights)
        limits = limit_prices(self.selection, self.cliques, values)
        if limits is None:
            return
        limits = self._signed(np.where(self.priced, limits, 0.0))
        bound, taken = self._at(self.prices.people, limits)
        if bound < self.best:
            self.best, self.prices = bound, Prices(self.prices.people, limits, self.price)

    def drop(self) -> NDArray[np.int64]:
        """Drop offers that no better set can hold; returns the places of those that stay."""
        self.stalled = self.stalled + 1 if self.best_before - self.best < 1e-6 * max(self.best, 1.0) else 0
        self.best_before = self.best
        reduced, lead = self.reduced()
        better = self.value + 1e-9 * max(self.value, 1.0)
        kept = self.best + reduced - lead[self.cliques.of] >= better
        if not kept.any():
            self.best = min(self.best, self.value)
        emptied = self.cliques.must.copy()
        emptied[self.cliques.of[kept]] = False
        if kept.all() or not kept.any() or emptied.any():
            return np.arange(len(kept))
        self.selection, self.cliques = self.selection.only(kept), self.cliques.only(kept)
        self.taken = self.taken[kept]
        self._merge()
        self._fit()
        self.best, _ = self._at(self.prices.people, self.prices.limits)
        return np.flatnonzero(kept)

    def reduced(self) -> tuple[Floats, Floats]:
        """At the best prices, what each offer is worth less the limits it takes (offers,), and the best of each clique."""
        from kring.plan.selection.dual_kernel import at_price

        self.best, _ = self._at(self.prices.people, self.prices.limits)
        values = self._net(self._values(self.prices.people * self.selection.weights), self.prices.limits)
        lead, pick = np.empty(len(self.cliques.must)), np.empty(len(self.cliques.must), dtype=np.int64)
        at_price(values, self.taken_of_main, self.price, self.cliques.of, self.cliques.must, lead, pick)
        return values - self.price * self.taken_of_main, lead

    def charged(self) -> Floats:
        """What each offer takes of the limits at their prices, shape (offers,)."""
        return self.price_of(self.prices.limits) + self.prices.main * self.taken_of_main

    def price_of(self, prices: Floats) -> Floats:
        """What each offer takes of the limits with such prices, the main one left out."""
        limits, offers = self.selection.limits, self.selection.offers
        parts: Floats = np.bincount(
            limits.offers, weights=limits.coefficients * prices[limits.row_numbers], minlength=offers
        )
        return parts

    def _merge(self) -> None:
        """Take people alike together, at their mean price: g is convex, so that the bound only falls."""
        weights = self.selection.weights
        self.selection, number = self.selection.merged()
        there, people = number >= 0, len(self.selection.weights)
        share = weights[there] / self.selection.weights[number[there]]

        def mean(figures: Floats) -> Floats:
            means: Floats = np.bincount(number[there], weights=share * figures[there], minlength=people)
            return means

        self.prices = replace(self.prices, people=mean(self.prices.people))
        self.cover = mean(self.cover)
        self.conjugate = self.conjugate.refitted(self.selection)

    def _fit(self) -> None:
        """What depends on which offers there are."""
        limits, offers = self.selection.limits, self.selection.offers
        inside = slice(limits.indptr[self.main], limits.indptr[self.main + 1]) if self.main >= 0 else slice(0, 0)
        self.taken_of_main = np.zeros(offers)
        self.taken_of_main[limits.offers[inside]] = limits.coefficients[inside]
        self.room = float(limits.high[self.main] + limits.slack[self.main]) if self.main >= 0 else np.inf
        squares = np.bincount(limits.row_numbers, weights=limits.coefficients**2, minlength=len(limits))
        reached = max(int((np.bincount(self.selection.rows, minlength=1) > 0).sum()), 1)
        holders = max(len(self.selection.rows) / reached, 1.0)
        self.scale = np.where(self.priced, holders / np.maximum(squares, 1e-12), 0.0)
        if not hasattr(self, "price"):
            self.price = 0.1
        tables = self.conjugate
        self._table = (tables.of, tables.steepest, tables.nodes, tables.table, tables.certain)

    def _adapt(self, bound: float, trial: Prices, progress: float) -> None:
        if bound < self.best:
            self.best, self.prices, self.bad = bound, trial, 0
            if progress > 0:
                self.theta = min(self.theta * 1.1, 2.0)
            return
        self.bad += 1
        if self.bad >= BAD_STEPS:
            self.theta, self.bad = self.theta * 0.66, 0

    def _row_slope(self, sums: Floats) -> Floats:
        """Where the bound falls, per limit: what may be taken less what is."""
        limits, prices = self.selection.limits, self.prices.limits
        high, low = limits.high - sums, limits.low - sums
        slope = np.where(prices > 0, high, np.where(prices < 0, low, np.minimum(high, 0.0) + np.maximum(low, 0.0)))
        return np.where(self.priced, slope, 0.0)

    def _signed(self, prices: Floats) -> Floats:
        """Prices of limits that have that side, not passing 0 in one step."""
        limits, before = self.selection.limits, self.prices.limits
        prices = np.where(before * prices < 0, 0.0, prices)
        prices = np.where(np.isfinite(limits.high), prices, np.minimum(prices, 0.0))
        return np.where(np.isfinite(limits.low), prices, np.maximum(prices, 0.0))

    def _first_prices(self, start: Chosen) -> Floats:
        """A person's worth shared over the contacts that a good set gives."""
        contacts, tables = self.selection.contacts(start), self.conjugate
        worth = self.selection.response.expected(np.maximum(contacts, 1e-3))
        fair = worth / np.maximum(contacts, 1e-3)
        return np.minimum(np.where(contacts > 0, fair, np.inf), tables.steepest[tables.of])

    def _values(self, paid: Floats) -> Floats:
        """What each offer is worth at what people pay."""
        from kring.plan.kernels import row_sums

        problem = self.selection
        sums = np.append(row_sums(problem.indptr, problem.rows, paid), 0.0)
        values: Floats = sums[problem.row_of] * problem.contacts_each + problem.value
        return values

    def _net(self, values: Floats, limits: Floats) -> Floats:
        return values - self.price_of(limits) if self.priced.any() else values

    def _at(self, people: Floats, limits: Floats) -> tuple[float, Floats]:
        """The bound that these prices prove, and the fractional choice behind it."""
        from kring.plan.selection.dual_kernel import stepped

        still = np.zeros(len(people))
        _, paid, spare = stepped(people, still, 0.0, self.selection.weights, *self._table)
        return self._evaluate(paid, spare, limits)

    def _evaluate(self, paid: Floats, spare: float, limits: Floats) -> tuple[float, Floats]:
        from kring.plan.selection.dual_kernel import best_choice

        values = self._net(self._values(paid), limits)
        best, taken, self.price = best_choice(
            values, self.taken_of_main, self.room, self.cliques.of, self.cliques.must, self.price
        )
        problem = self.selection.limits
        high = np.where(limits > 0, problem.high + problem.slack, 0.0)
        low = np.where(limits < 0, problem.low - problem.slack, 0.0)
        return spare + float(best) + float((limits * (high + low))[limits != 0].sum()), taken

    def _contacts(self, taken: Floats) -> Floats:
        from kring.plan.bound_kernel import covered_times

        problem = self.selection
        brought = np.zeros(len(problem.indptr))
        np.add.at(brought, problem.row_of, taken * problem.contacts_each)
        return covered_times(problem.indptr, problem.rows, brought[:-1], len(problem.weights))
