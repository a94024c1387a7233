"""A selection as the compiled loops take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kring.plan.selection.problem import Chosen, Selection
from kring.plan.selection.response import Response, mixes

if TYPE_CHECKING:
    from kring.plan.selection.search_kernel import Problem, State


def posed(selection: Selection, forced: Chosen, response: Response | None = None) -> Problem:
    """The problem of a search; with another `response` when one stands in for the selection's own."""
    from kring.plan.kernels import transposed
    from kring.plan.selection.search_kernel import Problem

    answer = response or selection.response
    starts, holders = transposed(selection.indptr, selection.rows, len(selection.weights))
    at, limit, coefficients = selection.limits.by_offer(selection.offers)
    _, creator = np.unique(selection.creator, return_inverse=True)
    limits = selection.limits
    return Problem(
        selection.indptr, selection.rows, starts, holders, selection.weights, selection.row_of,
        selection.contacts_each, mixes(answer, selection.exposure), selection.value, selection.fees,
        creator.astype(np.int64), forced, at, limit, coefficients,
        limits.low - limits.slack, limits.high + limits.slack,
        np.array(answer.amounts or (0.0,), dtype=np.float64), bool(answer.certain or not answer.amounts),
    )  # fmt: skip


def state_of(problem: Problem, chosen: Chosen) -> State:
    """The state in which these offers are chosen."""
    from kring.plan.selection.search_kernel import State, move, start

    offers, creators = len(problem.fees), int(problem.creator.max(initial=-1)) + 1
    nothing = np.zeros(offers, dtype=bool)
    state = State(
        np.zeros(len(problem.weights)), np.zeros((len(problem.indptr) - 1, problem.mixes.shape[1])), nothing,
        nothing.copy(), np.zeros(creators, dtype=bool), np.zeros(len(problem.low)), np.zeros(4),
    )  # fmt: skip
    start(problem, state)
    for offer in np.flatnonzero(chosen):
        move(problem, state, int(offer), 1)
    state.sums[3] = 0.0
    return state
