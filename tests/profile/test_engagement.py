"""Engagement: four rates kept apart, followers at post time, the parts that are in, calibrated intervals."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import median
from kring.profile import profiles
from kring.profile.medians import medians
from tests.profile.observations import NOON, account, facts, posts

ANNA = "instagram:anna"


def test_the_rate_is_the_median_over_posts_of_likes_and_comments_by_followers() -> None:
    seen = facts(accounts=[account()], posts=posts(7, likes=[10, 20, 30, 40, 50, 60, 900], comments=0))
    found = profiles(seen).of(ANNA)
    estimate = found.estimate("engagement_per_follower")
    assert estimate.value == pytest.approx(0.040)
    assert (estimate.low, estimate.high) == pytest.approx((0.010, 0.9))
    assert estimate.n == 7
    assert found.notes["engagement_per_follower"] == "likes + comments / followers at post time"


def test_saves_and_shares_are_in_when_most_posts_have_them_and_the_note_says_so() -> None:
    row = {"likes": 10, "comments": 5, "saves": [3, 3, 3, None, 3, 3, 3, 3], "shares": None}
    found = profiles(facts(accounts=[account()], posts=posts(8, **row))).of(ANNA)
    assert found.estimate("engagement_per_follower").value == pytest.approx(0.018)
    assert found.estimate("engagement_per_follower").n == 7
    assert found.notes["engagement_per_follower"].startswith("likes + comments + saves /")


def test_unknown_comments_do_not_become_zero_comments() -> None:
    seen = facts(accounts=[account()], posts=posts(4, likes=100, comments=[50, 50, 50, None]))
    assert profiles(seen).estimate(ANNA, "engagement_per_follower").value == pytest.approx(0.15)
    assert profiles(seen).estimate(ANNA, "engagement_per_follower").n == 3


def test_each_divisor_has_its_own_figure_and_none_stands_in_for_another() -> None:
    row = {"likes": 30, "comments": 10, "reach": 800, "views": 4_000}
    found = profiles(facts(accounts=[account()], posts=posts(8, **row))).of(ANNA)
    assert found.estimate("engagement_per_follower").value == pytest.approx(0.04)
    assert found.estimate("engagement_per_reach").value == pytest.approx(0.05)
    assert found.estimate("engagement_per_view").value == pytest.approx(0.01)
    assert not found.estimate("engagement_per_impression").known


def test_followers_near_the_time_of_the_post_count_not_those_of_today() -> None:
    then = NOON - timedelta(days=400)
    small, large = account(followers=500, observed_at=then), account(followers=5_000)
    old = [row | {"published_at": then + timedelta(days=3)} for row in posts(6, likes=50, comments=0)]
    found = profiles(facts(accounts=[small, large], posts=old)).of(ANNA)
    assert found.estimate("engagement_per_follower").value == pytest.approx(0.1)
    assert found.followers == 5_000


def test_without_an_observation_near_the_post_the_newest_followers_count_and_the_note_says_so() -> None:
    old = [row | {"published_at": NOON - timedelta(days=700)} for row in posts(6, likes=50, comments=0)]
    found = profiles(facts(accounts=[account(followers=5_000)], posts=old)).of(ANNA)
    assert found.estimate("engagement_per_follower").value == pytest.approx(0.01)
    assert found.notes["engagement_per_follower"].endswith("newest followers")


def test_one_post_in_all_has_no_interval_and_stays_unknown() -> None:
    estimate = profiles(facts(accounts=[account()], posts=posts(1, likes=5, comments=1))).estimate(
        ANNA, "engagement_per_follower"
    )
    assert not estimate.known
    assert "one post" in estimate.reason


def test_one_post_borrows_the_spread_of_others_and_is_never_called_exact() -> None:
    bert = posts(30, "instagram:bert", likes=list(range(20, 50)), comments=0)
    seen = facts(accounts=[account(), account("instagram:bert")], posts=[*posts(1, likes=30, comments=0), *bert])
    estimate = profiles(seen).estimate(ANNA, "engagement_per_follower")
    assert estimate.n == 1
    assert estimate.low < 0.03 < estimate.high


@given(st.lists(st.floats(min_value=0, max_value=10), min_size=6, max_size=60))
def test_from_six_values_on_the_interval_is_that_of_the_order_statistics(values: list[float]) -> None:
    mine = medians(np.zeros(len(values), dtype=np.int64), np.array(values), 1, 0.01)
    theirs = median(values)
    assert (mine.value[0], mine.low[0], mine.high[0]) == pytest.approx((theirs.value, theirs.low, theirs.high))


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 5) | st.just(float("nan"))), min_size=1, max_size=60))
def test_medians_of_many_groups_are_those_of_each_alone(pairs: list[tuple[int, float]]) -> None:
    groups, values = np.array([g for g, _ in pairs]), np.array([v for _, v in pairs])
    found = medians(groups, values, 5, 0.01)
    for group in range(5):
        inside = values[(groups == group) & ~np.isnan(values)]
        assert found.n[group] == len(inside)
        if np.isnan(found.value[group]):
            assert len(inside) <= 1
        else:
            assert found.value[group] == pytest.approx(np.median(inside))
            assert 0 <= found.low[group] <= found.value[group] <= found.high[group]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 12, 40])
def test_intervals_hold_the_true_median_of_skewed_posts_about_95_percent_of_the_time(size: int) -> None:
    rng = np.random.default_rng(size)
    accounts = 1_500
    truth = np.exp(rng.normal(-3.5, 0.8, accounts))
    spread = rng.uniform(0.3, 0.7, accounts)
    groups = np.repeat(np.arange(accounts), size)
    values = truth[groups] * np.exp(rng.normal(0, 1, len(groups)) * spread[groups])
    others = np.repeat(np.arange(accounts, 2 * accounts), 3)
    theirs = np.exp(rng.normal(-3.5, 0.5, len(others)))
    found = medians(np.r_[groups, others], np.r_[values, theirs], 2 * accounts, 0.0005)
    held = np.mean((found.low[:accounts] <= truth) & (truth <= found.high[:accounts]))
    assert 0.925 <= held <= 0.995
