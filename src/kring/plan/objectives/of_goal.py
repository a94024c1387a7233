"""The objective that a brief's goal names."""

from __future__ import annotations

from kring.match.goal import Goal
from kring.plan.objectives.joined import CostPerResult, Mix
from kring.plan.objectives.objective import Objective
from kring.plan.objectives.people import Awareness, Reach
from kring.plan.objectives.results import Engagements, Revenue


def objective_of(goal: Goal) -> Objective:
    """The objective of a goal."""
    if goal.name == "mix":
        return Mix(tuple((objective_of(part), weight) for part, weight in goal.parts))
    if goal.name == "cost_per_result" and goal.of is not None:
        return CostPerResult(objective_of(goal.of), goal.at_least)
    if goal.name == "engagements":
        return Engagements(goal.in_target)
    if goal.name == "revenue":
        return Revenue()
    return Awareness(goal.most) if goal.name == "awareness" else Reach(goal.times, goal.seen)
