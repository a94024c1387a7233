"""How well the follower model tells fakes among followers of influencers, cross-validated.

    python benchmarks/accuracy/fake_followers.py [--data FOLDER] [--train FOLDER --test FOLDER] [--json]

A FOLDER holds `labelled.csv` (rating, Number.of.posts, Number.of.people.they.follow, Number.of.followers,
has_profile_picture), the form of the followers of Swiss influencers that SRF Data judged by hand (2017). With --data:
ten times five-fold, stratified, rows that agree in everything kept on one side of the split; accuracy, specificity and
AUC with 95 % intervals (bootstrap over followers) beside the published ones, and a majority vote as the peer. With
--train and --test: fitted on the one, judged on the other, beside the shipped coefficients. --coefficients prints what
`kring.vocabulary.authenticity` ships, from all of --data.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.estimate import share
from kring.profile.authenticity.audience import BINS, shares_real, steps
from kring.profile.authenticity.fitting import fit
from kring.profile.authenticity.people import fake_log_odds, features
from kring.profile.figure_rows import Floats
from kring.profile.peers import mid_ranks
from kring.vocabulary.authenticity import FollowerModel, follower_model

DATA = Path(__file__).parents[3] / "shared" / "data" / "fake_followers"
PUBLISHED = {"accuracy": [0.944, 0.912, 0.967], "specificity": 0.963, "source": "SRF Data 2017, random forest"}
KNOTS = ((0.0, 2.5), (0.0, 6.5), (0.0, 4.0, 5.5))
COLUMNS = {
    "posts": "Number.of.posts",
    "following": "Number.of.people.they.follow",
    "followers": "Number.of.followers",
}
ROUNDS, FOLDS, DRAWS = 10, 5, 1_000
SHARES_OF_FAKES, AUDIENCES = (0.0, 0.02, 0.05, 0.1, 0.3, 0.5), 200
Flags = NDArray[np.bool_]


def judged(folder: Path) -> tuple[pa.Table, Flags]:
    """The judged followers as `people` rows, and which of them are fakes."""
    with (folder / "labelled.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    people = {name: [int(float(row[column])) for row in rows] for name, column in COLUMNS.items()}
    picture = [row["has_profile_picture"].lower() == "true" for row in rows]
    return pa.table(people | {"has_picture": picture}), np.asarray([row["rating"].lower() == "true" for row in rows])


def auc(odds: Floats, fake: Flags) -> float:
    """The chance that a fake has higher odds than a real follower."""
    ranks, _ = mid_ranks(np.zeros(len(odds), dtype=np.int64), odds)
    fakes, real = int(fake.sum()), int((~fake).sum())
    return float((ranks[fake].sum() - fakes * (fakes + 1) / 2) / (fakes * real))


def measures(odds: Floats, fake: Flags, base: float) -> dict[str, float]:
    """Accuracy, specificity, sensitivity, F1 and AUC, at odds of one to one among followers such as these."""
    called = odds + base > 0
    hits = int((called & fake).sum())
    return {
        "accuracy": float((called == fake).mean()),
        "specificity": float((~called[~fake]).mean()),
        "sensitivity": hits / max(int(fake.sum()), 1),
        "f1": 2 * hits / max(int(called.sum() + fake.sum()), 1),
        "auc": auc(odds, fake),
    }


def cross_validated(people: pa.Table, fake: Flags, seed: int) -> Floats:
    """The log odds of each follower from a model that has not seen it."""
    columns = features(people, KNOTS)
    _, same = np.unique(columns, axis=0, return_inverse=True)
    fold = _folds(same.ravel(), fake, seed)
    odds = np.empty(len(fake))
    for left_out in range(FOLDS):
        seen = fold != left_out
        odds[~seen] = fake_log_odds(people.filter(pa.array(~seen)), fit(columns[seen], fake[seen], KNOTS))
    return odds


def _folds(same: NDArray[np.int64], fake: Flags, seed: int) -> NDArray[np.int64]:
    """A fold for each row, fakes spread evenly, equal rows together."""
    rng = np.random.default_rng(seed)
    groups, first = np.unique(same, return_index=True)
    of_group = np.empty(len(groups), dtype=np.int64)
    for kind in (True, False):
        mine = np.flatnonzero(fake[first] == kind)
        of_group[rng.permutation(mine)] = np.arange(len(mine)) % FOLDS
    return of_group[np.searchsorted(groups, same)]


def with_intervals(rounds: list[Floats], fake: Flags, base: float) -> dict[str, list[float]]:
    """Each measure as the mean over rounds, with the 95 % interval of resampled followers."""
    rng = np.random.default_rng(1)
    value = {name: float(np.mean([measures(odds, fake, base)[name] for odds in rounds])) for name in ("accuracy",
             "specificity", "sensitivity", "f1", "auc")}  # fmt: skip
    drawn = []
    for draw in range(DRAWS):
        who = rng.integers(0, len(fake), len(fake))
        drawn.append(measures(rounds[draw % len(rounds)][who], fake[who], base))
    ends = {name: np.quantile([one[name] for one in drawn], (0.025, 0.975)).tolist() for name in value}
    return {name: [value[name], *ends[name]] for name in value}


def on_folder(folder: Path) -> dict[str, Any]:
    """Cross-validated on one set."""
    people, fake = judged(folder)
    base = float(np.log(fake.mean() / (1 - fake.mean())))
    rounds = [cross_validated(people, fake, seed) for seed in range(ROUNDS)]
    nobody = {"accuracy": float((~fake).mean()), "specificity": 1.0, "sensitivity": 0.0, "auc": 0.5}
    return {"followers": len(fake), "fakes": int(fake.sum()), "measured": with_intervals(rounds, fake, base),
            "audiences": audiences(folder), "published": PUBLISHED, "peer_calls_nobody_fake": nobody}  # fmt: skip


def audiences(folder: Path, size: int = 300) -> dict[str, Any]:
    """Audiences put together of judged followers the model has not seen, with a known share of fakes.

    Each is drawn with replacement from one half of the set, the model is fitted on the other half.
    """
    people, fake = judged(folder)
    columns = features(people, KNOTS)
    answer: dict[str, Any] = {}
    for part in SHARES_OF_FAKES:
        counted = []
        for draw in range(AUDIENCES):
            rng = np.random.default_rng([draw, int(100 * part)])
            seen = _folds(np.arange(len(fake)), fake, draw) < FOLDS // 2
            model = fit(columns[seen], fake[seen], KNOTS)
            odds = fake_log_odds(people, model)
            fakes = rng.choice(np.flatnonzero(~seen & fake), round(part * size))
            real = rng.choice(np.flatnonzero(~seen & ~fake), size - len(fakes))
            counted.append(np.bincount(steps(odds[np.concatenate([fakes, real])]), minlength=BINS))
        figures = shares_real(np.asarray(counted, dtype=float))
        answer[f"{part:.0%} fakes"] = {
            "held": share(int(((figures[1] <= 1 - part) & (1 - part <= figures[2])).sum()), AUDIENCES).to_dict(),
            "bias": float(np.mean(figures[0]) - 1 + part),
            "median_width": float(np.median(figures[2] - figures[1])),
        }
    return answer


def across(train: Path, test: Path) -> dict[str, Any]:
    """Fitted on one set and judged on the other, and the shipped coefficients there."""
    people, fake = judged(train)
    model = fit(features(people, KNOTS), fake, KNOTS)
    others, true = judged(test)
    answer: dict[str, Any] = {"followers": len(true), "fakes": int(true.sum())}
    for name, used in (("trained", model), ("shipped", follower_model())):
        answer[name] = with_intervals([fake_log_odds(others, used)], true, used.base)
    return answer


def coefficients(folder: Path) -> FollowerModel:
    """The model of all judged followers."""
    people, fake = judged(folder)
    return fit(features(people, KNOTS), fake, KNOTS)


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--train", "--test"):
        parser.add_argument(name, type=Path, help="a folder with labelled.csv")
    parser.add_argument("--coefficients", action="store_true", help="print the coefficients instead")
    parser.add_argument("--json", action="store_true", help="print JSON on one line")
    arguments = parser.parse_args()
    if (arguments.train is None) != (arguments.test is None):
        parser.error("--train and --test belong together")
    folder = arguments.data or DATA
    if not (arguments.train or folder).is_dir():
        parser.error(f"{arguments.train or folder} is not a folder")
    if arguments.coefficients:
        model = coefficients(folder)
        print(json.dumps({name: getattr(model, name) for name in model.__slots__}))
        return
    answer = across(arguments.train, arguments.test) if arguments.train else on_folder(folder)
    print(json.dumps({"benchmark": "fake_followers"} | answer, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
