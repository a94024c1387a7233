"""Depth and wording of contact: intervals against the truth of the synthetic world, and shares by tier on real data.

    python benchmarks/accuracy/contact.py [--creators N] [--people N] [--seed S] [--json]
    python benchmarks/accuracy/contact.py --data FOLDER [--json]

Without FOLDER a world of N creators is made, and for each figure it prints the accounts, how often the 95 % interval
holds the truth (Wilson's interval around it), and the mean width. FOLDER holds `creators.csv`, `posts.parquet` and
`comments.parquet` in the form of the Instagram creators of Kim et al. (WWW 2020): prints by tier the share of answered
threads that go on, and of answers that are standard text and personal, accounts as clusters. There is no truth in those
data about who writes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from loaded import loaded

from kring.estimate import in_words, wilson
from kring.facts.batch import Batch
from kring.facts.facts import Facts
from kring.profile.accounts import accounts_observed
from kring.profile.clustered import share_over_clusters
from kring.profile.contact import contact, contact_counts, contact_observed
from kring.profile.contact.wording import TIMES, judged, newest
from kring.vocabulary.tiers import KRING
from kring.world import World, netherlands
from kring.world.comments import KIND_SHARES

FILES = ("creators.csv", "posts.parquet", "comments.parquet")
FIGURES = ("replies_per_thread", "continued_threads", "standard_answers", "personal_answers")


def true_values(creator: dict[str, Any]) -> dict[str, float]:
    """What the figures should find, by how the world makes comments and answers (kring.world.comments)."""
    personal, generic, other, _ = KIND_SHARES
    asked = personal * min(1.0, 1.4 * creator["answer_rate"])
    mixed = asked / (asked + (generic + other) * 0.69 * creator["answer_rate"])
    talks = 0.6 if creator["role"] == "role_model" else 0.9
    own = (1 - creator["standard_answers"]) * talks * mixed
    return dict(zip(FIGURES, (1 + 0.3 * mixed, 0.3 * mixed, creator["standard_answers"], own), strict=True))


def facts_of(world: World, folder: Path) -> Facts:
    """The observations of a world."""
    from kring.facts.engine import start_engine
    from kring.facts.warehouse import Warehouse

    warehouse = Warehouse.open(folder)
    tables = {name: world.tables[name] for name in ("accounts", "posts", "comments")}
    warehouse.commit(Batch("world", "a synthetic world", tables, (), 1))
    return warehouse.read(start_engine())


def in_world(creators: int, people: int, seed: int) -> dict[str, dict[str, Any]]:
    """Coverage and width of each figure; accounts in pods are left out, there the world makes other comments."""
    from tempfile import TemporaryDirectory

    world = netherlands(creators=creators, people=people, seed=seed)
    by_creator = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    behind = {row["account"]: by_creator[row["creator"]] for row in world.truth.accounts.to_pylist()}
    with TemporaryDirectory(prefix="kring-benchmark-") as place:
        rows = contact(contact_counts(*contact_observed(facts_of(world, Path(place))))).to_pylist()
    told = {}
    for figure in FIGURES:
        mine = [row for row in rows if row["figure"] == figure and behind[row["account"]]["pod"] is None]
        true = np.array([true_values(behind[row["account"]])[figure] for row in mine])
        low, high = (np.array([row[end] for row in mine]) for end in ("low", "high"))
        inside = float(((low <= true) & (true <= high)).sum())
        ends = wilson(np.array([inside]), np.array([float(len(mine))]))
        held = [inside / len(mine), float(ends[0][0]), float(ends[1][0])]
        told[figure] = {"accounts": len(mine), "held": held, "width": float((high - low).mean())}
    return told


def shares_by_tier(facts: Facts) -> Iterator[dict[str, Any]]:
    """For each tier the pooled shares, accounts as clusters."""
    observed = accounts_observed(facts)
    tiers = dict(zip(observed["account"].to_pylist(), observed["tier"].to_pylist(), strict=True))
    _, _, threads, answers = contact_observed(facts)
    answers = newest(answers)
    times, personal = judged(answers)
    on = [
        own > 1 or back > 0 for own, back in zip(*(threads[name].to_pylist() for name in ("own", "back")), strict=True)
    ]
    flags = {
        "continued_threads": (threads, np.array(on)),
        "standard_answers": (answers, times >= TIMES),
        "personal_answers": (answers, personal),
    }
    for tier in KRING.tiers:
        row: dict[str, Any] = {"tier": tier.name}
        for figure, (table, flag) in flags.items():
            mine = np.array([tiers.get(name) == tier.name for name in table["account"].to_pylist()])
            group = np.unique(table["account"].filter(pa.array(mine)).to_pylist(), return_inverse=True)[1]
            row[figure] = share_over_clusters(np.bincount(group, flag[mine]), np.bincount(group).astype(float))
            row["accounts"] = int(group.max()) + 1 if len(group) else 0
        yield row


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with the three files")
    parser.add_argument("--creators", type=int, default=1500, help="creators of the world")
    parser.add_argument("--people", type=int, default=40_000, help="people of the world")
    parser.add_argument("--seed", type=int, default=5, help="the world's seed")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if arguments.data and not arguments.data.is_dir():
        parser.error(f"{arguments.data} is not a folder")
    if arguments.data:
        with loaded(arguments.data, FILES, platform="instagram") as (workspace, _):
            rows = list(shares_by_tier(workspace.facts()))
        plain = [
            {name: part if isinstance(part, str | int) else part.to_dict() for name, part in row.items()}
            for row in rows
        ]
        lines = [
            f"{row['tier']}: {row['accounts']} accounts; "
            + "; ".join(f"{name} {in_words(row[name], 'share')} n = {row[name].n}" for name in FIGURES if name in row)
            for row in rows
        ]
        print(json.dumps({"benchmark": "contact", "rows": plain}, indent=1) if arguments.json else "\n".join(lines))
        return
    told = in_world(arguments.creators, arguments.people, arguments.seed)
    if arguments.json:
        print(json.dumps({"benchmark": "contact", "seed": arguments.seed, "measures": told}, indent=1))
        return
    for figure, one in told.items():
        held = " to ".join(f"{end:.1%}" for end in one["held"][1:])
        print(f"{figure}: {one['accounts']} accounts, held {one['held'][0]:.1%} ({held}), width {one['width']:.2f}")


if __name__ == "__main__":
    main()
