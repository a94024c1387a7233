"""How fast a brief is ranked over many accounts, against DuckDB scanning the same columns in the same run.

    python benchmarks/match_speed.py [--accounts 1000000] [--explained 50] [--json]

The accounts are made up: random figures, of which a quarter is unknown, a niche and a fee for each. The peer computes
the same gates, levels and sums with WHERE and CASE over columns that stand ready in memory, and sorts the first 50: no
reasons and no explanations. `first` includes what a pool makes once; then come other briefs on the same pool: a narrow
one (one niche, nano, Dutch, a small budget, what is unknown left out) and a wide one (one niche, what is unknown kept).
Of several runs each the fastest and the median are told, and the least time that processors worked on one, which says
more where others use them too; `fresh` is the first run of that brief.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from kring.match import Brief
from kring.match.criteria import Criteria, Pool, active_criteria, quantities
from kring.match.criteria.of_terms import fee
from kring.match.ranking import ranked
from kring.match.ranking.gate_columns import NICHE_ENOUGH
from kring.profile.figure_rows import FIGURES
from kring.profile.niche import NICHE_SHARES
from kring.profile.price import PRICES
from kring.vocabulary.tiers import KRING

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
RUNS = 15


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
                            ["prior"] * accounts, size / 50.0], schema=PRICES),
    }  # fmt: skip
    return Pool(table, figures, details)


def _figure(name: str, names: pa.Array, rng: np.random.Generator) -> pa.Table:
    known = np.sort(rng.choice(len(names), int(len(names) * 0.75), replace=False))
    value, count = rng.beta(1, 2, len(known)), len(known)
    columns = [names.take(pa.array(known)), [name] * count, value, value * 0.8, value * 1.2, [20] * count]
    return pa.table([*columns, ["measured"] * count, [""] * count], schema=FIGURES)


def peer(brief: Brief, pool: Pool, criteria: Criteria) -> Callable[[], object]:
    """The same gates and the same sum of levels in DuckDB, over columns that stand ready in a table."""
    import duckdb

    known = quantities(brief, pool, criteria)
    columns = {name: pa.array(values, from_pandas=True) for name, values in known.items()}
    columns |= {"fee": pa.array(fee(brief, pool), from_pandas=True), "followers": pool.accounts["followers"],
                "language": pool.accounts["language"]}  # fmt: skip
    connection = duckdb.connect()
    connection.register("given", pa.table({"account": pool.names, **columns}))
    connection.execute("create table known as select * from given")
    parts = []
    for criterion in criteria:
        if criterion.name in known:
            steps = " ".join(
                f'when "{criterion.name}" >= {level.at_least} then {level.bits}'
                for level in reversed(criterion.levels[1:])
            )
            parts.append(f'case when "{criterion.name}" is null then 0 {steps} else {criterion.levels[0].bits} end')
    asked = ["true", f"fee <= {brief.budget}"]
    asked += [f"language in ({', '.join(map(repr, brief.languages))})"] if brief.languages else []
    asked += [f"niche >= {NICHE_ENOUGH}"] if brief.unknown == "leave_out" else []
    sizes = [(KRING.tier(name).low, KRING.tier(name).below) for name in brief.tiers]
    asked += [f"followers >= {min(low for low, _ in sizes)} and followers < {sizes[-1][1]}"] if sizes else []
    query = (
        f"select account, {' + '.join(parts)} as bits from known where {' and '.join(asked)} "
        f"order by bits desc, account limit 50"
    )
    return lambda: connection.execute(query).fetchall()


def seconds(call: Callable[[], object]) -> tuple[float, float, float]:
    """The least and the median of a few runs, and the least that processors worked on one, all cores together."""
    took, worked = [], []
    for _ in range(RUNS):
        begun, before = time.perf_counter(), time.process_time()
        call()
        took.append(time.perf_counter() - begun)
        worked.append(time.process_time() - before)
    return min(took), float(np.median(took)), min(worked)


BRIEFS = {
    "narrow": {"niches": ["vegan"], "tiers": ["nano"], "languages": ["nl"], "budget": 60},
    "wide": {"niches": ["vegan"], "unknown": "keep", "budget": 3_000},
}


def measured(accounts: int, explained: int) -> dict[str, Any]:
    """Seconds by brief and by what was done."""
    pool, criteria = made_pool(accounts), active_criteria()
    other = Brief.from_mapping({"name": "x", "niches": ["mama", "baby"], "unknown": "keep", "budget": 2_000})
    begun = time.perf_counter()
    ranked(other, pool, criteria)
    found: dict[str, Any] = {"accounts": accounts, "first": time.perf_counter() - begun}
    for name, asked in BRIEFS.items():
        brief = Brief.from_mapping({"name": name, "unknown": "leave_out", **asked})
        found[name] = _of_brief(brief, pool, criteria, explained)
    return found | {"peak_gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}


def _of_brief(brief: Brief, pool: Pool, criteria: Criteria, explained: int) -> dict[str, float]:
    begun = time.perf_counter()
    kept = ranked(brief, pool, criteria)
    fresh = time.perf_counter() - begun

    def whole() -> None:
        ranking = ranked(brief, pool, criteria)
        for row in ranking.rows(explained):
            ranking.explain(row.account)

    calls = {"rank": lambda: ranked(brief, pool, criteria), "explained": whole, "duckdb": peer(brief, pool, criteria)}
    found = {"passing": len(kept), "fresh": fresh}
    for name, call in calls.items():
        found[name], found[f"{name}_median"], found[f"{name}_worked"] = seconds(call)
    return found


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
    size, most = f"{found['accounts']:,} accounts", f"at most {found['peak_gigabytes']:.1f} GB"
    print(f"{size}; first ranking {found['first']:.2f} s; {most}")
    for name in BRIEFS:
        one = found[name]
        print(f"{name}: {one['passing']:,} accounts pass; asked for the first time {one['fresh'] * 1_000:.1f} ms")
        for what in ("rank", "explained", "duckdb"):
            least, median, worked = (one[f"{what}{of}"] * 1_000 for of in ("", "_median", "_worked"))
            print(f"  {what:>9}  {least:8.1f} ms, median {median:8.1f}, work {worked:8.1f}  "
                  f"{one[what] / one['duckdb']:6.2f} of the peer")  # fmt: skip


if __name__ == "__main__":
    main()
