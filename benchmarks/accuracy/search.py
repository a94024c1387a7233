"""Are creators of the synthetic world found by the name of their niche, in Dutch and in English?

    python benchmarks/accuracy/search.py [--creators N] [--people N] [--seed S] [--json]

A world is loaded as a company would, and searched for the label of every niche that anybody in it posts about. What an
answer is worth: NDCG@20 with the true share of the niche as gain (Järvelin and Kekäläinen, TOIS 2002), and recall@10 of
the accounts that mostly post about it. Methods: `search` as it is; `words` without meaning; `followers`, the same
accounts by size, as lists of platforms stand by default. Intervals: bootstrap over niches (Efron 1979). The words of
the world's captions were written for the project, so it is an easier judge than real captions.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

import kring
from kring.vocabulary.niches import niche
from kring.workspace import Answers, Workspace
from kring.world import World, netherlands

ROUNDS, DEPTH, SHOWN = 1000, 20, 10
METHODS: dict[str, dict[str, Any]] = {
    "search": {},
    "words": {"meaning": False},
    "followers": {"meaning": False, "sort": "followers"},
}
Shares = dict[str, dict[str, float]]


def true_shares(world: World) -> Shares:
    """By niche the true share of it of every creator, by the number that its handles end in."""
    found: Shares = defaultdict(dict)
    for row in world.truth.niches.to_pylist():
        found[row["niche"]][row["creator"].rpartition("-")[2]] = row["share"]
    return found


def loaded(world: World, folder: Path) -> Workspace:
    """The world as a workspace."""
    here = kring.open(folder / "ws", create=True)
    here.load(*world.write_sheets(folder / "sheets"), answers=Answers(source="synthetic", legal_basis="synthetic"))
    return here


def worth(here: Workspace, text: str, more: dict[str, Any], shares: dict[str, float]) -> tuple[float, float]:
    """NDCG and recall of the answer to one text."""
    found = here.search({"text": text, "size": 200, **more})
    order = [row.account.rpartition("syn")[2] for row in found.rows]
    everybody = here.profiles().accounts["account"].to_pylist()
    gains = sorted((shares.get(one.rpartition("syn")[2], 0.0) for one in everybody), reverse=True)[:DEPTH]
    discount = 1 / np.log2(np.arange(2, DEPTH + 2))
    got = np.array([shares.get(number, 0.0) for number in order[:DEPTH]])
    about = {number for number, share in shares.items() if share >= 0.5}
    recall = len(about & set(order[:SHOWN])) / min(len(about), SHOWN) if about else np.nan
    return float(got @ discount[: len(got)] / (np.array(gains) @ discount[: len(gains)])), recall


def measured(here: Workspace, shares: Shares) -> dict[str, dict[str, list[float]]]:
    """By method and language both figures as value, low, high."""
    rng, answer = np.random.default_rng(1), {}
    for method, more in METHODS.items():
        for language in ("nl", "en"):
            told = [worth(here, niche(name).words.said_in(language), more, of) for name, of in sorted(shares.items())]
            figures = np.array(told)
            picks = rng.integers(0, len(figures), (ROUNDS, len(figures)))
            drawn, value = np.nanmean(figures[picks], axis=1), np.nanmean(figures, axis=0)
            low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
            names = (f"ndcg_{DEPTH}", f"recall_{SHOWN}")
            answer[f"{method}, {language}"] = {
                name: [float(part[at]) for part in (value, low, high)] for at, name in enumerate(names)
            }
    return answer


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--creators", type=int, default=200)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7, help="the seed of the world")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    world = netherlands(creators=asked.creators, people=asked.people, seed=asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        found = measured(loaded(world, Path(folder)), true_shares(world))
    if asked.json:
        print(json.dumps(found))
        return
    for method, figures in found.items():
        told = "  ".join(
            f"{name} {value:.3f} ({low:.3f} to {high:.3f})" for name, (value, low, high) in figures.items()
        )
        print(f"{method:>14}  {told}")


if __name__ == "__main__":
    main()
