"""Draws of shares: they hold what is not known about which topics are there, and focus with it."""

import numpy as np
import pytest

from kring.profile.drawn_shares import DrawnShares
from tests.profile.test_mixtures import likelihoods_of


def test_the_interval_of_the_focus_holds_the_truth() -> None:
    rng, held = np.random.default_rng(8), []
    for _ in range(150):
        share = 1.0 if rng.random() < 0.4 else float(rng.uniform(0.5, 0.9))
        shares = {3: share, 17: 1 - share}
        _, low, high = DrawnShares.of(likelihoods_of(rng, shares, 24)).focus()
        held.append(low <= share**2 + (1 - share) ** 2 <= high)
    assert 0.9 <= np.mean(held) <= 0.99


def test_focus_is_less_certain_with_fewer_texts() -> None:
    rng = np.random.default_rng(2)
    many = likelihoods_of(rng, {3: 0.6, 17: 0.4}, 60)
    widths = [high - low for _, low, high in (DrawnShares.of(many[:count]).focus() for count in (6, 60))]
    assert widths[0] > widths[1]


def test_texts_about_nothing_have_no_focus() -> None:
    nothing = np.hstack([np.full((20, 30), 0.01), np.ones((20, 1))])
    assert np.isnan(DrawnShares.of(nothing).focus()).all()


@pytest.mark.parametrize("texts", [1, 3, 30])
def test_draws_are_the_same_each_time_and_no_share_passes_one(texts: int) -> None:
    likelihood = likelihoods_of(np.random.default_rng(texts), {2: 0.7, 5: 0.3}, texts)
    one, other = DrawnShares.of(likelihood), DrawnShares.of(likelihood)
    assert np.array_equal(one.shares, other.shares)
    assert (one.shares >= 0).all()
    assert (one.shares.sum(axis=1) <= 1 + 1e-9).all()
    low, high = one.interval(np.array([2, 29]))
    assert (low <= high).all()
