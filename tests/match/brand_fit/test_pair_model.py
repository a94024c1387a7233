"""The ranking of creators for unseen brands: it learns what goes together, and a pair's score is its own."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match.brand_fit import PairModel, Views
from tests.docs.pages import ROOT
from tests.match.brand_fit.made_pairs import made_pairs


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel.learn(*made_pairs(60, 300, seed=1))


def auc(scores: np.ndarray, pairs: np.ndarray) -> float:
    return float(np.mean(scores[pairs][:, None] > scores[~pairs][None, :]))


def test_what_goes_together_is_learned_where_likeness_misleads(model: PairModel) -> None:
    brands, creators, pairs = made_pairs(40, 300, seed=2)
    assert auc(model.alike(brands, creators), pairs) < 0.5
    assert auc(sum(part.scores(brands, creators) for part in model.associations), pairs) > 0.75
    assert auc(model.scores(brands, creators), pairs) > auc(model.alike(brands, creators), pairs) + 0.1


def test_likeness_is_used_where_it_is_right() -> None:
    model = PairModel.learn(*made_pairs(60, 300, seed=3, shift=0))
    brands, creators, pairs = made_pairs(40, 300, seed=4, shift=0)
    assert auc(model.scores(brands, creators), pairs) > 0.8


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.integers(0, 49), min_size=1, max_size=50, unique=True))
def test_a_score_depends_on_neither_the_others_nor_their_order(model: PairModel, rows: list[int]) -> None:
    brands, creators, _ = made_pairs(10, 50, seed=5)
    some = np.asarray(rows)
    whole = model.scores(brands, creators)
    assert np.allclose(model.scores(brands, creators.take(some)), whole[:, some], atol=1e-9)
    assert np.allclose(model.scores(brands.take(np.asarray([3])), creators), whole[[3]], atol=1e-9)


def test_the_order_of_what_is_learned_from_changes_nothing(model: PairModel) -> None:
    brands, creators, pairs = made_pairs(60, 300, seed=1)
    rng = np.random.default_rng(0)
    these, those = rng.permutation(60), rng.permutation(300)
    again = PairModel.learn(brands.take(these), creators.take(those), pairs[np.ix_(these, those)])
    asked = made_pairs(10, 50, seed=5)[:2]
    assert np.allclose(again.scores(*asked), model.scores(*asked), atol=1e-8)


def test_a_view_that_is_unknown_says_nothing(model: PairModel) -> None:
    brands, creators, _ = made_pairs(5, 20, seed=6)
    blank = Views(creators.topics, np.zeros_like(creators.hashtags))
    assert np.isfinite(model.scores(brands, blank)).all()
    assert not model.whitening.cosines(brands, blank).any()


def test_too_little_to_learn_from_and_what_does_not_belong_together_are_refused() -> None:
    brands, creators, pairs = made_pairs(19, 50, seed=7)
    with pytest.raises(ValueError, match="at least 20 brands"):
        PairModel.learn(brands, creators, pairs)
    with pytest.raises(ValueError, match="pairs has shape"):
        PairModel.learn(brands, creators, pairs.T)
    with pytest.raises(ValueError, match="one row an account"):
        Views(creators.topics, creators.hashtags[:-1])
    with pytest.raises(ValueError, match="finite"):
        Views(np.full((2, 3), np.nan), np.zeros((2, 3)))


def test_unseen_brands_of_real_pairs_are_served_better_than_by_cosine(
    shared_data: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shared_data("brand_creator_pairs")
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from match_pairs import scored
    from paired_brands import drawn, held_out, training
    from ranking_figures import figures

    known = training(folder)
    found = [
        {name: figures(scores, part.pairs) for name, scores in scored(learned, part, Path("none")).items()}
        for learned, part in drawn(known, held_out(known.brand_names), 6)
    ]
    mean = {
        (name, figure): np.mean([draw[name][figure] for draw in found])
        for name in ("cosine", "kring")
        for figure in ("auc", "recall_10", "recall_50")
    }
    assert mean["kring", "auc"] > mean["cosine", "auc"] + 0.015
    assert mean["kring", "recall_10"] > mean["cosine", "recall_10"] + 0.01
    assert mean["kring", "recall_50"] > mean["cosine", "recall_50"] + 0.02
