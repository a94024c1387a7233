"""Shares of a mixture on likelihoods drawn from known shares."""

import numpy as np
import pytest

from kring.profile.mixtures import mixture_shares

TOPICS = 30


def likelihoods_of(rng: np.random.Generator, shares: dict[int, float], texts: int, none: float = 0.2) -> np.ndarray:
    """Texts whose score is 2.5 deviations higher under their own topic: right likelihoods of a Gaussian."""
    chosen = rng.choice(list(shares), size=texts, p=list(shares.values()))
    scores = rng.normal(size=(texts, TOPICS))
    about = rng.random(texts) >= none
    scores[np.flatnonzero(about), chosen[about]] += 2.5
    relative = np.exp(2.5 * scores - 2.5**2 / 2)
    return np.hstack([relative, np.ones((texts, 1))])


def test_intervals_hold_the_true_shares() -> None:
    rng, held, first = np.random.default_rng(4), [], []
    for _ in range(150):
        share = float(rng.uniform(0.55, 0.9))
        found = mixture_shares(likelihoods_of(rng, {3: share, 17: 1 - share}, 30))
        first.append(found.topics[0] == 3)
        truth = {3: share, 17: 1 - share}
        named = zip(found.topics.tolist(), found.low, found.high, strict=True)
        held += [low <= truth.get(topic, 0.0) <= high for topic, low, high in named]
    assert np.mean(first) > 0.85
    assert 0.9 <= np.mean(held) <= 0.99


def test_texts_about_nothing_have_no_topic() -> None:
    rng = np.random.default_rng(1)
    found = [len(mixture_shares(likelihoods_of(rng, {3: 1.0}, 30, none=1.0)).topics) for _ in range(50)]
    assert np.mean(np.array(found) > 0) <= 0.06


@pytest.mark.parametrize("texts", [1, 5, 40])
def test_shares_sum_to_one_and_lie_within_their_interval(texts: int) -> None:
    found = mixture_shares(likelihoods_of(np.random.default_rng(texts), {2: 0.7, 5: 0.3}, texts, none=0.0))
    if len(found.topics):
        assert found.value.sum() == pytest.approx(1)
    assert ((found.low >= 0) & (found.low <= found.value) & (found.value <= found.high) & (found.high <= 1)).all()


def test_the_order_of_texts_does_not_matter() -> None:
    likelihood = likelihoods_of(np.random.default_rng(9), {2: 0.7, 5: 0.3}, 25)
    assert mixture_shares(likelihood).value == pytest.approx(mixture_shares(likelihood[::-1]).value)
