"""The reach curve: what other budgets would reach, by the same solver; never falling, as each starts from the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.plan.alternatives import in_order
from kring.plan.instance import Chosen, Instance
from kring.plan.solve import LIGHT, Solution, quick

TENTHS = (1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0)
"""Renard's preferred numbers (ISO 3): budgets in even steps of a quarter, the same whatever the brief's budget is."""

BELOW = 11
ABOVE = 2


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
    """The best quick sets at up to 11 budgets below the instance's own, each no worse than the one before."""
    points: list[tuple[CurvePoint, Chosen]] = []
    for budget in rungs_below(instance):
        points.append(_at(instance, budget, points[-1][1] if points else None))  # each needs the last
    return points


def larger_budgets(instance: Instance, solution: Solution) -> list[CurvePoint]:
    """What two steps more budget would bring."""
    chosen, points = solution.chosen, []
    for budget in rungs_above(instance.budget):
        point, chosen = _at(instance, budget, chosen)
        points.append(point)
    return points


def own_point(instance: Instance, solution: Solution) -> CurvePoint:
    """The point of the plan itself."""
    budget = instance.budget if np.isfinite(instance.budget) else None
    return CurvePoint(budget, solution.cost, int(solution.chosen.sum()), solution.value)


def by_number(instance: Instance, solution: Solution) -> list[CurvePoint]:
    """Without a budget: the plan's creators one after another, the largest gain first."""
    order = in_order(instance, solution.chosen)
    points, reached = [], np.zeros(instance.creators, dtype=bool)
    for creator in order:
        reached[creator] = True
        points.append(CurvePoint(None, instance.cost(reached), int(reached.sum()), instance.value(reached)))
    return points


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
    best = quick(there, starts=[] if before is None else [before], effort=LIGHT)
    return CurvePoint(budget, best.cost, int(best.chosen.sum()), best.value), best.chosen
