"""The general planning problem as arrays: offers of creators, the people around them, and linear limits.

Maximise  sum of weight x response(contacts) over people + sum of value over chosen offers,  with at most one offer of
each creator and every limit kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kring.plan.instance import CENT
from kring.plan.selection.limits import Limits
from kring.plan.selection.response import Response

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]

__all__ = ["CENT", "Chosen", "Floats", "Infeasible", "Limits", "Response", "Selected", "Selection", "Sequence"]


class Infeasible(Exception):
    """No set of offers keeps to the limits."""


@dataclass(frozen=True)
class Selection:
    """One problem.

    `indptr` (accounts + 1,), `rows` (pairs,): the people in the target group of each account, rising. `weights`
    (people,): what a person counts, > 0. Per offer: `row_of`, the account whose people it reaches (-1: nobody);
    `exposure`, the mean number of contacts of a person there, > 0, not looked at where the response is certain;
    `value`, what it counts by itself, >= 0; `fees` in euros, for gain per euro and ties (the budget is a limit);
    `creator`, who makes it.
    """

    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    row_of: NDArray[np.int64]
    exposure: Floats
    weights: Floats
    response: Response
    value: Floats
    fees: Floats
    creator: NDArray[np.int64]
    limits: Limits

    @property
    def offers(self) -> int:
        """How many offers there are to choose from."""
        return len(self.fees)

    @cached_property
    def contacts_each(self) -> Floats:
        """What an offer adds to the contacts of each of its people, shape (offers,)."""
        return np.ones(self.offers) if self.response.certain else self.exposure

    def contacts(self, chosen: Chosen) -> Floats:
        """The number of contacts (where certain) or the exposure of each person, shape (people,)."""
        from kring.plan.bound_kernel import covered_times

        there = chosen & (self.row_of >= 0)
        each = np.zeros(len(self.indptr) - 1)
        np.add.at(each, self.row_of[there], self.contacts_each[there])
        return covered_times(self.indptr, self.rows, each, len(self.weights))

    def people_worth(self, chosen: Chosen) -> float:
        """What the people count, without the offers' own values."""
        return float(self.weights @ self.response.expected(self.contacts(chosen)))

    def worth(self, chosen: Chosen) -> float:
        """The value of a set of offers, computed afresh."""
        return self.people_worth(chosen) + float(self.value[chosen].sum())

    def cost(self, chosen: Chosen) -> float:
        """What a set of offers costs, in euros."""
        return float(self.fees[chosen].sum())

    def allows(self, chosen: Chosen) -> bool:
        """Whether a set of offers keeps to all limits, with at most one offer of each creator."""
        makers = self.creator[chosen]
        return len(np.unique(makers)) == len(makers) and self.limits.allow(chosen)

    def only(self, kept: Chosen) -> Selection:
        """The same problem with fewer offers to choose from; accounts without offers lose their rows."""
        used = np.unique(self.row_of[kept & (self.row_of >= 0)])
        number = np.full(len(self.indptr), -1, dtype=np.int64)
        number[used] = np.arange(len(used))
        stays = np.zeros(len(self.indptr) - 1, dtype=bool)
        stays[used] = True
        sizes = np.diff(self.indptr)
        return replace(
            self,
            indptr=np.concatenate([[0], np.cumsum(sizes[used])]).astype(np.int64),
            rows=self.rows[np.repeat(stays, sizes)],
            row_of=number[self.row_of[kept]],
            exposure=self.exposure[kept], value=self.value[kept], fees=self.fees[kept], creator=self.creator[kept],
            limits=self.limits.only(kept),
        )  # fmt: skip

    def merged(self) -> tuple[Selection, NDArray[np.int32]]:
        """The same problem with fewer people, and the new number of each person, -1 for who is left out.

        People around one account only count as one, as heavy as they are together; who is around none is left out.
        Every set has the same value as before.
        """
        from kring.plan.selection.merge_kernel import merged

        indptr, rows, weights, number = merged(self.indptr, self.rows, self.weights)
        return replace(self, indptr=indptr, rows=rows, weights=weights), number


@dataclass(frozen=True)
class Selected:
    """The best set found, and what is proven of it: no allowed set is worth more than `bound`.

    `chosen` (offers,); `value` is its worth, `cost` its fees.
    """

    chosen: Chosen
    value: float
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """How much better any set could be at most, as a share of the bound; 0 when this one is proven the best."""
        return 0.0 if self.bound <= 0 else max(self.bound - self.value, 0.0) / self.bound
