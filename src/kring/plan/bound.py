"""The proven bound: no set within the limits covers more.

Lagrangian dual of "a person is covered at most as often as its creators are chosen": with a price p on each person's
cover (0 <= p <= weight), value <= sum(weight - p) + the best knapsack of the creators' summed prices. Every price gives
a valid bound; the lowest equals the linear relaxation (Geoffrion, Mathematical Programming Study 1974). Creators whose
reduced cost shows that no better set holds them are dropped on the way (reduced-cost fixing).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.descent import Descent
from kring.plan.instance import CENT, Chosen, Floats, Instance
from kring.plan.progress import Watched


@dataclass(frozen=True)
class Certificate:
    """What is proven: `bound` on the value of any set; `raw` is the same before rounding down to whole people.

    `prices` (people,) prove it.

    `leaning` (creators,): how far the best choice of the relaxation leans to each, 0 to 1; the required ones 1.
    `kept` (creators,): who can be in a set that is better than the one compared with. `reduced` (creators,): what the
    bound loses at least when a creator with a negative figure is put in, or one with a positive figure is left out.
    """

    bound: float
    raw: float
    prices: Floats
    kept: Chosen
    reduced: Floats
    leaning: Floats
    steps: int


@dataclass(frozen=True)
class Folded:
    """A problem with the required creators paid for: whom they cover counts already in `sure`, weight 0 from now on."""

    free: Instance
    sure: float
    places: NDArray[np.int64]


def folded(instance: Instance) -> Folded:
    """The problem of choosing the others, only those whose fee still fits."""
    from kring.plan.kernels import covered_weight

    sure = float(covered_weight(instance.indptr, instance.rows, instance.weights, instance.required))
    room = instance.budget - instance.cost(instance.required) + CENT
    count = int(instance.required.sum())
    free = ~instance.required & (instance.fees <= room)
    if free.all():
        return Folded(instance.with_budget(room), 0.0, np.arange(instance.creators))
    weights = instance.weights.copy()
    for creator in np.flatnonzero(instance.required):
        weights[instance.rows[instance.indptr[creator] : instance.indptr[creator + 1]]] = 0.0
    smaller = replace(instance.only(free), weights=weights, budget=room)
    smaller = replace(smaller, least=max(instance.least - count, 0), most=max(instance.most - count, 0))
    return Folded(smaller, sure, np.flatnonzero(free))


def certify(
    instance: Instance, value: float, *, effort: float = 2e8, steps: int = 1_500, prices: Floats | None = None,
    chosen: Chosen | None = None, watched: Watched | None = None, share: tuple[float, float] = (0.0, 1.0),
    near: float = 0.0,
) -> Certificate:  # fmt: skip
    """The lowest bound found within the effort (pairs looked at), given a set of that `value`, which may be `chosen`.

    `prices` of an earlier certificate continue where it stopped; with `steps` 0 they are only looked at, which is one
    pass: prices of the same people prove a bound for other limits and fees too. Never below `value`. `watched` hears
    of every round and can end it; `share` is which part of the whole work this is, from and to. It ends once no more
    than the share `near` lies between bound and value.
    """
    whole = folded(instance)
    start = None if chosen is None else chosen[whole.places]
    search = Descent(whole.free, value - whole.sure, prices, start, near * value)
    while search.steps < steps and search.work < effort and not search.settled and not search.meets:
        part = share[0] + (share[1] - share[0]) * min(max(search.work / effort, search.steps / steps), 1.0)
        if watched is not None and not watched.goes_on(bound=max(search.best + whole.sure, value), done=part):
            break
        search.round(effort - search.work)
    reduced = np.full(instance.creators, -np.inf)
    reduced[whole.places] = np.where(search.kept, search.proven, -np.inf)
    kept = instance.required.copy()
    kept[whole.places] = search.kept
    leaning = instance.required.astype(float)
    leaning[whole.places] = search.lean
    raw = max(search.best + whole.sure, value)
    return Certificate(max(_rounded(instance, raw), value), raw, search.prices, kept, reduced, leaning, search.steps)


def _rounded(instance: Instance, bound: float) -> float:
    """Whole people only, where every weight is whole; else a hair up for the rounding of sums."""
    return float(np.floor(bound + 1e-6)) if instance.whole else bound * (1 + 1e-11)
