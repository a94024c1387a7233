"""One method on stored lists, in a process of its own that `peers/run_ours.py` starts.

Prints one line of JSON: value, seconds of preparation and of solving, peak megabytes, the certified bound where there
is one; or why it was not run. Everything is compiled on a small problem before the clock runs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from measuring import outcome
from scipy.sparse import csr_array

from instances import Lists, follower_lists
from kring.plan.greedy import greedy
from kring.plan.instance import Instance
from kring.plan.progress import Progress
from kring.plan.selection import Selection, select
from kring.plan.solve import solve
from plan import numpy_greedy
from plan_general import by_highs, fits_whole
from plan_general import numpy_greedy as general_numpy_greedy
from plan_stored import stored
from plan_tasks import Task, as_selection

SMALL, WARM_EFFORT = 200, 1e6
MUCH = 10_000_000
"""Above so many pairs HiGHS is not even tried: taking people together would not bring it within its reach."""


class NotRun(Exception):
    """Why a method can't be run on a problem."""


@dataclass(frozen=True)
class Reached:
    """The value a method found, the bound it proves, and (seconds, gap) whenever it had proven more."""

    value: float
    bound: float | None = None
    trace: tuple[tuple[float, float], ...] = ()


def by_kring_greedy(problem: Instance | Selection, _: float) -> Reached:
    """Our first set, without bound."""
    assert isinstance(problem, Instance)
    return Reached(greedy(problem).value)


def by_kring(problem: Instance | Selection, _: float) -> Reached:
    """Our solver with its bound, watched: whoever stops it at one of these moments has that gap."""
    start, trace = time.perf_counter(), list[tuple[float, float]]()

    def watch(progress: Progress) -> bool:
        if progress.bound:
            trace.append((time.perf_counter() - start, 1 - progress.value / progress.bound))
        return True

    found = solve(problem, watch=watch) if isinstance(problem, Instance) else select(problem, watch=watch)
    return Reached(found.value, found.bound, tuple(trace))


def by_numpy(problem: Instance | Selection, _: float) -> Reached:
    """Every gain counted anew in every round by `add.reduceat`."""
    return Reached(numpy_greedy(problem) if isinstance(problem, Instance) else general_numpy_greedy(problem))


def by_scipy(prepared: tuple[Instance, csr_array], _: float) -> Reached:
    """The same greedy, every gain by a product of a sparse matrix and what people still count."""
    problem, matrix = prepared
    left, room, value = problem.weights.copy(), problem.budget, 0.0
    price = np.maximum(problem.fees, 1e-9) if np.isfinite(problem.budget) else 1.0
    chosen = np.zeros(problem.creators, dtype=bool)
    for _round in range(problem.most):
        gains = matrix @ left
        gains[chosen | (problem.fees > room)] = 0
        best = int(np.argmax(gains / price))
        if gains[best] <= 0:
            break
        chosen[best] = True
        value, room = value + float(gains[best]), room - problem.fees[best]
        left[problem.row(best)] = 0
    return Reached(value)


def by_milp(problem: Instance | Selection, seconds: float) -> Reached:
    """HiGHS on people taken together."""
    value = by_highs(as_selection(problem), seconds)
    if value is None:
        raise NotRun(f"no set found in {seconds:.0f} s")
    return Reached(value)


METHODS: dict[str, Callable[[Any, float], Reached]] = {
    "kring greedy": by_kring_greedy, "kring": by_kring, "numpy": by_numpy, "scipy": by_scipy, "milp": by_milp,
}  # fmt: skip


def prepared(method: str, task: Task, lists: Lists) -> Any:
    """What the method takes."""
    problem = task.problem(lists)
    if method == "scipy":
        assert isinstance(problem, Instance)
        shape = (problem.creators, len(problem.weights))
        ones = np.ones(len(problem.rows), dtype=np.float32)
        return problem, csr_array((ones, problem.rows, problem.indptr), shape=shape)
    if method == "milp":
        if task.kind == "seen":
            raise NotRun("the chance of being seen is not linear in the creators")
        if len(problem.rows) > MUCH or not fits_whole(as_selection(problem)):
            raise NotRun(f"{len(problem.rows):,} pairs are too large for it, people taken together too")
    return problem


def warm(method: str, kind: str) -> None:
    """Compile everything on a small problem."""
    if method.startswith("kring"):
        small = Task(kind, 5, 2_000.0).problem(follower_lists(SMALL))
        if isinstance(small, Selection):
            select(small, effort=WARM_EFFORT)
        else:
            METHODS[method](small, 0.0)


def main() -> None:
    """Measure and print."""
    folder, task, method, seconds = Path(sys.argv[1]), Task(**json.loads(sys.argv[2])), sys.argv[3], float(sys.argv[4])
    warm(method, task.kind)
    lists = stored(folder)
    try:
        print(outcome(
            lambda: prepared(method, task, lists),
            lambda made: METHODS[method](made, seconds),
            lambda found: found.value,
        ))  # fmt: skip
    except NotRun as why:
        print(json.dumps({"not_run": str(why)}))
