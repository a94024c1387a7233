"""Edge lists as rows of people by creator: from files with any headings, from friendship graphs, and generated ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray
from social_graphs import GRAPHS

from kring.reach.levels.rows import Rows

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = {
    "follower_lists_100": "follower_lists_100/account_follower.csv.gz",
    "follow_lists_dense": "follow_lists_dense/account_follower.parquet",
    "climbing_niche": "climbing_niche/likers.parquet",
}
LEAST_FOLLOWERS = 20


def read_pairs(file: Path) -> tuple[NDArray[np.int64], NDArray[np.int64], int, int]:
    """The first two columns as numbers, how many different values the first has, and the second.

    CSV with a comma, semicolon, tab or blank between, with or without headings, gzipped or not; or Parquet.
    """
    table = pyarrow.parquet.read_table(file) if file.suffix == ".parquet" else _read_text(file)
    if table.num_columns < 2:
        raise SystemExit(f"{file} has one column: an edge list has a creator and a person on each line")
    table = table.select([0, 1]).drop_null()
    first, second = _encoded(table.column(0)), _encoded(table.column(1))
    return _codes(first), _codes(second), len(first.dictionary), len(second.dictionary)


def read_rows(file: Path, *, graph: bool = False, least: int = 1) -> Rows:
    """The rows of a list of creators and persons, or of a friendship graph; see `of_graph`."""
    if graph:
        return of_graph(_nodes(file), least)
    account, person, accounts, people = read_pairs(file)
    return at_least(Rows.of_pairs(account, person, accounts, people), least)


def of_graph(edges: NDArray[np.int64], least: int) -> Rows:
    """Every node with at least so many neighbours is a creator, and its neighbours are the people around it."""
    edges = edges[edges[:, 0] != edges[:, 1]]
    both = np.concatenate([edges, edges[:, ::-1]])
    nodes = int(both.max()) + 1
    return at_least(Rows.of_pairs(both[:, 0], both[:, 1], nodes, nodes), least)


def at_least(rows: Rows, least: int) -> Rows:
    """The creators with at least so many people around them; only people around any of those are counted."""
    kept = np.flatnonzero(rows.sizes >= least)
    account = np.repeat(np.arange(rows.accounts), np.diff(rows.indptr))
    chosen = np.isin(account, kept)
    people, person = np.unique(rows.rows[chosen], return_inverse=True)
    return Rows.of_pairs(np.searchsorted(kept, account[chosen]), person, len(kept), len(people))


def engaged_of(followers: Rows, rng: np.random.Generator, activity: float, rate: float) -> Rows:
    """A part of the pairs: who is active engages more, and accounts differ in how many they engage.

    `activity`: standard deviation of the logarithm of a person's activity; `rate`: the middle share of followers.
    """
    active = rng.lognormal(-(activity**2) / 2, activity, followers.people)
    rates = rng.lognormal(np.log(rate), 0.5, followers.accounts)
    account = np.repeat(np.arange(followers.accounts), np.diff(followers.indptr))
    seen = rng.random(len(account)) < -np.expm1(-rates[account] * active[followers.rows])
    return Rows.of_pairs(account[seen], followers.rows[seen].astype(np.int64), followers.accounts, followers.people)


def networks(folder: Path = DATA) -> dict[str, Rows]:
    """The networks at hand: research data that are there, the synthetic world, a generated instance, made-up graphs."""
    found = {name: read_rows(folder / file) for name, file in FILES.items() if (folder / file).is_file()}
    made: dict[str, Callable[[], Rows]] = {"synthetic_world": world, "generated": generated}
    found |= {name: make() for name, make in made.items()}
    return found | {name: of_graph(make(1), LEAST_FOLLOWERS) for name, make in GRAPHS.items()}


def world(creators: int = 300, people: int = 60_000, seed: int = 1) -> Rows:
    """The true followings of a synthetic Netherlands."""
    from kring.world import netherlands

    follows = netherlands(creators=creators, people=people, seed=seed).truth.follows
    account, person = (_codes(_encoded(follows[name])) for name in ("account", "person_key"))
    return at_least(Rows.of_pairs(account, person, int(account.max()) + 1, int(person.max()) + 1), 1)


def generated(creators: int = 1_000, seed: int = 1) -> Rows:
    """Niches and regions with heavy tails, as the planning benchmarks use."""
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1]))
    from instances import follower_lists

    lists = follower_lists(creators, seed)
    account = np.repeat(np.arange(creators), np.diff(lists.indptr))
    return at_least(Rows.of_pairs(account, lists.rows.astype(np.int64), creators, lists.people), 1)


def _read_text(file: Path) -> pa.Table:
    import gzip

    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8-sig") as lines:
        ahead = [line for line in (lines.readline() for _ in range(200)) if line]
    comments = next((place for place, line in enumerate(ahead) if not line.startswith(("#", "%"))), 0)
    first = ahead[comments]
    between = next((mark for mark in "\t,; " if mark in first), ",")
    headed = any(not part.strip().strip('"').lstrip("-").isdigit() for part in first.split(between)[:2])
    parsed = pyarrow.csv.ParseOptions(delimiter=between)
    reading = pyarrow.csv.ReadOptions(skip_rows=comments, autogenerate_column_names=not headed)
    return pyarrow.csv.read_csv(file, read_options=reading, parse_options=parsed)


def _nodes(file: Path) -> NDArray[np.int64]:
    """The edges of a graph, its nodes numbered over both columns."""
    table = pyarrow.parquet.read_table(file) if file.suffix == ".parquet" else _read_text(file)
    columns = [table[place].cast(pa.string()) for place in (0, 1)]
    both = _encoded(pa.chunked_array([chunk for column in columns for chunk in column.chunks]))
    return _codes(both).reshape(2, -1).T


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    coded = column.combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0)
    return coded if pa.types.is_dictionary(coded.type) else pc.dictionary_encode(coded)


def _codes(column: pa.DictionaryArray) -> NDArray[np.int64]:
    return np.asarray(column.indices, dtype=np.int64)
