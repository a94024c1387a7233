"""How often the niche of a caption is found, on captions written and labelled by hand for this project.

    python benchmarks/accuracy/niches.py [--data FOLDER] [--part test|dev] [--path exact|bulk|hashed] [--json]

FOLDER holds `test.csv` and `dev.csv` in the form of benchmarks/accuracy/captions (the default). Steepness, threshold
and the texts a niche is compared by were chosen on `dev`; `test` is only measured. The paths: `exact` is the model, for
accounts; `bulk` the vectors of single words, for millions of captions; `hashed` parts of words, without a model.
Prints, by language and with 95 % intervals by bootstrap over captions: top-1 and top-3 among captions of a niche;
macro-F1 over the niches, in which a caption left unnamed is missed and a niche named for a caption of none is wrong;
for "no niche" the precision, recall and the error of its probability (Brier).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bootstrapped import with_intervals

from kring.profile.embedder import Embedder, HashedWords, SmallE5
from kring.profile.niche import chances, niche_index
from kring.profile.readable import readable
from kring.profile.static_words import StaticWords

DATA = Path(__file__).parent / "captions"
PATHS: dict[str, Callable[[], Embedder]] = {"exact": SmallE5, "bulk": StaticWords, "hashed": HashedWords}
Chances = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def read(path: Path) -> list[dict[str, str]]:
    """The captions with their labels."""
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def labelled(rows: list[dict[str, str]], names: tuple[str, ...]) -> Flags:
    """Which labels each caption has, shape (captions, niches + 1); the last column is "no niche"."""
    table = np.zeros((len(rows), len(names) + 1), dtype=bool)
    for place, row in enumerate(rows):
        for label in filter(None, row["niches"].split("|")):
            table[place, names.index(label)] = True
    table[:, -1] = ~table.any(axis=1)
    return table


def measured(chance: Chances, truth: Flags) -> dict[str, float]:
    """All measures of one set of captions."""
    named = ~truth[:, -1]
    ranked = np.argsort(-chance[:, :-1], axis=1, kind="stable")
    hits = np.take_along_axis(truth, ranked[:, :3], axis=1)[named]
    said = chance.argmax(axis=1)
    none_said, none = said == truth.shape[1] - 1, ~named
    return {
        "top1": float(hits[:, 0].mean()),
        "top3": float(hits.any(axis=1).mean()),
        "macro_f1": macro_f1(said, truth),
        "none_precision": float((none_said & none).sum() / max(none_said.sum(), 1)),
        "none_recall": float((none_said & none).sum() / max(none.sum(), 1)),
        "none_brier": float(((chance[:, -1] - none) ** 2).mean()),
        "named_when_none": float((~none_said & none).sum() / max(none.sum(), 1)),
        "right_when_named": float(truth[np.arange(len(said)), said][~none_said].mean()),
        "named": float((~none_said).mean()),
    }


def macro_f1(said: npt.NDArray[np.int64], truth: Flags) -> float:
    """The mean over niches that occur of F1; a caption of two niches is right with either."""
    right = truth[np.arange(len(said)), said]
    scores = []
    for niche in np.flatnonzero(truth[:, :-1].any(axis=0)):
        found = (said == niche) & right
        missed = truth[:, niche] & ~right
        wrong = (said == niche) & ~right
        scores.append(2 * found.sum() / max(2 * found.sum() + missed.sum() + wrong.sum(), 1))
    return float(np.mean(scores))


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the captions")
    parser.add_argument("--part", choices=("test", "dev"), default="test", help="which captions")
    parser.add_argument("--path", choices=tuple(PATHS), default="exact", help="what reads the captions")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    rows = read(arguments.data / f"{arguments.part}.csv")
    index = niche_index(PATHS[arguments.path]())
    chance = chances([readable(row["caption"]) or "" for row in rows], index)
    truth, language = labelled(rows, index.names), np.array([row["language"] for row in rows])
    groups = {"nl": language == "nl", "en": language == "en", "both": np.full(len(rows), True)}
    found = {name: with_intervals(measured, chance[own], truth[own]) for name, own in groups.items()}
    if arguments.json:
        said = {"benchmark": "niches", "path": arguments.path, "part": arguments.part, "captions": len(rows)}
        print(json.dumps(said | {"measures": found}, indent=1))
        return
    for name, own in groups.items():
        print(f"{name}: {int(own.sum())} captions, {int(truth[own, -1].sum())} of no niche")
        for measure, (value, low, high) in found[name].items():
            print(f"   {measure:<18} {value:.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
