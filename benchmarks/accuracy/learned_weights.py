"""Do weights learned from decisions find more true value on briefs they never saw? On the synthetic world.

    python benchmarks/accuracy/learned_weights.py [--seeds S ...] [--creators N] [--people N] [--data FOLDER]
        [--looked N] [--keep FOLDER] [--json]

A made-up company looks at the first N accounts of Kring's ranking of each brief and chooses, by chance, those of more
true value (`planted_value.py`): the odds double with the value, and the middle of those it looked at is chosen half of
the time. Weights are learned on one half of the briefs and judged by NDCG@20 on the other, and the other way round, in
each world by itself. Prints NDCG@20 of current and learned weights and the difference, mean over briefs with intervals
by bootstrap over briefs (Efron 1979). FOLDER holds `briefs.yaml` as in benchmarks/accuracy/world_briefs (the default).
Seeds 1 to 3 are for development.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from match_in_world import DEVELOPMENT, HERE, briefs_in, gain, with_interval
from planted_value import PlantedValue
from worlds_known import KnownWorld

from kring.match.criteria import Criteria, active_criteria
from kring.match.learning.decisions import CHOSEN, DECISIONS, PASSED
from kring.match.learning.groups import GROUPS
from kring.match.learning.proposing import propose
from kring.match.ranking import Ranking, ranked, record_of

LOOKED = 40


def decisions_on(name: str, ranking: Ranking, value: np.ndarray, looked: int, rng: np.random.Generator) -> pa.Table:
    """What the company decides on the first accounts of a ranking. `value`: by place of the pool."""
    first = ranking.places[:looked]
    worth = np.log2(np.maximum(value[first], 1e-3))
    chance = 1 / (1 + 2.0 ** (np.median(worth) - worth))
    accounts = ranking.pool.names.take(pa.array(first)).to_pylist()
    rows = [
        {"ranking": name, "account": account, "decision": CHOSEN if hit else PASSED}
        for account, hit in zip(accounts, rng.random(len(first)) < chance, strict=True)
    ]
    return pa.Table.from_pylist(rows, DECISIONS)


def halves(known: KnownWorld, briefs: list[dict[str, Any]], looked: int) -> dict[str, tuple[float, float]]:
    """By brief the NDCG@20 of the current weights and of those learned on the other half of the briefs."""
    planted, current = PlantedValue.of(known.world), active_criteria()
    at = np.array([planted.accounts.index(name) for name in known.pool.names.to_pylist()])
    rng, found = np.random.default_rng(known.world.seed), {}
    values = {one["id"]: planted.for_brief(one["brief"])[at] for one in briefs}
    parts = (briefs[::2], briefs[1::2])
    for learned_on, judged_on in (parts, parts[::-1]):
        records, tables = {}, []
        for one in learned_on:
            ranking = ranked(one["brief"], known.pool, current)
            record = record_of(ranking, {})
            records[record.id] = record
            tables.append(decisions_on(record.id, ranking, values[one["id"]], looked, rng))
        learned = propose(pa.concat_tables(tables), records, current, GROUPS.empty_table()).criteria
        for one in judged_on:
            scores = tuple(ndcg(known, one, values[one["id"]], criteria) for criteria in (current, learned))
            found[one["id"]] = scores
    return found


def ndcg(known: KnownWorld, brief: dict[str, Any], value: np.ndarray, criteria: Criteria) -> float:
    """The discounted value of the first accounts, over that of the best order of all."""
    best = gain(-np.sort(-value))
    return gain(value[ranked(brief["brief"], known.pool, criteria).places]) / best if best else float("nan")


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(DEVELOPMENT), help="the worlds")
    parser.add_argument("--creators", type=int, default=1000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--looked", type=int, default=LOOKED, help="how many accounts the company looks at, a brief")
    parser.add_argument("--data", type=Path, default=HERE, help="a folder with briefs.yaml")
    parser.add_argument("--keep", type=Path, help="a folder to keep the workspaces in")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    briefs, by_seed = briefs_in(asked.data), []
    with TemporaryDirectory(prefix="kring-worlds-") as place:
        for seed in asked.seeds:
            known = KnownWorld.of(asked.creators, asked.people, seed, asked.keep or Path(place))
            by_seed.append(halves(known, briefs, asked.looked))
    scores = np.nanmean([[found[one["id"]] for one in briefs] for found in by_seed], axis=0)
    answer = {
        "current": with_interval(scores[:, 0]), "learned": with_interval(scores[:, 1]),
        "difference": with_interval(scores[:, 1] - scores[:, 0]),
    }  # fmt: skip
    if asked.json:
        print(json.dumps({"benchmark": "learned_weights", "seeds": asked.seeds, "ndcg_20": answer}))
        return
    for name, (value, low, high) in answer.items():
        print(f"{name:<12} {value:.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
