"""How fast unique reach is counted, against Python sets and Roaring bitmaps in the same run; all must agree.

    python benchmarks/reach.py [--data FOLDER] [--accounts N] [--json]

The folder holds one edge list (`account_follower.csv.gz` or `.parquet`); without it the lists that the tests carry are
used. A generated audience of 10,000 accounts is measured as well: building it, and the reach of `--accounts` of them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from kring.reach import Audience, target_group, unique_reach
from plan import TESTS, audience_of, edge_list


def generated(accounts: int = 10_000, people: int = 2_000_000, seed: int = 1) -> pa.Table:
    """Edges of heavy-tailed accounts over people."""
    rng = np.random.default_rng(seed)
    sizes = np.minimum(200 * (1 + rng.pareto(1.1, accounts)), 50_000).astype(int)
    owners = np.repeat(np.arange(accounts), sizes)
    followers = (rng.random(len(owners)) ** 1.5 * people).astype(np.int64)
    return pa.table({"account": pa.array(owners), "follower": followers})


def fastest(work: Callable[[], Any], times: int = 7) -> tuple[Any, float]:
    """What the work gave and the fewest seconds it took."""
    outcome, seconds = None, float("inf")
    for _ in range(times):
        start = time.perf_counter()
        outcome = work()
        seconds = min(seconds, time.perf_counter() - start)
    return outcome, seconds


def measured(name: str, there: Audience, accounts: Sequence[str], built: float) -> dict[str, Any]:
    """The reach of some accounts by Kring, by Python sets and by Roaring bitmaps, from the prepared form of each."""
    group = target_group(there)
    as_sets = [set(there.row(account).tolist()) for account in accounts]
    as_bitmaps = [BitMap(there.row(account)) for account in accounts]
    reach, ours = fastest(lambda: unique_reach(there, accounts, group=group))
    by_sets, sets = fastest(lambda: len(set().union(*as_sets)))
    by_bitmaps, bitmaps = fastest(lambda: len(BitMap.union(*as_bitmaps)))
    if not float(reach.unique) == by_sets == by_bitmaps:
        raise SystemExit(f"{name}: {reach.unique} differs from {by_sets} and {by_bitmaps}")
    return {
        "instance": name, "accounts": len(accounts), "pairs": there.pairs, "people": there.people, "unique": by_sets,
        "build_seconds": built, "pairs_built_a_second": there.pairs / built, "reach_seconds": ours,
        "sets_seconds": sets, "roaring_union_seconds": bitmaps, "times_faster_than_sets": sets / ours,
        "note": "Kring counts union, exclusive, frequency and each account; the peers count the union only",
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=TESTS)
    options.add_argument("--accounts", type=int, default=50)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rows = []
    for name, edges in {asked.data.name: edge_list(asked.data), "generated": generated()}.items():
        start = time.perf_counter()
        there = audience_of(edges)
        built = time.perf_counter() - start
        chosen = np.random.default_rng(1).permutation(len(there.accounts))[: asked.accounts]
        rows.append(measured(name, there, [there.accounts[place] for place in sorted(chosen)], built))
    if asked.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(
            f"{row['instance']}: {row['pairs']:,} pairs in {row['build_seconds']:.2f} s; {row['accounts']} "
            f"accounts reach {row['unique']:,} in {row['reach_seconds'] * 1e3:.2f} ms "
            f"(sets {row['sets_seconds'] * 1e3:.2f} ms, "
            f"Roaring union only {row['roaring_union_seconds'] * 1e3:.2f} ms)"
        )


if __name__ == "__main__":
    main()
