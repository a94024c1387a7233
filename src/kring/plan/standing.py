"""`Standing`: a set of offers while one is added or taken away, and what every other offer would add to it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kring.plan.selection import Chosen, Selection
from kring.plan.selection.problem import Floats


class Standing:
    """The contacts of everybody around a set of offers, changed in place; gains stay exact for any response."""

    def __init__(self, selection: Selection, chosen: Chosen) -> None:
        from kring.plan.selection.state import posed, state_of

        self.selection = selection
        self._problem = posed(selection, np.zeros(selection.offers, dtype=bool))
        self._state = state_of(self._problem, chosen)

    @property
    def chosen(self) -> Chosen:
        """The set as it is, shape (offers,)."""
        return self._state.chosen

    def become(self, chosen: Chosen) -> None:
        """Change the set into another one."""
        for offer in np.flatnonzero(self.chosen & ~chosen):
            self.take(int(offer))
        for offer in np.flatnonzero(chosen & ~self.chosen):
            self.put(int(offer))

    def put(self, offer: int) -> None:
        """Add an offer."""
        self._move(offer, 1)

    def take(self, offer: int) -> None:
        """Take an offer away."""
        self._move(offer, -1)

    def gains(self) -> Floats:
        """What each offer would add to the set as it is, shape (offers,); of chosen ones it says nothing."""
        moments = self._state.moments[self._problem.row_of]
        gains: Floats = self._problem.value + (self._problem.mixes * moments).sum(axis=1)
        return np.where(self._problem.row_of < 0, self._problem.value, gains)

    def _move(self, offer: int, way: int) -> None:
        from kring.plan.selection.search_kernel import move

        move(self._problem, self._state, offer, way)


def in_order_of_gain(selection: Selection, chosen: Iterable[int]) -> list[tuple[int, float]]:
    """The chosen offers, the one that adds most to those before it first, each with what it adds."""
    standing = Standing(selection, np.zeros(selection.offers, dtype=bool))
    left, found = sorted(chosen), []
    while left:
        gains = standing.gains()
        best = max(left, key=lambda offer: (gains[offer], -offer))
        standing.put(best)
        left.remove(best)
        found.append((best, max(float(gains[best]), 0.0)))
    return found
