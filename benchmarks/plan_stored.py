"""Follower lists as .npy files in a folder, so that every method reads the same lists in a process of its own.

The files: `indptr.npy` (creators + 1,), `rows.npy` (at least indptr[-1] of them count), `fees.npy`, `homes.npy`
(creators,), and `people.json`. Rows of more than `MAPPED` bytes are mapped from the file instead of read.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from instances import CELLS, MANY, Lists, draw_rows, draws, follower_lists
from plan import audience_of, edge_list, fees_of

MAPPED = 2_000_000_000
BLOCK = 50_000
"""Creators drawn at once when the rows don't fit in memory twice."""
REGIONS_OF_REAL = 3


def store(lists: Lists, folder: Path) -> None:
    """Write the lists."""
    np.save(folder / "indptr.npy", lists.indptr)
    np.save(folder / "rows.npy", lists.rows)
    _store_creators(folder, lists.fees, lists.homes, lists.people)


def store_generated(creators: int, folder: Path) -> None:
    """Write generated lists; from a million creators on block by block."""
    if creators < MANY:
        store(follower_lists(creators), folder)
        return
    made = draws(creators)
    rows = open_memmap(folder / "rows.npy", mode="w+", dtype=np.int32, shape=(int(made.drawn.sum()),))
    indptr = np.zeros(creators + 1, dtype=np.int64)
    for first in range(0, creators, BLOCK):
        part = slice(first, first + BLOCK)
        starts, drawn = draw_rows(made.drawn[part], made.homes[part], made.in_cell, made.seed + first)
        at = indptr[first]
        rows[at : at + len(drawn)] = drawn
        indptr[first + 1 : first + len(starts)] = at + starts[1:]
    rows.flush()
    np.save(folder / "indptr.npy", indptr)
    _store_creators(folder, made.fees(np.diff(indptr)), made.homes, made.in_cell * CELLS)


def stored(folder: Path) -> Lists:
    """The lists of a folder."""
    indptr: NDArray[np.int64] = np.load(folder / "indptr.npy")
    mapped = (folder / "rows.npy").stat().st_size > MAPPED
    rows = np.asarray(np.load(folder / "rows.npy", mmap_mode="c" if mapped else None))[: indptr[-1]]
    people = int(json.loads((folder / "people.json").read_text()))
    return Lists(indptr, rows, people, np.load(folder / "fees.npy"), np.load(folder / "homes.npy"))


def real_lists(folder: Path, seed: int = 5) -> Lists:
    """The follower or liker lists of a folder, with its fees or made-up ones.

    Segments, niches and regions of real people are not known: people get a random number, so that the target group is
    a random sixth, and creators one of three random regions.
    """
    likers = folder / "likers.parquet"
    edges = _numbered(pyarrow.parquet.read_table(likers)) if likers.is_file() else edge_list(folder)
    there, rng = audience_of(edges), np.random.default_rng(seed)
    numbers = rng.permutation(there.people).astype(np.int32)
    rows = np.concatenate([np.sort(numbers[there.row(account)]) for account in there.accounts])
    homes = rng.integers(0, REGIONS_OF_REAL, len(there.accounts))
    return Lists(there.indptr, rows, there.people, fees_of(folder, there), homes)


def _numbered(edges: pa.Table) -> pa.Table:
    """An edge list (creator, person) whose persons are words, with numbers in their place."""
    persons = np.unique(edges["person"].to_numpy(), return_inverse=True)[1]
    return pa.table({"account": edges["creator"], "follower": pa.array(persons)})


def _store_creators(folder: Path, fees: NDArray[np.float64], homes: NDArray[np.int64], people: int) -> None:
    np.save(folder / "fees.npy", fees)
    np.save(folder / "homes.npy", homes)
    (folder / "people.json").write_text(json.dumps(people))
