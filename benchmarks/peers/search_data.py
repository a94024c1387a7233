"""What the peers of search read: tokens, filter columns and queries, as `search_speed.py` stored them; only numpy."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from measuring import peak_megabytes

FOLDER = Path(sys.argv[1])
REPEATED = 5


def stored(name: str) -> np.ndarray:
    """A stored array."""
    return np.load(FOLDER / f"{name}.npy")


def told() -> dict[str, Any]:
    """The words, the queries (each two words), and the limits of the filters."""
    return json.loads((FOLDER / "told.json").read_text(encoding="utf-8"))


def texts() -> list[str]:
    """Every account's text."""
    words = np.array(told()["words"], dtype=object)
    return [" ".join(row) for row in words[stored("tokens")]]


def measured(answer: Callable[[list[str]], list[int]], prepared_in: float) -> None:
    """Prints as JSON the milliseconds of each query, the least of a few runs, its best, and what preparing took."""
    took, best = [], []
    for query in told()["queries"]:
        found, runs = answer(query), []
        for _ in range(REPEATED):
            begun = time.perf_counter()
            answer(query)
            runs.append((time.perf_counter() - begun) * 1000)
        took.append(min(runs))
        best.append([int(account) for account in found])
    print(json.dumps({"milliseconds": took, "best": best, "prepared_seconds": prepared_in,
                      "peak_megabytes": peak_megabytes()}))  # fmt: skip
