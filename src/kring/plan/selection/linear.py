"""Linear and mixed-integer programs over offers alone: a set that keeps to the limits, or the proof that none does."""

from __future__ import annotations

import numpy as np

from kring.plan.selection.limits import Floats
from kring.plan.selection.problem import Chosen, Infeasible, Selection

NODES = 2_000


def feasible_set(selection: Selection, worth: Floats) -> Chosen:
    """A set that keeps to all limits, of high summed `worth` (offers,). `Infeasible` when there is none, or when the
    program ends without one.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    offers = selection.offers
    makers, number = np.unique(selection.creator, return_inverse=True)
    once = coo_array((np.ones(offers), (number, np.arange(offers))), shape=(len(makers), offers)).tocsr()
    limits = selection.limits
    rows = [LinearConstraint(once, -np.inf, 1.0), LinearConstraint(limits.matrix(offers), limits.low, limits.high)]
    answer = milp(
        -worth, constraints=rows, bounds=Bounds(0, 1), integrality=np.ones(offers),
        options={"mip_rel_gap": 0.02, "node_limit": NODES},
    )  # fmt: skip
    if answer.x is None:
        raise Infeasible("no set of offers keeps to all limits" if answer.status == 2 else "no set found")
    chosen: Chosen = np.rint(answer.x).astype(bool)
    if not selection.allows(chosen):
        raise Infeasible("no set of offers keeps to all limits to the cent")
    return chosen
