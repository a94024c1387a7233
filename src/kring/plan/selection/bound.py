"""The proven bound in rounds: prices are searched on a core of offers and proven on all of them.

Most offers are never worth their price, so that a step need not look at them; what the prices found in the core are
worth is proven on all (sifting: Bixby and others, "Very large-scale linear programming", Operations Research 1992).
Offers whose reduced cost shows that no better set holds them are dropped for good.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.descent import Descent, Pace
from kring.plan.selection.presolve import Cliques
from kring.plan.selection.prices import Prices, Pricing, Proof
from kring.plan.selection.problem import Chosen, Floats, Selection

CORE = 400
CORE_A_CHOSEN = 6


class Bound:
    """The bound of a problem, given a set of some value; `places` are the offers that a better set can hold."""

    def __init__(self, selection: Selection, cliques: Cliques, value: float, start: Chosen) -> None:
        self.pricing, self.value, self.pace = Pricing(selection, cliques), value, Pace()
        self.places = np.arange(selection.offers)
        self.wanted = max(CORE, CORE_A_CHOSEN * int(start.sum()))
        prices = Prices(self.pricing.people.first(start), np.zeros(len(selection.limits)), 0.1)
        self.latest: Proof = self.pricing.proof(prices)
        self.proof = self.latest
        self.taken = start.astype(np.float64)
        self.stalled = 0
        self.work = 0.0

    @property
    def best(self) -> float:
        """No set is worth more."""
        return max(self.proof.bound, self.value)

    @property
    def settled(self) -> bool:
        """Whether the bound meets the value, or has stopped moving."""
        return self.proof.bound - self.value <= 1e-9 * max(self.value, 1.0) or self.stalled >= 3

    def round(self, steps: int) -> None:
        """So many steps on the core, the proof on all, and dropping who can't be in a better set."""
        core = self._core()
        smaller, number = (self.pricing, None) if core.all() else self.pricing.only(core)
        prices = self.latest.prices
        if number is not None:
            prices = replace(prices, people=self._gathered(number, smaller, prices.people))
        descent = Descent(smaller, self.value, prices, self.taken[core], self.pace)
        for _ in range(steps):
            descent.step()
        descent.polish()
        self._prove(descent, core, number)
        small, whole = smaller.selection, self.pricing.selection
        self.work += 2.0 * steps * (len(small.rows) + len(small.weights) + 10 * small.offers) + 6.0 * len(whole.rows)
        self._drop()

    def charged(self) -> Floats:
        """What each offer still open takes of the limits at their prices, shape (offers still open,)."""
        prices = self.proof.prices
        return self.pricing.charges(prices.limits) + prices.main * self.pricing.of_main

    def _core(self) -> Chosen:
        """The offers most worth their price, those taken, and one of each clique that must have one."""
        proof, cliques = self.latest, self.pricing.cliques
        offers = len(proof.net)
        if offers <= self.wanted:
            return np.ones(offers, dtype=bool)
        short = proof.net - proof.lead[cliques.of]
        least = -np.partition(-short, self.wanted - 1)[self.wanted - 1]
        return (short >= least) | (self.taken > 0.01) | cliques.must[cliques.of]

    def _gathered(self, number: NDArray[np.int32], smaller: Pricing, figures: Floats) -> Floats:
        """Figures of people taken together: their mean by weight."""
        weights, there = self.pricing.selection.weights, number >= 0
        share, size = weights[there] / smaller.selection.weights[number[there]], len(smaller.selection.weights)
        columns = figures[there].reshape(len(share), -1)
        sums = [np.bincount(number[there], weights=share * column, minlength=size) for column in columns.T]
        return np.stack(sums, axis=1).reshape(size, *figures.shape[1:])

    def _prove(self, descent: Descent, core: Chosen, number: NDArray[np.int32] | None) -> None:
        """Take the prices found in the core to all people and offers."""
        prices = descent.prices
        if number is not None:
            people = self.pricing.people.idle.copy()
            people[number >= 0] = prices.people[number[number >= 0]]
            prices = replace(prices, people=people)
        self.taken = np.zeros(len(core))
        self.taken[core] = descent.taken
        before = self.proof.bound
        self.latest = self.pricing.proof(prices)
        if self.latest.bound < before:
            self.proof = self.latest
        self.stalled = self.stalled + 1 if before - self.proof.bound < 1e-5 * max(before, 1.0) else 0

    def _drop(self) -> None:
        proof, cliques = self.proof, self.pricing.cliques
        better = self.value + 1e-9 * max(self.value, 1.0)
        kept = proof.bound + proof.net - proof.lead[cliques.of] >= better
        emptied = cliques.must.copy()
        emptied[cliques.of[kept]] = False
        if not kept.any() or emptied.any():  # then no set is better than the one compared with
            self.proof = replace(proof, bound=min(proof.bound, self.value))
            return
        if kept.mean() > 0.9:
            return
        smaller, number = self.pricing.only(kept)
        old = self.pricing
        self.places, self.taken = self.places[kept], self.taken[kept]
        proofs = []
        for one in (self.proof, self.latest):
            people = self._gathered(number, smaller, one.prices.people)
            proofs.append(smaller.proof(replace(one.prices, people=people)))
        del old
        self.pricing, (self.proof, self.latest) = smaller, proofs
