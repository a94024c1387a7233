"""The mutual score: how likely it is that both sides want it. A column of its own, never part of a ranking.

The geometric mean of the chance that the company chooses and the chance that the creator says yes, as reciprocal
recommenders mostly take it (Palomares et al., Reciprocal Recommender Systems, Information Fusion 2021): it is low where
either is. The interval joins the ends of both, which is wider than needed where they are independent.
"""

from __future__ import annotations

from math import sqrt

from kring.estimate import Estimate, fewest, weakest


def mutual(wants: Estimate, accepts: Estimate) -> Estimate:
    """The geometric mean of both chances; unknown where either is, with its reason."""
    for one in (wants, accepts):
        if not one.known:
            return Estimate.unknown(one.reason or "one of both chances is not known", one.basis)
    value, low, high = (sqrt(getattr(wants, end) * getattr(accepts, end)) for end in ("value", "low", "high"))
    return Estimate.between(value, low, high, weakest([wants.basis, accepts.basis]), fewest([wants.n, accepts.n]))
