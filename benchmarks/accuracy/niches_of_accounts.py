"""The niches of accounts of the synthetic world against its truth: is the first right, do the intervals hold it?

    python benchmarks/accuracy/niches_of_accounts.py [--accounts N] [--seed S] [--path exact|bulk]
        [--cache FILE] [--json]

N accounts of a world of 400 creators (about 24 texts each) are read by the model, some minutes for 100, or by single
words (`bulk`). The intervals were settled on seed 11. Prints, with
Wilson's intervals: accounts with any niche, the first niche right, niches that are truly the creator's, those of at
least 15 % that are found, and how often the interval of a share and of the focus holds the truth. The shipped reference
is drawn from a world of another seed, so its sentences are alike: the world is an easier judge than real captions.
FILE keeps the scores between runs.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import wilson
from kring.profile.embedder import SmallE5
from kring.profile.niche import niche_index, shares_from_scores, texts_to_read
from kring.profile.static_words import StaticWords
from kring.world import World, netherlands

Truth = dict[str, dict[str, float]]


def truth_of(world: World) -> Truth:
    """The true shares by account."""
    creators: Truth = defaultdict(dict)
    for row in world.truth.niches.to_pylist():
        creators[row["creator"]][row["niche"]] = row["share"]
    return {row["account"]: creators[row["creator"]] for row in world.truth.accounts.to_pylist()}


def texts_of(world: World, count: int) -> pa.Table:
    """The texts of `count` accounts, spread evenly over all."""
    bios = dict(zip(*(world.tables["accounts"][name].to_pylist() for name in ("account", "bio")), strict=True))
    posts = world.tables["posts"].select(["account", "caption", "hashtags"])
    texts = texts_to_read(posts, pa.table({"account": list(bios), "bio": list(bios.values())}))
    names = sorted(set(texts["account"].to_pylist()))
    chosen = names[:: max(len(names) // count, 1)][:count]
    return texts.filter(pc.is_in(texts["account"], pa.array(chosen))).sort_by(
        [("account", "ascending"), ("text", "ascending")]
    )


def share(flags: list[bool]) -> list[float]:
    """The share of true flags as value, low, high."""
    low, high = wilson(np.array([sum(flags)], dtype=float), np.array([len(flags)], dtype=float))
    return [sum(flags) / len(flags), float(low[0]), float(high[0])]


def largest(shares: dict[str, float]) -> str:
    """The niche with the largest share."""
    return max(shares, key=shares.__getitem__)


def measured(shares: pa.Table, focus: pa.Table, truth: Truth, accounts: list[str]) -> dict[str, list[float]]:
    """All measures."""
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    for row in shares.to_pylist():
        found[row["account"]][row["niche"]] = row
    focused = {name: sum(part**2 for part in truth[name].values()) for name in accounts}
    listed = [(row, truth[name].get(niche, 0.0)) for name, own in found.items() for niche, row in own.items()]
    large = [niche in found[name] for name in found for niche, part in truth[name].items() if part >= 0.15]
    return {
        "any niche": share([name in found for name in accounts]),
        "first is right": share([next(iter(own)) == largest(truth[name]) for name, own in found.items()]),
        "named is true": share([part > 0 for _, part in listed]),
        "of 15 % is named": share(large),
        "share is held": share([row["low"] <= part <= row["high"] for row, part in listed]),
        "focus is held": share([row["low"] <= focused[row["account"]] <= row["high"] for row in focus.to_pylist()]),
    }


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=100, help="how many accounts to read")
    parser.add_argument("--seed", type=int, default=11, help="the seed of the world")
    parser.add_argument("--path", choices=("exact", "bulk"), default="exact", help="what reads the texts")
    parser.add_argument("--cache", type=Path, help="a .npy file that keeps the scores")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    world = netherlands(creators=400, people=20_000, seed=arguments.seed)
    index = niche_index(SmallE5() if arguments.path == "exact" else StaticWords())
    texts = texts_of(world, arguments.accounts)
    if arguments.cache and arguments.cache.is_file():
        scores = np.load(arguments.cache)
    else:
        scores = index.scores(texts["text"].to_pylist())
        if arguments.cache:
            np.save(arguments.cache, scores)
    shares, focus = shares_from_scores(texts["account"], scores, index)
    found = measured(shares, focus, truth_of(world), sorted(set(texts["account"].to_pylist())))
    if arguments.json:
        said = {"benchmark": "niches_of_accounts", "path": arguments.path, "texts": texts.num_rows}
        print(json.dumps(said | {"measures": found}, indent=1))
        return
    print(f"{arguments.accounts} accounts, {texts.num_rows} texts")
    for name, (value, low, high) in found.items():
        print(f"   {name:<18} {value:.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
