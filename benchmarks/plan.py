"""How good and how fast plans are, against a plain numpy greedy in the same run.

    python benchmarks/plan.py [--data FOLDER] [--creators N] [--json]

The folder holds one edge list: `account_follower.csv.gz` or `.parquet` (columns account, follower), with fees in
`fees_synthetic.csv` (account, fee) or without. Without `--data` the lists that the tests carry are used, and the dense
follow lists of the research data where they are there. A generated instance of `--creators` is always measured. Every
row says the value, the certified gap, the seconds, and both as a ratio to the numpy greedy with the same limits.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from kring.plan.greedy import greedy
from kring.plan.instance import Instance
from kring.plan.solve import solve
from kring.reach import Audience

TESTS = Path(__file__).parents[1] / "tests" / "data"
RESEARCH = Path(__file__).parents[2] / "shared" / "data" / "follow_lists_dense"


def edge_list(folder: Path) -> pa.Table:
    """The one edge list in the folder."""
    found = sorted([*folder.glob("account_follower.*"), *folder.glob("follower_lists_100.parquet")])
    if not found:
        raise SystemExit(f"{folder} holds no account_follower.csv.gz or account_follower.parquet")
    return pyarrow.parquet.read_table(found[0]) if found[0].suffix == ".parquet" else pyarrow.csv.read_csv(found[0])


def audience_of(edges: pa.Table) -> Audience:
    """The audience of an edge list."""
    return Audience.build(pa.table({
        "account": edges["account"].cast(pa.string()),
        "person_key": edges["follower"].cast(pa.int64()),
        "relation": pa.array(["follower"] * len(edges)), "complete": pa.array([True] * len(edges)),
    }))  # fmt: skip


def fees_of(folder: Path, there: Audience) -> np.ndarray[Any, Any]:
    """The fees beside the edge list, else 25 euros and what the size adds."""
    file = folder / "fees_synthetic.csv"
    if not file.is_file():
        return 25 + 35 * (there.sizes / 1_000) ** 0.8
    table = pyarrow.csv.read_csv(file)
    fees = dict(zip(table["account"].cast(pa.string()).to_pylist(), table["fee"].to_pylist(), strict=True))
    return np.array([fees[account] for account in there.accounts])


def limited(there: Audience, fees: np.ndarray[Any, Any], budget: float, most: int) -> Instance:
    """The problem of all creators and everybody."""
    nobody = np.zeros(len(fees), dtype=bool)
    return Instance(there.indptr, there.rows, np.ones(there.people), fees, budget, 0, min(most, len(fees)), nobody)


def generated(creators: int, seed: int = 1) -> Instance:
    """Niches, everybody, and heavy-tailed sizes: people of 60 niches, 40 % of followers from anywhere."""
    rng = np.random.default_rng(seed)
    people, niche_size = creators * 300, creators * 5
    rows = []
    for size in np.minimum(500 * (1 + rng.pareto(1.1, creators)), 50_000).astype(int):
        anywhere = rng.integers(0, people, int(0.4 * size))
        near = int(rng.integers(60)) * niche_size + (rng.random(int(0.6 * size)) ** 2 * niche_size).astype(int)
        rows.append(np.unique(np.concatenate([anywhere, near])).astype(np.int32))
    sizes = np.array([len(row) for row in rows])
    fees = (25 + 35 * (sizes / 1_000) ** 0.8) * rng.lognormal(0, 0.35, creators)
    indptr = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    nobody = np.zeros(creators, dtype=bool)
    return Instance(indptr, np.concatenate(rows), np.ones(people), fees, 5_000.0, 0, creators, nobody)


def numpy_greedy(problem: Instance) -> float:
    """The same greedy by gain per euro (by gain without a budget), every gain counted anew by `add.reduceat`."""
    left, room, value = problem.weights.copy(), problem.budget, 0.0
    price = np.maximum(problem.fees, 1e-9) if np.isfinite(problem.budget) else 1.0
    chosen = np.zeros(problem.creators, dtype=bool)
    for _ in range(problem.most):
        gains = sums_of_rows(left[problem.rows], problem.indptr)
        gains[chosen | (problem.fees > room)] = 0
        best = int(np.argmax(gains / price))
        if gains[best] <= 0:
            break
        chosen[best] = True
        value, room = value + gains[best], room - problem.fees[best]
        left[problem.rows[problem.indptr[best] : problem.indptr[best + 1]]] = 0
    return value


def sums_of_rows(values: np.ndarray[Any, Any], indptr: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The sum of the values of each row; 0 for a row without any."""
    sums, there = np.zeros(len(indptr) - 1), np.diff(indptr) > 0
    sums[there] = np.add.reduceat(values, indptr[:-1][there])
    return sums


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gave and the seconds it took."""
    start = time.perf_counter()
    outcome = work()
    return outcome, time.perf_counter() - start


def measured(name: str, problem: Instance) -> dict[str, Any]:
    """One instance: the peer, the lazy greedy alone, and the whole solver."""
    greedy(problem)  # compiled before the clock runs
    plain, peer = timed(lambda: numpy_greedy(problem))
    first, lazy = timed(lambda: greedy(problem))
    solution, whole = timed(lambda: solve(problem))
    return {
        "instance": name, "creators": problem.creators, "pairs": len(problem.rows), "people": len(problem.weights),
        "numpy_value": plain, "numpy_seconds": peer, "greedy_value": first.value, "greedy_seconds": lazy,
        "greedy_times_faster": peer / lazy, "value": solution.value, "bound": solution.bound, "gap": solution.gap,
        "seconds": whole, "value_to_numpy": solution.value / plain, "chosen": int(solution.chosen.sum()),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def instances(data: Path | None, creators: int) -> dict[str, Callable[[], Instance]]:
    """What is measured, made when it is its turn."""
    found: dict[str, Callable[[], Instance]] = {}
    folders = [data] if data else [TESTS, *([RESEARCH] if RESEARCH.is_dir() else [])]
    for folder in folders:
        there = audience_of(edge_list(folder))
        fees = fees_of(folder, there)
        budget = 5_000.0 if (folder / "fees_synthetic.csv").is_file() else float(fees.sum() / 10)
        found[f"{folder.name}, 10 creators"] = lambda a=there, f=fees: limited(a, f * 0, np.inf, 10)  # type: ignore[misc]
        found[f"{folder.name}, budget {budget:.0f}"] = lambda a=there, f=fees, b=budget: limited(a, f, b, len(f))  # type: ignore[misc]
    found[f"generated, {creators} creators, budget 5000"] = lambda: generated(creators)
    return found


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path)
    options.add_argument("--creators", type=int, default=1_000)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rows = [measured(name, make()) for name, make in instances(asked.data, asked.creators).items()]
    if asked.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(
            f"{row['instance']}: {row['value']:,.0f} of at most {row['bound']:,.0f} (gap {row['gap']:.2%}) in "
            f"{row['seconds']:.2f} s; greedy {row['greedy_value']:,.0f} in {row['greedy_seconds'] * 1e3:.1f} ms, "
            f"{row['greedy_times_faster']:.0f} times faster than numpy's {row['numpy_value']:,.0f}"
        )


if __name__ == "__main__":
    main()
