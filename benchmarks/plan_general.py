"""How good and how fast general plans are, against a plain numpy greedy and HiGHS in the same run.

    python benchmarks/plan_general.py [--creators 1000 10000] [--seconds 20] [--json]

For every number of creators: quotas (one to so many creators of each of 40 regions, half of all nano, at most one of
every four rivals), people reached who see a post with some probability, the same with story, post or reel of each
creator, and with quotas. Each says the value, the certified gap and the seconds, and the value of each peer:

- a numpy greedy by gain per euro that keeps to the same limits;
- HiGHS (`scipy.optimize.milp`) with a time limit, on the whole problem where reach is certain and it is not too large,
  and otherwise on what every offer is worth alone, without overlap. No value: it found no set in that time.
"""

from __future__ import annotations

import argparse
import json
import resource
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, coo_array, csr_array, eye_array

from general_instances import SEEN, budgeted, with_deliverables, with_quotas
from instances import follower_lists
from kring.plan.selection import Selection, select
from plan import sums_of_rows, timed

BUDGETS = {1_000: 5_000.0, 10_000: 20_000.0}
WHOLE = 1_500_000
"""Up to so many pairs, people with the same single creator taken together, HiGHS gets the whole problem."""


def numpy_greedy(problem: Selection) -> float:
    """The value of the greedy by gain per euro with plain numpy: what can still be added is weighed anew every time.

    While a limit is broken only offers that bring it nearer count. 0 when it ends with a limit broken.
    """
    matrix, limits = problem.limits.matrix(problem.offers), problem.limits
    by_offer, high, low = csr_array(matrix.T), limits.high + limits.slack, limits.low - limits.slack
    chosen, free = np.zeros(problem.offers, dtype=bool), np.ones(problem.offers, dtype=bool)
    contacts, sums, made = np.zeros(len(problem.weights)), np.zeros(len(limits)), 0.0
    rates = -np.expm1(-problem.exposure)
    while True:
        left = problem.weights * ((contacts == 0) if problem.response.certain else np.exp(-contacts))
        by_account = sums_of_rows(left[problem.rows], problem.indptr)
        gains = by_account[problem.row_of] * (1.0 if problem.response.certain else rates)
        short = np.maximum(low - sums, 0) + np.maximum(sums - high, 0)
        after = sums[by_offer.indices] + by_offer.data
        change = np.maximum(low[by_offer.indices] - after, 0) + np.maximum(after - high[by_offer.indices], 0)
        change = change - short[by_offer.indices]
        owner = np.repeat(np.arange(problem.offers), np.diff(by_offer.indptr))
        breaks = np.bincount(owner, weights=np.maximum(change, 0), minlength=problem.offers) > 1e-9
        mends = np.bincount(owner, weights=np.maximum(-change, 0), minlength=problem.offers)
        fits = free & ~breaks & ((mends > 0) if short.sum() > 0 else (gains > 1e-9))
        if not fits.any():
            return made if problem.allows(chosen) else 0.0
        offer = int(np.argmax(np.where(fits, gains / problem.fees, -1.0)))
        row = problem.rows[problem.indptr[problem.row_of[offer]] : problem.indptr[problem.row_of[offer] + 1]]
        contacts[row] += problem.contacts_each[offer]
        sums += matrix[:, [offer]].toarray().ravel()
        chosen[offer], made = True, made + float(gains[offer])
        free &= problem.creator != problem.creator[offer]


def by_highs(problem: Selection, seconds: float) -> float | None:
    """The value of the set that HiGHS finds within some seconds; None when it finds none."""
    offers, limits = problem.offers, problem.limits
    makers, number = np.unique(problem.creator, return_inverse=True)
    once = coo_array((np.ones(offers), (number, np.arange(offers))), shape=(len(makers), offers)).tocsr()
    rows, costs = [[once], [limits.matrix(offers)]], -alone(problem)
    low = np.concatenate([np.full(len(makers), -np.inf), limits.low])
    high = np.concatenate([np.ones(len(makers)), limits.high])
    if fits_whole(problem):
        smaller = problem.merged()[0]
        people = len(smaller.weights)
        covers = csr_array((np.ones(len(smaller.rows)), smaller.rows, smaller.indptr), shape=(offers, people)).T
        rows = [[once, None], [limits.matrix(offers), None], [-covers, eye_array(people)]]
        costs = np.concatenate([np.zeros(offers), -smaller.weights])
        low, high = np.concatenate([low, np.full(people, -np.inf)]), np.concatenate([high, np.zeros(people)])
    whole = np.zeros(len(costs))
    whole[:offers] = 1
    answer = milp(
        costs, constraints=LinearConstraint(block_array(rows).tocsr(), low, high), bounds=Bounds(0, 1),
        integrality=whole, options={"time_limit": seconds},
    )  # fmt: skip
    return None if answer.x is None else problem.worth(np.rint(answer.x[:offers]).astype(bool))


def fits_whole(problem: Selection) -> bool:
    """Whether HiGHS can be given the whole problem."""
    return problem.response.certain and len(problem.merged()[0].rows) <= WHOLE


def alone(problem: Selection) -> np.ndarray[Any, Any]:
    """What each offer is worth alone."""
    sums = sums_of_rows(problem.weights[problem.rows], problem.indptr)
    return sums[problem.row_of] * problem.response.expected(problem.contacts_each)


def measured(name: str, problem: Selection, seconds: float) -> dict[str, Any]:
    """One problem: the solver, then its peers."""
    found, took = timed(lambda: select(problem))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain, plainly = timed(lambda: numpy_greedy(problem))
    exact, exactly = timed(lambda: by_highs(problem, seconds))
    return {
        "instance": name, "offers": problem.offers, "limits": len(problem.limits), "pairs": len(problem.rows),
        "value": found.value, "bound": found.bound, "gap": found.gap, "seconds": took, "peak_megabytes": peak,
        "numpy_value": plain, "numpy_seconds": plainly, "value_to_numpy": found.value / plain if plain else None,
        "highs_value": exact, "highs_seconds": exactly, "value_to_highs": found.value / exact if exact else None,
    }  # fmt: skip


def all_measured(sizes: list[int], seconds: float) -> Iterator[dict[str, Any]]:
    """Every problem of every size, after everything is compiled on a small one."""
    small = follower_lists(200)
    for problem in (with_quotas(small, 20_000.0), budgeted(small, 500.0, SEEN), with_deliverables(small, 500.0)):
        select(problem, effort=1e6)
    for creators in sizes:
        lists, budget = follower_lists(creators), BUDGETS.get(creators, 2.0 * creators)
        name = f"{creators:,} creators, EUR {budget:,.0f}"
        yield measured(f"{name}, quotas and rivals", with_quotas(lists, budget), seconds)
        yield measured(f"{name}, seen with a probability", budgeted(lists, budget, SEEN), seconds)
        yield measured(f"{name}, story, post or reel, seen", with_deliverables(lists, budget), seconds)
        yield measured(f"{name}, quotas and rivals, seen", with_quotas(lists, budget, SEEN), seconds)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--seconds", type=float, default=20.0, help="time limit of HiGHS for each problem")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rows = []
    for row in all_measured(asked.creators, asked.seconds):
        rows.append(row)
        if not asked.json:
            exact = "none" if row["highs_value"] is None else f"{row['highs_value']:,.0f}"
            print(
                f"{row['instance']} ({row['offers']:,} offers, {row['limits']:,} limits, {row['pairs']:,} pairs): "
                f"{row['value']:,.0f} of at most {row['bound']:,.0f} (gap {row['gap']:.2%}) in {row['seconds']:.2f} s; "
                f"numpy greedy {row['numpy_value']:,.0f} in {row['numpy_seconds']:.1f} s; HiGHS {exact} in "
                f"{row['highs_seconds']:.0f} s; {row['peak_megabytes']:,.0f} MB",
                flush=True,
            )
    if asked.json:
        print(json.dumps(rows))


if __name__ == "__main__":
    main()
