"""How good, how fast and how large plans are, against every peer that can run, in the same run.

    python benchmarks/plan_scale.py [--creators 1000 10000 100000] [--data FOLDER] [--peers PYTHON] [--json]

Lists: generated ones (1,000,000 on request), the 100 follower lists of the tests, and of the data folder the dense
follow lists and the likers of the climbing niche. Tasks: see `plan_tasks.Task`. Methods: our first set and our solver;
a greedy in plain numpy and one in scipy's sparse matrices; HiGHS with a time limit; and, for a number of creators,
which is all they take, apricot-select and submodlib-py in an environment of their own (`make bench-plan` makes it).
Each runs in a process of its own, which says the value, the seconds with and without preparation, and its peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from plan import TESTS
from plan_goals import Row, verdicts
from plan_stored import real_lists, store, store_generated
from plan_tasks import GENERAL, PLAIN, Task

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data"
PEERS = HERE.parent / ".venv-bench" / "bin" / "python"
BUDGETS = {1_000: 5_000.0, 10_000: 20_000.0, 100_000: 100_000.0, 1_000_000: 200_000.0}
LIBRARIES = {"apricot": 700.0, "submodlib": 350.0}
"""Bytes a pair at 1.4 million pairs; a run that gets that far puts its own figure in the place."""
START = 200e6
"""Bytes a peer's process holds before it has read a list."""


@dataclass
class Runner:
    """What is asked of a run, and the bytes a pair that peers were seen to need in it."""

    seconds: float
    limit: float
    peers: Path
    methods: list[str]
    bytes_a_pair: dict[str, float] = field(default_factory=lambda: dict(LIBRARIES))

    def run(self, command: list[str]) -> dict[str, Any]:
        """What a process prints, or why it printed nothing."""
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=self.limit, check=False)
        except subprocess.TimeoutExpired:
            return {"not_run": f"not finished in {self.limit:.0f} s"}
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
            return {"not_run": f"failed: {last}"}
        said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return said

    def outcome(self, folder: Path, task: Task, method: str, pairs: int) -> dict[str, Any]:
        """One method on one task."""
        if method not in LIBRARIES:
            return self.run([
                sys.executable, str(HERE / "peers" / "run_ours.py"), str(folder), task.as_json(), method,
                str(self.seconds),
            ])  # fmt: skip
        if not self.peers.is_file():
            return {"not_run": "not installed"}
        needed = START + self.bytes_a_pair[method] * pairs
        if needed > available():
            return {"not_run": f"would need {needed / 1e9:,.0f} GB"}
        said = self.run([str(self.peers), str(HERE / "peers" / f"run_{method}.py"), str(folder), str(task.number)])
        if "peak_megabytes" in said and pairs > 1e6:
            self.bytes_a_pair[method] = max(said["peak_megabytes"] * 2**20 - START, 0.0) / pairs
        return said

    def rows(self, instance: str, folder: Path, tasks: list[Task]) -> Iterator[Row]:
        """Every method on every task of stored lists."""
        indptr = np.load(folder / "indptr.npy")
        creators, pairs = len(indptr) - 1, int(indptr[-1])
        for task in tasks:
            for method in self.methods:
                if method in wanted(task):
                    said = self.outcome(folder, task, method, pairs)
                    yield Row(instance, task.kind, task.words, creators, pairs, method, **said)


def wanted(task: Task) -> list[str]:
    """The methods that a task is for."""
    if task.kind in GENERAL:
        return ["kring", "numpy", "milp"]
    return ["kring greedy", "kring", "numpy", "scipy", "milp", *(LIBRARIES if task.kind == "number" else [])]


def available() -> float:
    """Bytes of memory that are free, where the system says it."""
    return float(os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")) if hasattr(os, "sysconf") else np.inf


def generated(creators: int) -> Callable[[Path], tuple[int, float]]:
    """Stores generated lists; says the number of creators asked for and the budget."""

    def make(folder: Path) -> tuple[int, float]:
        store_generated(creators, folder)
        return min(100, creators), BUDGETS.get(creators, 2.0 * creators)

    return make


def real(folder: Path) -> Callable[[Path], tuple[int, float]]:
    """Stores real lists; says the number of creators asked for and the budget: a tenth of what all ask without fees."""

    def make(target: Path) -> tuple[int, float]:
        lists = real_lists(folder)
        store(lists, target)
        return 10, 5_000.0 if (folder / "fees_synthetic.csv").is_file() else round(float(lists.fees.sum()) / 10)

    return make


def instances(sizes: list[int], data: Path) -> dict[str, Callable[[Path], tuple[int, float]]]:
    """What is measured, by name."""
    found = {f"{creators:,} creators": generated(creators) for creators in sizes}
    found["100 follower lists"] = real(TESTS)
    for name, folder in {"dense follow lists": "follow_lists_dense", "climbing niche": "climbing_niche"}.items():
        if (data / folder).is_dir():
            found[name] = real(data / folder)
        else:
            print(f"{name}: skipped, {data / folder} is not there", file=sys.stderr)
    return found


def said(row: Row) -> str:
    """One printed row."""
    if row.not_run is not None or row.value is None:
        return f"  {row.method:13} not run: {row.not_run}"
    gap = "" if row.gap is None else f", gap {row.gap:.2%}"
    return (
        f"  {row.method:13} {row.value:14,.1f}  {row.seconds:9.3f} s, {row.solve_seconds:9.3f} s without preparation, "
        f"{row.peak_megabytes:8,.0f} MB{gap}"
    )


def main() -> None:
    """Measure, print, and judge by the goals."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--peers", type=Path, default=Path(os.environ.get("KRING_PEERS", PEERS)), help="its python")
    options.add_argument("--seconds", type=float, default=20.0, help="time limit that HiGHS is given")
    options.add_argument("--limit", type=float, default=150.0, help="seconds after which any method is ended")
    options.add_argument("--tasks", nargs="+", default=[*PLAIN, *GENERAL], choices=[*PLAIN, *GENERAL])
    methods = ["kring greedy", "kring", "numpy", "scipy", "milp", *LIBRARIES]
    options.add_argument("--methods", nargs="+", default=methods, choices=methods)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    runner, rows, shown = Runner(asked.seconds, asked.limit, asked.peers, asked.methods), [], ("", "")
    for name, make in instances(asked.creators, asked.data).items():
        with tempfile.TemporaryDirectory() as made:
            number, budget = make(Path(made))
            for row in runner.rows(name, Path(made), [Task(kind, number, budget) for kind in asked.tasks]):
                rows.append(row)
                if not asked.json and shown != (row.instance, row.task):
                    shown = (row.instance, row.task)
                    print(f"{row.instance} ({row.pairs:,} pairs), {row.task}", flush=True)
                if not asked.json:
                    print(said(row), flush=True)
    judged = verdicts(rows)
    if asked.json:
        full = [{**asdict(row), "gap": row.gap} for row in rows]
        print(json.dumps({"rows": full, "goals": [{**asdict(one), "verdict": one.words} for one in judged]}))
        return
    for one in judged:
        print(f"{one.words:12} {one.goal}" + (f": {one.measured}" if one.measured else ""))


if __name__ == "__main__":
    main()
