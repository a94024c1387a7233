"""How fast creators are searched, against DuckDB, bm25s and tantivy on the same accounts and queries in the same run.

    python benchmarks/search_speed.py [--accounts 1000000] [--queries 20] [--peers PYTHON] [--json]

The accounts are made up: 40 words each, drawn by Zipf's law from 30,000, followers, a language, and how real the
audience is, of which a quarter is unknown. A query is two words that 0.2 to 2 % of the accounts use, with three
filters. `core` is what the peers do: filters, BM25, the best 50. `whole` is the answer of `find`: also the 50 rows
with what is unknown or unsure of each, what every filter keeps out, and seven facets. `filters` is `find` without
words, over everybody. Pairs of words, for phrases, are left out: they take as much room again. Of each query the
fastest of five runs counts, after a first, as of the peers. `agree`: of a peer's best 50 the share that stands among
ours, which count a word's family with it; equals stand in another order there. Peers run from .venv-bench (make
bench-match makes it); one that is not there is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array

from kring.match.criteria import Pool
from kring.match.discovery import Catalogue, Query, Search, TextIndex, TextSearch, find
from kring.match.discovery.ordering import Ordering
from kring.match.discovery.passing import asked_of, passing
from kring.match.discovery.postings import Postings
from kring.match.discovery.text_index import Stems
from kring.match.discovery.words import stems
from kring.profile.figure_rows import FIGURES
from kring.profile.niche import NICHE_SHARES

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-bench" / "bin" / "python"
WORDS, LONG, KNOWN = 30_000, 40, 0.75
OFTEN = (0.002, 0.02)
REPEATED = 5
FOLLOWERS, REAL = (500, 5_000), 0.4
MOST = 50
SYLLABLES = tuple(first + second for first in "bdfghklmnprstvwz" for second in ("a", "e", "i", "o", "oo", "ui"))


def made_words() -> tuple[str, ...]:
    """Words of three syllables, in order."""
    rng = np.random.default_rng(1)
    found: set[str] = set()
    while len(found) < WORDS:
        found.add("".join(rng.choice(SYLLABLES, 3)))
    return tuple(sorted(found))


def made_tokens(accounts: int, rng: np.random.Generator) -> np.ndarray:
    """Words of every account by number, shape (accounts, LONG)."""
    weight = 1 / np.arange(10, WORDS + 10)
    often = np.cumsum(weight / weight.sum())
    ranks = rng.permutation(WORDS).astype(np.int32)
    return np.stack(
        [ranks[np.minimum(np.searchsorted(often, rng.random(accounts)), WORDS - 1)] for _ in range(LONG)], 1
    )


def made_catalogue(tokens: np.ndarray, columns: dict[str, np.ndarray], words: tuple[str, ...]) -> Catalogue:
    """The catalogue of these accounts."""
    accounts = len(tokens)
    counts = csr_array(
        (np.ones(tokens.size, np.float32), tokens.ravel(), np.arange(0, tokens.size + 1, LONG)), (accounts, WORDS)
    ).tocsc()  # fmt: skip
    counts.sum_duplicates()
    postings = Postings(counts.indptr.astype(np.int64), counts.indices, counts.data)
    names = pa.array([f"instagram:a{number:07d}" for number in range(accounts)])
    nothing = Postings(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    dutch, english = stems(words)
    index = TextIndex(
        tuple(names.to_pylist()), words, postings, Stems.among(dutch), Stems.among(english), np.zeros(0, np.int64),
        nothing, np.full(accounts, LONG, np.float32), np.ones(accounts, dtype=bool),
    )  # fmt: skip
    return Catalogue(made_pool(names, columns), TextSearch(index))


def made_pool(names: pa.Array, columns: dict[str, np.ndarray]) -> Pool:
    """What else is known of them."""
    unknown = pa.nulls(len(names), pa.string())
    languages = pa.array(["nl", "en"]).take(pa.array(columns["language"]))
    table = pa.table({
        "account": names, "platform": pa.array(["instagram"]).take(pa.array(np.zeros(len(names), np.int8))),
        "language": languages, "followers": columns["followers"],
        **dict.fromkeys(("creator", "handle", "name", "tier", "category", "country", "city"), unknown),
    })  # fmt: skip
    known = np.flatnonzero(~np.isnan(columns["authenticity"]))
    value, count = columns["authenticity"][known], len(known)
    one = {"figure": "authenticity", "basis": "measured", "note": ""}
    same = {name: pa.DictionaryArray.from_arrays(np.zeros(count, np.int8), [text]).cast(pa.string())
            for name, text in one.items()}  # fmt: skip
    figures = pa.table({
        "account": names.take(pa.array(known)), "value": value, "low": value * 0.8,
        "high": np.minimum(value * 1.2, 1), "n": np.full(count, 20), **same,
    }).select(FIGURES.names).cast(FIGURES)  # fmt: skip
    niches = pa.array(["vegan", "koken", "mama"]).take(pa.array(columns["niche"]))
    share = np.full(len(names), 0.5)
    shares = pa.table([names, niches, share, share, share, np.full(len(names), 20)], schema=NICHE_SHARES)
    return Pool(table, figures, {"niches": shares})


def made_queries(tokens: np.ndarray, words: tuple[str, ...], queries: int, rng: np.random.Generator) -> list[list[str]]:
    """Two words each that neither everybody nor nobody uses."""
    share = np.bincount(tokens[:20_000].ravel(), minlength=WORDS) / min(len(tokens), 20_000)
    usable = np.flatnonzero((share >= OFTEN[0]) & (share <= OFTEN[1]))
    return [[words[number] for number in rng.choice(usable, 2, replace=False)] for _ in range(queries)]


def search_of(query: Sequence[str]) -> Search:
    """The search of a query, by words alone."""
    filters: Any = {
        "followers": f"{FOLLOWERS[0]}..{FOLLOWERS[1]}", "authenticity": f"{REAL}..", "language": "nl",
    }  # fmt: skip
    return Search(" ".join(query), filters, meaning=False, size=MOST)


def core(search: Search, catalogue: Catalogue) -> np.ndarray:
    """The places of the best, the best first, by filters and BM25 alone."""
    found = catalogue.texts.find(Query.read(search.text))
    passed = passing(asked_of(search, catalogue), len(catalogue), found.places)
    key = found.scores[passed.passes].astype(np.float64)
    ordering = Ordering(passed.places, key, key, key, key)
    return passed.places[ordering.top(0, MOST)]


def milliseconds(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    """The median and the slowest of these calls, each the fastest of a few runs after a first."""
    took = []
    for call in calls:
        call()
        runs = []
        for _ in range(REPEATED):
            begun = time.perf_counter()
            call()
            runs.append((time.perf_counter() - begun) * 1000)
        took.append(min(runs))
    return {"median": float(np.median(took)), "slowest": max(took)}


def whole(search: Search, catalogue: Catalogue) -> object:
    """All of the answer."""
    found = find(search, catalogue)
    return found.rows, found.filters, found.facets


def store(folder: Path, tokens: np.ndarray, columns: dict[str, np.ndarray], told: dict[str, Any]) -> None:
    """What the peers read."""
    np.save(folder / "tokens.npy", tokens)
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)
    limits = {"followers_from": FOLLOWERS[0], "followers_to": FOLLOWERS[1], "authenticity_from": REAL}
    (folder / "told.json").write_text(json.dumps(told | limits), encoding="utf-8")


def peer(name: str, python: Path, folder: Path) -> dict[str, Any] | None:
    """What a peer measured; None where it is not installed or stops."""
    if not python.exists():
        return None
    script = HERE / "peers" / f"run_{name}.py"
    run = subprocess.run([str(python), str(script), str(folder)], capture_output=True, text=True, check=False)
    return json.loads(run.stdout) if run.returncode == 0 else None


def measured(accounts: int, queries: int, peers: Path) -> dict[str, Any]:
    """Everything, by what was done."""
    from peers.measuring import peak_megabytes

    rng = np.random.default_rng(0)
    words, tokens = made_words(), made_tokens(accounts, rng)
    real = np.where(rng.random(accounts) < KNOWN, rng.beta(4, 2, accounts), np.nan)
    columns = {
        "followers": rng.lognormal(8, 1.5, accounts).astype(np.int64), "authenticity": real,
        "language": rng.integers(0, 2, accounts), "niche": rng.integers(0, 3, accounts),
    }  # fmt: skip
    asked = made_queries(tokens, words, queries, rng)
    with tempfile.TemporaryDirectory() as there:
        store(Path(there), tokens, columns, {"words": words, "queries": asked})
        others = {name: peer(name, python, Path(there)) for name, python in (
            ("duckdb", Path(sys.executable)), ("bm25s", peers), ("tantivy", peers))}  # fmt: skip
    begun = time.perf_counter()
    catalogue = made_catalogue(tokens, columns, words)
    made = time.perf_counter() - begun
    del tokens, columns
    searches = [search_of(query) for query in asked]
    found: dict[str, Any] = {
        "accounts": accounts, "made_seconds": made,
        "core": milliseconds([lambda one=one: core(one, catalogue) for one in searches]),
        "whole": milliseconds([lambda one=one: whole(one, catalogue) for one in searches]),
        "filters": milliseconds([lambda: find(search_of([]), catalogue)] * 5), "peak_megabytes": peak_megabytes(),
        "peers": {name: _of_peer(other) for name, other in others.items() if other},
    }  # fmt: skip
    best = [set(core(one, catalogue).tolist()) for one in searches]
    for name, other in found["peers"].items():
        both = zip(best, others[name]["best"], strict=True)  # type: ignore[index]
        other["agree"] = float(np.mean([len(mine & set(theirs)) / max(len(theirs), 1) for mine, theirs in both]))
    return found


def _of_peer(told: dict[str, Any]) -> dict[str, float]:
    took = told["milliseconds"]
    return {"median": float(np.median(took)), "slowest": max(took), "made_seconds": told["prepared_seconds"],
            "peak_megabytes": told["peak_megabytes"]}  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--peers", type=Path, default=Path(os.environ.get("KRING_PEERS", PEERS)), help="their python")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measured(asked.accounts, asked.queries, asked.peers)
    if asked.json:
        print(json.dumps(found))
        return
    print(f"{found['accounts']:,} accounts, made in {found['made_seconds']:.0f} s, at most "
          f"{found['peak_megabytes']:,.0f} MB")  # fmt: skip
    for name in ("core", "whole", "filters"):
        print(f"{name:>8}  median {found[name]['median']:8.2f} ms, slowest {found[name]['slowest']:8.2f} ms")
    for name, other in found["peers"].items():
        ratio = other["median"] / found["core"]["median"]
        print(f"{name:>8}  median {other['median']:8.2f} ms, {ratio:6.1f} times the core; "
              f"agrees {other['agree']:.2f}; {other['peak_megabytes']:,.0f} MB, "
              f"made in {other['made_seconds']:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
