"""Synthetic worlds as a company sees them: of some accounts lists, of some who engages, of some sizes and shares.

By thirds: complete follower lists (the parameters are fitted on these), likers and commenters, and follower counts with
audience shares. What is judged are the answers of `kring.reach.unique_reach` for everybody in sets of accounts that are
all of one level, and in sets of all three, against the true unions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.reach import Audience, unique_reach
from kring.reach.levels.knowledge import Knowledge
from kring.world import netherlands

KINDS = {"engaged": (1,), "shares": (2,), "mixed": (0, 1, 2)}
SEEDS = (11, 12, 13)
NUMBERS = (2, 3, 5, 10, 20, 50)


@dataclass(frozen=True)
class SeenWorld:
    """A world: the true audience, what is seen of it, and `kind` (accounts,): 0 listed, 1 engaged, 2 shares."""

    truth: Audience
    there: Audience
    known: Knowledge
    kind: NDArray[np.int64]


def seen_world(seed: int, creators: int = 240, people: int = 40_000) -> SeenWorld:
    """One world, seen."""
    world = netherlands(creators=creators, people=people, seed=seed)
    follows, watched = world.truth.follows, world.tables["audience_people"]
    account = np.array(follows["account"].cast(pa.string()).to_pylist())
    names, place = np.unique(account, return_inverse=True)
    kind = np.random.default_rng(seed).integers(0, 3, len(names))
    person = follows["person_key"].to_numpy()
    truth = _table(account, person, np.full(len(account), "follower"))
    seen = np.array(watched["account"].to_pylist())
    relation = np.array(watched["relation"].to_pylist())
    at = np.minimum(np.searchsorted(names, seen), len(names) - 1)
    engaged = (relation != "follower") & (names[at] == seen) & (kind[at] == 1)
    likes = _table(seen[engaged], watched["person_key"].to_numpy()[engaged], relation[engaged])
    lists = truth.filter(pa.array(kind[place] == 0))
    there = Audience.build(pa.concat_tables([lists, likes]), world.tables["people"])
    counts = world.truth.accounts
    followers = dict(zip(counts["account"].to_pylist(), counts["followers"].to_pylist(), strict=True))
    known = Knowledge.of(followers, world.tables["audience_shares"], same_people=None).calibrated(there)
    return SeenWorld(Audience.build(truth), there, known, kind)


def _table(account: NDArray[Any], person: NDArray[Any], relation: NDArray[Any]) -> pa.Table:
    return pa.table({
        "account": pa.array(account.tolist(), pa.string()), "person_key": pa.array(person, pa.int64()),
        "relation": pa.array(relation.tolist(), pa.string()), "complete": pa.array(relation == "follower"),
    })  # fmt: skip


def judged_worlds(draws: int, seeds: tuple[int, ...] = SEEDS) -> Iterator[dict[str, Any]]:
    """One row a set, as `reach_levels.judged` gives them."""
    for seed in seeds:
        world = seen_world(seed)
        rng = np.random.default_rng(seed)
        for level, kinds in KINDS.items():
            accounts = np.flatnonzero(np.isin(world.kind, kinds))
            for number in [number for number in NUMBERS if 2 * number <= len(accounts)]:
                for _ in range(draws):
                    chosen = [world.truth.accounts[one] for one in rng.choice(accounts, number, replace=False)]
                    yield _judged(world, sorted(chosen)) | {"level": f"{level}, fitted", "set": number}


def _judged(world: SeenWorld, chosen: list[str]) -> dict[str, Any]:
    true = float(unique_reach(world.truth, chosen).unique)
    union = unique_reach(world.there, chosen, known=world.known).unique
    held = union.low - 1e-6 * true <= true <= union.high + 1e-6 * true
    return {"error": abs(union.value - true) / true, "held": held, "width": union.high - union.low}
