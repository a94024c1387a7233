"""The reach curve: what other budgets would reach, by the same solver; never falling, as each starts from the last.

Of a large problem the budgets below follow one greedy path: everybody who is added as long as the money lasts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.plan.alternatives import in_order
from kring.plan.budgets import at_budget
from kring.plan.constraints import Budget
from kring.plan.greedy import add_greedily, completed
from kring.plan.instance import CENT, Chosen, Instance
from kring.plan.objectives import CostPerResult
from kring.plan.problem import Problem
from kring.plan.progress import Progress
from kring.plan.selection import Infeasible, select
from kring.plan.solve import LIGHT, Solution, quick
from kring.plan.standing import in_order_of_gain

TENTHS = (1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0)
"""Renard's preferred numbers (ISO 3): budgets in even steps of a quarter, the same whatever the brief's budget is."""

BELOW = 11
ABOVE = 2
LARGE = 1_000_000
"""From so many pairs on a set for every other budget, searched by itself, would take seconds."""

FEW_BELOW = 6
"""A general problem is solved with its bound at every budget, so the curve has fewer points below."""


@dataclass(frozen=True)
class CurvePoint:
    """With `budget` euros (None where the number of creators limits) `creators` reach `value` people for `cost`."""

    budget: float | None
    cost: float
    creators: int
    value: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"budget": self.budget, "cost": self.cost, "creators": self.creators, "value": self.value}


def smaller_budgets(instance: Instance) -> list[tuple[CurvePoint, Chosen]]:
    """Quick sets at up to 11 budgets below the instance's own, each no worse than the one before."""
    if len(instance.rows) >= LARGE:
        return _on_a_path(instance, rungs_below(instance))
    points: list[tuple[CurvePoint, Chosen]] = []
    for budget in rungs_below(instance):
        points.append(_at(instance, budget, points[-1][1] if points else None))  # each needs the last
    return points


def larger_budgets(instance: Instance, solution: Solution) -> list[CurvePoint]:
    """What two steps more budget would bring."""
    chosen, points = solution.chosen, []
    if solution.value >= instance.whole_weight:
        return [_same_set(solution, budget) for budget in rungs_above(instance.budget)]
    for budget in rungs_above(instance.budget):
        point, chosen = _at(instance, budget, chosen)
        points.append(point)
    return points


def own_point(instance: Instance, solution: Solution) -> CurvePoint:
    """The point of the plan itself."""
    return _same_set(solution, instance.budget if np.isfinite(instance.budget) else None)


def _same_set(solution: Solution, budget: float | None) -> CurvePoint:
    return CurvePoint(budget, solution.cost, int(solution.chosen.sum()), solution.value)


def by_number(instance: Instance, solution: Solution) -> list[CurvePoint]:
    """Without a budget: the plan's creators one after another, the largest gain first."""
    order = in_order(instance, solution.chosen)
    points, reached = [], np.zeros(instance.creators, dtype=bool)
    for creator in order:
        reached[creator] = True
        points.append(CurvePoint(None, instance.cost(reached), int(reached.sum()), instance.value(reached)))
    return points


@dataclass(frozen=True)
class OtherBudgets:
    """What a tenth less and a tenth more money brings; None where there is no budget, or no set for less."""

    less: CurvePoint | None = None
    more: CurvePoint | None = None


def a_tenth_around(instance: Instance, solution: Solution, below: Sequence[tuple[CurvePoint, Chosen]]) -> OtherBudgets:
    """For plain coverage: quick sets, with less never worse than the sets at lower budgets, with more than this one.

    Of a set that reaches everybody a tenth more buys nothing, and a tenth less nothing worse as long as it is paid.
    """
    if not np.isfinite(instance.budget):
        return OtherBudgets()
    everybody = solution.value >= instance.whole_weight
    more = instance.budget * 1.1
    larger = _same_set(solution, more) if everybody else _at(instance, more, solution.chosen)[0]
    if everybody and solution.cost <= instance.budget * 0.9:
        return OtherBudgets(_same_set(solution, instance.budget * 0.9), larger)
    less, floor = instance.budget * 0.9, instance.cost(instance.required)
    reached = [start for point, start in below if point.budget is not None and point.budget <= less]
    cheapest = max(floor, float(instance.fees.min(initial=np.inf)))
    enough = less >= cheapest and (reached or instance.least <= 1)
    smaller = _at(instance, less, reached[-1] if reached else None)[0] if enough else None
    return OtherBudgets(smaller, larger)


class GeneralCurve:
    """The curve of a general problem, solved lightly at each budget and never falling.

    Of a cost per result it tells the results that each budget brings.
    """

    def __init__(self, problem: Problem, chosen: Chosen) -> None:
        self.problem, self.chosen, self.budget = problem, chosen, problem.brief.budget
        self.in_results = isinstance(problem.objective, CostPerResult)
        rows = [one for one, _ in problem.limit_rows]
        self.row = next((place for place, one in enumerate(rows) if isinstance(one, Budget)), None)

    def points(self) -> tuple[CurvePoint, ...]:
        """Some budgets below, the plan's own, and two above; without a budget the creators one after another."""
        if self.budget is None:
            return tuple(self._by_number())
        rungs = [rung for rung in _rungs(self.budget / 20, self.budget) if rung < self.budget][-FEW_BELOW:]
        found, before = [], None
        for rung in rungs:
            point, before = self._at(rung, before)
            found += [point] if point else []
        if self.in_results:
            point, before = self._at(self.budget, before)
            found += [point] if point else []
        else:
            found.append(self._point(self.budget, self.chosen))
            before = self.chosen
        for rung in rungs_above(self.budget):
            point, before = self._at(rung, before)
            found += [point] if point else []
        return tuple(found)

    def a_tenth_around(self) -> OtherBudgets:
        """What a tenth less and more brings; nothing of a cost per result, which a larger budget rarely changes."""
        if self.budget is None or self.in_results:
            return OtherBudgets()
        return OtherBudgets(self._at(self.budget * 0.9, None)[0], self._at(self.budget * 1.1, self.chosen)[0])

    def _by_number(self) -> list[CurvePoint]:
        reached = np.zeros(len(self.problem.offers), dtype=bool)
        found = []
        for offer, _ in in_order_of_gain(self.problem.selection, np.flatnonzero(self.chosen).tolist()):
            reached[offer] = True
            found.append(self._point(None, reached))
        return found

    def _at(self, budget: float, before: Chosen | None) -> tuple[CurvePoint | None, Chosen | None]:
        there = at_budget(self.problem.selection, self.row, budget)
        starts = [] if before is None else [before]
        try:
            best = select(there, effort=LIGHT, starts=starts, watch=_at_once).chosen
        except Infeasible:
            return None, before
        return self._point(budget, best), best

    def _point(self, budget: float | None, chosen: Chosen) -> CurvePoint:
        selection = self.problem.selection
        return CurvePoint(budget, selection.cost(chosen), int(chosen.sum()), selection.worth(chosen))


def _at_once(progress: Progress) -> bool:
    """A watch that stops a solver at its first good set."""
    return False


def rungs_below(instance: Instance) -> list[float]:
    """The budgets below the instance's own at which a set can be bought, rising."""
    floor = instance.cost(instance.required) if instance.required.any() else float(instance.fees.min(initial=np.inf))
    ordered = np.sort(instance.fees[~instance.required])
    floor = max(
        floor, instance.cost(instance.required) + ordered[: max(instance.least - instance.required.sum(), 0)].sum()
    )
    rungs = [rung for rung in _rungs(instance.budget / 20, instance.budget) if rung < instance.budget and rung >= floor]
    return rungs[-BELOW:]


def rungs_above(budget: float) -> list[float]:
    """The next two budgets above."""
    return [rung for rung in _rungs(budget, budget * 3) if rung > budget * 1.05][:ABOVE]


def _rungs(low: float, high: float) -> list[float]:
    decades = range(int(np.floor(np.log10(max(low, 1e-2)))), int(np.ceil(np.log10(max(high, 1e-2)))) + 1)
    return [float(f"{tenth * 10.0**decade:.3g}") for decade in decades for tenth in TENTHS]


def _at(instance: Instance, budget: float, before: Chosen | None) -> tuple[CurvePoint, Chosen]:
    there = instance.with_budget(budget)
    if len(instance.rows) >= LARGE:
        start = instance.required if before is None else before | instance.required
        best = completed(there, start, per_euro=True)
    else:
        best = quick(there, starts=[] if before is None else [before], effort=LIGHT)
    return CurvePoint(budget, best.cost, int(best.chosen.sum()), best.value), best.chosen


def _on_a_path(instance: Instance, rungs: Sequence[float]) -> list[tuple[CurvePoint, Chosen]]:
    """The sets of one greedy path, each as far as a budget lasts; none where there would be too few creators."""
    from kring.plan.kernels import gains_in_order

    if not rungs:
        return []
    order = add_greedily(instance.with_budget(rungs[-1]), instance.required.copy(), per_euro=True)
    gains = gains_in_order(instance.indptr, instance.rows, instance.weights, instance.required, order)
    costs = instance.cost(instance.required) + np.cumsum(instance.fees[order])
    values = instance.value(instance.required) + np.cumsum(gains)
    points: list[tuple[CurvePoint, Chosen]] = []
    for rung in rungs:
        number = int(np.searchsorted(costs, rung + CENT, side="right"))
        chosen = instance.required.copy()
        chosen[order[:number]] = True
        if number and instance.least <= int(chosen.sum()):
            point = CurvePoint(rung, float(costs[number - 1]), int(chosen.sum()), float(values[number - 1]))
            points.append((point, chosen))
    return points
