"""The planning problem as arrays: creators with fees, the people of the target group, and the limits.

Budgeted weighted maximum coverage: choose creators whose rows together cover the most weight, within a budget and
between a least and a most number of creators, the required ones always in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kring.plan.cover_kernel import Uncovered
    from kring.plan.improve_kernel import Problem, State
    from kring.plan.kernels import Grades

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]

OF_THE_ROWS = ("whole", "by_fee", "alike", "alone", "whole_weight", "inverted", "graded", "_of_each_grade")

FEW = 256
"""Up to so many different weights, 0 with them, people are counted by weight; with more the weights are added up."""

FEW_RUNS = 16
"""Up to so many runs of people with one weight, a creator's own weight is counted run by run."""

CENT = 1e-6
"""What fees may differ by and still be the same amount: sums of cents are not exact in binary."""


@dataclass(frozen=True)
class Instance:
    """One problem.

    `indptr` (creators + 1,), `rows` (pairs,): the people of each creator, rising. `weights` (people,): what a person
    counts, above 0; `np.broadcast_to(1.0, people)` where everybody counts one. `fees` (creators,): in euros. `budget`
    may be infinite. `least`, `most`: number of creators. `required` (creators,): who must be in.
    """

    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: Floats
    fees: Floats
    budget: float
    least: int
    most: int
    required: Chosen

    @property
    def creators(self) -> int:
        """How many creators there are to choose from."""
        return len(self.fees)

    @property
    def limited_by_money(self) -> bool:
        """Whether there are sets that the number of creators allows and the budget does not."""
        dearest = self.fees
        if self.most < self.creators:
            dearest = np.sort(self.fees)[self.creators - self.most :]
        return bool(dearest.sum() > self.budget + CENT)

    @cached_property
    def whole(self) -> bool:
        """Whether every weight is a whole number, so that every value is."""
        return bool((self.weights == np.rint(self.weights)).all())

    @cached_property
    def by_fee(self) -> NDArray[np.int64]:
        """The creators from cheapest to dearest."""
        return np.argsort(self.fees, kind="stable")

    @cached_property
    def graded(self) -> tuple[Grades, Floats]:
        """The grade of each person, 1 and up, shape (people,), and the weight of each grade; grade 0 weighs nothing.

        With up to 255 different weights a grade is one byte, so that the people of a country fit in the cache.
        """
        from kring.plan.kernels import few_grades

        grades, worth = few_grades(self.weights)
        if len(worth):
            return grades, worth
        different, number = np.unique(self.weights, return_inverse=True)
        return (number + 1).astype(np.int32), np.concatenate([[0.0], different])

    @cached_property
    def _of_each_grade(self) -> NDArray[np.int64]:
        grades, worth = self.graded
        return np.bincount(grades, minlength=len(worth))

    @cached_property
    def alike(self) -> bool:
        """Whether everybody counts the same."""
        from kring.plan.kernels import all_equal

        if self.weights.strides == (0,):
            return len(self.weights) > 0
        return bool(all_equal(self.weights))

    def uncovered(self) -> Uncovered:
        """Everybody, not covered yet, as the compiled loops take it."""
        from kring.plan.cover_kernel import Uncovered

        if self.alike:
            everybody = np.full(len(self.weights) // 64 + 1, ~np.uint64(0))
            return Uncovered(np.empty(0, dtype=np.uint8), everybody, np.array([0.0, self.weights[0]]))
        grades, worth = self.graded
        return Uncovered(grades.copy(), np.empty(0, dtype=np.uint64), worth)

    @cached_property
    def alone(self) -> Floats:
        """The weight each creator covers alone, shape (creators,)."""
        from kring.plan.kernels import graded_sums, sums_by_runs

        if self.alike:
            sums: Floats = np.diff(self.indptr) * self.weights[0]
            return sums
        grades, worth = self.graded
        ends = np.append(np.flatnonzero(grades[1:] != grades[:-1]) + 1, len(grades))
        if len(grades) and len(ends) <= FEW_RUNS:
            return sums_by_runs(self.indptr, self.rows, ends, worth[grades[ends - 1]])
        return graded_sums(self.indptr, self.rows, grades, worth)

    @cached_property
    def whole_weight(self) -> float:
        """The weight of everybody somebody here reaches."""
        return self.value(np.ones(self.creators, dtype=bool))

    @cached_property
    def inverted(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The creators of each person, as indptr (people + 1,) and creator numbers (pairs,)."""
        from kring.plan.kernels import transposed

        return transposed(self.indptr, self.rows, len(self.weights))

    def row(self, creator: int) -> NDArray[np.int32]:
        """The people of one creator."""
        return self.rows[self.indptr[creator] : self.indptr[creator + 1]]

    def value(self, chosen: Chosen) -> float:
        """The weight that a set of creators covers together."""
        from kring.plan.cover_kernel import covered_people
        from kring.plan.kernels import covered_weight

        left = self.uncovered()
        if len(left.worth) > FEW:
            return float(covered_weight(self.indptr, self.rows, self.weights, chosen))
        return fsum(covered_people(self.indptr, self.rows, left, chosen) * left.worth)

    def value_without(self, left: Uncovered) -> float | None:
        """The weight of those who are covered now, of `uncovered()`; None with too many different weights to count."""
        if len(left.worth) > FEW:
            return None
        if len(left.bits):
            covered = 64 * len(left.bits) - int(np.bitwise_count(left.bits).sum(dtype=np.int64))
            return covered * float(left.worth[1])
        still = np.bincount(left.grades, minlength=len(left.worth))
        still[0] = 0
        return fsum((self._of_each_grade - still) * left.worth)

    def cost(self, chosen: Chosen) -> float:
        """What a set of creators costs."""
        return float(self.fees[chosen].sum())

    def allows(self, chosen: Chosen) -> bool:
        """Whether a set of creators keeps to all limits."""
        within = self.cost(chosen) <= self.budget + CENT and self.least <= int(chosen.sum()) <= self.most
        return within and bool(chosen[self.required].all())

    def searched_from(self, chosen: Chosen) -> tuple[Problem, State]:
        """The problem and the state of a search in which these are chosen, as the compiled loops take them."""
        from kring.plan.improve_kernel import Problem, State, move

        starts, holders = self.inverted
        problem = Problem(
            self.indptr, self.rows, starts, holders, self.weights, self.fees, self.by_fee,
            self.required, float(self.budget), int(self.least), int(self.most),
        )  # fmt: skip
        nobody, times = np.zeros(self.creators, dtype=bool), np.zeros(len(self.weights), dtype=np.int32)
        state = State(times, self.alone.copy(), nobody, nobody.copy(), np.zeros(4))
        for creator in np.flatnonzero(chosen):
            move(problem, state, int(creator), 1)
        state.sums[3] = 0
        return problem, state

    def with_budget(self, budget: float) -> Instance:
        """The same problem with another budget; what was computed of the rows goes along."""
        return self._on_the_same_rows(replace(self, budget=budget))

    @property
    def without_limits(self) -> Instance:
        """The same creators and people without a budget or a number; what was computed of the rows goes along."""
        return self._on_the_same_rows(replace(self, budget=np.inf, least=0, most=self.creators))

    @property
    def spread(self) -> Instance:
        """The same problem with a weight in memory for each person, as the compiled loops take them."""
        if self.weights.strides != (0,):
            return self
        return self._on_the_same_rows(replace(self, weights=np.ascontiguousarray(self.weights)))

    def _on_the_same_rows(self, other: Instance) -> Instance:
        _ = self.alone  # the first gains of every search
        other.__dict__.update({name: self.__dict__[name] for name in OF_THE_ROWS if name in self.__dict__})
        return other

    def merged(self, kept: Chosen) -> Instance:
        """The same problem with fewer creators and people: who is reached by one creator only counts with the others
        of that creator, who is reached by nobody is left out. Every set has the same value as before.
        """
        return self.merged_with_numbers(kept)[0]

    def merged_with_numbers(self, kept: Chosen) -> tuple[Instance, NDArray[np.int32]]:
        """`merged`, and the place in it of each person (people,): -1 for who is taken together or left out."""
        from kring.plan.kernels import merged_people

        indptr, rows, weights, numbers = merged_people(self.indptr, self.rows, self.weights, kept)
        fees, required = self.fees[kept], self.required[kept]
        return replace(self, indptr=indptr, rows=rows, weights=weights, fees=fees, required=required), numbers

    def only(self, kept: Chosen) -> Instance:
        """The same problem with fewer creators to choose from; people nobody is left for stay, uncovered."""
        sizes = np.diff(self.indptr)
        rows = self.rows[np.repeat(kept, sizes)]
        indptr = np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int64)
        return replace(self, indptr=indptr, rows=rows, fees=self.fees[kept], required=self.required[kept])
