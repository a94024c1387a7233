"""Simulating a plan: draw what is uncertain, leave out who does not come or can't be paid, count what remains.

People whose membership of the target group is a chance have their odds halved to doubled, once a draw for all of them
(as in `reach.chances`), with the play of chance on top. A creator who declines is not replaced: what a planner does
then is a new plan.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.plan.instance import CENT
from kring.plan.outlook.doubts import Doubts, Draws, drawn
from kring.plan.outlook.outlook import Outlook
from kring.plan.selection.problem import Selection
from kring.reach.chances import ODDS, shifted

DRAWS = 400
MOST_PAIRS = 40_000
"""With more pairs than this a random part of the people stands for all of them; the value itself stays exact."""

AT_ONCE = 20
"""Draws counted at once, so that their people fit in the cache."""

WIDTH = 1.959964

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def simulated(
    problem: Selection,
    order: Places,
    doubts: Doubts,
    *,
    budget: float = np.inf,
    chances: Floats | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> Outlook:
    """How the offers in `order` (the most important first) may turn out.

    `doubts` speaks of all offers of the problem. `chances` (people,): how likely each person belongs to the target
    group, where that is in doubt. The same seed gives the same answer.
    """
    rng = np.random.default_rng(seed)
    chosen = np.zeros(problem.offers, dtype=bool)
    chosen[order] = True
    draw = drawn(doubts, draws, rng)
    come, paid = _who_comes(draw, order, budget)
    people = problem.people_worth(chosen)
    value = _values(problem, order, draw, come, people, chances, rng)
    cost = np.where(come, draw.fees[:, order], 0.0).sum(axis=1)
    unknown = next((doubts.fees[place] for place in order if not doubts.fees[place].known), None)
    return Outlook(
        _spread(value, draws), _spread(cost, draws) if unknown is None else unknown,
        _spread(come.sum(axis=1).astype(float), draws), float(paid.mean()),
        people + float(problem.value[chosen].sum()),
    )  # fmt: skip


def _who_comes(draw: Draws, order: Places, budget: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who of the order is there and paid, shape (draws, chosen), and in which draws all who are there can be paid."""
    there, fees = draw.there[:, order], draw.fees[:, order]
    room = np.full(len(there), budget + CENT)
    come = np.zeros_like(there)
    for place in range(len(order)):
        come[:, place] = there[:, place] & (fees[:, place] <= room)
        room -= np.where(come[:, place], fees[:, place], 0.0)
    return come, (come == there).all(axis=1)


def _values(
    problem: Selection,
    order: Places,
    draw: Draws,
    come: NDArray[np.bool_],
    exact: float,
    chances: Floats | None,
    rng: np.random.Generator,
) -> Floats:
    """The objective's value in each draw, shape (draws,). `exact`: what the people of the whole plan are worth."""
    own: Floats = (np.where(come, draw.values[:, order], 0.0) * problem.value[order]).sum(axis=1)
    people, indptr, rows = _seen(problem, order, rng)
    if not len(people):
        return own
    weights = problem.weights[people]
    chance: Floats = np.ones(len(people)) if chances is None else chances[people]
    doubtful = (chance > 0) & (chance < 1)
    as_planned = _contacts(problem, order, indptr, rows, np.ones((1, len(order))))[0]
    planned = float(weights @ problem.response.expected(as_planned))
    scale = exact / planned if planned > 0 else 1.0
    shifts = np.exp(rng.standard_normal(len(come)) * np.log(ODDS) / WIDTH)
    noise = rng.standard_normal(len(come))
    factors = np.where(come, draw.views[:, order], 0.0)
    found = np.empty(len(come))
    for some in np.array_split(np.arange(len(come)), max(len(come) // AT_ONCE, 1)):
        contacts = _contacts(problem, order, indptr, rows, factors[some])
        counted = problem.response.expected(contacts.ravel()).reshape(contacts.shape) * weights
        if doubtful.any():
            moved = shifted(chance[doubtful], shifts[some][:, None])
            each = counted[:, doubtful] / chance[doubtful]
            counted[:, doubtful] = each * moved
            play = np.sqrt(scale * (each**2 * moved * (1 - moved)).sum(axis=1))
            found[some] = np.maximum(scale * counted.sum(axis=1) + noise[some] * play, 0.0)
        else:
            found[some] = scale * counted.sum(axis=1)
    return own + found


def _seen(problem: Selection, order: Places, rng: np.random.Generator) -> tuple[Places, Places, NDArray[np.int64]]:
    """The people around the chosen offers (or a random part), and the offers' rows over them, renumbered."""
    reached = [
        problem.rows[problem.indptr[row] : problem.indptr[row + 1]] if row >= 0 else problem.rows[:0]
        for row in problem.row_of[order]
    ]
    pairs = sum(len(row) for row in reached)
    kept = np.ones(len(problem.weights), dtype=bool)
    if pairs > MOST_PAIRS:
        kept = rng.random(len(problem.weights)) < MOST_PAIRS / pairs
    rows = [row[kept[row]] for row in reached]
    together = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32)
    people, numbers = np.unique(together, return_inverse=True)
    return people.astype(np.int64), np.cumsum([0, *(len(row) for row in rows)]), numbers


def _contacts(problem: Selection, order: Places, indptr: Places, rows: NDArray[np.int64], factors: Floats) -> Floats:
    """Contacts (where certain) or exposure of each person, with every offer's exposure times its factor.

    `factors` (draws, chosen); the answer has shape (draws, people).
    """
    from scipy.sparse import csr_array

    each = (factors > 0).astype(float) if problem.response.certain else problem.exposure[order] * factors
    shape = (len(order), int(rows.max(initial=-1)) + 1)
    found: Floats = each @ csr_array((np.ones(len(rows)), rows, indptr), shape=shape)
    return found


def _spread(figures: Floats, draws: int) -> Estimate:
    low, high = np.quantile(figures, [0.025, 0.975])
    mean = float(np.clip(figures.mean(), low, high))
    return Estimate.between(mean, float(low), float(high), Basis.MODELLED, draws)
