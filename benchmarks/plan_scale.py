"""How good and how fast plans are at size, against a plain numpy greedy in the same run.

    python benchmarks/plan_scale.py [--creators 1000 10000 100000] [--json]

For every number of creators two problems: a hundred creators with everybody counting the same, and a target group
within a budget. Each says the value, the certified gap, the seconds of the slicing, greedy, bound and whole solve, the
peak memory of the run so far, and how many times faster the greedy is than numpy's.
"""

from __future__ import annotations

import argparse
import json
import resource
from collections.abc import Iterator
from typing import Any

from instances import by_number, by_target, follower_lists
from kring.plan.bound import certify
from kring.plan.greedy import greedy
from kring.plan.instance import Instance
from kring.plan.solve import solve
from plan import numpy_greedy, timed

NUMBER = 100
BUDGETS = {1_000: 5_000.0, 10_000: 20_000.0, 100_000: 100_000.0}


def measured(name: str, problem: Instance, slicing: float) -> dict[str, Any]:
    """One problem: the peer, the greedy with all it needs to prepare, the bound of it, and the whole solver."""
    plain, peer = timed(lambda: numpy_greedy(problem))
    first, lazy = timed(lambda: greedy(problem))
    certificate, bounding = timed(lambda: certify(problem, first.value))
    solution, whole = timed(lambda: solve(problem))
    return {
        "instance": name, "creators": problem.creators, "pairs": len(problem.rows), "numpy_value": plain,
        "numpy_seconds": peer, "slicing_seconds": slicing, "greedy_value": first.value, "greedy_seconds": lazy,
        "greedy_times_faster": peer / lazy, "greedy_bound": certificate.bound, "bound_seconds": bounding,
        "value": solution.value, "bound": solution.bound, "gap": solution.gap, "seconds": whole,
        "value_to_numpy": solution.value / plain, "chosen": int(solution.chosen.sum()),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def all_measured(sizes: list[int]) -> Iterator[dict[str, Any]]:
    """Both problems of every size, after everything is compiled on a small one."""
    small = follower_lists(200)
    for problem in (by_number(small, 5), by_target(small, 500.0)):
        solve(problem)
    for creators in sizes:
        lists = follower_lists(creators)
        yield measured(f"{creators:,} creators, {NUMBER} of them", by_number(lists, NUMBER), 0.0)
        budget = BUDGETS.get(creators, 2.0 * creators)
        target, slicing = timed(lambda made=lists, euros=budget: by_target(made, euros))
        yield measured(f"{creators:,} creators, target group, EUR {budget:,.0f}", target, slicing)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rows = []
    for row in all_measured(asked.creators):
        rows.append(row)
        if not asked.json:
            print(
                f"{row['instance']} ({row['pairs']:,} pairs): {row['value']:,.0f} of at most {row['bound']:,.0f} "
                f"(gap {row['gap']:.2%}) in {row['seconds']:.2f} s; sliced in {row['slicing_seconds'] * 1e3:.0f} ms, "
                f"greedy {row['greedy_value']:,.0f} in {row['greedy_seconds'] * 1e3:.0f} ms, "
                f"{row['greedy_times_faster']:.0f} times faster than numpy's {row['numpy_value']:,.0f}; bound in "
                f"{row['bound_seconds']:.2f} s; {row['peak_megabytes']:,.0f} MB",
                flush=True,
            )
    if asked.json:
        print(json.dumps(rows))


if __name__ == "__main__":
    main()
