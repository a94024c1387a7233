"""submodlib-py on stored lists: python run_submodlib.py FOLDER NUMBER, and the outcome as one line of JSON.

SetCoverFunction with its lazy greedy (Kaushal and others, 2022). Preparation is the Python set of each creator that it
takes and the function built of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from measuring import outcome, read, union
from submodlib import SetCoverFunction


def main() -> None:
    """Measure and print."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2])
    indptr, rows, people = read(folder)
    print(outcome(
        lambda: function_of(indptr, rows, people),
        lambda function: chosen_of(function, number),
        lambda chosen: union(indptr, rows, people, chosen),
    ))  # fmt: skip


def function_of(indptr: np.ndarray, rows: np.ndarray, people: int) -> SetCoverFunction:
    """Its function, of one set a creator."""
    creators = len(indptr) - 1
    sets = [set(rows[indptr[one] : indptr[one + 1]].tolist()) for one in range(creators)]
    return SetCoverFunction(n=creators, cover_set=sets, num_concepts=people)


def chosen_of(function: SetCoverFunction, number: int) -> list[int]:
    """The creators it chooses."""
    return [int(one) for one, _ in function.maximize(budget=number, optimizer="LazyGreedy", show_progress=False)]


if __name__ == "__main__":
    main()
