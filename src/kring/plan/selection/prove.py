"""Closing the gap: when the bound leaves few offers open, every set that could be better is tried.

Branch and bound with the penalties of reduced costs (Beasley, "Lagrangean relaxation", in Modern Heuristic Techniques
for Combinatorial Problems, 1993).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.bound import Bound
from kring.plan.selection.problem import Chosen, Floats

MOST_OPEN = 150
"""With more offers open than this it isn't tried: it would not end."""

EFFORT = 3e7


def prove(bound: Bound, value: float, effort: float = EFFORT) -> tuple[Chosen | None, bool]:
    """A better set among the offers that `bound` leaves open, if there is one, and whether no other is better still."""
    from kring.plan.selection.prove_kernel import search_all
    from kring.plan.selection.state import posed, state_of

    selection, cliques, proof = bound.pricing.selection, bound.pricing.cliques, bound.proof
    offers = selection.offers
    if offers > MOST_OPEN:
        return None, False
    nothing = np.zeros(offers, dtype=bool)
    problem = posed(selection, nothing)
    state = state_of(problem, nothing)
    starts, options, penalties = _options(cliques.of, cliques.must, proof.net, proof.lead)
    limits = selection.limits
    lowest = np.zeros(len(limits))
    np.minimum.at(lowest, limits.row_numbers, limits.coefficients)
    step = 1e-9 * max(value, 1.0)
    ended, found, chosen = search_all(
        problem, state, starts, options, penalties, lowest >= 0, bound.best, value, step, effort
    )
    return (chosen if found > value else None), bool(ended)


def _options(
    of: NDArray[np.int64], must: NDArray[np.bool_], reduced: Floats, lead: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """The options of each clique with what the bound loses by each, least first; cliques that lose most come first."""
    offers = np.concatenate([np.arange(len(of)), np.full(int((~must).sum()), -1)])
    clique = np.concatenate([of, np.flatnonzero(~must)])
    loss = lead[clique] - np.concatenate([reduced, np.zeros(int((~must).sum()))])
    loss = np.maximum(loss, 0.0)
    order = np.lexsort((loss, clique))
    offers, clique, loss = offers[order], clique[order], loss[order]
    firsts = np.searchsorted(clique, np.arange(len(must)))
    second = np.minimum(firsts + 1, len(loss) - 1)
    stakes = np.where(clique[second] == np.arange(len(must)), loss[second], np.inf)
    rank = np.empty(len(must), dtype=np.int64)
    rank[np.argsort(-stakes, kind="stable")] = np.arange(len(must))
    again = np.lexsort((np.arange(len(loss)), rank[clique]))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rank[clique], minlength=len(must)))]).astype(np.int64)
    return starts, offers[again].astype(np.int64), loss[again]
