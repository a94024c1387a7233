"""A first good set: greedy by gain, which begins with the best single creator, or by gain per euro; the better one.

The better of the set by gain per euro and the best single creator is at least 0.39 of the optimum (Tang and others,
arXiv 2008.05391); in practice it lies within a few percent, and the bound of `plan.bound` says how few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kring.plan.instance import CENT, Chosen, Instance

if TYPE_CHECKING:
    from kring.plan.cover_kernel import Uncovered


@dataclass(frozen=True)
class Found:
    """A set that keeps to the limits: who is `chosen` (creators,), its value and its cost."""

    chosen: Chosen
    value: float
    cost: float

    def better_than(self, other: Found | None) -> bool:
        """More value; at equal value less cost; at equal cost the set whose first creator comes first."""
        if other is None or self.value > other.value + 1e-9:
            return True
        if self.value < other.value - 1e-9:
            return False
        if abs(self.cost - other.cost) > CENT:
            return self.cost < other.cost
        return tuple(np.flatnonzero(self.chosen)) < tuple(np.flatnonzero(other.chosen))


def found(instance: Instance, chosen: Chosen) -> Found:
    """A set with its value and cost."""
    return Found(chosen, instance.value(chosen), instance.cost(chosen))


def best(candidates: list[Found]) -> Found:
    """The best of some sets; there must be one."""
    winner = candidates[0]
    for candidate in candidates[1:]:
        if candidate.better_than(winner):
            winner = candidate
    return winner


def greedy(instance: Instance) -> Found:
    """The better of the two greedy orders; the order by gain begins with the best single creator.

    Where money never limits there is one order: gain per euro would only waste the number of creators.
    """
    orders = (True, False) if instance.limited_by_money else (False,)
    candidates = [completed(instance, instance.required.copy(), per_euro=order) for order in orders]
    return best([candidate for candidate in candidates if instance.allows(candidate.chosen)] or candidates)


def completed(instance: Instance, start: Chosen, *, per_euro: bool, allowed: Chosen | None = None) -> Found:
    """A set with creators added greedily while the limits allow it."""
    chosen, left = start.copy(), instance.uncovered()
    _add(instance, chosen, left, per_euro, allowed)
    value = instance.value_without(left)
    return Found(chosen, instance.value(chosen) if value is None else value, instance.cost(chosen))


def add_greedily(
    instance: Instance, chosen: Chosen, *, per_euro: bool, allowed: Chosen | None = None
) -> NDArray[np.int64]:
    """Add to `chosen` in place; returns who was added, in order."""
    return _add(instance, chosen, instance.uncovered(), per_euro, allowed)


def _add(
    instance: Instance, chosen: Chosen, left: Uncovered, per_euro: bool, allowed: Chosen | None
) -> NDArray[np.int64]:
    from kring.plan.cover_kernel import take
    from kring.plan.greedy_kernel import lazy_greedy

    for creator in np.flatnonzero(chosen):
        take(int(creator), instance.indptr, instance.rows, left)
    everyone = np.ones(instance.creators, dtype=bool) if allowed is None else allowed
    count = int(chosen.sum())
    room, least, most = instance.budget - instance.cost(chosen), instance.least - count, instance.most - count
    cheapest_first = (
        instance.by_fee if least > 0 else np.empty(0, dtype=np.int64)
    )  # looked at to reach the least number
    return lazy_greedy(
        instance.indptr, instance.rows, left, instance.fees, cheapest_first, instance.alone, chosen, everyone, room,
        max(least, 0), max(most, 0), per_euro,
    )  # fmt: skip
