"""Where followers live, judged on the synthetic world: error and coverage by kind of evidence.

    python benchmarks/accuracy/locality.py [--fit] [--train 41 42] [--test 71 72] [--creators 200] [--json]

`--fit` fits the terms of `kring.vocabulary.locality` on the training worlds; the creators of other worlds are judged,
so that no creator is in both. The world hides where people live behind gaps, noise and suppressed shares; its truth is
the share of each account's real followers by municipality. Each kind of evidence is judged
alone, then all together: for the ten municipalities listed of an account and for the share within 10 km of home, the
mean error and the share of 95 % intervals that hold the truth; for home, how often the likeliest is right; then the
local heroes. The peer in the same run gives every account the population's shares.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import share
from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.schema import TABLES
from kring.profile.figure_rows import Floats
from kring.profile.locality import concluded, whereabouts
from kring.profile.locality.cells import around, cells, near
from kring.profile.locality.posterior import posterior_of
from kring.profile.locality.trait import SHOWN, enough
from kring.profile.trajectory import trajectories
from kring.vocabulary.locality import NEAR_STEP, locality_terms
from kring.vocabulary.places import Place
from kring.world import World, netherlands

KILOMETRES = (8, 10, 12, 14, 17, 20)
SPREADS = (0.1, 0.15, 0.2, 0.25, 0.3)
FIT_WEIGHTS = (0.5, 0.7, 1.0, 1.4)
KINDS_OF_FIT = ("insights", "engaged", "followers")
KINDS = ("insights", "geotags", "bio", "engaged", "followers", "all")


class InMemory(Facts):
    """Facts that hold tables of a world."""

    def table(self, name: str) -> Any:
        """One table; empty when it is not seen."""
        found = self.files.get(name) or TABLES[name].arrow_schema.empty_table()
        return self.engine.from_arrow(found)


def seen(tables: dict[str, pa.Table]) -> pa.Table:
    """What is known of where followers live when only these tables are seen."""
    whole = {
        name: table.append_column("batch_id", pa.repeat(pa.scalar("b1"), table.num_rows)).select(
            TABLES[name].arrow_schema.names
        )
        for name, table in tables.items()
    }
    return whereabouts(InMemory(start_engine(), 1, whole, {"b1": 1}))  # type: ignore[arg-type]


def evidence(world: World, kind: str) -> dict[str, pa.Table]:
    """The tables that hold one kind of evidence alone; the profile's place counts as bio."""
    tables = world.tables
    bare = tables["accounts"]
    for name in ("city", "bio"):
        place = bare.column_names.index(name)
        bare = bare.set_column(place, name, pa.nulls(bare.num_rows, bare.schema.field(name).type))
    listed = pc.equal(tables["audience_people"]["relation"], "follower")
    alone = {
        "insights": {"audience_shares": tables["audience_shares"]},
        "geotags": {"posts": tables["posts"]},
        "bio": {"accounts": tables["accounts"]},
        "engaged": {
            "audience_people": tables["audience_people"].filter(pc.invert(listed)),
            "people": tables["people"],
        },
        "followers": {"audience_people": tables["audience_people"].filter(listed), "people": tables["people"]},
        "all": {name: tables[name] for name in ("accounts", "posts", "audience_shares", "audience_people", "people")},
    }
    return {"accounts": bare} | alone[kind]


def true_counts(world: World) -> dict[str, tuple[Floats, float]]:
    """By account the real followers in each municipality, and how many real followers there are."""
    people = world.truth.people
    places = [-1 if name is None else cells().of(Place(name, "NL")) for name in people["municipality"].to_pylist()]
    at = np.asarray(pc.index_in(world.truth.follows["person_key"], people["person_key"].combine_chunks()))
    real = ~people["bot"].to_numpy(zero_copy_only=False)[at]
    names = world.truth.accounts["account"].to_pylist()
    account = np.asarray(pc.index_in(world.truth.follows["account"].cast(pa.string()), pa.array(names)))
    home, size = np.asarray(places)[at], len(cells().places)
    found = {}
    for number, name in enumerate(names):
        own = home[real & (account == number)]
        found[name] = np.bincount(own[own >= 0], minlength=size).astype(float), float(len(own))
    return found


def homes_of(world: World) -> dict[str, tuple[int, str]]:
    """By account the true home and the language of its creator."""
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    rows = [(row["account"], creators[row["creator"]]) for row in world.truth.accounts.to_pylist()]
    return {name: (cells().of(Place(one["home"], "NL")) or 0, one["language"]) for name, one in rows}


def fitted(worlds: list[World]) -> dict[str, Any]:
    """The terms that the training worlds give."""
    rows = [
        (counts, total, *homes_of(world)[name])
        for world in worlds
        for name, (counts, total) in true_counts(world).items()
        if counts.sum() >= 100
    ]
    pulls, population = np.arange(len(locality_terms().near)) * NEAR_STEP, cells().share * (cells().country == 0)
    fits: dict[int, tuple[float, list[int]]] = {}
    for km in KILOMETRES:
        total, best = 0.0, []
        for counts, _, home, _ in rows:
            means = np.maximum(pulls[:, None] * near(home, km) + (1 - pulls[:, None]) * population, 1e-9)
            fit = np.log(means) @ counts
            best.append(int(fit.argmax()))
            total += float(fit.max())
        fits[km] = total, best
    km = max(fits, key=lambda one: fits[one][0])
    best = fits[km][1]
    inside: dict[str, list[float]] = {"nl": [], "en": []}
    for counts, whole, _, language in rows:
        inside[language].append(counts.sum() / whole)
    shares = {name: [float(np.mean(one)), float(np.std(one))] for name, one in inside.items()}
    pulled = (np.bincount(best, minlength=len(pulls)) + 1) / (len(best) + len(pulls))
    return {
        "near_km": km, "near": pulled.round(3).tolist(), "in_country": shares,
        "spread_of_counts": spread(rows, km, best),
        "held_by_spread": {one: held_by(worlds, one) for one in SPREADS},
        "home_score_by_fit_weight": {weight: home_score(worlds, weight) for weight in FIT_WEIGHTS},
    }  # fmt: skip


def held_by(worlds: list[World], spread: float) -> dict[str, float]:
    """The share of intervals of the ten largest municipalities that hold the truth at a spread, by kind of evidence."""
    terms, found = replace(locality_terms(), spread=spread), {}
    for kind in ("bio", "engaged", "followers"):
        held = []
        for world in worlds:
            truth = true_counts(world)
            for row in seen(evidence(world, kind)).to_pylist():
                posterior, (counts, total) = posterior_of(row, terms), truth[row["account"]]
                for place in np.argsort(-posterior.typical)[:SHOWN] if enough(posterior) else ():
                    low, high = posterior.share(np.eye(len(counts))[place]).interval()
                    held.append(low <= counts[place] / total <= high)
        found[kind] = round(float(np.mean(held)), 4)
    return found


def spread(rows: list[Any], km: float, best: list[int]) -> float:
    """How far shares lie from what is expected, relative to it, beyond the chance of counting; where 5 are expected."""
    excess, number = 0.0, 0
    population = cells().share * (cells().country == 0)
    for (counts, _, home, _), pull in zip(rows, best, strict=True):
        total = counts.sum()
        means = pull * NEAR_STEP * near(home, km) + (1 - pull * NEAR_STEP) * population
        counted, expected = counts[means * total >= 5], (total * means)[means * total >= 5]
        excess += float((((counted - expected) ** 2 - expected) / expected**2).sum())
        number += len(expected)
    return float(np.sqrt(max(excess / max(number, 1), 0.0)))


def home_score(worlds: list[World], weight: float) -> float:
    """Mean Brier score of the likeliest home from people or platform figures alone, on the training worlds."""
    terms, scores = replace(locality_terms(), fit_weight=weight), []
    for world in worlds:
        truth = homes_of(world)
        rows = [row for kind in KINDS_OF_FIT for row in seen(evidence(world, kind)).to_pylist()]
        for row in rows:
            homes = posterior_of(row, terms).homes
            if homes:
                place, chance = next(iter(homes.items()))
                scores.append((chance - (place == truth[row["account"]][0])) ** 2)
    return round(float(np.mean(scores)), 4)


def judge(worlds: list[World], kind: str) -> dict[str, Any]:
    """One kind of evidence on worlds that nothing was fitted on."""
    rows = [one for world in worlds for one in _judged(world, kind)]
    answer: dict[str, Any] = {"accounts": len(rows)}
    if not rows:
        return answer
    errors, held, peers = (np.concatenate([one[name] for one in rows]) for name in ("error", "held", "peer"))
    homes = [one["home"] for one in rows if one["home"] is not None]
    sure = [right for chance, right in homes if chance >= locality_terms().home_from]
    local = [one["local"] for one in rows if one["local"] is not None]
    answer |= {
        "municipalities": len(held), "held": share(int(held.sum()), len(held)).to_dict(),
        "error": float(errors.mean()), "error_of_population": float(peers.mean()),
        "home_named": len(sure), "home_right_when_named": share(sum(sure), len(sure)).to_dict(),
        "home_expected_right": float(np.sum([chance for chance, _ in homes])), "home_right": sum(r for _, r in homes),
    }  # fmt: skip
    if local:
        answer |= {
            "local_share_held": share(sum(one[0] for one in local), len(local)).to_dict(),
            "local_share_error": float(np.mean([one[1] for one in local])),
            "local_share_width": float(np.median([one[2] for one in local])),
        }
    return answer


def _judged(world: World, kind: str) -> Iterator[dict[str, Any]]:
    """What is concluded of each judged account, beside the truth."""
    truth, homes = true_counts(world), homes_of(world)
    known = seen(evidence(world, kind))
    told = concluded(known)
    home = {row["account"]: row for row in told.homes.to_pylist()}
    local = {row["account"]: row for row in told.figures.to_pylist()}
    listed: dict[str, list[dict[str, Any]]] = {}
    for row in told.shares.to_pylist():
        listed.setdefault(row["account"], []).append(row)
    for name, rows in listed.items():
        counts, total = truth[name]
        at = [cells().of(Place(row["municipality"], row["country"])) for row in rows]
        true = (counts / total)[at]
        value, low, high = (np.asarray([row[part] for row in rows]) for part in ("value", "low", "high"))
        found = home.get(name)
        place = cells().of(Place(found["municipality"], found["country"])) if found else None
        yield {
            "error": np.abs(value - true), "held": (low <= true) & (true <= high),
            "peer": np.abs(cells().share[at] * locality_terms().in_country["nl"][0] - true),
            "home": (found["probability"], place == homes[name][0]) if found else None,
            "local": _local(local.get(name), counts / total, place),
        }  # fmt: skip


def heroes(worlds: list[World]) -> dict[str, Any]:
    """Local heroes called from everything, beside the world's own: stable, and home draws 45 % or more."""
    called = right = real = 0
    for world in worlds:
        creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
        truth = {row["account"]: creators[row["creator"]] for row in world.truth.accounts.to_pylist()}
        grown = trajectories(world.tables["accounts"].select(["account", "followers", "observed_at"]))
        told = concluded(seen(evidence(world, "all")))
        true = {name for name, one in truth.items() if one["growth"] == "stable" and one["locality"] >= 0.45}
        found = {row["account"] for row in told.heroes(grown.trajectories).to_pylist() if row["local_hero"]}
        called, right, real = called + len(found), right + len(found & true), real + len(true)
    return {"called": called, "right": right, "real": real}


def _local(row: dict[str, Any] | None, true: Floats, home: int | None) -> tuple[bool, float, float] | None:
    """Whether the interval of the share near home holds the truth, the error and the width."""
    if row is None or home is None:
        return None
    real = float(true @ around(home, locality_terms().local_km))
    return row["low"] <= real <= row["high"], abs(row["value"] - real), row["high"] - row["low"]


def worlds_of(seeds: list[int], asked: argparse.Namespace) -> list[World]:
    """The worlds of these seeds."""
    return [netherlands(creators=asked.creators, people=asked.people, seed=seed, months=12) for seed in seeds]


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit the terms on the training worlds too")
    parser.add_argument("--train", type=int, nargs="+", default=[41, 42], help="seeds of the worlds to fit on")
    parser.add_argument("--test", type=int, nargs="+", default=[71, 72], help="seeds of the worlds that are judged")
    parser.add_argument("--creators", type=int, default=200, help="creators a world")
    parser.add_argument("--people", type=int, default=40_000, help="people a world")
    parser.add_argument("--json", action="store_true", help="print JSON on one line")
    asked = parser.parse_args()
    answer: dict[str, Any] = {"benchmark": "locality", "train": asked.train, "test": asked.test}
    if asked.fit:
        answer["fitted"] = fitted(worlds_of(asked.train, asked))
    judged = worlds_of(asked.test, asked)
    answer |= {kind: judge(judged, kind) for kind in KINDS}
    answer["local_heroes"] = heroes(judged)
    print(json.dumps(answer, indent=None if asked.json else 1))


if __name__ == "__main__":
    main()
