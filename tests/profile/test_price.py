"""Prices: the own rate first, then fees agreed before, then the labelled prior; never without an interval."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kring.estimate import Basis
from kring.profile import profiles
from kring.profile.price import next_fee, prices
from kring.world import World
from tests.profile.observations import account, facts, tables_as_facts

ACCOUNTS = pa.table({"account": ["instagram:a"], "platform": ["instagram"], "followers": [3_000]})


def fees(*rows: tuple[str, str, float, str]) -> pa.Table:
    names = ("account", "deliverable", "fee", "currency")
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])


def of(deliverable: str, rates: pa.Table | None = None, agreed: pa.Table | None = None) -> dict[str, object]:
    rows = {row["deliverable"]: row for row in prices(ACCOUNTS, rates, agreed).to_pylist()}
    return dict(rows[deliverable])


def test_the_own_rate_counts_before_history_and_history_before_the_prior() -> None:
    rates, agreed = fees(("instagram:a", "post", 120, "EUR")), fees(
        ("instagram:a", "post", 80, "EUR"), ("instagram:a", "story", 40, "EUR"), ("instagram:a", "story", 50, "EUR"),
    )  # fmt: skip
    post, story, reel = (of(name, rates, agreed) for name in ("post", "story", "reel"))
    assert (post["value"], post["rests_on"], post["basis"]) == (120, "rate_card", "declared")
    assert (story["rests_on"], story["n"]) == ("agreed_fees", 2)
    assert story["value"] == pytest.approx((40 * 50) ** 0.5)
    assert (reel["rests_on"], reel["basis"]) == ("prior", "prior")


def test_no_price_is_presented_as_a_fact() -> None:
    for row in prices(ACCOUNTS, fees(("instagram:a", "post", 120, "EUR"))).to_pylist():
        assert row["low"] < row["value"] < row["high"]
    assert next_fee([100.0, 100.0]).low < 100


def test_more_fees_make_the_next_one_surer_and_none_is_refused() -> None:
    few, many = next_fee([90.0, 110.0]), next_fee([90.0, 110.0] * 5)
    assert many.high - many.low < few.high - few.low
    with pytest.raises(ValueError, match="no fee"):
        next_fee([])


def test_a_rate_in_another_currency_is_not_taken_for_euros() -> None:
    assert of("post", fees(("instagram:a", "post", 120, "USD")))["rests_on"] == "prior"


def test_without_rate_history_or_followers_the_price_is_unknown() -> None:
    assert profiles(facts(accounts=[account(followers=None)])).of("instagram:anna").prices == {}


def test_intervals_hold_what_creators_of_the_synthetic_world_truly_ask(world: World) -> None:
    """Of own rates 94 % do; of fees guessed from what others ask 97 %."""
    concluded = profiles(tables_as_facts({name: world.tables[name] for name in ("accounts", "rates")}))
    true = {(row["account"], row["deliverable"]): row["fee"] for row in world.truth.fees.to_pylist()}
    rows = concluded.details["prices"].to_pylist()
    held: dict[str, list[bool]] = {Basis.DECLARED: [], Basis.MODELLED: []}
    for row in rows:
        if fee := true.get((row["account"], row["deliverable"])):
            held[row["basis"]].append(row["low"] <= fee <= row["high"])
    declared, guessed = held[Basis.DECLARED], held[Basis.MODELLED]
    assert min(len(declared), len(guessed)) > 200
    assert 0.90 <= sum(declared) / len(declared) <= 0.98
    assert 0.93 <= sum(guessed) / len(guessed) <= 0.99
