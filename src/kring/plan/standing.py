"""`Standing`: a set of offers while one is added or taken away, and what every other offer would add to it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection import Chosen, Selection
from kring.plan.selection.limits import Floats


class Standing:
    """The contacts of everybody around a set of offers; the set is changed in place."""

    def __init__(self, selection: Selection, chosen: Chosen) -> None:
        self.selection, self.chosen = selection, chosen.copy()
        self.contacts = selection.contacts(chosen)

    def people_of(self, offer: int) -> NDArray[np.int32]:
        """The people an offer reaches."""
        row = self.selection.row_of[offer]
        if row < 0:
            return self.selection.rows[:0]
        return self.selection.rows[self.selection.indptr[row] : self.selection.indptr[row + 1]]

    def put(self, offer: int) -> None:
        """Add an offer."""
        self.chosen[offer] = True
        self.contacts[self.people_of(offer)] += self.selection.contacts_each[offer]

    def take(self, offer: int) -> None:
        """Take an offer away; sums of exposures are not exact in binary, so what is left is never below 0."""
        self.chosen[offer] = False
        people = self.people_of(offer)
        self.contacts[people] = np.maximum(self.contacts[people] - self.selection.contacts_each[offer], 0.0)

    def gain(self, offer: int) -> float:
        """What an offer that is not chosen would add."""
        selection, people = self.selection, self.people_of(offer)
        before = self.contacts[people]
        after = selection.response.expected(before + selection.contacts_each[offer])
        added = selection.weights[people] @ (after - selection.response.expected(before))
        return float(added + selection.value[offer])

    def gains(self, wanted: Chosen) -> Floats:
        """What each wanted offer (offers,) would add, shape (offers,); 0 for the others."""
        found = np.zeros(self.selection.offers)
        known: dict[tuple[int, float], float] = {}
        for offer in np.flatnonzero(wanted):
            key = (int(self.selection.row_of[offer]), float(self.selection.contacts_each[offer]))
            if key not in known:
                known[key] = self.gain(int(offer)) - float(self.selection.value[offer])
            found[offer] = known[key] + self.selection.value[offer]
        return found


def in_order_of_gain(selection: Selection, chosen: Iterable[int]) -> list[tuple[int, float]]:
    """The chosen offers, the one that adds most to those before it first, each with what it adds."""
    standing, left = Standing(selection, np.zeros(selection.offers, dtype=bool)), list(chosen)
    bounds = dict.fromkeys(left, np.inf)
    found = []
    while left:
        best, highest = left[0], -np.inf
        for offer in sorted(left, key=lambda one: (-bounds[one], one)):
            if selection.response.concave and bounds[offer] < highest:
                break
            bounds[offer] = standing.gain(offer)
            if bounds[offer] > highest:
                best, highest = offer, bounds[offer]
        standing.put(best)
        left.remove(best)
        found.append((best, float(highest)))
    return found
