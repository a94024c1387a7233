"""The compiled search for the price at which a limit is just kept: widened from a guess, then halved in on."""

from __future__ import annotations

from kring.compiled import compiled

WIDEN = 1.3
HALVINGS = 40
LOWEST, HIGHEST = 1e-12, 1e12


@compiled
def halved_in(price: float, low: float, high: float) -> bool:
    """Whether `price` is near enough: between `low`, too cheap, and `high`, dear enough (below 0: none yet)."""
    return price > HIGHEST or (high >= 0 and high - low <= 1e-8 * high)


@compiled
def next_price(price: float, low: float, high: float) -> float:
    """The price to try after `price`; one below `LOWEST` is not worth trying."""
    if high < 0:
        return price * WIDEN
    if low < high / WIDEN**2:
        return high / WIDEN
    return (low + high) / 2
