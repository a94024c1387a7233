"""The category of a creator from captions alone, without training and trained, on real Instagram creators.

    python benchmarks/accuracy/creator_category.py [--data FOLDER] [--creators N] [--cache FILE] [--json]

FOLDER holds `creators.csv` (username, category) and `posts.parquet` (username, caption) in the form of the Instagram
creators of Kim et al. (WWW 2020). N creators are drawn (fixed seed, by category as they occur) among those with text; a
creator is one text of at most five captions. Without training: the best of the nine described categories, standardised
over the shipped reference. Trained: ridge regression of the categories on the vectors, each creator judged by a fit on
the other folds (five folds by creator; the penalty is chosen inside them). Prints macro-F1 and accuracy with 95 %
intervals by bootstrap over creators, beside always saying the largest category. FILE keeps the vectors between runs;
keep it outside the project.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from kring.profile.embedder import SmallE5, Vectors
from kring.profile.readable import readable
from kring.profile.topics import Topic, TopicIndex
from kring.vocabulary.text import Words

DATA = Path(__file__).parents[3] / "shared" / "data" / "instagram_creators"
CAPTIONS, LETTERS, FOLDS, ROUNDS = 5, 140, 5, 1000
PENALTIES = (0.3, 1.0, 3.0, 10.0)
Labels = npt.NDArray[np.int64]
DESCRIBED = {
    "beauty": ("beauty", "beauty", "Make-up, huidverzorging, haar en nagels.", "Make-up, skin care, hair and nails."),
    "family": ("gezin", "family", "Leven met kinderen, ouderschap en gezin.", "Life with children, parenting, family."),
    "fashion": ("mode", "fashion", "Kleding, outfits, schoenen en stijl.", "Clothes, outfits, shoes and style."),
    "fitness": ("fitness", "fitness", "Trainen, krachttraining, sport.", "Workouts, strength training, sports."),
    "food": ("eten", "food", "Koken, recepten, bakken en restaurants.", "Cooking, recipes, baking and restaurants."),
    "interior": ("interieur", "interior", "Wonen, meubels en inrichting.", "Home decoration, furniture and rooms."),
    "pet": ("huisdieren", "pets", "Honden, katten en andere dieren.", "Dogs, cats and other animals."),
    "travel": ("reizen", "travel", "Reizen, vakanties en landschappen.", "Journeys, holidays and landscapes."),
    "other": ("iets anders", "something else", "Muziek, kunst, werk, vrienden.", "Music, art, work, friends."),
}


def drawn(folder: Path, count: int) -> list[tuple[str, str]]:
    """Category and text of the creators drawn."""
    posts = pq.read_table(folder / "posts.parquet", columns=["username", "caption"]).sort_by("username")
    texts: dict[str, list[str]] = defaultdict(list)
    for name, caption in zip(posts["username"].to_pylist(), posts["caption"].to_pylist(), strict=True):
        text = readable(caption)
        if text and len(texts[name]) < CAPTIONS:
            texts[name].append(text[:LETTERS])
    with (folder / "creators.csv").open(encoding="utf-8", newline="") as opened:
        known = sorted((row["username"], row["category"].lower()) for row in csv.DictReader(opened))
    able = [(category, " ".join(sorted(texts[name]))) for name, category in known if texts.get(name)]
    chosen = np.random.default_rng(7).permutation(len(able))[:count]
    return [able[place] for place in sorted(chosen)]


def vectors_of(texts: list[str], cache: Path | None) -> Vectors:
    """The vectors, from the cache where it fits."""
    if cache and cache.is_file():
        kept: Vectors = np.load(cache)
        if len(kept) == len(texts):
            return kept
    vectors = SmallE5().encode(texts)
    if cache:
        np.save(cache, vectors)
    return vectors


def ridge(vectors: Vectors, truth: Labels, others: Vectors, penalty: float, count: int) -> Labels:
    """The categories of `others` by a ridge regression on `vectors`."""
    middle = vectors.mean(axis=0)
    weight = np.sqrt(1 / np.bincount(truth, minlength=count)[truth])[:, None]
    centred = (vectors - middle) * weight
    wanted = (np.eye(count)[truth] - 1 / count) * weight
    scale = penalty * np.trace(centred.T @ centred) / centred.shape[1]
    fitted = np.linalg.solve(centred.T @ centred + scale * np.eye(centred.shape[1]), centred.T @ wanted)
    return np.asarray(((others - middle) @ fitted).argmax(axis=1))


def trained(vectors: Vectors, truth: Labels, count: int, folds: Labels) -> Labels:
    """Every creator's category by a fit on the other folds; the penalty is chosen on a further fold inside them."""
    said = np.zeros(len(truth), dtype=np.int64)
    for fold in range(FOLDS):
        inner, judge, out = (folds != fold), folds == (fold + 1) % FOLDS, folds == fold
        fit = inner & ~judge
        by = [macro_f1(ridge(vectors[fit], truth[fit], vectors[judge], one, count), truth[judge]) for one in PENALTIES]
        best = PENALTIES[int(np.argmax(by))]
        said[out] = ridge(vectors[inner], truth[inner], vectors[out], best, count)
    return said


def macro_f1(said: Labels, truth: Labels) -> float:
    """The mean F1 over the categories that occur."""
    scores = [
        2 * ((said == one) & (truth == one)).sum() / ((said == one).sum() + (truth == one).sum())
        for one in np.unique(truth)
    ]
    return float(np.mean(scores))


def with_interval(said: Labels, truth: Labels) -> dict[str, list[float]]:
    """Macro-F1 and accuracy, each as value, low, high."""
    rng = np.random.default_rng(1)
    picks = [rng.integers(0, len(truth), len(truth)) for _ in range(ROUNDS)]
    found = {
        "macro_f1": (macro_f1(said, truth), [macro_f1(said[pick], truth[pick]) for pick in picks]),
        "accuracy": (float((said == truth).mean()), [float((said[pick] == truth[pick]).mean()) for pick in picks]),
    }
    return {name: [value, *map(float, np.quantile(drawn, [0.025, 0.975]))] for name, (value, drawn) in found.items()}


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with the two files")
    parser.add_argument("--creators", type=int, default=1200, help="how many creators to draw")
    parser.add_argument("--cache", type=Path, help="a .npy file that keeps the vectors")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.data or DATA
    if not folder.is_dir():
        if arguments.data:
            parser.error(f"{folder} is not a folder")
        print(f"skipped: shared/data/{DATA.name} is absent")
        return
    creators = drawn(folder, arguments.creators)
    vectors = vectors_of([text for _, text in creators], arguments.cache)
    topics = [Topic(name, Words(*told[:2]), Words(*told[2:])) for name, told in DESCRIBED.items()]
    truth = np.array([list(DESCRIBED).index(category) for category, _ in creators])
    folds = np.random.default_rng(2).permutation(len(truth)) % FOLDS
    ways = {
        "largest category": np.full(len(truth), np.bincount(truth).argmax()),
        "described": TopicIndex.of(topics, SmallE5()).scores_of(vectors).argmax(axis=1),
        "trained": trained(vectors, truth, len(topics), folds),
    }
    found = {name: with_interval(said, truth) for name, said in ways.items()}
    if arguments.json:
        print(json.dumps({"benchmark": "creator_category", "creators": len(truth), "measures": found}, indent=1))
        return
    print(f"{len(truth)} creators, {len(topics)} categories")
    for name, measures in found.items():
        for measure, (value, low, high) in measures.items():
            print(f"{name:<18} {measure:<9} {value:.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
