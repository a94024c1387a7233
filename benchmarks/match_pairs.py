"""How well creators are ranked for brands that were never seen, from text and hashtag vectors alone.

    python benchmarks/match_pairs.py [--data FOLDER] [--train FOLDER --test FOLDER] [--draws N] [--json]
    (and --peers PYTHON: that of the environment of the peer)

FOLDER (also --train) holds `train_features.npz` and `train_pairs.csv`, the form of `brand_creator_pairs` (Gan et al.
2019); --test holds `test_features.npz` with the same under names that begin with test_, and `test_label` (a row a
brand, a column a creator). With --data: draws of 74 brands against their own creators, learned from the other brands
and from no creator that is judged; first among the half of the brands that no choice of method has seen
("held out"), then among all. With --train and --test: learned from the one, judged on the other, intervals by bootstrap
over brands. The median rank is MedR as its authors compute it, over the brands of all draws together, with an interval
by bootstrap over brands; the other intervals are where 95 % of the draws lie. Beside each other: plain cosines summed,
likeness alone (`PairModel.alike`), LightGBM's LambdaRank, and `kring.match.brand_fit.PairModel`. Settings of ours and
of LightGBM were chosen by cross-validation by brand within the other half. `make bench-match` runs it and makes the
environment of the peer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from kring.match.brand_fit.pair_model import PairModel
from kring.match.brand_fit.views import units
from paired_brands import DRAWS, Paired, drawn, held_out, judged, training
from ranking_figures import FIGURES, best_places, figures, median_rank_over_draws, over_brands, over_draws

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data" / "brand_creator_pairs"
PEERS = HERE.parent / ".venv-bench" / "bin" / "python"
GOALS = {"auc": 0.86, "recall_10": 0.19, "recall_50": 0.49, "median_rank": 3.0}
PUBLISHED = {
    "MIR, k=4": {"auc": 0.849, "recall_10": 0.135, "recall_50": 0.428, "median_rank": 6},
    "SBR": {"auc": 0.681, "recall_10": 0.091, "recall_50": 0.251, "median_rank": 15},
    "source": "Gan et al. 2019, on the authors' test split, with images",
}


def scored(known: Paired, part: Paired, peers: Path) -> dict[str, np.ndarray]:
    """The scores of every method that can run, shape (brands, creators)."""
    brands, creators = part.brands, part.creators
    model = PairModel.learn(known.brands, known.creators, known.pairs)
    answer = {
        "cosine": units(brands.topics) @ units(creators.topics).T + brands.directions() @ creators.directions().T,
        "likeness": model.alike(brands, creators),
        "kring": model.scores(brands, creators),
    }
    if peers.is_file():  # else `make bench-match` makes it
        answer["lightgbm"] = by_lightgbm(known, part, peers)
    return answer


def by_lightgbm(known: Paired, part: Paired, peers: Path) -> np.ndarray:
    """The scores of LightGBM, in a process of its own environment."""
    sides = {"brands": known.brands, "creators": known.creators, "judged_brands": part.brands,
             "judged_creators": part.creators}  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="kring-pairs-") as place:
        views = {
            f"{name}_{view}": getattr(side, view) for name, side in sides.items() for view in ("topics", "hashtags")
        }
        np.savez(Path(place) / "views.npz", pairs=known.pairs, **views)
        subprocess.run([str(peers), str(HERE / "peers" / "run_lightgbm.py"), place], check=True)
        return np.asarray(np.load(Path(place) / "scores.npy"))


def on_draws(known: Paired, among: np.ndarray, draws: int, peers: Path) -> dict[str, Any]:
    """Figures over draws of the brands `among`."""
    found, creators, names = [], [], []
    ranks: dict[str, list[np.ndarray]] = defaultdict(list)
    for learned, part in drawn(known, among, draws):
        scores = scored(learned, part, peers)
        found.append({name: figures(given, part.pairs) for name, given in scores.items()})
        creators.append(len(part.creators))
        names.append(part.brand_names)
        for name, given in scores.items():
            ranks[name].append(best_places(given, part.pairs))
    answer = over_draws(found)
    for name, each in ranks.items():
        answer[name]["median_rank"] = median_rank_over_draws(names, each)
    met = {name: float(np.mean([reaches(name, draw["kring"][name]) for draw in found])) for name in GOALS}
    return {"brands": int(among.sum()), "creators_a_draw": float(np.mean(creators)), "figures": answer,
            "goals": goals(answer["kring"]), "draws_that_meet": met}  # fmt: skip


def across(train: Path, test: Path, peers: Path) -> dict[str, Any]:
    """Learned from one folder, judged on another."""
    everything, part = training(train), judged(test)
    known = everything.apart_from(part)
    answer = over_brands(scored(known, part, peers), part.pairs)
    return {"brands": len(part.brands), "creators": len(part.creators), "learned_from": list(known.pairs.shape),
            "figures": answer, "goals": goals(answer["kring"])}  # fmt: skip


def goals(ours: dict[str, list[float]]) -> dict[str, dict[str, Any]]:
    """Each goal, what was reached, and whether that meets it."""
    return {
        name: {"goal": goal, "value": ours[name][0], "met": reaches(name, ours[name][0])}
        for name, goal in GOALS.items()
    }


def reaches(name: str, value: float) -> bool:
    """Whether a figure meets its goal."""
    return value <= GOALS[name] if name == "median_rank" else value >= GOALS[name]


def told(part: str, answer: dict[str, Any]) -> str:
    """A table of one part, for people."""
    lines = [f"{part}: {answer['brands']} brands", "  " + "".join(f"{name:>24}" for name in ("", *FIGURES))]
    for name, row in answer["figures"].items():
        cells = "".join(f"{value:10.3f} ({low:.3f}-{high:.3f})".rjust(24) for value, low, high in row.values())
        lines.append(f"  {name:>24}{cells}")
    missed = [name for name, goal in answer["goals"].items() if not goal["met"]]
    lines.append(f"  goals missed: {', '.join(missed) or 'none'}")
    if "draws_that_meet" in answer:
        met = [f"{name} {part:.0%}" for name, part in answer["draws_that_meet"].items()]
        lines.append(f"  draws that meet each goal: {', '.join(met)}")
    return "\n".join(lines)


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--train", "--test"):
        parser.add_argument(name, type=Path, help="a folder, see above")
    parser.add_argument("--draws", type=int, default=DRAWS, help="how many draws of brands")
    parser.add_argument("--peers", type=Path, default=Path(os.environ.get("KRING_PEERS", PEERS)), help="its python")
    parser.add_argument("--json", action="store_true", help="print JSON on one line")
    arguments = parser.parse_args()
    if (arguments.train is None) != (arguments.test is None):
        parser.error("--train and --test belong together")
    folder = arguments.data or DATA
    for asked in filter(None, (arguments.train, arguments.test, arguments.data)):
        if not asked.is_dir():
            parser.error(f"{asked} is not a folder")
    parts: dict[str, Any] = {}
    if arguments.train:
        parts["test"] = across(arguments.train, arguments.test, arguments.peers)
    elif folder.is_dir():
        known = training(folder)
        for name, among in (("held out", held_out(known.brand_names)), ("all", np.ones(len(known.brands), dtype=bool))):
            parts[name] = on_draws(known, among, arguments.draws, arguments.peers)
    else:
        parts["skipped"] = f"{folder.name} is absent"
    if arguments.json or "skipped" in parts:
        print(json.dumps({"benchmark": "match_pairs", "published": PUBLISHED, **parts}))
        return
    for name, answer in parts.items():
        print(told(name, answer))


if __name__ == "__main__":
    main()
