"""Fees: what the profile expects, else the published prior, else unknown; and what they cost together."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import Basis, Estimate, total
from kring.match import Candidate
from kring.plan import fees_for, with_fees
from kring.plan.fees import cost_of, in_common
from kring.plan.outlook.doubts import Doubts, drawn
from kring.profile.price import ROOM_TO_TALK, expected_prices
from kring.profile.usual_fee import FEWEST_NAMED
from kring.vocabulary.priors import fee_prior
from tests.plan.market import planned

NANO = Candidate("instagram:a", platform="instagram", followers=3_000)
SIZES = {"instagram:a": 3_000, "instagram:b": 900, **{f"instagram:n{at}": 1_000 + 400 * at for at in range(12)}}
ACCOUNTS = pa.table({
    "account": list(SIZES), "platform": ["instagram"] * len(SIZES), "followers": list(SIZES.values()),
})  # fmt: skip


def rates(*rows: tuple[str, str, float, str]) -> pa.Table:
    names = ("account", "deliverable", "fee", "currency")
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])


def of_others(number: int, times: float = 3.0) -> list[tuple[str, str, float, str]]:
    """Fees for a post that others name, so many times what is published."""
    names = [name for name in SIZES if ":n" in name][:number]
    return [(name, "post", times * fee_prior("instagram", "post", SIZES[name]).value, "EUR") for name in names]


def test_an_own_rate_is_where_talks_begin() -> None:
    fee = fees_for([NANO], "post", expected_prices(ACCOUNTS, rates(("instagram:a", "post", 120, "EUR"))))[NANO.account]
    assert (fee.value, fee.basis) == (120, Basis.DECLARED)
    assert (fee.low, fee.high) == (pytest.approx(120 / ROOM_TO_TALK), 120 * ROOM_TO_TALK)


def test_fees_agreed_before_count_where_there_is_no_rate() -> None:
    agreed = rates(("instagram:a", "post", 80, "EUR"), ("instagram:a", "post", 125, "EUR"))
    fee = fees_for([NANO], "post", expected_prices(ACCOUNTS, None, agreed))[NANO.account]
    assert (fee.value, fee.basis, fee.n) == (pytest.approx(100), Basis.MEASURED, 2)


def test_without_a_fee_of_its_own_an_account_asks_what_others_of_its_size_ask() -> None:
    fee = fees_for([NANO], "post", expected_prices(ACCOUNTS, rates(*of_others(12))))[NANO.account]
    assert (fee.basis, fee.n) == (Basis.MODELLED, 12)
    assert fee.value == pytest.approx(3 * fee_prior("instagram", "post", 3_000).value, rel=0.15)


def test_with_few_fees_of_others_the_published_one_stands_wide_and_labelled() -> None:
    few = expected_prices(ACCOUNTS, rates(*of_others(FEWEST_NAMED - 1)))
    assert fees_for([NANO], "post", few)[NANO.account] == fee_prior("instagram", "post", 3_000)
    assert fees_for([NANO], "reel")[NANO.account].basis == Basis.PRIOR


def test_a_rate_in_another_currency_says_nothing_and_without_followers_a_fee_is_unknown() -> None:
    there = expected_prices(ACCOUNTS, rates(("instagram:b", "post", 90, "USD")))
    found = fees_for([Candidate("instagram:b", platform="instagram", followers=900), Candidate("c")], "post", there)
    assert found["instagram:b"] == fee_prior("instagram", "post", 900)
    assert not found["c"].known


def test_the_newest_rate_counts() -> None:
    given = rates(("instagram:a", "post", 150, "EUR"), ("instagram:a", "post", 120, "EUR"))
    prices = expected_prices(ACCOUNTS, given.append_column("observed_at", pa.array([2, 1])))
    assert fees_for([NANO], "post", prices)[NANO.account].value == 150


def test_a_fee_written_by_hand_takes_the_place_of_what_was_expected_and_leaves_all_others() -> None:
    plan = planned("budget: 600")
    before = expected_prices(ACCOUNTS, rates(("instagram:a", "story", 60, "EUR"), *of_others(12)))
    after = with_fees(before, plan, {"instagram:a": 75.0})
    fee = fees_for([NANO], "post", after)[NANO.account]
    assert (fee.value, fee.is_exact, fee.basis) == (75, True, Basis.DECLARED)
    assert after is not None
    assert after.num_rows == before.num_rows
    others = [row for row in after.to_pylist() if (row["account"], row["deliverable"]) != ("instagram:a", "post")]
    assert [row for row in before.to_pylist() if row in others] == others


def test_a_fee_written_by_hand_counts_for_what_the_platform_makes_in_its_place() -> None:
    after = with_fees(None, planned("budget: 600"), {"tiktok:t": 75.0})
    there = Candidate("tiktok:t", platform="tiktok", followers=900)
    fee = fees_for([there], "post", after)[there.account]
    assert (fee.value, fee.is_exact, fee.basis) == (75, True, Basis.DECLARED)


def test_named_fees_err_apart_and_published_ones_together() -> None:
    named = [Estimate.between(100, 80, 130, Basis.DECLARED, 1)] * 4
    published = [Estimate.between(100, 80, 130, Basis.PRIOR, 3)] * 4
    assert cost_of(named) == total(named)
    assert cost_of(published) == total(published, independent=False)
    assert cost_of([]).value == 0
    assert not cost_of([*named, Estimate.unknown("nothing")]).known


@given(st.lists(st.floats(1, 500), min_size=2, max_size=20), st.integers(FEWEST_NAMED, 500))
def test_guessed_fees_together_are_surer_the_more_fees_they_rest_on(values: list[float], n: int) -> None:
    fees = [Estimate.between(value, value / 2, value * 2, Basis.MODELLED, n) for value in values]
    more = [Estimate.between(value, value / 2, value * 2, Basis.MODELLED, 2 * n) for value in values]
    cost, surer = cost_of(fees), cost_of(more)
    assert cost.value == pytest.approx(sum(values))
    assert (cost.basis, cost.n) == (Basis.MODELLED, n)
    assert total(fees).above <= surer.above <= cost.above <= total(fees, independent=False).above + 1e-9


def test_the_interval_of_the_cost_holds_what_is_drawn_in_the_outlook() -> None:
    """Drawn as the outlook draws them: 95 in 100 or more, also where few fees are known."""
    import numpy as np

    for n in (5, 50):
        fees = [Estimate.between(100, 50, 200, Basis.MODELLED, n)] * 12
        sums = drawn(Doubts(tuple(fees)), 4_000, np.random.default_rng(1)).fees.sum(axis=1)
        cost = cost_of(fees)
        assert np.mean((cost.low <= sums) & (sums <= cost.high)) > 0.93
        between = np.corrcoef(np.log(drawn(Doubts(tuple(fees)), 4_000, np.random.default_rng(2)).fees), rowvar=False)
        assert between[0, 1] == pytest.approx(in_common(fees[0]), abs=0.06)
