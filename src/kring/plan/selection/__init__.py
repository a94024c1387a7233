"""The general planning problem and its solver: several offers a creator, contacts by exposure, any linear limits.

The plain problem (unique reach within a budget and a number) has a faster solver in `kring.plan.solve`.
"""

from kring.plan.selection.problem import Chosen, Infeasible, Limits, Response, Selected, Selection
from kring.plan.selection.relax import Relaxed, smallest_relaxation
from kring.plan.selection.solve import EFFORT, select

__all__ = [
    "EFFORT",
    "Chosen",
    "Infeasible",
    "Limits",
    "Relaxed",
    "Response",
    "Selected",
    "Selection",
    "select",
    "smallest_relaxation",
]
