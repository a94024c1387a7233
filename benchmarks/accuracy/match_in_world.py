"""Does Kring put the accounts first that are truly worth most for a brief? On the synthetic world, beside plain peers.

    python benchmarks/accuracy/match_in_world.py [--seeds S ...] [--creators N] [--people N] [--data FOLDER]
        [--keep FOLDER] [--json]

FOLDER (--data) holds `briefs.yaml` in the form of benchmarks/accuracy/world_briefs (the default): texts of companies,
half Dutch and half English, with the same as fields. Truth: `planted_value.py`, from the world's truth alone. Measure:
NDCG@20 with the value itself as gain (Järvelin and Kekäläinen, TOIS 2002) against the best order of all accounts of the
world; mean over the seeds of each brief, 95 % intervals by bootstrap over briefs (Efron 1979).

Every peer orders the same accounts: those that pass the gates of the brief as Kring reads them. `kring`: the default
weights. `followers`: the most followers first. `bm25`: the text of the brief against bio, captions and hashtags of each
account (Robertson and Zaragoza 2009). `vectors`: the same by cosine of static word vectors. `per euro`: known followers
in the target group over the expected fee, a peer that knows what the truth mostly consists of. `chance`: any order.
`gates`: the best order of those who pass, so what the gates alone cost.

Seeds 1 to 3 are for development; 11 to 13 were kept to be judged at the end. --keep keeps each world's workspace.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import yaml
from planted_value import PlantedValue
from ranking_peers import peers_of
from worlds_known import KnownWorld

from kring.match import Brief
from kring.match.criteria import Criteria, active_criteria
from kring.match.ranking import ranked

HERE = Path(__file__).parent / "world_briefs"
DEVELOPMENT, JUDGED = (1, 2, 3), (11, 12, 13)
FIRST, ROUNDS = 20, 2000


def briefs_in(folder: Path) -> list[dict[str, Any]]:
    """The briefs, each with `id`, `language`, `text` and the `Brief` made of its fields."""
    given = yaml.safe_load((folder / "briefs.yaml").read_text(encoding="utf-8"))["briefs"]
    return [one | {"brief": Brief.from_mapping({"name": one["id"], **one["brief"]})} for one in given]


def gain(values: np.ndarray) -> float:
    """The discounted gain of the first values of an order."""
    first = values[:FIRST]
    return float((first / np.log2(np.arange(2, len(first) + 2))).sum())


def judged(
    known: KnownWorld, planted: PlantedValue, briefs: list[dict[str, Any]], criteria: Criteria
) -> dict[str, dict[str, float]]:
    """By brief and method the NDCG@20 in one world."""
    pool, found = known.pool, {}
    orders = peers_of(pool, known.texts(), known.world.seed)
    at = np.array([planted.accounts.index(name) for name in pool.names.to_pylist()])
    for one in briefs:
        values = planted.for_brief(one["brief"])
        ranking, worth = ranked(one["brief"], pool, criteria), values[at]
        best = gain(-np.sort(-values))
        passing = np.sort(ranking.places)
        placed = {name: order(one["text"], ranking, passing) for name, order in orders.items()}
        placed |= {"kring": ranking.places, "gates": passing[np.argsort(-worth[passing], kind="stable")]}
        found[one["id"]] = {name: gain(worth[order]) / best for name, order in placed.items() if best}
    return found


def with_interval(values: np.ndarray) -> list[float]:
    """The mean over briefs as value, low, high."""
    rng = np.random.default_rng(1)
    drawn = values[rng.integers(0, len(values), (ROUNDS, len(values)))].mean(axis=1)
    return [float(values.mean()), *np.quantile(drawn, (0.025, 0.975)).tolist()]


def summed(by_seed: dict[int, dict[str, dict[str, float]]], briefs: list[dict[str, Any]]) -> dict[str, Any]:
    """Figures of each method over all briefs and by language, Kring less each peer, and by brief."""
    each: dict[str, dict[str, float]] = {}
    for one in briefs:
        rows = [found[one["id"]] for found in by_seed.values() if found[one["id"]]]
        if rows:
            each[one["id"]] = {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
    groups = {"all": list(each)} | {
        language: [one["id"] for one in briefs if one["language"] == language and one["id"] in each]
        for language in ("nl", "en")
    }
    answer: dict[str, Any] = {"ndcg_20": defaultdict(dict), "kring_less": defaultdict(dict), "briefs": each}
    for group, names in groups.items():
        for method in next(iter(each.values())):
            values = np.array([each[name][method] for name in names])
            ours = np.array([each[name]["kring"] for name in names])
            answer["ndcg_20"][group][method] = with_interval(values)
            if method not in ("kring", "gates"):
                answer["kring_less"][group][method] = with_interval(ours - values)
    return answer


def told(answer: dict[str, Any]) -> str:
    """A table for people, and the briefs on which a peer comes out above Kring."""
    lines = []
    for group, methods in answer["ndcg_20"].items():
        count = sum(group == "all" or name.startswith(group) for name in answer["briefs"])
        lines.append(f"{group}: {count} briefs{'NDCG@20':>26}{'Kring less this':>30}")
        for name, (value, low, high) in sorted(methods.items(), key=lambda pair: -pair[1][0]):
            less = answer["kring_less"][group].get(name)
            gap = f"{less[0]:+.3f} ({less[1]:+.3f} to {less[2]:+.3f})" if less else ""
            lines.append(f"  {name:<12} {value:.3f} ({low:.3f} to {high:.3f}){gap:>32}")
    for name, row in sorted(answer["briefs"].items()):
        peers = {one: row[one] for one in row if one not in ("kring", "gates", "chance")}
        best = max(peers, key=peers.__getitem__)
        if peers[best] > row["kring"]:
            lines.append(f"  {name}: {best} {peers[best]:.3f}, kring {row['kring']:.3f}, gates {row['gates']:.3f}")
    return "\n".join(lines)


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(DEVELOPMENT), help="the worlds")
    parser.add_argument("--creators", type=int, default=1000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--data", type=Path, default=HERE, help="a folder with briefs.yaml")
    parser.add_argument("--keep", type=Path, help="a folder to keep the workspaces in")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    briefs, by_seed = briefs_in(asked.data), {}
    with TemporaryDirectory(prefix="kring-worlds-") as place:
        for seed in asked.seeds:
            known = KnownWorld.of(asked.creators, asked.people, seed, asked.keep or Path(place))
            by_seed[seed] = judged(known, PlantedValue.of(known.world), briefs, active_criteria())
    answer = summed(by_seed, briefs)
    if asked.json:
        given = {"seeds": asked.seeds, "creators": asked.creators, "people": asked.people}
        print(json.dumps({"benchmark": "match_in_world", **given, **answer}))
        return
    print(told(answer))


if __name__ == "__main__":
    main()
