"""How fast and how small unique reach is counted, against Python sets and plain Roaring bitmaps in the same run.

    python benchmarks/reach.py [--data FOLDER] [--accounts 50] [--accounts-in-all 10000] [--json]

Any `--accounts` of the generated creators (`benchmarks/instances.py`) are counted in five target groups: everybody,
women 25-44, one region, the women of it, and the women 25-34 of a small region. The goal is 2 ms for all five of 10,000
creators and 5 ms of 100,000, from the prepared form. "Counts" are all figures as numbers (union, sum, exclusive of each
account, frequency); "answers" are the five `Reach` with the interval of every figure. The peers count the unions only.
All must agree.

Then what a pair takes at rest on the edge lists (one `account_follower` or `follower_lists_100` file in the folder;
else the lists that the tests carry, and the dense follow lists when they are there), and what merging a batch saves.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from instances import REGIONS, SEGMENTS, Lists, follower_lists
from kring.reach import Audience, CompactAudience, Prepared, Segment
from kring.reach.attributes import SINGLE, Attribute, Interests
from kring.vocabulary import places
from plan import RESEARCH, TESTS, audience_of, edge_list

SETS = 20
BANDS = ("25-34", "35-44", "45-54")
GROUPS = {
    "everybody": Segment(),
    "women 25-44": Segment(genders=("female",), ages=("25-44",)),
    "region": Segment(municipalities=("Amersfoort",)),
    "region x women 25-44": Segment(municipalities=("Amersfoort",), genders=("female",), ages=("25-44",)),
    "small region x women 25-34": Segment(municipalities=("Vlieland",), genders=("female",), ages=("25-34",)),
}


def generated(lists: Lists) -> Audience:
    """Generated lists as an audience: the first sixth of the people are women of 25-44, and each lives in one of forty
    municipalities, of which the last holds a hundredth of an even share.
    """
    people, accounts = np.arange(lists.people), len(lists.fees)
    in_segment = lists.people // SEGMENTS
    region = people % in_segment // (in_segment // (REGIONS * 600)) % REGIONS
    region = np.where((region == REGIONS - 1) & (people % 100 > 0), REGIONS - 2, region)
    names = [
        "Amersfoort",
        *sorted(set(places.municipalities()) - {"Amersfoort", "Vlieland"})[: REGIONS - 2],
        "Vlieland",
    ]
    woman = people < in_segment
    known = {
        "country": Attribute(("NL",), np.ones(lists.people, dtype=np.uint8)),
        "municipality": Attribute(tuple(names), (region + 1).astype(np.uint8)),
        "gender": Attribute(("female", "male"), np.where(woman, 1, 2).astype(np.uint8)),
        "age_band": Attribute(BANDS, np.where(woman, 1 + people % 2, 3).astype(np.uint8)),
    }
    nothing = Attribute((), np.zeros(lists.people, dtype=np.uint8))
    return Audience(
        tuple(f"creator {number:07}" for number in range(accounts)), lists.indptr, lists.rows,
        np.zeros(accounts, dtype=np.uint8), np.ones(accounts, dtype=bool), people,
        {name: known.get(name, nothing) for name in SINGLE},
        Interests((), np.zeros((lists.people, 1), dtype=np.uint64)),
    )  # fmt: skip


def fastest(work: Callable[[], Any], times: int = 7) -> tuple[Any, float]:
    """What the work gave and the fewest seconds it took."""
    outcome, seconds = None, float("inf")
    for _ in range(times):
        start = time.perf_counter()
        outcome = work()
        seconds = min(seconds, time.perf_counter() - start)
    return outcome, seconds


def by_sets(rows: Sequence[set[int]], groups: Sequence[set[int]]) -> list[int]:
    """The unions in the groups by Python sets; the first group is everybody."""
    union = set().union(*rows)
    return [len(union), *(len(union & group) for group in groups[1:])]


def by_bitmaps(rows: Sequence[BitMap], groups: Sequence[BitMap]) -> list[int]:
    """The unions in the groups by Roaring bitmaps."""
    union = BitMap.union(*rows)
    return [len(union), *(union.intersection_cardinality(group) for group in groups[1:])]


def speed(there: Audience, accounts: int) -> dict[str, Any]:
    """Unique reach of sets of accounts in the five groups: the median over sets of each one's fastest of seven."""
    start = time.perf_counter()
    prepared = Prepared.of(there, list(GROUPS.values()))
    preparing = time.perf_counter() - start
    members = [np.flatnonzero(group.classes) for group in prepared.groups]
    as_sets, as_bitmaps = [set(one.tolist()) for one in members], [BitMap(one.astype(np.uint32)) for one in members]
    prepared.count(there.accounts[:2])  # compiled before the clock runs
    drawn = np.random.default_rng(1)
    took: dict[str, list[float]] = {"counts": [], "answers": [], "bitmaps": [], "sets": []}
    for _ in range(SETS):
        chosen = [there.accounts[place] for place in sorted(drawn.permutation(len(there.accounts))[:accounts])]
        sets, bitmaps = [set(there.row(one).tolist()) for one in chosen], [BitMap(there.row(one)) for one in chosen]
        counts, took_counts = fastest(lambda c=chosen: prepared.count(c))
        answers, took_answers = fastest(lambda c=chosen: prepared.unique_reach(c), 3)
        roaring, took_bitmaps = fastest(lambda b=bitmaps: by_bitmaps(b, as_bitmaps))
        plain, took_sets = fastest(lambda s=sets: by_sets(s, as_sets), 1)
        if not plain == roaring == [int(c.unique[1]) for c in counts] == [int(r.unique.value) for r in answers]:
            raise SystemExit(f"the counts of {chosen} differ")
        for name, seconds in zip(took, (took_counts, took_answers, took_bitmaps, took_sets), strict=True):
            took[name].append(seconds)
    milliseconds = {f"{name}_ms": float(np.median(seconds)) * 1e3 for name, seconds in took.items()}
    return {
        "instance": f"any {accounts} of {len(there.accounts):,} creators, {len(GROUPS)} target groups",
        "pairs": there.pairs, "people": there.people, "preparing_seconds": preparing, **milliseconds,
        "slowest_counts_ms": max(took["counts"]) * 1e3,
        "times_faster_than_sets": milliseconds["sets_ms"] / milliseconds["counts_ms"],
        "times_faster_than_bitmaps": milliseconds["bitmaps_ms"] / milliseconds["counts_ms"],
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def at_rest(name: str, there: Audience, accounts: int) -> dict[str, Any]:
    """What a pair takes as Roaring bitmaps, and how fast a union of some accounts is read from them."""
    with tempfile.TemporaryDirectory() as folder:
        there.save_compact(Path(folder) / "audience")
        compact = CompactAudience.open(Path(folder) / "audience")
        chosen = there.accounts[:: max(len(there.accounts) // accounts, 1)][:accounts]
        union, seconds = fastest(lambda: len(compact.union(chosen)))
        expected = len(np.unique(np.concatenate([there.row(account) for account in chosen])))
        if union != expected:
            raise SystemExit(f"{name}: {union} people at rest are not {expected}")
        return {
            "instance": f"{name} at rest", "pairs": there.pairs, "bytes_a_pair": compact.bytes_a_pair,
            "plain_bytes_a_pair": there.rows.itemsize, "union_from_file_ms": seconds * 1e3,
        }  # fmt: skip


def merging(creators: int = 1_000) -> dict[str, Any]:
    """A batch of a hundredth of the pairs merged in, against building from all pairs."""
    lists = follower_lists(creators)
    owners = np.repeat(np.arange(creators), np.diff(lists.indptr))
    edges = pa.table({"account": pa.array(owners), "follower": pa.array(lists.rows)})
    edges = edges.take(np.random.default_rng(1).permutation(len(edges)))
    before = audience_of(edges.slice(0, len(edges) * 99 // 100))
    batch = as_followers(edges.slice(len(edges) * 99 // 100))
    before.updated(batch.slice(0, 10))  # compiled before the clock runs
    merged, took = fastest(lambda: before.updated(batch), 3)
    whole, building = fastest(lambda: audience_of(edges), 3)
    if not (np.array_equal(merged.rows, whole.rows) and np.array_equal(merged.keys, whole.keys)):
        raise SystemExit("the merged audience differs from the whole one")
    return {
        "instance": f"a batch of 1 % for {creators:,} creators", "pairs": whole.pairs, "merging_seconds": took,
        "building_seconds": building, "times_faster_than_building": building / took,
    }  # fmt: skip


def as_followers(edges: pa.Table) -> pa.Table:
    """Edges as the table `audience_people`."""
    return pa.table({
        "account": edges["account"].cast(pa.string()), "person_key": edges["follower"].cast(pa.int64()),
        "relation": pa.array(["follower"] * len(edges)), "complete": pa.array([True] * len(edges)),
    })  # fmt: skip


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path)
    options.add_argument("--accounts", type=int, default=50)
    options.add_argument("--accounts-in-all", type=int, default=10_000)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    there = generated(follower_lists(asked.accounts_in_all))
    rows = [speed(there, asked.accounts), at_rest("generated", there, asked.accounts)]
    folders = [asked.data] if asked.data else [TESTS, *([RESEARCH] if RESEARCH.is_dir() else [])]
    rows += [at_rest(folder.name, audience_of(edge_list(folder)), asked.accounts) for folder in folders]
    rows.append(merging())
    if asked.json:
        print(json.dumps(rows))
        return
    for row in rows:
        figures = (f"{name} {value:,.3f}" for name, value in row.items() if isinstance(value, float))
        print(f"{row['instance']} ({row['pairs']:,} pairs): {', '.join(figures)}")


if __name__ == "__main__":
    main()
