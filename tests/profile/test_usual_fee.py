"""What a size usually asks: published figures, moved to what others ask; a fee never judges itself."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.profile.price import prices, prices_beside_others
from kring.profile.usual_fee import FEWEST_NAMED, UsualFee
from kring.vocabulary.priors import fee_prior
from kring.world import netherlands

PLATFORM, DELIVERABLE = "instagram", "post"
SIZES = np.array([300, 450, 700, 1_200, 1_900, 3_000, 4_500, 8_000, 14_000, 30_000])


def published(followers: int) -> float:
    return fee_prior(PLATFORM, DELIVERABLE, followers).value


def priced(fees: dict[int, float], sizes: list[int]) -> dict[int, dict[str, object]]:
    """By size the row of an account of that size; `fees`: what those of a size ask."""
    accounts = pa.table({
        "account": [f"instagram:{size:06d}" for size in sizes], "platform": [PLATFORM] * len(sizes), "followers": sizes,
    })  # fmt: skip
    rates = pa.table({
        "account": [f"instagram:{size:06d}" for size in fees], "deliverable": [DELIVERABLE] * len(fees),
        "fee": list(fees.values()), "currency": ["EUR"] * len(fees),
    })  # fmt: skip
    rows = prices_beside_others(prices(accounts, rates), accounts).to_pylist()
    return {int(row["account"][-6:]): row for row in rows if row["deliverable"] == DELIVERABLE}


def test_with_few_fees_of_others_what_is_published_stands() -> None:
    few = {int(size): 3 * published(int(size)) for size in SIZES[: FEWEST_NAMED - 1]}
    row = priced(few, [*few, 1_000])[1_000]
    assert (row["value"], row["rests_on"], row["basis"]) == (published(1_000), "prior", "prior")


def test_a_guess_follows_what_others_of_that_size_ask_and_is_surer_than_what_is_published() -> None:
    row = priced({int(size): 3 * published(int(size)) for size in SIZES}, [*SIZES.tolist(), 2_500])[2_500]
    prior = fee_prior(PLATFORM, DELIVERABLE, 2_500)
    assert row["value"] == pytest.approx(3 * prior.value, rel=0.1)
    assert (row["rests_on"], row["basis"], row["n"]) == ("fees_of_others", "modelled", len(SIZES))
    assert row["high"] / row["low"] < prior.high / prior.low / 2


def test_sizes_far_from_all_named_fees_keep_to_what_is_published() -> None:
    row = priced({200 + n: 4 * published(200 + n) for n in range(8)}, [*range(200, 208), 900_000])[900_000]
    assert row["value"] == pytest.approx(published(900_000), rel=0.02)


def test_a_fee_does_not_count_in_what_is_usual_for_it() -> None:
    fees = {int(size): published(int(size)) for size in SIZES}
    plain, dear = priced(fees, SIZES.tolist()), priced({**fees, 3_000: 20 * published(3_000)}, SIZES.tolist())
    assert plain[3_000]["usual"] == pytest.approx(published(3_000), rel=0.01)
    assert dear[3_000]["usual"] == pytest.approx(plain[3_000]["usual"], rel=0.02)
    assert (dear[3_000]["value"], dear[3_000]["rests_on"]) == (20 * published(3_000), "rate_card")


def test_an_account_without_followers_or_platform_has_no_usual_fee() -> None:
    accounts = pa.table({
        "account": ["instagram:a", "b"], "platform": ["instagram", None],
        "followers": pa.array([None, 900], pa.int64()),
    })  # fmt: skip
    rates = pa.table({"account": ["instagram:a", "b"], "deliverable": ["post"] * 2, "fee": [50.0, 60.0]})
    rows = prices_beside_others(prices(accounts, rates), accounts).to_pylist()
    assert [(row["account"], row["value"], row["usual"]) for row in rows] == [
        ("b", 60.0, None), ("instagram:a", 50.0, None),
    ]  # fmt: skip


@given(st.lists(st.floats(0.1, 10), min_size=FEWEST_NAMED, max_size=len(SIZES)))
def test_what_is_usual_lies_between_what_is_published_and_the_farthest_named_fee(factors: list[float]) -> None:
    sizes = SIZES[: len(factors)]
    usual = UsualFee.learn(PLATFORM, DELIVERABLE, sizes, np.array([published(int(s)) for s in sizes]) * factors)
    assert usual is not None
    shift, apart = usual.at(sizes)
    most = np.abs(np.log(factors)).max()
    assert (np.abs(shift) <= 1.5 * most + 1e-9).all()
    assert (apart >= usual.spread).all()


def test_who_names_no_fee_is_expected_to_ask_what_is_truly_asked_in_every_tier_of_the_synthetic_world() -> None:
    """Published figures lie a factor of two to three below the world's fees, and farthest for the smallest."""
    world = netherlands(creators=600, people=10_000, seed=4)
    seen = world.tables["accounts"].sort_by("observed_at").group_by("account", use_threads=False)
    accounts = seen.aggregate([("platform", "last"), ("followers", "last")])
    accounts = accounts.rename_columns(["account", "platform", "followers"])
    true = {(row["account"], row["deliverable"]): row["fee"] for row in world.truth.fees.to_pylist()}
    size = dict(zip(accounts["account"].to_pylist(), accounts["followers"].to_pylist(), strict=True))
    over: dict[bool, list[float]] = {True: [], False: []}
    for row in prices_beside_others(prices(accounts, world.tables["rates"]), accounts).to_pylist():
        fee = true.get((row["account"], row["deliverable"]))
        if fee and row["rests_on"] == "fees_of_others":
            over[size[row["account"]] < 500].append(float(np.log(row["value"] / fee)))
    for errors in over.values():
        assert len(errors) > 100
        assert abs(np.mean(errors)) < 0.12
