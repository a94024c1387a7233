"""Prices of people where contacts are Poisson and f is concave.

For a set, a person counts f(summed exposure), and no more than the summed worth of the offers alone, as f is
subadditive. The least of both is concave in the offers, tight where a person meets one offer only, and bounds more
closely than f alone, which takes half an offer for more than half of what the offer is worth. Its slope at any
fractional choice proves a bound: at exposure x and with part m of a person priced by exposure, it keeps m (f(x) - x
f'(x)) and pays an offer of exposure a  m f'(x) a + (1 - m) f(a).  Prices follow the choices bought so far, averaged
(Frank and Wolfe, "An algorithm for quadratic programming", 1956).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kring.plan.selection.problem import Chosen, Floats, Selection

WIDEST, NARROWEST = 0.02, 0.0005
"""How far both figures lie apart, as a share of the ceiling, where a person goes from one to the other."""


@dataclass(frozen=True)
class Exposures:
    """The people of a problem priced so; prices (people, 2) are the exposure x and the part m."""

    selection: Selection
    alone: Floats

    @classmethod
    def of(cls, selection: Selection) -> Exposures:
        """Priced this way."""
        return cls(selection, selection.response.expected(selection.exposure))

    def refitted(self, selection: Selection) -> Exposures:
        """The same for a smaller problem."""
        return replace(self, selection=selection, alone=selection.response.expected(selection.exposure))

    @property
    def idle(self) -> Floats:
        """The prices of who meets no offer of interest."""
        return np.zeros((len(self.selection.weights), 2))

    def first(self, start: Chosen) -> Floats:
        """Prices after a good set."""
        return self.after(self.brought(start.astype(np.float64)), 0)

    def after(self, cover: Floats, count: int) -> Floats:
        """Prices for what was bought so far, after so many steps."""
        from kring.plan.selection.exposures_kernel import priced

        width = max(WIDEST / (1 + count / 20), NARROWEST)
        return priced(cover, self.selection.response.left_after, width)

    def paid(self, people: Floats) -> tuple[Floats, float]:
        """What people pay at these prices, and what they keep in all."""
        from kring.plan.selection.exposures_kernel import ledger

        return ledger(people, self.selection.weights, self.selection.response.left_after)

    def values(self, paid: Floats) -> Floats:
        """What each offer is worth at what people pay, shape (offers,)."""
        from kring.plan.selection.exposures_kernel import pair_sums

        here = self.selection
        sums = np.concatenate([pair_sums(here.indptr, here.rows, paid), np.zeros((1, 2))])[here.row_of]
        values: Floats = here.exposure * sums[:, 0] + self.alone * sums[:, 1] + here.value
        return values

    def brought(self, taken: Floats) -> Floats:
        """The exposure and the worth alone that a fractional choice brings each person, shape (people, 2)."""
        from kring.plan.selection.exposures_kernel import brought

        here, accounts = self.selection, len(self.selection.indptr) - 1
        each = np.stack([
            np.bincount(here.row_of + 1, weights=taken * figure, minlength=accounts + 1)[1:]
            for figure in (here.exposure, self.alone)
        ], axis=1)  # fmt: skip
        return brought(here.indptr, here.rows, each, len(here.weights))

    def share(self, cover: Floats, bought: Floats, apart: float, most: float) -> float:
        """How far to go from what was bought so far to what was bought last; `apart`: what offers' own values and the
        prices of limits add all the way. By golden section up to `most`.
        """
        from kring.plan.selection.exposures_kernel import worth_at

        weights, left = self.selection.weights, self.selection.response.left_after
        low, high, ratio = 0.0, most, (np.sqrt(5) - 1) / 2
        for _ in range(5):
            one, two = high - ratio * (high - low), low + ratio * (high - low)
            at_one = worth_at(cover, bought, weights, left, one) + one * apart
            at_two = worth_at(cover, bought, weights, left, two) + two * apart
            low, high = (low, two) if at_one > at_two else (one, high)
        return (low + high) / 2
