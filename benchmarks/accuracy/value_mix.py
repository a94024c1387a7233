"""The mix of values of an account against its truth: do the intervals hold the true share, and how wide are they?

    python benchmarks/accuracy/value_mix.py [--data FOLDER] [--hands] [--texts N] [--accounts N] [--json]
    python benchmarks/accuracy/value_mix.py --world N [--seed S] [--json]
    python benchmarks/accuracy/value_mix.py --coefficients

FOLDER holds `test.csv`, `dev.csv`, `hands_test.csv` and `hands_dev.csv` in the form of benchmarks/accuracy/captions
(the default). The reader learns from `dev` and `hands_dev`. How it does is counted on these, each hand by a reader that
didn't learn from it, and on every second caption of `test`; --coefficients does both: it writes the reader beside
`src/kring/profile/value_reader.py` and prints the counts for `src/kring/vocabulary/value_reading.yaml`.

Makes accounts of N captions drawn from the others of `test`, each with its own share of captions of a kind (uniform, 0
to 1), and prints for each kind how often the 95 % interval holds the true share (Wilson), the mean width, the mean
error, and how many are told at all. --hands makes as many for each hand of `hands_test`, from its captions
alone, and prints the hand that was held least and the one held most instead of an interval; a hand has three to four
captions of most kinds, so that which of them are found says little of the hand, and intervals hold less than they do.
--world N does the same for N accounts of the synthetic world instead.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from judged_values import judged, lines_of, read_by_others, reading_of

from kring.estimate import wilson
from kring.profile import value_reader as shipped
from kring.profile.embedder import SmallE5
from kring.profile.readable import readable
from kring.profile.value_mix import WIDEST, shares_behind
from kring.profile.value_nearness import value_nearness
from kring.profile.value_reader import READ, ValueReader, value_reader, weights_file
from kring.vocabulary.value_reading import Reading, value_readings

DATA = Path(__file__).parent / "captions"
Drawn = tuple[np.ndarray, ...]


def the_reader() -> ValueReader:
    """The reader that is shipped."""
    reader = value_reader(SmallE5.name)
    assert reader is not None
    return reader


def made_accounts(score: np.ndarray, truth: np.ndarray, reading: Reading, texts: int, count: int) -> Drawn:
    """For `count` accounts the true share, and value, low and high of its estimate."""
    rng = np.random.default_rng(1)
    true = np.rint(rng.uniform(0, 1, count) * texts).astype(np.int64)
    said = score >= reading.threshold
    found = [rng.choice(said[truth], having).sum() + rng.choice(said[~truth], texts - having).sum() for having in true]
    return true / texts, *shares_behind(np.array(found), np.full(count, texts), reading)


def judged_accounts(folder: Path, hands: bool, texts: int, count: int) -> dict[str, Drawn]:
    """The same for each kind, from the captions to judge by: of all as one hand, or of each hand by itself."""
    captions = judged(folder, "hands_test" if hands else "test:odd")
    score = the_reader().scores(captions.vectors, captions.near)
    each = [captions.hand == name for name in np.unique(captions.hand)] if hands else [np.ones(len(score), dtype=bool)]
    drawn = {}
    for name, reading in value_readings(SmallE5.name).items():
        kind = READ.index(name)
        made = [made_accounts(score[own, kind], captions.truth[own, kind], reading, texts, count) for own in each]
        drawn[name] = tuple(np.concatenate(parts) for parts in zip(*made, strict=True))
    return drawn


def world_accounts(count: int, seed: int) -> dict[str, Drawn]:
    """The same for accounts of the synthetic world, by kind."""
    from kring.world import netherlands

    world = netherlands(creators=max(count, 60), people=6_000, seed=seed)
    posts = world.tables["posts"].select(["account", "post", "caption", "hashtags"]).to_pylist()
    given = dict(zip(*(world.truth.posts[name].to_pylist() for name in ("post", "values")), strict=True))
    names = sorted({post["account"] for post in posts})
    chosen = set(names[:: max(len(names) // count, 1)][:count])
    read = [(post, text) for post in posts if post["account"] in chosen
            and (text := readable(post["caption"], post["hashtags"]))]  # fmt: skip
    vectors = SmallE5().encode([text for _, text in read])
    score = the_reader().scores(vectors, value_nearness(vectors, SmallE5()))
    group = np.unique([post["account"] for post, _ in read], return_inverse=True)[1]
    n = np.bincount(group)
    told = {}
    for name, reading in value_readings(SmallE5.name).items():
        truth = np.array([name in given[post["post"]] for post, _ in read])
        found = np.bincount(group, score[:, READ.index(name)] >= reading.threshold).astype(np.int64)
        told[name] = (np.bincount(group, truth) / n, *shares_behind(found, n, reading))
    return told


def measured(true: np.ndarray, value: np.ndarray, low: np.ndarray, high: np.ndarray, count: int) -> dict[str, Any]:
    """Coverage with its interval, mean width, mean error, and the share of accounts that are told.

    Of several hands with `count` accounts each, the ends are the hand that was held least and the one held most.
    """
    inside, told = (low <= true + 1e-9) & (true - 1e-9 <= high), high - low <= WIDEST
    ends = wilson(np.array([inside.sum()], dtype=float), np.array([len(true)], dtype=float))
    if len(true) > count:
        each = inside.reshape(-1, count).mean(axis=1)
        ends = each.min(keepdims=True), each.max(keepdims=True)
    return {
        "held": [float(inside.mean()), float(ends[0][0]), float(ends[1][0])],
        "width": float((high - low).mean()),
        "error": float(np.abs(value - true)[told].mean()) if told.any() else None,
        "told": float(told.mean()),
        "accounts": len(true),
    }


def coefficients(folder: Path) -> None:
    """Writes the reader, and prints the lines of value_reading.yaml."""
    captions = judged(folder, "dev", "hands_dev", "test:even")
    reader, score = read_by_others(captions)
    weights = {part: getattr(reader, part).astype(np.float32) for part in ("middle", "weights", "nearness")}
    np.savez_compressed(Path(shipped.__file__).with_name(weights_file(SmallE5.name)), **weights)
    for kind, name in enumerate(READ):
        reading = reading_of(score, captions.truth, captions.hand, kind)
        print(lines_of(name, reading, list(dict.fromkeys(captions.hand.tolist()))))


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the captions")
    parser.add_argument("--texts", type=int, default=24, help="captions an account")
    parser.add_argument("--accounts", type=int, default=400, help="how many accounts are made")
    parser.add_argument("--hands", action="store_true", help="accounts of one hand each, of hands never learned from")
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
        drawn = judged_accounts(arguments.data, arguments.hands, arguments.texts, arguments.accounts)
    found = {name: measured(*parts, arguments.world or arguments.accounts) for name, parts in drawn.items()}
    if arguments.json:
        told = {"world": bool(arguments.world), "hands": arguments.hands, "measures": found}
        print(json.dumps({"benchmark": "value_mix", **told}, indent=1))
        return
    for name, measures in found.items():
        held, low, high = measures.pop("held")
        parts = ", ".join(f"{key} {part:.2f}" for key, part in measures.items() if part is not None)
        print(f"{name:<12} held {held:.1%} ({low:.1%} to {high:.1%}), {parts}")


if __name__ == "__main__":
    main()
