"""LightGBM's LambdaRank on stored views: python run_lightgbm.py FOLDER, scores in FOLDER/scores.npy.

Burges, From RankNet to LambdaRank to LambdaMART, Microsoft Research 2010; Ke et al., LightGBM, NeurIPS 2017. FOLDER
holds views.npz with topics and hashtags of the brands and creators learned from and judged, and the pairs. Features:
the cosines of both views and their sum, the cosine of root shares, and by topic the product and the difference of the
shares. Its settings were the best of five on the brands that no draw of held-out brands holds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import lightgbm
import numpy as np

OTHERS = 200  # creators of other brands beside a brand's own, drawn once
SETTINGS = {
    "objective": "lambdarank", "num_leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 100, "num_threads": 1,
    "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.7, "lambdarank_truncation_level": 50,
    "seed": 1, "deterministic": True, "verbose": -1,
}  # fmt: skip
TREES = 150


def units(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def features(brands: list[np.ndarray], creators: list[np.ndarray]) -> np.ndarray:
    """Features of all pairs, shape (brands, creators, features); each side is its topics and its hashtags."""
    topics, hashtags = (units(mine) @ units(theirs).T for mine, theirs in zip(brands, creators, strict=True))
    roots = np.sqrt(brands[0]) @ np.sqrt(creators[0]).T
    mine, theirs = brands[0][:, None, :], creators[0][None, :, :]
    plain = np.stack([topics, hashtags, topics + hashtags, roots], axis=2)
    return np.concatenate([plain, mine * theirs, np.abs(mine - theirs)], axis=2)


def learned(brands: list[np.ndarray], creators: list[np.ndarray], pairs: np.ndarray) -> lightgbm.Booster:
    """The ranker of these pairs, a group a brand."""
    rng, rows, labels, groups = np.random.default_rng(0), [], [], []
    for brand, own in enumerate(pairs):
        if own.any():
            others = np.flatnonzero(~own)
            seen = np.r_[np.flatnonzero(own), rng.choice(others, min(OTHERS, len(others)), replace=False)]
            rows.append(features([side[brand : brand + 1] for side in brands], [side[seen] for side in creators])[0])
            labels.append(own[seen].astype(int))
            groups.append(len(seen))
    data = lightgbm.Dataset(np.vstack(rows), np.concatenate(labels), group=groups)
    return lightgbm.train(SETTINGS, data, num_boost_round=TREES)


def main() -> None:
    """Learn, score, store."""
    folder = Path(sys.argv[1])
    with np.load(folder / "views.npz") as stored:
        given = {name: stored[name] for name in stored.files}
    sides = {name: [given[f"{name}_topics"], given[f"{name}_hashtags"]] for name in
             ("brands", "creators", "judged_brands", "judged_creators")}  # fmt: skip
    ranker = learned(sides["brands"], sides["creators"], given["pairs"])
    asked = features(sides["judged_brands"], sides["judged_creators"])
    scores = np.asarray(ranker.predict(asked.reshape(-1, asked.shape[2]))).reshape(asked.shape[:2])
    np.save(folder / "scores.npy", scores)


if __name__ == "__main__":
    main()
