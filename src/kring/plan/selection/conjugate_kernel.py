"""The compiled conjugate of a response: how much a person is worth beyond contacts that cost a price each.

g(s) = max over contacts x in [0, cap] of f(x) - s x  is convex, so lines between its values lie above it: a table of
them proves a bound. It is the same for f and for its concave envelope, so that a bound follows where f is not concave.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]


@compiled
def upper_hull(x: Floats, f: Floats) -> NDArray[np.int64]:
    """The places of the points on the concave envelope, x rising (Andrew's monotone chain, 1979)."""
    hull, size = np.empty(len(x), dtype=np.int64), 0
    for point in range(len(x)):
        while size >= 2:
            a, b = hull[size - 2], hull[size - 1]
            if (f[b] - f[a]) * (x[point] - x[a]) > (f[point] - f[a]) * (x[b] - x[a]):
                break
            size -= 1
        hull[size] = point
        size += 1
    return hull[:size].copy()


@compiled
def conjugate(x: Floats, f: Floats, prices: Floats) -> Floats:
    """G at each of the prices, rising, given f at the points of its envelope."""
    g, place = np.empty(len(prices)), len(x) - 1
    for number in range(len(prices)):
        price = prices[number]
        while place > 0 and f[place - 1] - price * x[place - 1] >= f[place] - price * x[place]:
            place -= 1
        g[number] = f[place] - price * x[place]
    return g


@compiled
def summed_around(indptr: NDArray[np.int64], rows: NDArray[np.int32], figures: Floats, people: int) -> Floats:
    """The sum of the accounts' `figures` around each person."""
    sums = np.zeros(people)
    for account in range(len(figures)):
        for pair in range(indptr[account], indptr[account + 1]):
            sums[rows[pair]] += figures[account]
    return sums
