"""Priors: labelled, sourced, as wide as the disagreement between sources, placed by follower count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import Basis
from kring.vocabulary.priors import (
    GRADES,
    PriorRow,
    engagement_prior,
    fee_prior,
    prior_rows,
    reach_rate_prior,
    revenue_prior,
    sources_at,
)

FIGURES = ("fee", "engagement", "reach_rate", "revenue")
FOLLOWERS = st.integers(min_value=1, max_value=50_000_000)


@pytest.mark.parametrize("figure", FIGURES)
def test_every_row_names_source_grade_cuts_and_year(figure: str) -> None:
    for row in prior_rows(figure):
        assert row.source
        assert row.grade in GRADES
        assert row.cuts
        assert row.year
        assert 0 < row.low <= row.high
        assert row.followers_below is None or row.followers_from < row.followers_below


@given(
    FOLLOWERS, st.sampled_from([("instagram", "post"), ("instagram", "reel"), ("tiktok", "video"), ("blog", "blog")])
)
def test_a_fee_interval_is_at_least_as_wide_as_the_sources_disagree(followers: int, where: tuple[str, str]) -> None:
    estimate = fee_prior(*where, followers)
    assert estimate.basis is Basis.PRIOR
    for row in sources_at(prior_rows("fee"), *where, followers):
        low, high = row.at(followers)
        assert estimate.low <= low
        assert high <= estimate.high
    assert estimate.high / estimate.low >= 3.99


@given(FOLLOWERS)
def test_engagement_is_never_surer_than_a_factor_of_four(followers: int) -> None:
    for platform in ("instagram", "tiktok", "youtube"):
        estimate = engagement_prior(platform, followers)
        assert estimate.high / estimate.low >= 3.99
        assert 0 < estimate.low <= estimate.high <= 1


def test_engagement_is_expected_to_fall_with_size() -> None:
    values = [engagement_prior("instagram", followers).value for followers in (3_000, 30_000, 300_000, 3_000_000)]
    assert values == sorted(values, reverse=True)


def test_reach_falls_with_size_and_a_story_reaches_fewer_than_a_post() -> None:
    assert reach_rate_prior("instagram", 800).value > reach_rate_prior("instagram", 800_000).value
    assert reach_rate_prior("instagram", 5_000, "story").value < reach_rate_prior("instagram", 5_000).value


def test_published_anchors_come_back() -> None:
    grin = next(row for row in prior_rows("fee") if row.source.startswith("GRIN"))
    assert grin.at(10_000)[1] / grin.at(10_000)[0] == pytest.approx(9 / 4)
    assert grin.original == "4-9 USD"
    estimate = engagement_prior("tiktok", 5_000)
    assert estimate.low <= 0.103 <= 0.126 <= estimate.high


def test_what_no_source_speaks_of_is_unknown_with_the_reason() -> None:
    estimate = engagement_prior("mastodon", 2_000)
    assert not estimate.known
    assert "mastodon" in estimate.reason
    assert not fee_prior("instagram", "post", 0).known


def test_a_source_far_from_the_creator_is_not_read() -> None:
    names = [row.source for row in sources_at(prior_rows("fee"), "instagram", "post", 2_000)]
    assert not any("mega" in name for name in names)


def test_a_user_may_replace_the_rows() -> None:
    own = PriorRow(
        "fee", (), (), 0, None, 100.0, 200.0, False, "own rate card", "measured", "2026", "stated", "100-200"
    )
    estimate = fee_prior("instagram", "post", 2_000, rows=[own])
    assert estimate.low <= 100
    assert estimate.high >= 200
    assert estimate.n == 1


def test_revenue_per_follower_is_that_of_the_study_at_both_ends_and_falls_between() -> None:
    assert revenue_prior(4_000).value / revenue_prior(400_000).value == pytest.approx(5.408, rel=0.01)
    values = [revenue_prior(followers).value for followers in (9_999, 10_000, 20_000, 50_000, 99_999, 100_000)]
    assert values == sorted(values, reverse=True)
    assert values[0] == pytest.approx(values[1])
    assert values[-2] == pytest.approx(values[-1], rel=1e-3)


@given(FOLLOWERS)
def test_revenue_is_a_guess_wide_enough_for_the_other_study_of_the_same_authors(followers: int) -> None:
    estimate = revenue_prior(followers)
    assert estimate.basis is Basis.PRIOR
    assert estimate.low <= 0.008 or followers < 100_000
    assert estimate.high >= 0.37 or followers >= 100_000
    assert estimate.high / estimate.low >= 39.9
