"""apricot-select on stored lists: python run_apricot.py FOLDER NUMBER, and the outcome as one line of JSON.

MaxCoverageSelection with its lazy greedy (Schreiber and others, JMLR 2020), the fastest of its exact greedies on sparse
lists. Preparation is the sparse matrix it takes. The small selection before the clock runs compiles its loops.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from apricot import MaxCoverageSelection
from measuring import outcome, read, union
from scipy.sparse import csr_matrix


def main() -> None:
    """Measure and print."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2])
    indptr, rows, people = read(folder)
    chosen_of(matrix_of(indptr[:21], rows[: indptr[20]], people), 3)
    print(outcome(
        lambda: matrix_of(indptr, rows, people),
        lambda matrix: chosen_of(matrix, number),
        lambda chosen: union(indptr, rows, people, chosen),
    ))  # fmt: skip


def matrix_of(indptr: np.ndarray, rows: np.ndarray, people: int) -> csr_matrix:
    """Creators by people, ones in double precision, which its compiled loops ask for."""
    return csr_matrix((np.ones(len(rows)), rows, indptr.astype(np.int32)), shape=(len(indptr) - 1, people))


def chosen_of(matrix: csr_matrix, number: int) -> list[int]:
    """The creators it chooses."""
    return [int(one) for one in MaxCoverageSelection(number, optimizer="lazy").fit(matrix).ranking]


if __name__ == "__main__":
    main()
