"""Planning for the lower end, on problems where the safe set is known."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kring.estimate import Basis, Estimate
from kring.plan.outlook import Doubts, for_the_lower_end, simulated
from kring.plan.selection.problem import Chosen, Limits, Response, Selection


def problem(sizes: list[int], fees: list[float], budget: float) -> Selection:
    """Creators whose people don't overlap."""
    offers = len(sizes)
    ends = np.cumsum([0, *sizes])
    return Selection(
        indptr=ends, rows=np.arange(ends[-1], dtype=np.int32), row_of=np.arange(offers), exposure=np.ones(offers),
        weights=np.ones(ends[-1]), response=Response((1.0,)), value=np.zeros(offers), fees=np.array(fees),
        creator=np.arange(offers), limits=Limits.of(offers, [(np.arange(offers), fees, -np.inf, budget)]),
    )  # fmt: skip


def by_trying_all(one: Selection) -> Chosen | None:
    best: Chosen | None = None
    for size in range(1, one.offers + 1):
        for places in combinations(range(one.offers), size):
            chosen = np.isin(np.arange(one.offers), places)
            if one.allows(chosen) and (best is None or one.worth(chosen) > one.worth(best) + 1e-9):
                best = chosen
    return best


def largest_first(one: Selection, chosen: Chosen) -> np.ndarray:
    return np.array(sorted(np.flatnonzero(chosen), key=lambda place: -int(np.diff(one.indptr)[place])))


def test_a_fee_that_may_double_is_avoided() -> None:
    """One creator of 1,000 people whose fee is anybody's guess, or two of 450 with sure fees, for 100 euros."""
    one = problem([1_000, 450, 450], [100.0, 50.0, 50.0], 100.0)
    fees = (Estimate.between(100, 50, 300, Basis.PRIOR), Estimate.exact(50.0), Estimate.exact(50.0))
    chosen = for_the_lower_end(
        one, Doubts(fees), solve=by_trying_all, order=lambda found: largest_first(one, found), budget=100.0,
        budget_row=0,
    )  # fmt: skip
    assert chosen.tolist() == [False, True, True]
    assert by_trying_all(one).tolist() == [True, False, False]  # type: ignore[union-attr]


def test_without_doubt_it_is_the_plan_for_the_mean() -> None:
    one = problem([1_000, 450, 450], [100.0, 50.0, 50.0], 100.0)
    sure = Doubts(tuple(Estimate.exact(fee) for fee in one.fees))
    chosen = for_the_lower_end(
        one, sure, solve=by_trying_all, order=lambda found: largest_first(one, found), budget=100.0, budget_row=0
    )
    assert chosen.tolist() == [True, False, False]


@pytest.mark.parametrize("seed", range(12))
def test_its_low_end_is_never_below_that_of_the_plan_for_the_mean(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one = problem(rng.integers(50, 400, 7).tolist(), rng.uniform(20, 80, 7).round(2).tolist(), 150.0)
    widths = rng.uniform(1, 4, 7)
    fees = tuple(
        Estimate.between(fee, fee / width, fee * width, Basis.PRIOR)
        for fee, width in zip(one.fees, widths, strict=True)
    )
    doubts = Doubts(fees, available=Estimate.between(0.8, 0.6, 0.9, Basis.DECLARED))

    def low(chosen: Chosen) -> float:
        return simulated(one, largest_first(one, chosen), doubts, budget=150.0).value.low

    mean = by_trying_all(one)
    assert mean is not None
    chosen = for_the_lower_end(
        one, doubts, solve=by_trying_all, order=lambda found: largest_first(one, found), budget=150.0, budget_row=0
    )
    assert one.allows(chosen)
    assert low(chosen) >= low(mean)
