"""What prices prove: an upper bound on every set that keeps to the limits.

Lagrangian dual of "a person has no more contacts than the chosen offers bring", with a price on each person's contacts
and on each limit. At any prices

    value <= what people keep + sum of limits' prices x limits + the best offer of each clique at what people pay it,

for capped counts, Poisson contacts and offers' own values alike (Geoffrion, Mathematical Programming Study 1974): how
people keep and pay is in `contacts` and `exposures`. The price of one main limit is found exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.contacts import Contacts
from kring.plan.selection.exposures import Exposures
from kring.plan.selection.limits import Limits
from kring.plan.selection.presolve import Cliques
from kring.plan.selection.problem import Chosen, Floats, Selection


@dataclass(frozen=True)
class Prices:
    """The prices of each person (people, ...), of each limit (limits,) with its sign, and of a unit of the main limit."""

    people: Floats
    limits: Floats
    main: float


@dataclass(frozen=True)
class Proof:
    """The `bound` that `prices` prove; the fractional choice `taken` (offers,) behind it; what each offer is worth `net`
    of people and limits (offers,), and the best of each clique, the `lead` (cliques,).
    """

    bound: float
    prices: Prices
    taken: Floats
    net: Floats
    lead: Floats


class Pricing:
    """One problem, ready to be priced."""

    def __init__(self, selection: Selection, cliques: Cliques, people: Contacts | Exposures | None = None) -> None:
        self.selection, self.cliques = selection, cliques
        if people is not None:
            self.people: Contacts | Exposures = people.refitted(selection)
        elif selection.response.certain or not selection.response.concave:
            self.people = Contacts.of(selection)
        else:
            self.people = Exposures.of(selection)
        limits, offers = selection.limits, selection.offers
        self.main = main_limit(limits, cliques.open_rows)
        self.priced = cliques.open_rows.copy()
        inside = slice(0, 0)
        if self.main >= 0:
            self.priced[self.main] = False
            inside = slice(limits.indptr[self.main], limits.indptr[self.main + 1])
        self.of_main = np.zeros(offers)
        self.of_main[limits.offers[inside]] = limits.coefficients[inside]
        self.room = float(limits.high[self.main] + limits.slack[self.main]) if self.main >= 0 else np.inf
        self.side = limits.rows(self.priced)

    def only(self, kept: Chosen) -> tuple[Pricing, NDArray[np.int32]]:
        """The same with fewer offers, people alike taken together; and the new number of each person (-1: left out)."""
        smaller, number = self.selection.only(kept).merged()
        return Pricing(smaller, self.cliques.only(kept), self.people), number

    def proof(self, prices: Prices) -> Proof:
        """What prices prove, with the best price of the main limit."""
        from kring.plan.selection.dual_kernel import at_price

        paid, spare = self.people.paid(prices.people)
        bound, taken, main, values = self.evaluated(paid, spare, prices.limits, prices.main)
        lead, pick = np.empty(len(self.cliques.must)), np.empty(len(self.cliques.must), dtype=np.int64)
        at_price(values, self.of_main, main, self.cliques.of, self.cliques.must, lead, pick)
        return Proof(bound, replace(prices, main=main), taken, values - main * self.of_main, lead)

    def evaluated(self, paid: Floats, spare: float, limits: Floats, main: float) -> tuple[float, Floats, float, Floats]:
        """The bound, the fractional choice, the main price and the worth of offers net of the priced limits, when people
        pay `paid` and keep `spare` in all; `main` is a price to begin at.
        """
        from kring.plan.selection.dual_kernel import best_choice

        values = self.people.values(paid)
        if len(self.side):
            values -= self.charges(limits)
        best, taken, main = best_choice(values, self.of_main, self.room, self.cliques.of, self.cliques.must, main)
        rows = self.selection.limits
        used = limits != 0
        sides = np.where(limits > 0, rows.high + rows.slack, rows.low - rows.slack)
        return spare + float(best) + float((limits[used] * sides[used]).sum()), taken, main, values

    def charges(self, limits: Floats) -> Floats:
        """What each offer takes of the priced limits, shape (offers,)."""
        side = self.side
        parts = side.coefficients * limits[self.priced][side.row_numbers]
        charges: Floats = np.bincount(side.offers, weights=parts, minlength=self.selection.offers)
        return charges


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
