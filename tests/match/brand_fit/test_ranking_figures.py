"""The figures of `make bench-match`, against counting by hand, and the folders it takes."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.docs.pages import ROOT
from tests.match.brand_fit.made_pairs import made_pairs


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


def test_figures_are_those_counted_by_hand() -> None:
    from ranking_figures import figures

    scores = np.asarray([np.arange(100.0), -np.arange(100.0)])
    pairs = np.zeros((2, 100), dtype=bool)
    pairs[0, [99, 80, 10]] = True  # places 1, 20 and 90
    pairs[1, [4, 30]] = True  # places 5 and 31
    found = figures(scores, pairs)
    assert found["recall_10"] == pytest.approx((1 / 3 + 1 / 2) / 2)
    assert found["recall_50"] == pytest.approx((2 / 3 + 1) / 2)
    assert found["median_rank"] == 1, "of two the lower, as its authors have it"
    better = [np.mean(scores[row][pairs[row]][:, None] > scores[row][~pairs[row]]) for row in (0, 1)]
    assert found["auc"] == pytest.approx(np.mean(better))


def test_the_median_rank_is_a_whole_number_also_over_draws() -> None:
    from ranking_figures import best_places, median_rank, median_rank_over_draws

    assert [median_rank(np.array(ranks)) for ranks in ([7, 1, 3], [9, 1, 4, 3], [2])] == [3, 3, 2]
    scores = -np.arange(12.0)[None, :].repeat(3, axis=0)
    pairs = np.zeros((3, 12), dtype=bool)
    pairs[[0, 0, 1, 2], [4, 9, 0, 11]] = True
    assert best_places(scores, pairs).tolist() == [5, 1, 12]
    draws = [np.array(["a", "b"]), np.array(["b", "c"])], [np.array([1, 8]), np.array([6, 30])]
    value, low, high = median_rank_over_draws(*draws)
    assert (value, low, high) == (6, 1, 30), "over 1, 6, 8 and 30; a draw of brands may hold but one of them"


def test_the_interval_of_the_median_rank_holds_the_true_one() -> None:
    from ranking_figures import median_rank_over_draws

    rng, held = np.random.default_rng(3), []
    names = [np.arange(100), np.arange(100)]
    for _ in range(60):
        own = rng.geometric(0.1, 100)
        low, high = median_rank_over_draws(names, [own, own])[1:]
        held.append(low <= 7 <= high)
    assert np.mean(held) >= 0.9


def test_equal_scores_say_nothing() -> None:
    from ranking_figures import figures

    pairs = np.zeros((400, 100), dtype=bool)
    pairs[:, :10] = True
    found = figures(np.zeros((400, 100)), pairs)
    assert found["auc"] == found["auc_pooled"] == 0.5
    assert found["recall_50"] == pytest.approx(0.5, abs=0.2)


def stored(folder: Path, part: str, seed: int, brands: int, label: str | None = None) -> Path:
    """Files of the form of the authors' split."""
    mine, theirs, pairs = made_pairs(brands, 120, seed)
    folder.mkdir()
    names = {"brand": [f"{part}{row}" for row in range(brands)], "inf": [f"{part}_creator{row}" for row in range(120)]}
    arrays = {f"{part}_{side}_names": np.asarray(given) for side, given in names.items()}
    for side, views in (("brand", mine), ("inf", theirs)):
        arrays |= {f"{part}_{side}_lda19": views.topics, f"{part}_{side}_hashtag_n2v128": views.hashtags}
    if label:
        arrays[label] = np.where(pairs, 1, np.random.default_rng(0).choice([0, 2], pairs.shape))
    np.savez(folder / f"{part}_features.npz", **arrays)
    rows = [
        f"{names['brand'][brand]},{names['inf'][creator]},0.1" for brand, creator in zip(*pairs.nonzero(), strict=True)
    ]
    (folder / f"{part}_pairs.csv").write_text("\n".join(["brand,influencer,endorsement_score", *rows]))
    return folder


def test_a_split_that_lies_elsewhere_is_judged(tmp_path: Path) -> None:
    train, test = stored(tmp_path / "a", "train", 1, 40), stored(tmp_path / "b", "test", 2, 20, "test_label")
    command = [sys.executable, str(ROOT / "benchmarks" / "match_pairs.py"), "--train", str(train), "--test", str(test)]
    done = subprocess.run([*command, "--peers", "none", "--json"], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)["test"]
    assert (said["brands"], said["creators"], said["learned_from"][0]) == (20, 120, 40)
    value, low, high = said["figures"]["kring"]["auc"]
    assert low <= value <= high
    assert set(said["figures"]) == {"cosine", "likeness", "kring"}
    assert set(said["goals"]) == {"auc", "recall_10", "recall_50", "median_rank"}


def test_nothing_judged_is_learned_from(tmp_path: Path) -> None:
    from paired_brands import drawn, held_out, training

    known = training(stored(tmp_path / "a", "train", 1, 60))
    for learned, part in drawn(known, held_out(known.brand_names), 3):
        assert not set(learned.brand_names) & set(part.brand_names)
        assert not set(learned.creator_names) & set(part.creator_names)
        assert held_out(part.brand_names).all()
        assert part.pairs.any(axis=0).all()
