"""How fast a brief is ranked over many accounts, against DuckDB scanning the same columns in the same run.

    python benchmarks/match_speed.py [--accounts 1000000] [--explained 50] [--json]

The accounts are made up: random figures, of which a quarter is unknown, a niche and a fee for each. The peer computes
the same levels and sums with CASE over columns that stand ready in memory, and sorts the first 50: no gates, no reasons
and no explanations. `first` includes what a pool makes once; `warm` is another brief on the same pool.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from kring.match import Brief
from kring.match.criteria import Criteria, Pool, active_criteria
from kring.match.ranking import Ranking, ranked
from kring.profile.figure_rows import FIGURES
from kring.profile.niche import NICHE_SHARES
from kring.profile.price import PRICES

FIGURE_NAMES = (
    "answered_comments",
    "authenticity",
    "clean_feed",
    "commercial_share",
    "monthly_growth",
    "posts_per_week",
)
NICHES = ("mama", "baby", "vegan", "koken", "hardlopen", "tuin")
TEXTS = ("creator", "handle", "name", "tier", "category", "country", "city")
RUNS = 3


def made_pool(accounts: int, seed: int = 0) -> Pool:
    """Accounts of which three quarters of everything is known."""
    rng = np.random.default_rng(seed)
    names = pa.array([f"instagram:a{number:07d}" for number in range(accounts)])
    size = rng.lognormal(8, 1.5, accounts).astype(np.int64)
    table = pa.table({
        "account": names, "platform": ["instagram"] * accounts, "language": rng.choice(["nl", "en"], accounts),
        "followers": size, **{name: pa.nulls(accounts, pa.string()) for name in TEXTS},
    })  # fmt: skip
    figures = pa.concat_tables(_figure(name, names, rng) for name in FIGURE_NAMES)
    niche = rng.choice(NICHES, accounts)
    shares = rng.beta(2, 2, accounts)
    details = {
        "niches": pa.table([names, niche, shares, shares, shares, [20] * accounts], schema=NICHE_SHARES),
        "prices": pa.table([names, ["post"] * accounts, *[size / 50.0] * 3, [1] * accounts, ["prior"] * accounts,
                            ["prior"] * accounts], schema=PRICES),
    }  # fmt: skip
    return Pool(table, figures, details)


def _figure(name: str, names: pa.Array, rng: np.random.Generator) -> pa.Table:
    known = np.sort(rng.choice(len(names), int(len(names) * 0.75), replace=False))
    value, count = rng.beta(1, 2, len(known)), len(known)
    columns = [names.take(pa.array(known)), [name] * count, value, value * 0.8, value * 1.2, [20] * count]
    return pa.table([*columns, ["measured"] * count, [""] * count], schema=FIGURES)


def peer(ranking: Ranking, criteria: Criteria) -> Callable[[], object]:
    """The same sum of levels in DuckDB, over the same quantities."""
    import duckdb

    connection = duckdb.connect()
    columns = {name: pa.array(values, from_pandas=True) for name, values in ranking.quantities.items()}
    connection.register("given", pa.table({"account": ranking.pool.names, **columns}))
    connection.execute("create table known as select * from given")
    parts = []
    for criterion in criteria:
        if criterion.name in columns:
            steps = " ".join(
                f'when "{criterion.name}" >= {level.at_least} then {level.bits}'
                for level in reversed(criterion.levels[1:])
            )
            parts.append(f'case when "{criterion.name}" is null then 0 {steps} else {criterion.levels[0].bits} end')
    query = f"select account, {' + '.join(parts)} as bits from known order by bits desc, account limit 50"
    return lambda: connection.execute(query).fetchall()


def seconds(call: Callable[[], object]) -> float:
    """The least of a few runs."""
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        call()
        took.append(time.perf_counter() - begun)
    return min(took)


def measured(accounts: int, explained: int) -> dict[str, float]:
    """Seconds by what was done."""
    pool, criteria = made_pool(accounts), active_criteria()
    brief = Brief.from_mapping({"name": "x", "niches": ["mama", "baby"], "unknown": "keep", "budget": 2_000})
    other = Brief.from_mapping({"name": "y", "niches": ["vegan"], "unknown": "keep", "budget": 3_000})
    begun = time.perf_counter()
    ranked(brief, pool, criteria)
    first = time.perf_counter() - begun
    best = ranked(other, pool, criteria).accounts[:explained]
    kept = ranked(other, pool, criteria)
    return {
        "accounts": accounts, "passing": len(kept), "first": first,
        "warm": seconds(lambda: ranked(other, pool, criteria)),
        "explain": seconds(lambda: [kept.explain(account) for account in best]),
        "duckdb": seconds(peer(kept, criteria)),
        "peak_gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--explained", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measured(asked.accounts, asked.explained)
    if asked.json:
        print(json.dumps(found))
        return
    print(
        f"{found['accounts']:,} accounts, of which {found['passing']:,} pass; at most {found['peak_gigabytes']:.1f} GB"
    )
    for name in ("first", "warm", "explain", "duckdb"):
        print(f"{name:>8}  {found[name]:8.3f} s  {found[name] / found['duckdb']:6.2f} of the peer")


if __name__ == "__main__":
    main()
