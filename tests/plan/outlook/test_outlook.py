"""How a plan may turn out, against cases whose outcome is known."""

from __future__ import annotations

import numpy as np
import pytest

from kring.estimate import Basis, Estimate
from kring.plan.outlook import Doubts, simulated
from kring.plan.outlook.doubts import drawn
from kring.plan.selection.problem import Limits, Response, Selection


def problem(people: int = 1_000, offers: int = 4, *, certain: bool = True, exposure: float = 0.3) -> Selection:
    """Offers whose people don't overlap, `people` each; every offer is worth 10 by itself."""
    return Selection(
        indptr=np.arange(offers + 1) * people, rows=np.arange(offers * people, dtype=np.int32),
        row_of=np.arange(offers), exposure=np.full(offers, exposure), weights=np.ones(offers * people),
        response=Response((1.0,), certain), value=np.full(offers, 10.0), fees=np.full(offers, 100.0),
        creator=np.arange(offers), limits=Limits.of(offers, []),
    )  # fmt: skip


def sure(offers: int = 4, **other: object) -> Doubts:
    return Doubts(tuple(Estimate.exact(100.0) for _ in range(offers)), **other)  # type: ignore[arg-type]


def test_without_doubt_a_plan_turns_out_as_planned() -> None:
    found = simulated(problem(), np.arange(4), sure())
    assert found.value.is_exact
    assert found.value.value == found.planned == 4_040
    assert found.cost.value == 400
    assert found.affordable == 1


def test_who_says_yes_is_binomial() -> None:
    doubts = sure(available=Estimate.exact(0.7))
    found = simulated(problem(), np.arange(4), doubts, draws=4_000)
    assert found.creators.value == pytest.approx(2.8, abs=0.05)
    assert found.value.value == pytest.approx(0.7 * 4_040, rel=0.01)
    assert (found.value.low, found.value.high) == (1_010, 4_040)


def test_fees_above_the_budget_leave_out_the_last() -> None:
    dear = tuple(Estimate.between(100.0, 50.0, 200.0, Basis.DECLARED) for _ in range(4))
    found = simulated(problem(), np.arange(4), Doubts(dear), budget=400, draws=2_000)
    assert 0.3 < found.affordable < 0.7
    assert found.cost.high <= 400 + 1e-6
    assert found.value.value < found.planned


def test_priors_are_wrong_together_and_rates_are_not() -> None:
    """The spread of a sum of priors is wider than that of as many declared rates with the same intervals."""

    def spread(basis: Basis) -> float:
        fees = tuple(Estimate.between(100.0, 50.0, 200.0, basis) for _ in range(50))
        draws = drawn(Doubts(fees), 4_000, np.random.default_rng(1))
        return float(np.log(draws.fees.sum(axis=1)).std())

    assert spread(Basis.PRIOR) > 3 * spread(Basis.DECLARED)


def test_an_interval_is_drawn_as_it_is_said() -> None:
    fee = Estimate.between(100.0, 60.0, 300.0, Basis.DECLARED)
    fees = drawn(Doubts((fee,)), 40_000, np.random.default_rng(1)).fees[:, 0]
    assert np.quantile(fees, [0.025, 0.5, 0.975]) == pytest.approx([60, 100, 300], rel=0.03)


def test_views_move_the_exposure() -> None:
    views = tuple(Estimate.between(0.3, 0.15, 0.6, Basis.PRIOR) for _ in range(4))
    exact = problem(certain=False)
    found = simulated(exact, np.arange(4), sure(views=views), draws=2_000)
    assert found.planned == pytest.approx(4_000 * (1 - np.exp(-0.3)) + 40)
    assert found.value.low < found.planned < found.value.high
    low = 4_000 * (1 - np.exp(-0.15)) + 40
    high = 4_000 * (1 - np.exp(-0.6)) + 40
    assert low < found.value.low
    assert found.value.high < high


def test_a_part_of_many_people_stands_for_all() -> None:
    large = problem(people=200_000)
    found = simulated(large, np.arange(4), sure(available=Estimate.exact(0.5)), draws=3_000)
    assert found.planned == 800_040
    assert found.value.value == pytest.approx(400_020, rel=0.04)
    assert found.value.high == pytest.approx(800_040, rel=0.01)


def test_people_who_may_not_belong_widen_the_interval() -> None:
    one = problem()
    halves = Selection(**{**vars_of(one), "weights": np.full(4_000, 0.5)})
    found = simulated(halves, np.arange(4), sure(), chances=np.full(4_000, 0.5), draws=2_000)
    assert found.value.value == pytest.approx(2_040, rel=0.02)
    assert found.value.low == pytest.approx(4_000 / 3 + 40, rel=0.05)
    assert found.value.high == pytest.approx(8_000 / 3 + 40, rel=0.05)


def test_the_same_seed_gives_the_same_outlook() -> None:
    doubts = sure(available=Estimate.between(0.8, 0.6, 0.9, Basis.DECLARED))
    first, second = (simulated(problem(), np.arange(4), doubts, seed=3) for _ in range(2))
    assert first == second
    assert "who says yes) it comes to 3,151 (1,010-4,040), for EUR 312 (100-400)" in first.in_words("en")
    assert "wie ja zegt) komt het uit op 3.151 (1.010-4.040), voor EUR 312 (100-400)" in first.in_words("nl")


def test_where_nothing_is_in_doubt_nothing_is_said() -> None:
    assert simulated(problem(), np.arange(4), sure()).in_words("en") == ""


def test_an_unknown_fee_leaves_the_cost_unknown() -> None:
    fees = (*sure(3).fees, Estimate.unknown("no fee is known"))
    assert not simulated(problem(), np.arange(4), Doubts(fees)).cost.known


def vars_of(one: Selection) -> dict[str, object]:
    names = ("indptr", "rows", "row_of", "exposure", "weights", "response", "value", "fees", "creator", "limits")
    return {name: getattr(one, name) for name in names}
