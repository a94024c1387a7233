"""One creator has one fee, with its interval and basis: in its profile, in a ranking and in a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from kring.estimate import Basis
from kring.match import Brief
from kring.match.criteria import Pool
from kring.match.criteria.of_terms import fee, followers_per_euro
from kring.plan import Plan, plan_brief
from kring.plan.scenarios import scenarios
from kring.profile import Profiles, profiles
from kring.profile.price import expected_prices
from kring.vocabulary.priors import fee_prior
from tests.profile.observations import account, facts
from tests.reach.people import audience

SIZES = {"instagram:rate": 3_000, "instagram:agreed": 4_000, "instagram:guess": 2_500,
         **{f"instagram:n{at}": 900 + 500 * at for at in range(9)}}  # fmt: skip
OTHERS = [name for name in SIZES if ":n" in name]
AGREED = pa.table({
    "account": ["instagram:agreed"] * 2, "deliverable": ["post"] * 2, "fee": [80.0, 125.0], "currency": ["EUR"] * 2,
})  # fmt: skip
AROUND = audience({name: range(100 * at, 100 * at + 90) for at, name in enumerate(SIZES)})
BRIEF = {"name": "x", "budget": 5_000, "creators": {"most": len(SIZES)}}


def known(others: int) -> Profiles:
    """The profiles where so many others name a fee, for a post and not for a reel."""
    named = {"instagram:rate": 120.0} | {
        name: 2.0 * fee_prior("instagram", "post", SIZES[name]).value for name in OTHERS[:others]
    }
    rates = [{"account": name, "deliverable": "post", "fee": fee, "currency": "EUR"} for name, fee in named.items()]
    found = profiles(facts(accounts=[account(name, size) for name, size in SIZES.items()], rates=rates))
    prices = expected_prices(found.accounts, pa.Table.from_pylist(rates), AGREED)
    return replace(found, details={**found.details, "prices": prices})


def planned(found: Profiles, **brief: object) -> Plan:
    return plan_brief(Brief.from_mapping({**BRIEF, **brief}), AROUND, found.accounts, found.details["prices"])


@pytest.mark.parametrize(
    ("others", "name", "basis"),
    [
        (9, "instagram:rate", Basis.DECLARED),
        (9, "instagram:agreed", Basis.MEASURED),
        (9, "instagram:guess", Basis.MODELLED),
        (2, "instagram:guess", Basis.PRIOR),
    ],
)
def test_the_fee_of_a_profile_is_that_of_a_ranking_and_of_a_plan(others: int, name: str, basis: Basis) -> None:
    found = known(others)
    told, chosen = found.of(name).prices["post"], {one.account: one for one in planned(found).chosen}
    pool = Pool.of(found, AROUND)
    assert told.basis == basis
    assert told.low < told.value < told.high
    assert chosen[name].fee == told
    assert fee(Brief.from_mapping(BRIEF), pool)[pool.place(name)] == told.value
    assert chosen[name].to_dict()["fee"]["basis"] == str(basis)


def test_where_a_platform_has_no_posts_the_fee_is_that_of_what_it_has_in_its_place() -> None:
    """A brief that leaves open what is made; one that asks a post by name takes nobody of TikTok."""
    names = ["tiktok:a", "instagram:b"]
    found = profiles(facts(accounts=[account(name, 3_000) for name in names]))
    around, brief = audience({"tiktok:a": range(50), "instagram:b": range(50, 90)}), Brief.from_mapping(BRIEF)
    plan = plan_brief(brief, around, found.accounts, found.details["prices"])
    pool = Pool.of(found, around)
    told = {name: found.of(name).prices[piece] for name, piece in zip(names, ("video", "post"), strict=True)}
    assert {one.account: one.fee for one in plan.chosen} == told
    assert [fee(brief, pool)[pool.place(name)] for name in names] == [told[name].value for name in names]
    assert [followers_per_euro(brief, pool, pool.places_in_turn(names))[at] for at in (0, 1)] == [
        pytest.approx(3_000 / told[name].value) for name in names
    ]  # fmt: skip
    by_name = Brief.from_mapping({**BRIEF, "deliverables": ["post"]})
    assert np.isnan(fee(by_name, pool)[pool.place("tiktok:a")])
    assert plan_brief(by_name, around, found.accounts, found.details["prices"]).accounts == ("instagram:b",)


def test_scenarios_and_tables_say_the_same_fees() -> None:
    found, brief = known(9), Brief.from_mapping(BRIEF)
    plan = planned(found)
    free = scenarios(brief, AROUND, found.accounts, found.details["prices"]).scenarios[-1].outcomes[0]
    assert set(free.accounts) == set(plan.accounts)
    assert free.cost.value == pytest.approx(plan.cost.value)
    assert free.cost.low == pytest.approx(plan.cost.low)
    bases = dict(zip(plan.to_arrow()["account"].to_pylist(), plan.to_arrow()["fee_basis"].to_pylist(), strict=True))
    assert (bases["instagram:rate"], bases["instagram:guess"]) == ("declared", "modelled")


def test_of_a_bundle_the_fee_is_that_of_its_pieces() -> None:
    found, bundle = known(9), [{"post": 1, "reel": 2}]
    plan = planned(found, deliverables=bundle)
    prices = found.of("instagram:rate").prices
    fee = next(one.fee for one in plan.chosen if one.account == "instagram:rate")
    assert fee.value == pytest.approx(prices["post"].value + 2 * prices["reel"].value)
    assert fee.high == pytest.approx(prices["post"].high + 2 * prices["reel"].high)


def test_a_plan_says_of_whom_nobody_named_the_fee() -> None:
    assert (
        "the fee of 1 of them is guessed from what others of that size ask here, so ask" in planned(known(9)).in_words()
    )
    few = planned(known(2))
    assert "the fee of 8 of them is guessed from published rates, so ask" in few.in_words()
    assert "bij 8 van hen is het tarief geschat naar gepubliceerde tarieven: vraag het na" in few.in_words("nl")


def test_the_plan_keeps_its_bound_and_is_the_same_whatever_the_order_of_the_prices() -> None:
    found = known(9)
    plan = planned(found, budget=600)
    turned = found.details["prices"].take(pa.array(np.random.default_rng(1).permutation(len(found.details["prices"]))))
    again = planned(replace(found, details={**found.details, "prices": turned}), budget=600)
    assert plan.to_dict() == again.to_dict()
    assert plan.cost.value <= 600
    assert float(plan.value) <= plan.bound
    assert plan.outlook is not None
    assert plan.outlook.affordable < 1
    assert plan.outlook.cost.low < plan.cost.value < plan.cost.high
