"""The compiled pieces of the dual bound: the inner knapsack for given values, and what a fractional choice covers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.halving_kernel import HALVINGS, LOWEST, WIDEN, halved_in, next_price

Floats = NDArray[np.float64]


@compiled
def at_price(
    values: Floats, fees: Floats, price: float, least: int, most: int, taken: Floats
) -> tuple[float, float, float]:
    """The best choice when a euro costs `price`: fills `taken` (creators,) with 0 and 1.

    Returns its surplus (values less price times fees), its fees, and the threshold that the surplus of a creator must
    pass because of the least and most number.
    """
    surplus = values - price * fees
    positive = 0
    for creator in range(len(surplus)):
        if surplus[creator] > 0:
            positive += 1
    size = min(max(positive, least), most)
    threshold = 0.0
    if size == 0:
        threshold = max(0.0, surplus.max()) if most == 0 and len(surplus) > 0 else 0.0
    elif size != positive:
        threshold = -np.partition(-surplus, size - 1)[size - 1]
    total, cost, count = threshold * size, 0.0, 0
    for creator in range(len(surplus)):
        taken[creator] = 0.0
        if surplus[creator] > threshold and count < size:
            taken[creator] = 1.0
            total += surplus[creator] - threshold
            cost += fees[creator]
            count += 1
    for creator in range(len(surplus)):
        if count == size:
            break
        if surplus[creator] == threshold and taken[creator] == 0.0:
            taken[creator] = 1.0
            cost += fees[creator]
            count += 1
    return total, cost, threshold


@compiled
def knapsack(
    values: Floats, fees: Floats, budget: float, least: int, most: int, guess: float
) -> tuple[float, Floats, float, float]:
    """The fractional knapsack with a least and most number, by its own dual: the price of a euro is halved in on.

    Returns an upper bound on the best total value (valid whatever the price), a fractional choice that spends the
    budget, the price, and the threshold. `guess` is a price to begin at.
    """
    dear, cheap, trial = np.zeros(len(values)), np.zeros(len(values)), np.zeros(len(values))
    total, cost, threshold = at_price(values, fees, 0.0, least, most, dear)
    if cost <= budget:
        return total, dear, 0.0, threshold
    best, best_price, best_threshold = np.inf, 0.0, 0.0
    low, high, dear_cost, cheap_cost = 0.0, -1.0, cost, 0.0
    price = max(guess, 1e-9)
    for _ in range(200 + HALVINGS):
        total, cost, threshold = at_price(values, fees, price, least, most, trial)
        if total + price * budget < best:
            best, best_price, best_threshold = total + price * budget, price, threshold
        if cost > budget:
            low, dear_cost = price, cost
            dear[:] = trial
        else:
            high, cheap_cost = price, cost
            cheap[:] = trial
        if halved_in(price, low, high):
            break
        price = next_price(price, low, high)
        if price < LOWEST:
            break
    share = (budget - cheap_cost) / (dear_cost - cheap_cost) if high >= 0 and dear_cost > cheap_cost else 0.0
    share = min(max(share, 0.0), 1.0)
    return best, share * dear + (1 - share) * cheap, best_price, best_threshold


@compiled
def window(values: Floats, fees: Floats, budget: float, guess: float) -> tuple[float, float]:
    """Two prices of a euro between which the budget runs out: widened from `guess` until they are."""
    low, high = guess * 0.97, guess * 1.03
    while True:
        dear, between = 0.0, 0.0
        for creator in range(len(values)):
            if values[creator] > high * fees[creator]:
                dear += fees[creator]
            elif values[creator] > low * fees[creator] and values[creator] > 0:
                between += fees[creator]
        if dear > budget:
            low, high = high, high * WIDEN
        elif dear + between <= budget and low > 0:
            low, high = (low / WIDEN if low > 1e-9 else 0.0), low
        else:
            return low, high


@compiled
def by_ratio(values: Floats, fees: Floats, budget: float, guess: float) -> tuple[float, Floats, float]:
    """The fractional knapsack where only money limits: by value per euro, the last one cut to fit (Dantzig 1957).

    Returns its worth, the choice (creators,) and the price of a euro. `guess` is a price near that.
    """
    taken, total, room = np.zeros(len(values)), 0.0, budget
    low, high = 0.0, 0.0
    if fees[values > 0].sum() > budget:
        low, high = window(values, fees, budget, max(guess, 1e-9))
    doubtful = np.flatnonzero((values > low * fees) & (values <= high * fees) & (values > 0))
    for creator in range(len(values)):
        if values[creator] > high * fees[creator] and values[creator] > 0:
            taken[creator] = 1.0
            total += values[creator]
            room -= fees[creator]
    for place in np.argsort(-values[doubtful] / np.maximum(fees[doubtful], 1e-12)):
        creator = doubtful[place]
        if fees[creator] > room:
            taken[creator] = max(room, 0.0) / fees[creator]
            return total + taken[creator] * values[creator], taken, values[creator] / fees[creator]
        taken[creator] = 1.0
        total += values[creator]
        room -= fees[creator]
    return total, taken, low


@compiled
def covered_times(indptr: NDArray[np.int64], rows: NDArray[np.int32], taken: Floats, people: int) -> Floats:
    """How often each person is covered by a fractional choice, shape (people,)."""
    times = np.zeros(people)
    for creator in range(len(taken)):
        if taken[creator] > 0:
            for pair in range(indptr[creator], indptr[creator + 1]):
                times[rows[pair]] += taken[creator]
    return times
