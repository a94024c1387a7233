"""Linear and mixed-integer programs over offers alone: a set that keeps to the limits or the proof that none does, the
best set of what offers count by themselves, and the prices of limits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kring.plan.selection.limits import Floats
from kring.plan.selection.presolve import Cliques
from kring.plan.selection.problem import Chosen, Infeasible, Selection

NODES = 2_000


def best_by_values(selection: Selection, cliques: Cliques, values: Floats, gap: float) -> tuple[Chosen, float]:
    """The set of highest summed `values` (offers,), to a relative gap, and what no set's sum is above.

    `Infeasible` when no set keeps to the limits, or none is found.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    offers, limits = selection.offers, selection.limits.rows(cliques.open_rows)
    rows: list[Any] = [LinearConstraint(_once(cliques), cliques.must.astype(float), 1.0)]
    if len(limits):
        low, high = limits.low - limits.slack / 2, limits.high + limits.slack / 2
        rows.append(LinearConstraint(limits.matrix(offers), low, high))
    size = max(float(np.abs(values).max(initial=0.0)), 1e-12)
    answer = milp(
        -values / size, constraints=rows, bounds=Bounds(0, 1), integrality=np.ones(offers),
        options={"mip_rel_gap": gap, "node_limit": NODES},
    )  # fmt: skip
    if answer.x is None:
        raise Infeasible("no set of offers keeps to all limits" if answer.status == 2 else "no set of offers found")
    chosen: Chosen = np.rint(answer.x).astype(bool)
    if not selection.allows(chosen):
        raise Infeasible("no set of offers keeps to all limits to the cent")
    return chosen, -float(answer.mip_dual_bound) * size


def limit_prices(selection: Selection, cliques: Cliques, values: Floats) -> Floats | None:
    """The prices of the limits at which the best fractional choice of `values` (offers,) keeps to them, shape (limits,);
    below 0 for a lower limit. None where the program does not end well.
    """
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    offers, wanted = selection.offers, np.flatnonzero(cliques.open_rows)
    limits = selection.limits.rows(cliques.open_rows)
    matrix, once = limits.matrix(offers), _once(cliques)
    upper, lower = np.isfinite(limits.high), np.isfinite(limits.low)
    size = max(float(np.abs(values).max(initial=0.0)), 1e-12)
    equal = {"A_eq": once[cliques.must], "b_eq": np.ones(int(cliques.must.sum()))} if cliques.must.any() else {}
    answer = linprog(
        -values / size,
        A_ub=vstack([matrix[upper], -matrix[lower], once[~cliques.must]]),
        b_ub=np.concatenate([limits.high[upper], -limits.low[lower], np.ones(int((~cliques.must).sum()))]),
        bounds=(0, None), method="highs", **equal,
    )  # fmt: skip
    if answer.status != 0:
        return None
    marginals, prices = answer.ineqlin.marginals * size, np.zeros(len(selection.limits))
    prices[wanted[upper]] -= marginals[: upper.sum()]
    prices[wanted[lower]] += marginals[upper.sum() : upper.sum() + lower.sum()]
    return prices


def _once(cliques: Cliques) -> Any:
    """At most one offer of each clique, as a sparse matrix (cliques, offers)."""
    from scipy.sparse import coo_array

    offers = len(cliques.of)
    shape = (len(cliques.must), offers)
    return coo_array((np.ones(offers), (cliques.of, np.arange(offers))), shape=shape).tocsr()
