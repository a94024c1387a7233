"""The compiled side of people priced by their exposure (see `exposures`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]


@compiled
def of_exposure(left: Floats, exposure: float) -> tuple[float, float]:
    """F and its slope at an exposure."""
    term, missing, slope = np.exp(-exposure), 0.0, 0.0
    for moment in range(len(left)):
        missing += left[moment] * term
        slope += (left[moment] - (left[moment + 1] if moment + 1 < len(left) else 0.0)) * term
        term *= exposure / (moment + 1)
    return left[0] - missing, slope


@compiled
def priced(cover: Floats, left: Floats, width: float) -> Floats:
    """The prices (people, 2) for summed exposure and summed worth alone, `cover` (people, 2)."""
    prices = np.empty_like(cover)
    for person in range(len(cover)):
        worth, _ = of_exposure(left, cover[person, 0])
        apart = (cover[person, 1] - worth) / (width * left[0]) - 2.0
        part = 1.0 / (1.0 + np.exp(-apart)) if apart > -30.0 else 0.0
        prices[person, 0] = cover[person, 0]
        prices[person, 1] = part
    return prices


@compiled
def ledger(prices: Floats, weights: Floats, left: Floats) -> tuple[Floats, float]:
    """What people pay a unit of exposure and a unit of worth alone (people, 2), and what they keep in all."""
    paid, spare = np.empty_like(prices), 0.0
    for person in range(len(prices)):
        part, exposure = prices[person, 1], prices[person, 0]
        worth, slope = of_exposure(left, exposure)
        paid[person, 0] = weights[person] * part * slope
        paid[person, 1] = weights[person] * (1.0 - part)
        spare += weights[person] * part * (worth - slope * exposure)
    return paid, spare


@compiled
def pair_sums(indptr: NDArray[np.int64], rows: NDArray[np.int32], paid: Floats) -> Floats:
    """The sums of both columns of `paid` over each row, shape (accounts, 2)."""
    sums = np.zeros((len(indptr) - 1, 2))
    for account in range(len(sums)):
        one, two = 0.0, 0.0
        for pair in range(indptr[account], indptr[account + 1]):
            one += paid[rows[pair], 0]
            two += paid[rows[pair], 1]
        sums[account, 0] = one
        sums[account, 1] = two
    return sums


@compiled
def brought(indptr: NDArray[np.int64], rows: NDArray[np.int32], each: Floats, people: int) -> Floats:
    """What accounts bring their people: the sums of both columns of `each` (accounts, 2), shape (people, 2)."""
    cover = np.zeros((people, 2))
    for account in range(len(each)):
        if each[account, 0] > 0:
            for pair in range(indptr[account], indptr[account + 1]):
                cover[rows[pair], 0] += each[account, 0]
                cover[rows[pair], 1] += each[account, 1]
    return cover
