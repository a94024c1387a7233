"""From a good set to a better one: swaps, then ruin-and-recreate, a fixed amount of work so that it can be repeated."""

from __future__ import annotations

from kring.plan.greedy import Found, best, found
from kring.plan.instance import Instance
from kring.plan.progress import Watched

STARTS = 3


def improve(
    instance: Instance, first: Found, *, bound: float, effort: float, seed: int = 0, starts: int = STARTS,
    watched: Watched | None = None, share: tuple[float, float] = (0.0, 1.0),
) -> Found:  # fmt: skip
    """The best of some searches from `first`, each with its own seed and an equal part of the effort.

    `effort` counts pairs looked at (about 10^8 in a third of a second). Never worse than `first`; stops at `bound`.
    `watched` hears of every search and can end it; `share` is which part of the whole work this is, from and to.
    """
    from kring.plan.improve_kernel import ruin_and_recreate

    best_yet = first
    for start in range(starts):
        if best_yet.value >= bound - 1e-9:
            break
        problem, state = instance.searched_from(first.chosen)
        chosen = ruin_and_recreate(problem, state, bound, effort / starts, seed + start)
        best_yet = best([best_yet, trimmed(instance, found(instance, chosen))])
        part = share[0] + (share[1] - share[0]) * (start + 1) / starts
        if watched is not None and not watched.goes_on(value=best_yet.value, done=part):
            break
    return best_yet


def trimmed(instance: Instance, whole: Found) -> Found:
    """The set without creators who bring nobody the others don't, the dearest such first: its value stays the same."""
    from kring.plan.kernels import leave_out_idle

    kept, free = whole.chosen.copy(), whole.chosen & ~instance.required
    dearest = instance.by_fee[free[instance.by_fee]][::-1].copy()
    spare = max(int(kept.sum()) - instance.least, 0)
    leave_out_idle(instance.indptr, instance.rows, instance.weights, dearest, spare, kept)
    return Found(kept, whole.value, instance.cost(kept))
