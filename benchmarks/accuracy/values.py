"""How well the kinds of value of a caption are found, on captions written and labelled by hand for this project.

    python benchmarks/accuracy/values.py [--data FOLDER] [--part test|dev] [--json]

FOLDER holds `test.csv` and `dev.csv` in the form of benchmarks/accuracy/captions (the default). The reader learned from
`dev` and from `hands_dev`, a file of its own with captions in other hands, and its thresholds were chosen there: only
`test` judges, and `dev` says what was learned by heart. Prints for each kind the captions that have it, precision,
recall, F1 and the area under the curve (.5 is chance), with 95 % intervals of F1 and area by bootstrap over captions.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from bootstrapped import with_intervals
from scipy.stats import rankdata

from kring.profile.embedder import SmallE5
from kring.profile.value import SAID_FROM, value_chances
from kring.vocabulary.values import values

DATA = Path(__file__).parent / "captions"


def measured(chance: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """The measures of one kind of value."""
    said, right = chance >= SAID_FROM, int(((chance >= SAID_FROM) & truth).sum())
    ranks, count = rankdata(chance), int(truth.sum())
    area = (ranks[truth].sum() - count * (count + 1) / 2) / max(count * (len(truth) - count), 1)
    return {
        "precision": right / max(int(said.sum()), 1),
        "recall": right / max(count, 1),
        "f1": 2 * right / max(int(said.sum()) + count, 1),
        "area": float(area),
    }


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the captions")
    parser.add_argument("--part", choices=("test", "dev"), default="test", help="which captions")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    with (arguments.data / f"{arguments.part}.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    chance = np.nan_to_num(value_chances([row["caption"] for row in rows], SmallE5()))
    found = {}
    for place, name in enumerate(values()):
        truth = np.array([name in row["values"].split("|") for row in rows])
        found[name] = with_intervals(measured, chance[:, place], truth) | {"captions": int(truth.sum())}
    if arguments.json:
        print(json.dumps({"benchmark": "values", "part": arguments.part, "measures": found}, indent=1))
        return
    for name, measures in found.items():
        print(f"{name}: {measures.pop('captions')} of {len(rows)} captions")
        for measure, (value, low, high) in measures.items():
            print(f"   {measure:<9} {value:.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
