"""What a plan may maximise: one `Objective` interface, and the objectives that a brief's goal can name."""

from kring.plan.objectives.joined import CostPerResult, Mix
from kring.plan.objectives.objective import KINDS, UNITS, Counted, Evidence, Objective, Unit
from kring.plan.objectives.of_goal import objective_of
from kring.plan.objectives.people import Awareness, Reach
from kring.plan.objectives.results import Engagements, Revenue

__all__ = [
    "KINDS", "UNITS", "Awareness", "CostPerResult", "Counted", "Engagements", "Evidence", "Mix", "Objective", "Reach",
    "Revenue", "Unit", "objective_of",
]  # fmt: skip
