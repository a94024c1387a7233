"""The solver of the general problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kring.plan.progress import Progress, Watch
from kring.plan.selection.linear import feasible_set
from kring.plan.selection.problem import Chosen, Selected, Selection

EFFORT = 1.5e8
"""Pairs looked at by the search, about half a second."""


def select(
    selection: Selection, *, effort: float = EFFORT, seed: int = 0, starts: Sequence[Chosen] = (),
    watch: Watch | None = None,
) -> Selected:  # fmt: skip
    """The best set found, never worse than any of `starts` that keeps to the limits, with its bound.

    The same problem, effort and seed give the same set. `Infeasible` when no set keeps to the limits.
    """
    chosen = feasible_set(selection, alone(selection))
    for start in starts:
        if selection.allows(start) and selection.worth(start) > selection.worth(chosen):
            chosen = start.copy()
    chosen = filled(selection, chosen)
    value, bound = selection.worth(chosen), loose_bound(selection)
    if watch is not None:
        watch(Progress(value, bound, 1.0))
    return Selected(chosen, value, selection.cost(chosen), max(bound, value))


def alone(selection: Selection) -> np.ndarray:  # type: ignore[type-arg]
    """What each offer is worth alone, shape (offers,)."""
    one = np.zeros(selection.offers, dtype=bool)
    worths = np.zeros(selection.offers)
    for offer in range(selection.offers):
        one[offer] = True
        worths[offer] = selection.worth(one)
        one[offer] = False
    return worths


def filled(selection: Selection, chosen: Chosen) -> Chosen:
    """The set with offers added while they are allowed and add something."""
    while True:
        before, winner, highest = selection.worth(chosen), -1, 0.0
        for offer in np.flatnonzero(~chosen):
            trial = chosen.copy()
            trial[offer] = True
            gain = (selection.worth(trial) - before) / max(float(selection.fees[offer]), 1e-9)
            if gain > highest and selection.allows(trial):
                winner, highest = int(offer), gain
        if winner < 0:
            return chosen
        chosen = chosen.copy()
        chosen[winner] = True


def loose_bound(selection: Selection) -> float:
    """Everybody counts as much as they can."""
    return float(selection.weights.sum()) * selection.response.ceiling + float(selection.value.sum())
