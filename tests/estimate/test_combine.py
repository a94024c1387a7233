"""Sums, differences, products and ratios keep intervals honest, and unknown parts make unknown wholes."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kring.estimate import (
    Basis,
    Estimate,
    difference,
    probability_greater,
    product,
    ratio,
    share,
    simulate,
    total,
)
from tests.estimate.test_figure import estimates

UNKNOWN = Estimate.unknown("held back", Basis.DECLARED)
KNOWN = Estimate.between(10, 8, 13, Basis.MEASURED, 20)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((56, 70), (48, 80), (0.2000, 0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.6000, 0.1705, 0.8090)),
        ((5, 56), (0, 29), (0.0893, -0.0381, 0.1926)),
        ((10, 10), (0, 20), (1.0000, 0.6791, 1.0000)),
    ],
)
def test_a_difference_of_shares_is_newcombes_hybrid_score_interval(
    first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float, float]
) -> None:
    """Newcombe 1998 (differences), method 10, is MOVER with Wilson's intervals."""
    found = difference(share(*first), share(*second))
    assert (found.value, found.low, found.high) == pytest.approx(expected, abs=6e-5)


@pytest.mark.parametrize("combine", [total, product])
def test_an_unknown_part_makes_the_whole_unknown_with_its_reason(combine: object) -> None:
    found = combine([KNOWN, UNKNOWN])  # type: ignore[operator]
    assert not found.known
    assert found.reason == "held back"
    assert found.basis is Basis.DECLARED


def test_unknown_goes_through_operators_too() -> None:
    for found in (KNOWN + UNKNOWN, KNOWN - UNKNOWN, UNKNOWN * 2, KNOWN / UNKNOWN, 1 / UNKNOWN, sum([KNOWN, UNKNOWN])):
        assert not found.known


@pytest.mark.parametrize("combine", [total, product])
def test_nothing_is_not_zero(combine: object) -> None:
    with pytest.raises(ValueError, match="at least one"):
        combine([])  # type: ignore[operator]


def test_the_whole_is_as_weak_as_its_weakest_part_with_its_fewest_observations() -> None:
    prior = Estimate.between(4, 1, 9, Basis.PRIOR, 3)
    assert (KNOWN + prior).basis is Basis.PRIOR
    assert (KNOWN * prior).n == 3


@given(estimates(), estimates())
def test_a_sum_of_independent_parts_is_surer_than_one_of_dependent_parts(first: Estimate, second: Estimate) -> None:
    apart = total([first, second])
    together = total([first, second], independent=False)
    assert apart.value == together.value == pytest.approx(first.value + second.value)
    assert together.low - 1e-6 <= apart.low
    assert apart.high <= together.high + 1e-6
    assert together.low == pytest.approx(first.low + second.low, abs=1e-6)


@given(estimates(lowest=0.01), estimates(lowest=0.01))
def test_dependent_products_and_ratios_span_every_corner(first: Estimate, second: Estimate) -> None:
    multiplied = product([first, second], independent=False)
    divided = ratio(first, second, independent=False)
    assert multiplied.low == pytest.approx(first.low * second.low, rel=1e-6)
    assert divided.high == pytest.approx(first.high / second.low, rel=1e-6)


@given(estimates(lowest=0.01), st.floats(min_value=0.01, max_value=100))
def test_an_exact_factor_scales_the_interval(estimate: Estimate, factor: float) -> None:
    scaled = estimate * factor
    assert scaled.low == pytest.approx(estimate.low * factor, rel=1e-6)
    assert scaled.high == pytest.approx(estimate.high * factor, rel=1e-6)


@given(estimates(), estimates())
def test_dividing_by_what_may_be_zero_is_unknown(top: Estimate, bottom: Estimate) -> None:
    assume(bottom.low <= 0 <= bottom.high)
    assert not ratio(top, bottom).known


@given(estimates(), estimates(), st.integers(0, 5))
def test_a_combination_holds_its_own_value_and_the_same_seed_repeats_it(
    first: Estimate, second: Estimate, seed: int
) -> None:
    once, again = product([first, second], seed=seed), product([first, second], seed=seed)
    assert once == again
    assert once.low <= once.value <= once.high


def test_estimates_of_different_levels_do_not_combine_but_exact_ones_fit_any() -> None:
    loose = Estimate(10, 8, 13, Basis.MEASURED, 20, level=0.8)
    with pytest.raises(ValueError, match="levels"):
        total([loose, KNOWN])
    assert (loose + 5).level == 0.8
    assert (loose * 2).level == 0.8


def test_a_function_without_a_value_somewhere_inside_is_unknown_not_infinite() -> None:
    near_zero = Estimate.between(0.0, -1, 1, Basis.MEASURED, 5)
    assert not simulate(lambda x: 1 / x, [near_zero]).known
    assert not simulate(np.log, [Estimate.between(1.0, -2, 4, Basis.MEASURED, 5)]).known


def test_which_of_two_is_greater() -> None:
    low, high = Estimate.between(1, 0, 2, Basis.MEASURED), Estimate.between(9, 8, 10, Basis.MEASURED)
    assert probability_greater(high, low) > 0.999
    assert probability_greater(low, low) == pytest.approx(0.5, abs=0.02)
    assert probability_greater(Estimate.exact(3), Estimate.exact(3)) == 0.5
    normal = probability_greater(Estimate.between(1, 1 - 1.96, 1 + 1.96, Basis.MEASURED), Estimate.exact(0))
    assert normal == pytest.approx(0.8413, abs=0.01)


def held(combined: list[Estimate], truth: float) -> float:
    return float(np.mean([estimate.low <= truth <= estimate.high for estimate in combined]))


def drawn_share(rng: np.random.Generator, n: int, true: float) -> Estimate:
    return share(int(rng.binomial(n, true)), n)


def drawn_mean(rng: np.random.Generator, true: float, error: float) -> Estimate:
    value = float(rng.normal(true, error))
    return Estimate.between(value, value - 1.96 * error, value + 1.96 * error, Basis.SAMPLED, 50)


RUNS = 1_500


def test_a_sum_of_many_shares_holds_the_truth_about_95_percent_of_the_time() -> None:
    rng = np.random.default_rng(1)
    true = [0.05, 0.2, 0.4, 0.7]
    found = [total([drawn_share(rng, 40, share_) for share_ in true]) for _ in range(RUNS)]
    assert 0.93 <= held(found, math.fsum(true)) <= 0.975


def test_a_ratio_of_shares_holds_the_truth_about_95_percent_of_the_time() -> None:
    rng = np.random.default_rng(2)
    found = [ratio(drawn_share(rng, 80, 0.3), drawn_share(rng, 80, 0.15)) for _ in range(RUNS)]
    assert 0.93 <= held(found, 2) <= 0.98


def test_a_product_of_reach_and_rates_holds_the_truth_about_95_percent_of_the_time() -> None:
    rng = np.random.default_rng(3)
    found = [
        product([drawn_mean(rng, 5_000, 300), drawn_share(rng, 60, 0.3), drawn_mean(rng, 40, 5)]) for _ in range(RUNS)
    ]
    assert 0.93 <= held(found, 5_000 * 0.3 * 40) <= 0.975


def test_a_product_that_may_be_negative_holds_the_truth_about_95_percent_of_the_time() -> None:
    rng = np.random.default_rng(4)
    found = [product([drawn_mean(rng, 0.5, 1.0), drawn_mean(rng, 20, 2)], seed=run) for run in range(500)]
    assert 0.92 <= held(found, 10) <= 0.98
