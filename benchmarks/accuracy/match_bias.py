"""Does missing data alone put a group of creators lower? On the synthetic world, where whole records can be hidden.

    python benchmarks/accuracy/match_bias.py [--seeds S ...] [--creators N] [--people N] [--data FOLDER] [--draws N]
        [--keep FOLDER] [--json]

For each brief of FOLDER (`briefs.yaml`, as in benchmarks/accuracy/world_briefs, the default) it takes the accounts that
pass the gates and of which every criterion that anybody's record answers is known, and compares their places before and
after evidence is hidden:

A named fee that is hidden leaves what is usual for the size, as in Kring itself.

seen   from each account what is unknown of another account of its own group that passes the gates, drawn at random: the
       rates, and what is unknown together, are those of the group. Asks whether groups differ by how much the world
       shows of them. (Who does not make what is asked has no fee for it: that is no missing data.)
but fees  the same, but named fees stay known. What a size usually costs by published sources is not what the world's
       invented fees are, so hiding a fee moves sizes apart for a reason that is not missing data.
alone  from the accounts of one group alone, each piece of evidence with a chance of a half; of the others nothing.
       Asks how much a group would lose that showed far less than the others.

Prints the mean shift of places as a share of all places, above 0 for up, with a bootstrap interval over accounts, by
tier, gender, language and region; fewer than 20 accounts: unknown. Bound: no tier below micro is lower under `seen`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from match_in_world import DEVELOPMENT, HERE, briefs_in
from worlds_known import KnownWorld

from kring.match.criteria import Pool, active_criteria
from kring.match.criteria.bits import EVERYBODY
from kring.match.criteria.criterion import UNKNOWN_LEVEL
from kring.match.criteria.of_terms import followers_per_euro
from kring.match.learning.bias import GroupBias, bias_report, places
from kring.match.learning.groups import ATTRIBUTES, GROUPS
from kring.match.ranking import Ranking, ranked
from kring.match.ranking.scoring import ordered, spans_known
from kring.match.ranking.standing import seen

FEWEST = 10
FEE, NAMED = "reach_for_fee", "price"
HALF = 0.5
SCENARIOS = ("seen", "but fees", "alone")


def order_of(ranking: Ranking, names: list[str], levels: np.ndarray, among: np.ndarray) -> np.ndarray:
    """The places `among`, the best first, by these levels of the criteria `names`; shape (accounts, criteria)."""
    criteria = [ranking.criteria.named(name) for name in names]
    bits = sum(one.bits[levels[:, at]] for at, one in enumerate(criteria))
    known = sum(spans_known(one)[levels[:, at]] for at, one in enumerate(criteria))
    return among[ordered(bits[among], known[among])]


def moved(known: KnownWorld, briefs: list[dict[str, Any]], draws: int) -> dict[str, dict[str, list[pa.Table]]]:
    """By scenario and attribute the places before and after, accounts named by world."""
    rng, groups = np.random.default_rng(known.world.seed), known.groups()
    label = {name: np.array([one or "" for one in groups[name].to_pylist()]) for name in ATTRIBUTES}
    found: dict[str, dict[str, list[pa.Table]]] = {name: {} for name in SCENARIOS}
    for brief in briefs:
        ranking = ranked(brief["brief"], known.pool, active_criteria())
        everyone = seen(brief["brief"], known.pool, active_criteria(), np.arange(len(known.pool))).levels()
        names = [name for name, codes in everyone.items() if (codes != UNKNOWN_LEVEL).any()]
        levels = np.stack([everyone[name] for name in names], axis=1)
        bare = levels_without(ranking, names)
        whole = np.sort(ranking.places[(levels[ranking.places] != UNKNOWN_LEVEL).all(axis=1)])
        if len(whole) < FEWEST:
            continue
        before = order_of(ranking, names, levels, whole)
        accounts = pa.array([f"{known.world.seed} {name}" for name in ranking.pool.names.to_pylist()])
        for attribute in ATTRIBUTES:
            for scenario, hidden in scenarios(names, levels, label[attribute], whole, ranking.places):
                for _ in range(draws):
                    less = np.where(hidden(rng), bare, levels)
                    rows = places(brief["id"], accounts, before, order_of(ranking, names, less, whole))
                    found[scenario[0]].setdefault(scenario[1] or attribute, []).append(rows)
    return found


def levels_without(ranking: Ranking, names: list[str]) -> np.ndarray:
    """The levels when nothing is known of the account itself: unknown, but for a fee the usual one of its size."""
    found = np.full((len(ranking.pool), len(names)), UNKNOWN_LEVEL, dtype=np.int8)
    if FEE in names:
        usual = ranking.pool.kept("usual prices", lambda: _of_usual_prices(ranking.pool))
        found[:, names.index(FEE)] = ranking.criteria.named(FEE).level_of(
            followers_per_euro(ranking.brief, usual, EVERYBODY)
        )
    return found


def _of_usual_prices(pool: Pool) -> Pool:
    """The pool with what is usual for the size, the own fee left out, in the place of every fee."""
    rows = pool.details["prices"]
    guessed = rows.set_column(rows.schema.get_field_index("value"), "value", rows["usual"])
    return replace(pool, details={**pool.details, "prices": guessed})


def scenarios(
    names: list[str], levels: np.ndarray, label: np.ndarray, whole: np.ndarray, passing: np.ndarray
) -> list[tuple[tuple[str, str], Callable]]:
    """What to hide, by (scenario, group): functions of a random generator."""
    unknown, fee = levels == UNKNOWN_LEVEL, [names.index(name) for name in (FEE, NAMED) if name in names]
    if len(fee) == 2:  # what is expected of a fee is hidden where the named fee is
        unknown[:, fee[0]] = unknown[:, fee[1]]

    def as_seen(rng: np.random.Generator, fees: bool = True) -> np.ndarray:
        like = np.arange(len(label))
        for group in np.unique(label[passing]):
            members = np.sort(passing[label[passing] == group])
            like[members] = rng.choice(members, len(members))
        found = unknown[like]
        if not fees:
            found[:, fee] = False
        return found

    def alone(group: str) -> Callable[[np.random.Generator], np.ndarray]:
        def hidden(rng: np.random.Generator) -> np.ndarray:
            found = (rng.random(levels.shape) < HALF) & (label == group)[:, None]
            if len(fee) == 2:
                found[:, fee[0]] = found[:, fee[1]]
            return found

        return hidden

    there = [group for group in np.unique(label[whole]).tolist() if group]
    but_fees = partial(as_seen, fees=False)
    return [(("seen", ""), as_seen), (("but fees", ""), but_fees), *((("alone", one), alone(one)) for one in there)]


def reported(tables: dict[str, dict[str, list[pa.Table]]], groups: pa.Table) -> dict[str, list[GroupBias]]:
    """By scenario the report of every group; of `alone` the group that was hidden."""
    by_group = {
        scenario: [one for name, rows in tables[scenario].items()
                   for one in bias_report(pa.concat_tables(rows), groups, (name,))]
        for scenario in SCENARIOS[:2]
    }  # fmt: skip
    alone = [one for name, rows in tables["alone"].items() for one in bias_report(pa.concat_tables(rows), groups)
             if one.group == name]  # fmt: skip
    return {**by_group, "alone": alone}


def told(found: dict[str, list[GroupBias]]) -> str:
    """Tables for people."""
    lines = []
    for scenario, rows in found.items():
        lines.append(f"{scenario}: mean shift of places, share of all")
        for row in rows:
            shift = row.rank_shift
            said = f"{shift.value:+.3f} ({shift.low:+.3f} to {shift.high:+.3f})" if shift.known else "unknown"
            lines.append(f"  {row.attribute:<9}{row.group:<16}{row.accounts:>5} accounts  {said}")
    for scenario in SCENARIOS[:2]:
        failing = lower_tiers(found, scenario)
        lines.append(f"tiers below micro that are lower under '{scenario}': {', '.join(failing) or 'none'}")
    return "\n".join(lines)


def lower_tiers(found: dict[str, list[GroupBias]], scenario: str) -> list[str]:
    """Tiers below micro that missing data put lower, beyond chance."""
    return [one.group for one in found[scenario] if one.attribute == "tier" and one.group in ("starter", "nano")
            and one.lower]  # fmt: skip


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(DEVELOPMENT), help="the worlds")
    parser.add_argument("--creators", type=int, default=1000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--draws", type=int, default=10, help="how often evidence is hidden, a brief")
    parser.add_argument("--data", type=Path, default=HERE, help="a folder with briefs.yaml")
    parser.add_argument("--keep", type=Path, help="a folder to keep the workspaces in")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    briefs, groups = briefs_in(asked.data), [GROUPS.empty_table()]
    tables: dict[str, dict[str, list[pa.Table]]] = {name: {} for name in SCENARIOS}
    with TemporaryDirectory(prefix="kring-worlds-") as place:
        for seed in asked.seeds:
            known = KnownWorld.of(asked.creators, asked.people, seed, asked.keep or Path(place))
            own = known.groups()
            names = pa.array([f"{seed} {name}" for name in own["account"].to_pylist()])
            groups.append(own.set_column(0, "account", names))
            for scenario, parts in moved(known, briefs, asked.draws).items():
                for name, rows in parts.items():
                    tables[scenario].setdefault(name, []).extend(rows)
    found = reported(tables, pa.concat_tables(groups))
    if asked.json:
        rows = {scenario: [one.to_dict() for one in parts] for scenario, parts in found.items()}
        print(
            json.dumps(
                {
                    "benchmark": "match_bias",
                    "seeds": asked.seeds,
                    **rows,
                    "lower": {name: lower_tiers(found, name) for name in SCENARIOS[:2]},
                }
            )
        )
        return
    print(told(found))


if __name__ == "__main__":
    main()
