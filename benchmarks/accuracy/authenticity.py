"""What the checks on authenticity say of the synthetic world's honest, bought and mutually praised accounts.

    python benchmarks/accuracy/authenticity.py [--seed N] [--creators N] [--json]

Counts, for accounts that bought followers, that jumped because a post went round, that belong to a pod (with another
creator's account on the same platform, or `lone`: without), and that are none of these, the outcomes of each check; and
whether the 95 % intervals of real followers hold the truth, and by how much the values are off. The bots of that world
are easier to tell than those of today: what stands on followers judged by hand is in `fake_followers.py`. Rules were
chosen on seeds 41, 29 and 7; 101, 102 and 103 are for judging.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

import kring
from kring.estimate import share
from kring.profile import Profiles
from kring.workspace import Answers
from kring.world import World, netherlands


def concluded(world: World) -> Profiles:
    """The profiles of a world loaded by the ordinary import."""
    with TemporaryDirectory(prefix="kring-benchmark-") as place:
        workspace = kring.open(Path(place) / "workspace", create=True)
        sheets = world.write_sheets(Path(place) / "sheets")
        workspace.load(*sheets, answers=Answers(source="synthetic", legal_basis="synthetic"))
        return workspace.profiles()


def kinds_of(world: World) -> dict[str, str]:
    """What is true of each account; bought before viral before pod."""
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    accounts = world.truth.accounts.to_pylist()
    together = defaultdict(set)
    for row in accounts:
        together[creators[row["creator"]]["pod"], row["platform"]].add(row["creator"])
    kinds = {}
    for row in accounts:
        pod = creators[row["creator"]]["pod"]
        in_pod = "pod" if len(together[pod, row["platform"]]) > 1 else "lone pod"
        told = "none" if pod is None else in_pod
        kinds[row["account"]] = "bought" if row["bought"] > 0 else "viral" if row["jump_month"] >= 0 else told
    return kinds


def measured(world: World) -> dict[str, Any]:
    """Outcomes by check and kind of account, and coverage of the share of real followers."""
    profiles = concluded(world)
    accounts = {row["account"]: row for row in world.truth.accounts.to_pylist()}
    kinds = kinds_of(world)
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in profiles.details["authenticity"].to_pylist():
        counts[row["check"], kinds[row["account"]], row["outcome"]] += 1
    outcomes: dict[str, dict[str, dict[str, int]]] = {}
    for (check, kind, outcome), number in sorted(counts.items()):
        outcomes.setdefault(check, {}).setdefault(kind, {})[outcome] = number
    rows = [row for row in profiles.figures.to_pylist() if row["figure"] == "authenticity"]
    real = [1 - accounts[row["account"]]["bots"] / accounts[row["account"]]["followers"] for row in rows]
    held = sum(row["low"] <= true <= row["high"] for row, true in zip(rows, real, strict=True))
    off: dict[str, list[float]] = defaultdict(list)
    for row, true in zip(rows, real, strict=True):
        off[kinds[row["account"]]].append(row["value"] - true)
    return {
        "accounts": Counter(kinds.values()),
        "outcomes": outcomes,
        "held": share(held, len(rows)).to_dict(),
        "off": {kind: {"mean": float(np.mean(some)), "spread": float(np.std(some))} for kind, some in off.items()},
    }


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--creators", type=int, default=400)
    parser.add_argument("--json", action="store_true", help="print JSON on one line")
    arguments = parser.parse_args()
    answer = measured(netherlands(creators=arguments.creators, people=50 * arguments.creators, seed=arguments.seed))
    print(json.dumps({"benchmark": "authenticity"} | answer, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
