"""The compiled pieces of the bound: slopes and steps of the prices of people, the best choice at given values."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.halving_kernel import HALVINGS, LOWEST, halved_in, next_price

Floats = NDArray[np.float64]
Pointers = NDArray[np.int64]
Classes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


@compiled
def segment_of(price: float, nodes: Floats, certain: bool) -> int:
    """The line of the table over a price: from node i to node i + 1."""
    last = len(nodes) - 2
    if not certain:
        return min(int(np.sqrt(price / nodes[-1]) * (last + 1)), last)
    segment = 0
    while segment < last and nodes[segment + 1] <= price:
        segment += 1
    return segment


@compiled
def falls(nodes: Floats, table: Floats, segment: int) -> float:
    """The contacts that pay at the prices of a line: how fast g falls."""
    width = nodes[segment + 1] - nodes[segment]
    return (table[segment] - table[segment + 1]) / width if width > 0 else 0.0


@compiled
def slope_of(
    prices: Floats, cover: Floats, kinds: Classes, steepest: Floats, nodes: Floats, table: Floats, certain: bool
) -> tuple[Floats, float]:
    """Where the bound falls, per person: the contacts bought less the contacts that pay; and its squared length.

    Where g bends any number between those of both sides pays.
    """
    slope, length = np.zeros(len(prices)), 0.0
    for person in range(len(prices)):
        kind, price = kinds[person], prices[person]
        if steepest[kind] <= 0:
            continue
        segment = segment_of(price, nodes[kind], certain)
        least = most = falls(nodes[kind], table[kind], segment)
        if price <= 0:
            most = np.inf
        elif certain and price == nodes[kind, segment]:
            most = falls(nodes[kind], table[kind], segment - 1)
        if price >= steepest[kind]:
            least = 0.0
            before = segment
            while certain and before > 0 and nodes[kind, before] >= price:
                before -= 1
            most = falls(nodes[kind], table[kind], before)
        change = cover[person] - min(max(cover[person], least), most)
        slope[person] = change
        length += change * change
    return slope, length


@compiled
def stepped(
    prices: Floats, slope: Floats, size: float, weights: Floats, kinds: Classes, steepest: Floats, nodes: Floats,
    table: Floats, certain: bool,
) -> tuple[Floats, Floats, float]:  # fmt: skip
    """Prices after a step down the slope, stopping where g bends; with what people pay, and what they keep in all."""
    after, paid, spare = np.empty_like(prices), np.empty_like(prices), 0.0
    for person in range(len(prices)):
        kind = kinds[person]
        top, before = steepest[kind], prices[person]
        if weights[person] <= 0:
            top = 0.0
        price = min(max(before - size * slope[person] / weights[person], 0.0), top) if top > 0 else 0.0
        if certain:
            for node in range(1, nodes.shape[1]):
                bend = nodes[kind, node]
                if before < bend < price:
                    price = bend
                    break
            for node in range(nodes.shape[1] - 1, 0, -1):
                bend = nodes[kind, node]
                if price < bend < before:
                    price = bend
                    break
        after[person] = price
        paid[person] = price * weights[person]
        segment = segment_of(price, nodes[kind], certain) if top > 0 else 0
        value = table[kind, segment] - (price - nodes[kind, segment]) * falls(nodes[kind], table[kind], segment)
        spare += weights[person] * value
    return after, paid, spare


@compiled
def smoothed(cover: Floats, bought: Floats, slope: Floats, most: float) -> tuple[float, float]:
    """Move the smoothed cover towards what was bought last, by the share up to `most` that leaves the shortest slope.

    Returns how much of the slope the last step still shows, and that share.
    """
    progress, along, squares = 0.0, 0.0, 0.0
    for person in range(len(cover)):
        change = bought[person] - cover[person]
        progress += (change + slope[person]) * slope[person]
        along += change * slope[person]
        squares += change * change
    share = min(max(-along / max(squares, 1e-12), most / 10), most)
    for person in range(len(cover)):
        cover[person] += share * (bought[person] - cover[person])
    return progress, share


@compiled
def at_price(
    values: Floats, main: Floats, price: float, clique: Pointers, must: Flags, best: Floats, pick: Pointers
) -> tuple[float, float]:
    """The best offer of every clique when a unit of the main limit costs `price`: fills `best` and `pick` (cliques,).

    Returns the sum of the best, and what they take of the main limit.
    """
    for number in range(len(best)):
        best[number] = -np.inf if must[number] else 0.0
        pick[number] = -1
    for offer in range(len(values)):
        value, number = values[offer] - price * main[offer], clique[offer]
        if value > best[number]:
            best[number] = value
            pick[number] = offer
    total, taken = 0.0, 0.0
    for number in range(len(best)):
        total += best[number]
        if pick[number] >= 0:
            taken += main[pick[number]]
    return total, taken


@compiled
def mixed(few: Pointers, many: Pointers, share: float, offers: int) -> Floats:
    """A share of one choice and the rest of another, shape (offers,)."""
    taken = np.zeros(offers)
    for offer in few:
        if offer >= 0:
            taken[offer] += 1.0 - share
    for offer in many:
        if offer >= 0:
            taken[offer] += share
    return taken


@compiled
def best_choice(
    values: Floats, main: Floats, room: float, clique: Pointers, must: Flags, guess: float
) -> tuple[float, Floats, float]:
    """At most one offer a clique, and the main limit, by the price of the main limit halved in on.

    Returns an upper bound on the summed values (valid whatever the price), a fractional choice that takes the room, and
    the price. `guess` is a price to begin at.
    """
    best, pick = np.empty(len(must)), np.empty(len(must), dtype=np.int64)
    total, taken = at_price(values, main, 0.0, clique, must, best, pick)
    if taken <= room:
        return total, mixed(pick, pick, 1.0, len(values)), 0.0
    many, few, most, least = pick.copy(), pick.copy(), taken, 0.0
    lowest, its_price, low, high = np.inf, 0.0, 0.0, -1.0
    price = max(guess, 1e-9)
    for _ in range(200 + HALVINGS):
        total, taken = at_price(values, main, price, clique, must, best, pick)
        if total + price * room < lowest:
            lowest, its_price = total + price * room, price
        if taken > room:
            low, most = price, taken
            many[:] = pick
        else:
            high, least = price, taken
            few[:] = pick
        if halved_in(price, low, high):
            break
        price = next_price(price, low, high)
        if price < LOWEST:
            break
    if high < 0:
        return lowest, mixed(many, many, 1.0, len(values)), its_price
    share = (room - least) / (most - least) if most > least else 0.0
    return lowest, mixed(few, many, min(max(share, 0.0), 1.0), len(values)), its_price
