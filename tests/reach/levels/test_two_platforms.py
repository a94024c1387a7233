"""People who have a key on each platform: the interval over platforms holds how many different people there are."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from kring.reach import Audience, unique_reach
from kring.reach.levels.knowledge import Knowledge
from kring.reach.levels.platforms import platform_of
from kring.world import netherlands


def test_intervals_over_platforms_hold_the_people_of_the_world() -> None:
    follows = netherlands(creators=100, people=12_000, seed=21).truth.follows
    names = follows["account"].cast(pa.string())
    person = follows["person_key"].to_numpy()
    platforms, code = np.unique([platform_of(name) for name in names.to_pylist()], return_inverse=True)
    one = Audience.build(_lists(names, np.unique(person, return_inverse=True)[1]))
    by_platform = np.unique(np.stack([person, code]), axis=1, return_inverse=True)[1].ravel()
    apart = Audience.build(_lists(names, by_platform))
    assert len(platforms) == 3
    assert apart.people > one.people
    known = Knowledge.of(dict.fromkeys(one.accounts))
    rng = np.random.default_rng(0)
    held, errors, errors_of_sum = [], [], []
    for number in np.repeat((2, 5, 10, 25, 50), 20):
        chosen = sorted(rng.choice(one.accounts, number, replace=False).tolist())
        true = float(unique_reach(one, chosen).unique)
        joined = unique_reach(apart, chosen, known=known).unique
        held.append(joined.low <= true <= joined.high)
        errors.append(abs(joined.value - true) / true)
        errors_of_sum.append(abs(joined.high - true) / true)
    assert np.mean(held) >= 0.95
    assert np.mean(errors) < np.mean(errors_of_sum)


def _lists(names: pa.ChunkedArray, person: np.ndarray) -> pa.Table:
    count = len(person)
    return pa.table({
        "account": names, "person_key": pa.array(person, pa.int64()), "relation": pa.array(["follower"] * count),
        "complete": pa.array([True] * count),
    })  # fmt: skip
