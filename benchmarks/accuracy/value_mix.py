"""The mix of values of an account against its truth: do the intervals hold the true share, and how wide are they?

    python benchmarks/accuracy/value_mix.py [--data FOLDER] [--texts N] [--accounts N] [--world N [--seed S]] [--json]
    python benchmarks/accuracy/value_mix.py --coefficients

FOLDER holds `test.csv` and `dev.csv` in the form of benchmarks/accuracy/captions (the default). Of `test` every second
caption is judged by; the others, with `dev`, are what --coefficients counts on, and prints for
`src/kring/vocabulary/value_reading.yaml`. Makes accounts of N captions drawn from those judged by, each with its own
share of captions of a kind (uniform, 0 to 1), and prints for each kind how often the 95 % interval holds the true share
(Wilson), the mean width, the mean error, and how many are told at all. --world N does the same for N accounts of the
synthetic world instead.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from kring.estimate import wilson
from kring.profile.embedder import SmallE5
from kring.profile.readable import readable
from kring.profile.value import BY_CODE, value_standard
from kring.profile.value_mix import WIDEST, shares_behind
from kring.vocabulary.value_reading import Reading, value_readings
from kring.vocabulary.values import values

DATA = Path(__file__).parent / "captions"
Scored = tuple[np.ndarray, np.ndarray]


def judged(folder: Path, fitting: bool) -> Scored:
    """Score and truth of each readable caption, both of shape (captions, kinds): those to fit on, or to judge by."""
    rows = []
    for part in ("dev", "test") if fitting else ("test",):
        with (folder / f"{part}.csv").open(encoding="utf-8", newline="") as opened:
            every = list(csv.DictReader(opened))
        rows += every if part == "dev" else every[0::2] if fitting else every[1::2]
    rows = [row for row in rows if readable(row["caption"])]
    truth = np.array([[name in row["values"].split("|") for name in values()] for row in rows])
    return scores([readable(row["caption"]) or "" for row in rows]), truth


def scores(texts: list[str]) -> np.ndarray:
    """The scores of texts for each kind."""
    return np.asarray(value_standard(SmallE5().encode(texts), SmallE5()))


def reading_of(score: np.ndarray, truth: np.ndarray) -> Reading:
    """The threshold at which hits less false alarms are most, with the counts there."""
    best = max(np.unique(score).tolist(), key=lambda cut: (score[truth] >= cut).mean() - (score[~truth] >= cut).mean())
    said = score >= best
    counts = (int((said & truth).sum()), int(truth.sum()), int((said & ~truth).sum()), int((~truth).sum()))
    return Reading(float(np.floor(best * 1e4) / 1e4), *counts)


def among(score: np.ndarray, truth: np.ndarray, place: int, threshold: float) -> dict[str, list[int]]:
    """False alarms for a kind, and captions, among those that lack it: by other kind that is read, and the rest."""
    said, lacking = score[:, place] >= threshold, ~truth[:, place]
    others = {name: at for at, name in enumerate(values()) if at != place and name != BY_CODE}
    sorts = {name: lacking & truth[:, at] for name, at in others.items()}
    sorts["none"] = lacking & ~truth[:, list(others.values())].any(axis=1)
    return {name: [int((said & these).sum()), int(these.sum())] for name, these in sorts.items()}


def made_accounts(
    score: np.ndarray, truth: np.ndarray, reading: Reading, texts: int, count: int
) -> tuple[np.ndarray, ...]:
    """For `count` accounts the true share, and value, low and high of its estimate."""
    rng = np.random.default_rng(1)
    true = np.rint(rng.uniform(0, 1, count) * texts).astype(np.int64)
    said = score >= reading.threshold
    found = [rng.choice(said[truth], having).sum() + rng.choice(said[~truth], texts - having).sum() for having in true]
    return true / texts, *shares_behind(np.array(found), np.full(count, texts), reading)


def world_accounts(count: int, seed: int) -> dict[str, tuple[np.ndarray, ...]]:
    """The same for accounts of the synthetic world, by kind."""
    from kring.world import netherlands

    world = netherlands(creators=max(count, 60), people=6_000, seed=seed)
    posts = world.tables["posts"].select(["account", "post", "caption", "hashtags"]).to_pylist()
    given = dict(zip(*(world.truth.posts[name].to_pylist() for name in ("post", "values")), strict=True))
    names = sorted({post["account"] for post in posts})
    chosen = set(names[:: max(len(names) // count, 1)][:count])
    read = [(post, text) for post in posts if post["account"] in chosen
            and (text := readable(post["caption"], post["hashtags"]))]  # fmt: skip
    score = scores([text for _, text in read])
    group = np.unique([post["account"] for post, _ in read], return_inverse=True)[1]
    n = np.bincount(group)
    told = {}
    for name, reading in value_readings(SmallE5.name).items():
        truth = np.array([name in given[post["post"]] for post, _ in read])
        found = np.bincount(group, score[:, list(values()).index(name)] >= reading.threshold).astype(np.int64)
        told[name] = (np.bincount(group, truth) / n, *shares_behind(found, n, reading))
    return told


def measured(true: np.ndarray, value: np.ndarray, low: np.ndarray, high: np.ndarray) -> dict[str, Any]:
    """Coverage with its interval, mean width, mean error, and the share of accounts that are told."""
    inside, told = (low <= true + 1e-9) & (true - 1e-9 <= high), high - low <= WIDEST
    ends = wilson(np.array([inside.sum()], dtype=float), np.array([len(true)], dtype=float))
    return {
        "held": [float(inside.mean()), float(ends[0][0]), float(ends[1][0])],
        "width": float((high - low).mean()),
        "error": float(np.abs(value - true)[told].mean()) if told.any() else None,
        "told": float(told.mean()),
        "accounts": len(true),
    }


def coefficients(folder: Path) -> None:
    """Prints the lines of value_reading.yaml."""
    score, truth = judged(folder, fitting=True)
    for place, (name, value) in enumerate(values().items()):
        if value.name != BY_CODE:
            one = reading_of(score[:, place], truth[:, place])
            counts = ("threshold", "hits", "having", "alarms", "lacking")
            parts = ", ".join(f"{part}: {getattr(one, part)}" for part in counts)
            sorts = among(score, truth, place, one.threshold)
            told = ", ".join(f"{sort}: {pair}" for sort, pair in sorts.items())
            print(f"  {name}: {{{parts},\n    among: {{{told}}}}}")


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the captions")
    parser.add_argument("--texts", type=int, default=24, help="captions an account")
    parser.add_argument("--accounts", type=int, default=400, help="how many accounts are made")
    parser.add_argument("--world", type=int, default=0, help="accounts of the synthetic world instead")
    parser.add_argument("--seed", type=int, default=21, help="the seed of that world")
    parser.add_argument("--coefficients", action="store_true", help="print what the vocabulary holds")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if arguments.coefficients:
        coefficients(arguments.data)
        return
    if arguments.world:
        drawn = world_accounts(arguments.world, arguments.seed)
    else:
        score, truth = judged(arguments.data, fitting=False)
        drawn = {}
        for name, reading in value_readings(SmallE5.name).items():
            place, sizes = list(values()).index(name), (arguments.texts, arguments.accounts)
            drawn[name] = made_accounts(score[:, place], truth[:, place], reading, *sizes)
    found = {name: measured(*parts) for name, parts in drawn.items()}
    if arguments.json:
        print(json.dumps({"benchmark": "value_mix", "world": bool(arguments.world), "measures": found}, indent=1))
        return
    for name, measures in found.items():
        held, low, high = measures.pop("held")
        parts = ", ".join(f"{key} {part:.2f}" for key, part in measures.items() if part is not None)
        print(f"{name:<12} held {held:.1%} ({low:.1%} to {high:.1%}), {parts}")


if __name__ == "__main__":
    main()
