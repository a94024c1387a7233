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

    Left out where nobody fits or adds anything. `searched`: `instance.searched_from(chosen)` where that is there.
    """
    from kring.plan.improve_kernel import move

    problem, state = searched or instance.searched_from(chosen)
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
    loose = replace(instance, budget=np.inf, least=0, most=instance.creators)
    order = [int(one) for one in add_greedily(loose, np.zeros_like(chosen), per_euro=False, allowed=chosen)]
    return order + [int(one) for one in np.flatnonzero(chosen) if int(one) not in set(order)]
