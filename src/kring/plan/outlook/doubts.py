"""`Doubts`: what is uncertain about the offers of a plan, and draws of it.

A fee, a view rate or an offer's own value is drawn from a split lognormal within its interval. Priors come from the
same published sources and can be wrong together, so half of the variance of a prior's logarithm is shared by all priors
of a draw; measured and declared figures are drawn independently. What fees have in common `kring.plan.fees` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.plan.fees import SHARED_BY_PUBLISHED, in_common

Floats = NDArray[np.float64]

SHARED = SHARED_BY_PUBLISHED
"""The part of the variance of a prior's logarithm that all priors have in common."""

SMALLEST = 0.01
"""What the low end of an interval counts at least, as a share of its value: a logarithm has no zero."""


@dataclass(frozen=True)
class Doubts:
    """What is uncertain of the offers, in their order.

    `fees`: euros. `views`: the share of followers who see a piece; exposures move in proportion. Empty where following
    is what counts. `values`: what an offer counts by itself. Empty where nothing does. `available`: the chance that a
    creator who is asked says yes and delivers; it is drawn once a draw, as all creators share the market.
    """

    fees: tuple[Estimate, ...]
    views: tuple[Estimate, ...] = ()
    values: tuple[Estimate, ...] = ()
    available: Estimate = Estimate.exact(1.0)  # noqa: RUF009 - frozen


@dataclass(frozen=True)
class Draws:
    """Drawn figures, one row a draw and one column an offer: `fees` in euros, `views` and `values` as factors of what
    was planned with, `there` whether the creator is available.
    """

    fees: Floats
    views: Floats
    values: Floats
    there: NDArray[np.bool_]


def drawn(doubts: Doubts, draws: int, rng: np.random.Generator) -> Draws:
    """`draws` draws of everything that is in doubt."""
    offers = len(doubts.fees)
    shared = rng.standard_normal(draws)
    together = np.array([in_common(fee) for fee in doubts.fees])
    fees = factors(doubts.fees, shared, rng, together) * np.array(
        [fee.value if fee.known else 0.0 for fee in doubts.fees]
    )
    views = factors(doubts.views, shared, rng) if doubts.views else np.ones((draws, offers))
    values = factors(doubts.values, shared, rng) if doubts.values else np.ones((draws, offers))
    chance = np.clip(factors([doubts.available], shared, rng)[:, 0] * doubts.available.value, 0.0, 1.0)
    return Draws(fees, views, values, rng.random((draws, offers)) < chance[:, None])


def factors(
    figures: Sequence[Estimate], shared: Floats, rng: np.random.Generator, together: Floats | None = None
) -> Floats:
    """By what each figure is multiplied in each draw, shape (draws, figures); 1 for what is unknown or exact.

    `together`: the part of each figure's variance that all of a draw have in common; without it that of priors.
    """
    own = rng.standard_normal((len(shared), len(figures)))
    priors = np.array([SHARED if figure.basis == Basis.PRIOR else 0.0 for figure in figures])
    part = priors if together is None else together
    z = np.sqrt(part) * shared[:, None] + np.sqrt(1 - part) * own
    ends = np.array([_ends(figure) for figure in figures]).reshape(-1, 2)
    multiplied: Floats = np.exp(np.where(z < 0, -z * ends[:, 0], z * ends[:, 1]))
    return multiplied


def _ends(figure: Estimate) -> tuple[float, float]:
    """The logarithm of the low and high end over the value, a standard deviation away."""
    if not figure.known or figure.value <= 0:
        return 0.0, 0.0
    width = NormalDist().inv_cdf(0.5 + figure.level / 2)
    low = max(figure.low, SMALLEST * figure.value)
    return float(np.log(low / figure.value)) / width, float(np.log(max(figure.high, low) / figure.value)) / width
