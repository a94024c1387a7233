"""How fast a synthetic world is made, against two peers in the same run.

    python benchmarks/world.py [--creators N] [--people N] [--large] [--seed N] [--json]

Peers: drawing as many random whole numbers as the tables have values with numpy, and writing the same rows to Parquet
(zstd). `--large` is 10,000 creators and 500,000 people with about fourteen million followings. The first world of a
process also reads the vocabulary and CBS tables; a small world is made before to leave that out.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from kring.world import LARGE, Scale, World, netherlands


def timed_world(creators: int, people: int, seed: int, scale: Scale) -> tuple[World, float]:
    """The world and the seconds it took."""
    start = time.perf_counter()
    world = netherlands(creators=creators, people=people, seed=seed, scale=scale)
    return world, time.perf_counter() - start


def seconds_to_draw(values: int) -> float:
    """Seconds numpy takes for as many random numbers of 64 bits."""
    start = time.perf_counter()
    np.random.default_rng(1).integers(0, 2**63, values)
    return time.perf_counter() - start


def seconds_to_write(world: World) -> float:
    """Seconds to write all tables to Parquet files."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        for name, table in world.tables.items():
            pq.write_table(table, Path(folder) / f"{name}.parquet", compression="zstd")
        return time.perf_counter() - start


def measure(creators: int, people: int, seed: int, scale: Scale) -> dict[str, float]:
    """The figures of one world."""
    netherlands(creators=2, people=1_000, seed=seed)
    world, seconds = timed_world(creators, people, seed, scale)
    rows = sum(table.num_rows for table in world.tables.values())
    values = sum(table.num_rows * table.num_columns for table in world.tables.values())
    drawing, writing = seconds_to_draw(values), seconds_to_write(world)
    return {
        "creators": creators,
        "people": people,
        "followings": world.truth.follows.num_rows,
        "rows": rows,
        "seconds": round(seconds, 3),
        "rows_per_second": round(rows / seconds),
        "times_numpy_integers": round(seconds / drawing, 1),
        "times_parquet_writing": round(seconds / writing, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--creators", type=int, default=300)
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large", action="store_true", help="10,000 creators and 500,000 people")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    size = (10_000, 500_000) if asked.large else (asked.creators, asked.people)
    figures = measure(*size, asked.seed, LARGE if asked.large else Scale())
    if asked.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):<24}{figure:>16,}")


if __name__ == "__main__":
    main()
