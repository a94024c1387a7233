"""Which limits stand in each other's way: the fewest to relax, and then the least, so that some set keeps to them.

An elastic program: every row gets a slack that costs one when used at all (Chinneck, "Feasibility and infeasibility in
optimization", 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.limits import Floats, Limits
from kring.plan.selection.problem import Infeasible

NODES = 5_000


@dataclass(frozen=True)
class Relaxed:
    """A limit to relax: its number, and the nearest `low` and `high` with which a set exists."""

    row: int
    low: float
    high: float


def smallest_relaxation(limits: Limits, creator: NDArray[np.int64], *, hard: Sequence[int] = ()) -> list[Relaxed]:
    """The fewest limits to relax so that some set keeps to all, and among such the least change in all, in rising order.

    Change counts as a share of the limit's own size. `creator` (offers,): at most one offer of each, never relaxed;
    nor are the `hard` rows. Empty when a set exists already; `Infeasible` when the hard rows alone rule out every set.
    """
    program = _Elastic(limits, creator, np.isin(np.arange(len(limits)), np.asarray(hard, dtype=np.int64)))
    fewest = program.solved(program.used, np.inf)
    number = round(float(program.used @ fewest))
    least = program.solved(program.change, number)
    offers = len(creator)
    sums = limits.sums(np.rint(least[:offers]))
    passed = (sums < limits.low - limits.slack) | (sums > limits.high + limits.slack)
    return [
        Relaxed(int(row), float(min(limits.low[row], sums[row])), float(max(limits.high[row], sums[row])))
        for row in np.flatnonzero(passed)
    ]


class _Elastic:
    """Columns: offers, then for each row whether it is relaxed, how far below its low, how far above its high."""

    def __init__(self, limits: Limits, creator: NDArray[np.int64], hard: NDArray[np.bool_]) -> None:
        from scipy.sparse import block_array, coo_array, csr_array, diags_array, eye_array

        offers, rows = len(creator), len(limits)
        ones = np.ones(offers, dtype=bool)
        most = limits.sums(ones * 0.0) + np.bincount(
            limits.row_numbers, weights=np.abs(limits.coefficients), minlength=rows
        )
        below = np.where(np.isfinite(limits.low), np.maximum(limits.low, 0) + most, 0.0) * ~hard
        above = np.where(np.isfinite(limits.high), np.maximum(-limits.high, 0) + most, 0.0) * ~hard
        makers, number = np.unique(creator, return_inverse=True)
        once = coo_array((np.ones(offers), (number, np.arange(offers))), shape=(len(makers), offers)).tocsr()
        blank, same = csr_array((rows, rows)), eye_array(rows)
        self.matrix = block_array([
            [limits.matrix(offers), blank, same, -same],
            [once, None, None, None],
            [None, diags_array(-below), same, None],
            [None, diags_array(-above), None, same],
        ]).tocsr()  # fmt: skip
        size = self.matrix.shape[0]
        self.low, self.high = np.full(size, -np.inf), np.zeros(size)
        self.low[:rows], self.high[:rows] = limits.low, limits.high
        self.high[rows : rows + len(makers)] = 1.0
        own = np.where(np.isfinite(limits.low), np.abs(limits.low), 0.0)
        own = np.maximum(own, np.where(np.isfinite(limits.high), np.abs(limits.high), 0.0))
        scale = 1.0 / np.maximum(own, 1.0)
        self.used = np.concatenate([np.zeros(offers), np.ones(rows), np.zeros(2 * rows)])
        self.change = np.concatenate([np.zeros(offers + rows), scale, scale])
        self.most = np.concatenate([np.ones(offers), (~hard).astype(float), below, above])
        self.whole = np.concatenate([np.ones(offers + rows), np.zeros(2 * rows)])

    def solved(self, costs: Floats, number: float) -> Floats:
        """The cheapest solution with at most so many rows relaxed."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        limits: list[Any] = [LinearConstraint(self.matrix, self.low, self.high)]
        if np.isfinite(number):
            limits.append(LinearConstraint(self.used[None, :], -np.inf, number))
        answer = milp(
            costs, constraints=limits, bounds=Bounds(np.zeros(len(costs)), self.most), integrality=self.whole,
            options={"node_limit": NODES, "mip_rel_gap": 1e-6},
        )  # fmt: skip
        if answer.x is None:
            raise Infeasible("the limits that may not be relaxed already rule out every set")
        solution: Floats = answer.x
        return solution
