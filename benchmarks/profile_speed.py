"""How long all traits of all creators take, in how much memory, and again when one creator changed.

    python benchmarks/profile_speed.py [--creators N] [--folder FOLDER] [--profile] [--alone] [--json]

A synthetic country of N creators (100,000 by default: about 2 million posts and 10 million comments) is written as
Parquet, part by part, into FOLDER (a temporary one by default; one that holds it already is used again) and read in a
process of its own, niches by single words (the bulk path). Prints the seconds of all traits, the peak memory of that
process, posts a second, and the seconds when one creator changed: of everything, to the byte as from scratch (growth,
contact, authenticity and percentiles of all are concluded again), and of what its own observations alone tell, once
it is known which sources deliver threads of comments and in which files accounts stand, as an import keeps it up. The
peer in the same run is one pass of DuckDB over the same files: every post counted with its comments. `--profile` prints
where the time goes, `--alone` measures the last only.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.facts.account_files import AccountFiles
from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.schema import TABLES
from kring.profile import profiles
from kring.profile.brands import Recogniser
from kring.profile.by_account import Reading, by_account
from kring.profile.contact import threaded_sources
from kring.profile.niche import niche_index
from kring.profile.profiles import updated_profiles
from kring.profile.static_words import StaticWords
from kring.vocabulary.brands import shipped_brands
from kring.vocabulary.tiers import KRING
from kring.world import Scale, netherlands

IN_ONE_COUNTRY = 1_000
PEOPLE_IN_ONE = 25_000
SCALE = Scale(abroad=0.2, tail=1.2, smallest=700, stars=0.0, posts=18, comments=24, listed=0.2)
MONTHS = 3
NAMED = {"account", "creator", "post", "comment", "parent"}


def write(folder: Path, creators: int) -> None:
    """The countries one after the other, every name made different, as Parquet files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, creators, IN_ONE_COUNTRY)):
        count = min(IN_ONE_COUNTRY, creators - first)
        world = netherlands(creators=count, people=PEOPLE_IN_ONE, seed=number + 1, months=MONTHS, scale=SCALE)
        for name, table in world.tables.items():
            pq.write_table(_own_names(name, table, number), folder / f"{name}-{number:04}.parquet", compression="zstd")
        print(f"{first + count:,} of {creators:,} creators made", file=sys.stderr, flush=True)
    (folder / "whole").write_text(str(creators))


def _own_names(name: str, table: pa.Table, number: int) -> pa.Table:
    """The table with a number behind every name, so that countries don't share any, and a batch."""
    for column in NAMED & set(table.column_names):
        text = table[column].cast(pa.string())
        different = pc.if_else(pc.equal(text, ""), "", pc.binary_join_element_wise(text, f"n{number}", "."))
        table = table.set_column(table.column_names.index(column), column, different)
    if "batch_id" not in table.column_names:
        table = table.append_column("batch_id", pa.array(["b"] * table.num_rows, pa.string()))
    return table.select(TABLES[name].arrow_schema.names).cast(TABLES[name].arrow_schema)


def facts_in(folder: Path) -> Facts:
    """The observations in a folder."""
    files = {name: [str(file) for file in sorted(folder.glob(f"{name}-*.parquet"))] for name in TABLES}
    return Facts(start_engine(), 1, {name: found for name, found in files.items() if found}, {"b": 1})


def seconds_of_one_pass(facts: Facts) -> float:
    """One query over posts and comments: what reading them costs at least."""
    start = time.perf_counter()
    counted = facts.table("comments").group_by("post").agg(nw.len().alias("comments"))
    posts = facts.table("posts").join(counted, on="post", how="left").group_by("account")
    facts.collect(posts.agg(nw.len().alias("posts"), nw.col("comments").sum()))
    return time.perf_counter() - start


def alone(facts: Facts, embedder: StaticWords, accounts: list[str]) -> dict[str, float]:
    """What one creator's own observations take, the median of nine creators, once it is known where accounts stand."""
    reading = Reading(KRING, Recogniser(shipped_brands()), niche_index(embedder))
    start = time.perf_counter()
    threaded, stand = threaded_sources(facts), AccountFiles.of(facts)
    known = time.perf_counter() - start
    by_account(facts, accounts[:1], reading, threaded, stand)  # the recogniser fills its tables with the first
    seconds, worked = [], []
    for account in accounts[1 :: max(len(accounts) // 9, 1)][:9]:
        start, at_work = time.perf_counter(), time.process_time()
        by_account(facts, [account], reading, threaded, stand)
        seconds.append(time.perf_counter() - start)
        worked.append(time.process_time() - at_work)
    return {
        "seconds_one_creator_alone": round(statistics.median(seconds), 2),
        "processor_seconds_one_creator_alone": round(statistics.median(worked), 2),
        "seconds_of_where_accounts_stand": round(known, 1),
    }


def measure_alone(folder: Path) -> dict[str, Any]:
    """Only what one creator alone takes."""
    facts = facts_in(folder)
    accounts = facts.collect(facts.table("accounts").select("account").unique())["account"].to_pylist()
    return {"accounts": len(accounts), **alone(facts, StaticWords(), sorted(accounts))}


def measure(folder: Path, profile: bool) -> dict[str, Any]:
    """The figures of the observations in a folder."""
    facts, embedder = facts_in(folder), StaticWords()
    rows = {name: facts.rows(name) for name in ("posts", "comments")}
    one_pass = seconds_of_one_pass(facts)
    watch = cProfile.Profile()
    start = time.perf_counter()
    found = watch.runcall(profiles, facts, embedder=embedder) if profile else profiles(facts, embedder=embedder)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if profile:
        pstats.Stats(watch, stream=sys.stderr).sort_stats("cumulative").print_stats(60)
    start = time.perf_counter()
    again = updated_profiles(found, facts, [found.accounts["account"][0].as_py()], embedder=embedder)
    one = time.perf_counter() - start
    return {
        "accounts": found.accounts.num_rows,
        "figures": found.figures.num_rows,
        **rows,
        "seconds": round(seconds, 1),
        "posts_per_second": round(rows["posts"] / seconds),
        "peak_memory_mb": round(peak),
        "seconds_one_creator": round(one, 2),
        **alone(facts, embedder, found.accounts["account"].to_pylist()),
        "same_bytes": again.figures.equals(found.figures),
        "times_one_pass": round(seconds / one_pass, 1),
    }


def main() -> None:
    """Makes, measures in a process of its own, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--creators", type=int, default=100_000, help="how many creators")
    parser.add_argument("--folder", type=Path, help="where the observations are or will be")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--alone", action="store_true", help="only what one creator's own observations take")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    if asked.measure:
        found = measure_alone(asked.folder) if asked.alone else measure(asked.folder, asked.profile)
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory(prefix="kring-benchmark-") as place:
        folder = asked.folder or Path(place) / "world"
        kept = folder / "whole"
        if not kept.is_file() or kept.read_text() != str(asked.creators):
            write(folder, asked.creators)
        more = [*["--profile"] * asked.profile, *["--alone"] * asked.alone]
        command = [sys.executable, __file__, "--measure", "--folder", str(folder), *more]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = {"benchmark": "profile_speed", "creators": asked.creators} | json.loads(done.stdout)
    if asked.json:
        print(json.dumps(found))
        return
    for name, figure in found.items():
        print(
            f"{name.replace('_', ' '):<30}{str(figure) if isinstance(figure, str | bool) else format(figure, ','):>16}"
        )


if __name__ == "__main__":
    main()
