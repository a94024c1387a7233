"""The next-best alternative to each choice: who would take a creator's place, and what the plan would lose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kring.plan.greedy import add_greedily
from kring.plan.instance import CENT, Chosen, Instance
from kring.plan.kept import fits_in
from kring.plan.problem import Problem
from kring.plan.standing import Standing

if TYPE_CHECKING:
    from kring.plan.improve_kernel import Problem as SearchProblem
    from kring.plan.improve_kernel import State


def alternatives(
    instance: Instance, chosen: Chosen, searched: tuple[SearchProblem, State] | None = None
) -> dict[int, tuple[int, float]]:
    """For each chosen creator that isn't required: the best other that fits in its place, and the change in value.

    Left out where nobody fits or adds anything. `searched`: `one_out(instance, chosen)` where that is there.
    """
    from kring.plan.improve_kernel import move

    problem, state = searched or one_out(instance, chosen)
    value, cost = float(state.sums[0]), float(state.sums[1])
    found: dict[int, tuple[int, float]] = {}
    for creator in np.flatnonzero(chosen & ~instance.required):
        move(problem, state, int(creator), -1)
        fits = ~chosen & (instance.fees <= instance.budget - cost + instance.fees[creator] + CENT)
        gains = np.where(fits, state.gains, 0.0)
        other = int(np.argmax(gains)) if len(gains) else -1
        if other >= 0 and gains[other] > 0:
            found[int(creator)] = (other, float(state.sums[0] + gains[other] - value))
        move(problem, state, int(creator), 1)
    return found


def one_out(instance: Instance, chosen: Chosen) -> tuple[SearchProblem, State]:
    """The state of a search with these chosen, in which at most one of them may be taken out at a time.

    Who is covered twice stays covered then, so only the others are looked at; the value counts only them.
    """
    from kring.plan.bound_kernel import covered_times
    from kring.plan.kernels import filtered

    looked_at = covered_times(instance.indptr, instance.rows, chosen.astype(float), len(instance.weights)) < 2
    numbers = np.where(looked_at, np.cumsum(looked_at) - 1, -1).astype(np.int32)
    indptr, rows = filtered(instance.indptr, instance.rows, np.arange(instance.creators), numbers)
    smaller = replace(instance, indptr=indptr, rows=rows, weights=instance.weights[looked_at])
    return smaller.searched_from(chosen)


def other_offers(problem: Problem, chosen: Chosen) -> dict[int, tuple[int, float]]:
    """As `alternatives`, for a general problem: for each chosen offer the best one of another creator in its place."""
    standing = Standing(problem.selection, chosen)
    found: dict[int, tuple[int, float]] = {}
    for offer in np.flatnonzero(chosen & ~problem.must):
        standing.take(int(offer))
        gains = standing.gains()
        own = float(gains[offer])
        fits = fits_in(problem, standing.chosen) & (problem.row_of != problem.row_of[offer])
        best = int(np.argmax(np.where(fits, gains, -np.inf)))
        if fits[best] and gains[best] > 0:
            found[int(offer)] = best, float(gains[best] - own)
        standing.put(int(offer))
    return found


def in_order(instance: Instance, chosen: Chosen) -> list[int]:
    """The chosen creators, the one that adds most to those before it first; who adds nobody comes last."""
    nobody = np.zeros_like(chosen)
    order = add_greedily(instance.without_limits, nobody, per_euro=False, allowed=chosen)
    return [*order.tolist(), *np.setdiff1d(np.flatnonzero(chosen), order).tolist()]
