"""How well growth intervals hold what came later: real channels week by week, and the synthetic world.

    python benchmarks/accuracy/trajectory.py [--data FOLDER] [--base N] [--json]

FOLDER holds `aligned_data.csv` (start_date, name, weekly_subscribers, ...), the form of the weekly subscribers of
YouTubers of SocialBlade (2019-2022). They are increments without totals, so a level is assumed under them: `--base`
times what the channel gained in its first 52 weeks (3 unless given), one snapshot every four weeks. Half of the
channels (by a hash of their names) is for setting the priors of `kring.vocabulary.trajectory`, the other half is
judged: after two years, do the 95 % intervals hold the followers of the time that followed, and are the chances of a
fifth more followers calibrated? The peer in the same run: last year's growth goes on unchanged, with the spread of its
monthly gains as only uncertainty. The world's accounts are forecast from their first year for their second.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import share
from kring.profile.figure_rows import Floats
from kring.profile.trajectory import trajectories
from kring.profile.trajectory.growth import growth
from kring.profile.trajectory.histories import Histories, histories
from kring.profile.trajectory.outlook import chance_of, followers_after, momentum
from kring.world import netherlands

DATA = Path(__file__).parents[3] / "shared" / "data" / "youtube_weekly_growth"
WEEK = 7 * 86_400
FOUR_WEEKS = 28 / 30.44
FIRST, NOW = 52, 104
MORE = 1.2
HORIZONS = (24, 48)


def weekly(folder: Path) -> dict[str, Floats]:
    """Subscribers gained a week by channel, oldest first; channels with weeks missing are left out."""
    gains = defaultdict(list)
    with (folder / "aligned_data.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            gains[row["name"]].append((row["start_date"], number(row["weekly_subscribers"])))
    series = {name: np.asarray([gain for _, gain in sorted(rows)]) for name, rows in gains.items()}
    return {name: gains for name, gains in series.items() if not np.isnan(gains).any()}


def number(text: str) -> float:
    """A number, NaN for a week that was not observed."""
    return float("nan") if text in ("", "NA") else float(text)


def judged(name: str) -> bool:
    """Whether a channel is in the half that is judged."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def levels(gains: Floats, base: float) -> Floats:
    """The level after each week, from the assumed one under the first 52 weeks."""
    return base * gains[:FIRST].sum() + np.cumsum(gains)


def snapshots(channels: dict[str, Floats], until: int) -> pa.Table:
    """A snapshot every four weeks of the year before week `until`."""
    weeks = range(until - FIRST, until + 1, 4)
    rows = [
        {"account": name, "followers": int(level[week - 1]), "observed_at": week * WEEK * 1_000_000}
        for name, level in channels.items()
        for week in weeks
    ]
    kinds = {"account": pa.string(), "followers": pa.int64(), "observed_at": pa.timestamp("us", tz="UTC")}
    return pa.Table.from_pylist(rows, schema=pa.schema(list(kinds.items())))


def held(truth: Floats, low: Floats, high: Floats) -> dict[str, Any]:
    """The share of intervals that hold the truth, with its own interval, and their width beside the truth."""
    inside = int(((low <= truth) & (truth <= high)).sum())
    return share(inside, len(truth)).to_dict() | {"median_width": float(np.median((high - low) / truth))}


def unchanged(history: Histories, months: float) -> tuple[Floats, Floats]:
    """The peer: last year's mean gain goes on, plus or minus 1.96 spreads of the months."""
    gains = np.diff(np.log(history.followers), axis=1)
    mean, spread = gains.mean(axis=1) / FOUR_WEEKS, gains.std(axis=1, ddof=1) / np.sqrt(FOUR_WEEKS)
    middle, half = mean * months, 1.96 * spread * np.sqrt(months)
    return history.last * np.exp(middle - half), history.last * np.exp(middle + half)


def on_channels(folder: Path, base: float) -> dict[str, Any]:
    """Coverage on the judged half, and what the other half says of the priors."""
    every = {name: levels(gains, base) for name, gains in sorted(weekly(folder).items())}
    every = {name: level for name, level in every.items() if level[NOW - 1] >= 1 and level[NOW - FIRST - 1] >= 1}
    train = histories(snapshots({name: every[name] for name in every if not judged(name)}, NOW))
    test = {name: level for name, level in every.items() if judged(name)}
    history = histories(snapshots(test, NOW))
    grown = growth(history)
    moved = momentum(history, grown)
    answer: dict[str, Any] = {
        "channels": len(test),
        "base": base,
        "momentum": vars(moved),
        "training": of_training(train),
    }
    names = history.accounts.to_pylist()
    for weeks in HORIZONS:
        truth = np.asarray([test[name][NOW + weeks - 1] for name in names])
        months = weeks * 7 / 30.44
        middle, low, high = followers_after(history, grown, months, moved)
        chance = chance_of(MORE * history.last, history, grown, months, moved)[0]
        reached = np.asarray([test[name][NOW : NOW + weeks].max() for name in names]) >= MORE * history.last
        answer[f"in {weeks} weeks"] = {
            "held": held(truth, low, high),
            "held_by_peer": held(truth, *unchanged(history, months)),
            "median_error": float(np.median(np.abs(middle / truth - 1))),
            "brier": float(np.mean((chance - reached) ** 2)),
            "brier_of_base_rate": float(np.mean((reached.mean() - reached) ** 2)),
            "expected_to_reach": float(chance.sum()),
            "reached": int(reached.sum()),
        }
    return answer


def of_training(history: Histories) -> dict[str, float]:
    """Noise and turning of the training half, from which the priors of the vocabulary were set."""
    grown = growth(history)
    return {
        "channels": len(history.accounts),
        "noise": float(np.sqrt(np.median(grown.variance))),
        **vars(momentum(history, grown, fewest=10)),
    }


def on_world(seed: int) -> dict[str, Any]:
    """Growth against the truth, and the second year forecast from the first."""
    world = netherlands(creators=400, people=20_000, seed=seed)
    seen = world.tables["accounts"].select(["account", "followers", "observed_at"])
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    truth = {row["account"]: creators[row["creator"]] | row for row in world.truth.accounts.to_pylist()}
    concluded = trajectories(seen)
    rows = [row for row in concluded.figures.to_pylist() if row["figure"] == "monthly_growth"]
    real = [1 - truth[row["account"]]["bots"] / truth[row["account"]]["followers"] for row in rows]
    rates = np.expm1([truth[row["account"]]["monthly_growth"] * part for row, part in zip(rows, real, strict=True)])
    low, high = (np.asarray([row[end] for row in rows]) for end in ("low", "high"))
    inside = int(((low <= rates) & (rates <= high)).sum())
    labels = [truth[row["account"]]["growth"] == row["trajectory"] for row in concluded.trajectories.to_pylist()]
    jumped = {name for name, row in truth.items() if row["jump_month"] >= 0}
    found = set(concluded.jumps["account"].to_pylist())
    return {
        "accounts": len(rows),
        "growth_held": share(inside, len(rows)).to_dict(),
        "label_right": share(sum(labels), len(labels)).to_dict(),
        "jumps": {"true": len(jumped), "found": len(found), "both": len(jumped & found)},
        "second_year": second_year(seen),
    }


def second_year(seen: pa.Table) -> dict[str, Any]:
    """Followers at the end, forecast a year earlier; accounts that jumped since are counted too."""
    moments, kind = sorted(set(seen["observed_at"].to_pylist())), seen["observed_at"].type
    history = histories(seen.filter(pc.less_equal(seen["observed_at"], pa.scalar(moments[-13], kind))))
    last = seen.filter(pc.equal(seen["observed_at"], pa.scalar(moments[-1], kind)))
    now = dict(zip(last["account"].to_pylist(), last["followers"].to_pylist(), strict=True))
    grown = growth(history)
    _, low, high = followers_after(history, grown, 12.0, momentum(history, grown))
    return held(np.asarray([now[name] for name in history.accounts.to_pylist()], dtype=float), low, high)


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with aligned_data.csv")
    parser.add_argument("--base", type=float, default=3.0, help="the level under the first year, in its own gain")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.data or DATA
    if arguments.data and not folder.is_dir():
        parser.error(f"{folder} is not a folder")
    answer: dict[str, Any] = {"benchmark": "trajectory", "world": on_world(seed=29)}
    if folder.is_dir():
        answer["channels"] = on_channels(folder, arguments.base)
    else:
        answer["channels"] = f"skipped: {folder.name} is absent"
    print(json.dumps(answer, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
