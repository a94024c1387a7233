"""How likely it is that a person of whom an attribute is unknown meets a condition.

People follow creators for where and who they are, so the people around the same creators tell most. A person's chance
is the mean, over the accounts the person is around, of the share that meets the condition among those of whom it is
known, drawn towards the share among everybody where an account has few of them. Who tells is not who does not, so the
interval allows the odds of those who don't to be half or twice as large, in the way of a sensitivity analysis
(Rosenbaum, Observational Studies, 2002). Tests count on the synthetic world how often these intervals hold the truth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience

FAILS, MEETS, UNKNOWN = 0, 1, 2
DRAWN_BY = 20.0
"""How many people of whom it is known weigh as much as the share among everybody."""

ODDS = 2.0
"""By what factor the odds of people who don't tell may differ from those who do, at the ends of the interval."""

Floats = NDArray[np.float64]


def chances(audience: Audience, status: NDArray[np.uint8]) -> Floats:
    """The chance of each person to meet a condition, shape (people,): 0 or 1 where it is known.

    `status` (people,): FAILS, MEETS or UNKNOWN. NaN for the unknown where it is known of nobody.
    """
    return filled_in(audience, np.where(status == UNKNOWN, np.nan, status == MEETS))


def filled_in(audience: Audience, given: Floats) -> Floats:
    """Chances with those of the people of whom nothing is known, by the people around the same creators.

    `given` (people,): 0 or 1 where it is known, between them where something else tells the chance (of the people of a
    municipality, the share that lives within a radius), NaN where nothing does. What is given stays as it is.
    """
    unknown = np.isnan(given)
    if not unknown.any():
        return given.copy()
    from kring.reach.chance_kernel import around_the_same

    known = int(len(given) - unknown.sum())
    everybody = float(given[~unknown].sum()) / known if known else float("nan")
    return around_the_same(audience.indptr, audience.rows, given, everybody, DRAWN_BY)


def shifted(chance: Floats, factor: float) -> Floats:
    """The chances with their odds multiplied by a factor."""
    moved: Floats = np.asarray(chance * factor / (1 - chance + chance * factor))
    return moved
