"""Brands, creators and who worked with whom, read from files of the form of `brand_creator_pairs`; and their draws.

Gan et al., Seeking Micro-influencers for Brand Promotion, ACM Multimedia 2019; the vectors are those of
github.com/iristronggg/Brand-Aware-Micro-Influencer-Ranking. Names only join the files and remove from what is learned
from what is judged; they are never learned from.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kring.match.brand_fit.views import Views

BRANDS_DRAWN, DRAWS = 74, 20


@dataclass(frozen=True)
class Paired:
    """Brands and creators in two views, and the pairs, shape (brands, creators)."""

    brand_names: np.ndarray
    creator_names: np.ndarray
    brands: Views
    creators: Views
    pairs: np.ndarray

    def of(self, brands: np.ndarray, creators: np.ndarray) -> Paired:
        """The part with these rows."""
        return Paired(
            self.brand_names[brands], self.creator_names[creators], self.brands.take(brands),
            self.creators.take(creators), self.pairs[np.ix_(brands, creators)],
        )  # fmt: skip

    def own(self, brands: np.ndarray) -> Paired:
        """These brands and the creators who worked with any of them."""
        return self.of(brands, np.flatnonzero(self.pairs[brands].any(axis=0)))

    def apart_from(self, judged: Paired) -> Paired:
        """What may be learned from: brands and creators that are not in `judged`, and only creators of a brand left."""
        brands = np.flatnonzero(~np.isin(self.brand_names, judged.brand_names))
        mine = self.pairs[brands].any(axis=0) & ~np.isin(self.creator_names, judged.creator_names)
        return self.of(brands, np.flatnonzero(mine))


def training(folder: Path) -> Paired:
    """`train_features.npz` and `train_pairs.csv` of the folder; pairs without vectors are left out."""
    names, views = _read(folder / "train_features.npz", "train")
    rows = [{str(name): row for row, name in enumerate(side)} for side in names]
    pairs = np.zeros((len(rows[0]), len(rows[1])), dtype=bool)
    with (folder / "train_pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            brand, creator = rows[0].get(line["brand"]), rows[1].get(line["influencer"])
            if brand is not None and creator is not None:
                pairs[brand, creator] = True
    return Paired(*names, *views, pairs)


def judged(folder: Path) -> Paired:
    """`test_features.npz` of the folder. In `test_label` (a row a brand, a column a creator) 1 or a score is a pair.

    Brands without a pair can't be judged and are left out.
    """
    names, views = _read(folder / "test_features.npz", "test")
    with np.load(folder / "test_features.npz", allow_pickle=False) as stored:
        label = np.asarray(stored["test_label"])
    shape = (len(names[0]), len(names[1]))
    if label.size != shape[0] * shape[1]:
        raise SystemExit(f"test_label has shape {label.shape}, not {shape}: a row a brand, a column a creator")
    label = label.reshape(shape)
    whole = (label == np.round(label)).all()
    read = Paired(*names, *views, label == 1 if whole else label > 0)
    return read.of(np.flatnonzero(read.pairs.any(axis=1)), np.arange(shape[1]))


def _read(file: Path, part: str) -> tuple[tuple[np.ndarray, np.ndarray], tuple[Views, Views]]:
    with np.load(file, allow_pickle=False) as stored:
        names = (stored[f"{part}_brand_names"], stored[f"{part}_inf_names"])
        sides = [
            Views(stored[f"{part}_{side}_lda19"], stored[f"{part}_{side}_hashtag_n2v128"]) for side in ("brand", "inf")
        ]
    return names, (sides[0], sides[1])


def held_out(names: np.ndarray) -> np.ndarray:
    """The brands no choice of method has seen: about half, by a hash of the name."""
    return np.asarray([hashlib.sha256(str(name).encode()).digest()[0] % 2 == 1 for name in names])


def drawn(known: Paired, among: np.ndarray, draws: int, size: int = BRANDS_DRAWN) -> Iterator[tuple[Paired, Paired]]:
    """Draws of brands `among` with their own creators to judge, each after what is apart from it to learn from."""
    paired = np.flatnonzero(among & known.pairs.any(axis=1))
    for draw in range(draws):
        brands = np.random.default_rng([2026, draw]).choice(paired, min(size, len(paired) // 2), replace=False)
        part = known.own(np.sort(brands))
        yield known.apart_from(part), part
