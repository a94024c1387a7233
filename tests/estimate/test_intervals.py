"""Intervals beside published tables, and the share of runs in which they hold the truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import clopper_pearson, count, mean, median, median_ranks, share, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_shares_are_those_of_newcombe_1998_table_1(
    successes: int, trials: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert (share(successes, trials).low, share(successes, trials).high) == pytest.approx(score, abs=5e-5)
    guaranteed = share(successes, trials, exact=True)
    assert (guaranteed.low, guaranteed.high) == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize(("events", "low", "high"), [(0, 0, 3.689), (5, 1.623, 11.668), (10, 4.795, 18.390)])
def test_counts_are_those_of_garwood_1936(events: int, low: float, high: float) -> None:
    assert (count(events).low, count(events).high) == pytest.approx((low, high), abs=2e-3)


@pytest.mark.parametrize(("n", "ranks"), [(6, (1, 6)), (10, (2, 9)), (20, (6, 15)), (50, (18, 33)), (100, (40, 61))])
def test_median_ranks_are_the_tabled_ones(n: int, ranks: tuple[int, int]) -> None:
    assert median_ranks(n) == ranks


def test_nothing_observed_is_unknown_and_one_value_has_no_spread() -> None:
    for estimate in (share(0, 0), mean([]), mean([3.0]), median([]), median([3.0]), median([math.nan, 2.0])):
        assert not estimate.known
        assert estimate.reason


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 5), (0, -1)])
def test_an_impossible_share_is_an_error(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(successes, trials)


def test_a_negative_number_of_events_is_an_error() -> None:
    with pytest.raises(ValueError, match="-2"):
        count(-2)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_keeps_within_0_and_1_and_its_mirror_is_that_of_the_failures(counted: tuple[int, int]) -> None:
    successes, trials = counted
    for exact in (False, True):
        estimate = share(successes, trials, exact=exact)
        mirror = share(trials - successes, trials, exact=exact)
        assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
        assert mirror.low == pytest.approx(1 - estimate.high, abs=1e-9)


@given(st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=2, max_size=40))
def test_a_median_lies_inside_its_interval_whatever_the_order(values: list[float]) -> None:
    estimate = median(values)
    assert estimate.low <= estimate.value <= estimate.high
    assert estimate == median(sorted(values, reverse=True))
    assert estimate.n == len(values)


def test_missing_values_are_left_out_of_a_median_and_a_mean() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert median([*values, math.nan]) == median(values)
    assert mean([*values, math.nan]) == mean(values)


RUNS = 3_000


@pytest.mark.parametrize(("n", "true"), [(8, 0.1), (20, 0.3), (60, 0.05), (200, 0.5)])
def test_a_share_holds_the_truth_about_95_percent_of_the_time(n: int, true: float) -> None:
    drawn = np.random.default_rng(n).binomial(n, true, RUNS)
    low, high = wilson(drawn, np.full(RUNS, n))
    assert 0.93 <= np.mean((low <= true) & (true <= high)) <= 0.99
    low, high = clopper_pearson(drawn, np.full(RUNS, n))
    assert np.mean((low <= true) & (true <= high)) >= 0.945


@pytest.mark.parametrize("n", [2, 3, 5, 6, 9, 30])
def test_a_median_of_skewed_values_holds_the_truth_about_95_percent_of_the_time(n: int) -> None:
    rng = np.random.default_rng(n)
    found = [median(np.exp(rng.normal(0, 0.9, n)).tolist()) for _ in range(RUNS)]
    held = np.mean([estimate.low <= 1 <= estimate.high for estimate in found])
    assert 0.925 <= held <= 0.985


def test_a_mean_holds_the_truth_about_95_percent_of_the_time() -> None:
    rng = np.random.default_rng(5)
    found = [mean(rng.normal(10, 3, 4).tolist()) for _ in range(RUNS)]
    assert 0.935 <= np.mean([estimate.low <= 10 <= estimate.high for estimate in found]) <= 0.965
