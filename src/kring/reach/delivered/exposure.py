"""Exposure: how many contacts a person around an account gets on average, so that P(none) = exp(-exposure)."""

from __future__ import annotations

import math

MOST_SHARE = 0.999
"""A share of 1 would mean contacts without end; above this it counts as this."""


def exposure(share: float, pieces: int) -> float:
    """The mean contacts of a person with pieces that each reach this share of the people: -pieces ln(1 - share).

    As a mean of a Poisson distribution it gives the chance of no contact at all exactly, (1 - share)^pieces, and more
    contacts than there are on average (`kring.reach.delivered.poisson`). Raises ValueError for a share outside 0 to 1
    or pieces below 0.
    """
    if not 0 <= share <= 1 or pieces < 0:
        raise ValueError(f"a share of {share} with {pieces} pieces gives no exposure")
    return -pieces * math.log1p(-min(share, MOST_SHARE)) if pieces else 0.0
