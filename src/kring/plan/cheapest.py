"""The lowest cost per result: the most results for every budget, and branch and bound on the budget.

The ratio of a modular and a submodular function is no coverage problem, but a set that costs c counts at most what the
best set within c counts. So the solver's bound at a budget b bounds every set that costs at most b from above, and a
set that costs more than a has a cost per result of at least a / bound(b): budgets are cut in two where that bound is
lowest. Where a contact never adds more than the one before, no set is cheaper per result than its cheapest offer alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kring.plan.budgets import at_budget
from kring.plan.progress import Progress, Watch
from kring.plan.selection import Chosen, Infeasible, Selected, Selection, select
from kring.plan.standing import Standing

SOLVES = 24
CLOSE_ENOUGH = 0.005
NARROW = 1.001


@dataclass(frozen=True)
class Cheapest:
    """The set found with the lowest cost per result, `ratio`; no set within the limits has one below `bound`.

    `enough`: whether it has as many results as asked; if not, `most` is the most found and `bound_on_results` proven.
    """

    chosen: Chosen
    ratio: float
    bound: float
    enough: bool
    most: float
    bound_on_results: float


def cheapest(
    selection: Selection, at_least: float, *, effort: float, seed: int = 0, starts: Sequence[Chosen] = (),
    watch: Watch | None = None,
) -> Cheapest:  # fmt: skip
    """The set with the lowest cost per result among those that count at least so much. Raises Infeasible."""
    return _Search(selection, at_least, effort, seed, watch).run(starts)


class _Search:
    """Budgets cut in two, the part that may hold the lowest ratio first."""

    def __init__(self, selection: Selection, at_least: float, effort: float, seed: int, watch: Watch | None) -> None:
        self.selection, self.at_least, self.effort, self.seed, self.watch = selection, at_least, effort, seed, watch
        self.standing = Standing(selection, np.zeros(selection.offers, dtype=bool))
        self.best: Chosen | None = None
        self.ratio = np.inf
        self.solves = 0

    def run(self, starts: Sequence[Chosen]) -> Cheapest:
        """The answer; every budget is solved by the general solver."""
        whole = float(self.selection.fees.sum())
        first = self._solve(whole, starts)
        if first.value < self.at_least * (1 - 1e-9):
            return Cheapest(first.chosen, np.inf, 0.0, False, first.value, first.bound)
        for start in starts:
            self._keep(start)
        single = self._cheapest_alone()
        floor = float(self.selection.fees[self.selection.fees > 0].min(initial=whole))
        parts = [(_ratio(floor, first.bound), floor, max(whole, floor), first.bound)]
        while parts and self.solves < SOLVES and self._may_improve(parts[0], single):
            _, low, high, most = heapq.heappop(parts)
            middle = float(np.sqrt(low * high))
            below = self._bound_within(middle)
            heapq.heappush(parts, (_ratio(middle, most), middle, high, most))
            if below >= self.at_least and below > 0:
                heapq.heappush(parts, (_ratio(low, below), low, middle, below))
        bound = max(parts[0][0] if parts else self.ratio, single)
        chosen = first.chosen if self.best is None else self.best
        return Cheapest(chosen, self.ratio, min(bound, self.ratio), True, first.value, first.bound)

    def _solve(self, budget: float, starts: Sequence[Chosen] = ()) -> Selected:
        self.solves += 1
        there = at_budget(self.selection, None, budget)
        known = [*starts, *([self.best] if self.best is not None else [])]
        found = select(there, effort=self.effort / SOLVES, seed=self.seed, starts=known)
        self._keep(found.chosen)
        return found

    def _bound_within(self, budget: float) -> float:
        """No set within this budget counts more; 0 where there is none."""
        try:
            return self._solve(budget).bound
        except Infeasible:
            return 0.0

    def _keep(self, chosen: Chosen) -> None:
        """Keep a set, and what is left of it without those that make a result dearer, when it is the cheapest yet."""
        if not self.selection.allows(chosen):
            return
        chosen = self._thinned(chosen)
        results, cost = self.selection.worth(chosen), self.selection.cost(chosen)
        if results >= self.at_least * (1 - 1e-9) and results > 0 and cost / results < self.ratio:
            self.best, self.ratio = chosen, cost / results

    def _thinned(self, chosen: Chosen) -> Chosen:
        """The set without offers whose last results cost more than the mean, as long as it may and counts enough."""
        self.standing.become(chosen)
        results, cost = self.selection.worth(chosen), self.selection.cost(chosen)
        while int(self.standing.chosen.sum()) > 1 and results > 0:
            dearest, highest, lost = -1, cost / results, 0.0
            for offer in np.flatnonzero(self.standing.chosen & (self.selection.fees > 0)):
                self.standing.take(int(offer))
                added = float(self.standing.gains()[offer])
                price = self.selection.fees[offer] / added if added > 0 else np.inf
                if price > highest and results - added >= self.at_least and self._allowed():
                    dearest, highest, lost = int(offer), price, added
                self.standing.put(int(offer))
            if dearest < 0:
                break
            self.standing.take(dearest)
            results, cost = results - lost, cost - float(self.selection.fees[dearest])
        return self.standing.chosen.copy()

    def _allowed(self) -> bool:
        return self.selection.allows(self.standing.chosen)

    def _cheapest_alone(self) -> float:
        """The cost per result of the offer that is cheapest alone: a bound where results never come together better."""
        if not self.selection.response.concave:
            return 0.0
        self.standing.become(np.zeros(self.selection.offers, dtype=bool))
        gains = self.standing.gains()
        some = gains > 0
        return float((self.selection.fees[some] / gains[some]).min(initial=np.inf))

    def _may_improve(self, part: tuple[float, float, float, float], single: float) -> bool:
        """Whether the part that may hold the lowest ratio is worth another solve, and nobody says stop."""
        lowest, low, high, _ = part
        bound = max(lowest, single)
        if bound >= self.ratio * (1 - CLOSE_ENOUGH) or high <= low * NARROW:
            return False
        return self.watch is None or self.watch(Progress(self.ratio, bound, self.solves / SOLVES))


def _ratio(cost: float, results: float) -> float:
    return cost / results if results > 0 else np.inf
