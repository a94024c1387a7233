"""The solver on real follower lists with known answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from kring.match import Brief
from kring.plan import plan_brief
from kring.plan.solve import solve
from kring.profile.price import expected_prices
from kring.reach import Audience
from tests.plan.instances import best_by_milp, instance
from tests.reach.people import accounts, follower_lists


@pytest.fixture(scope="module")
def hundred() -> Audience:
    return Audience.build(follower_lists())


@pytest.mark.parametrize(("number", "people"), [(5, 12_019), (10, 16_834)])
def test_the_best_of_a_hundred_lists_are_found_and_proven(hundred: Audience, number: int, people: int) -> None:
    sizes = dict(zip(hundred.accounts, hundred.sizes.tolist(), strict=True))
    plan = plan_brief(Brief.from_mapping({"name": "x", "creators": number}), hundred, accounts(sizes))
    assert float(plan.value) == people
    assert plan.is_proven_best
    assert plan.bound == people
    assert sum(choice.gain.value for choice in plan.chosen) == people


def test_an_exact_milp_confirms_the_best_ten(hundred: Audience) -> None:
    rows = [set(hundred.row(account).tolist()) for account in hundred.accounts]
    assert best_by_milp(instance(rows, [0.0] * 100, most=10)) == pytest.approx(16_834)


def test_twenty_beat_the_greedy_and_are_proven(hundred: Audience) -> None:
    rows = [set(hundred.row(account).tolist()) for account in hundred.accounts]
    solution = solve(instance(rows, [0.0] * 100, most=20))
    assert solution.value >= 22_592
    assert solution.gap == 0


def test_dense_lists_beat_the_greedy_within_the_known_bound(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("follow_lists_dense")
    pairs = pyarrow.parquet.read_table(folder / "account_follower.parquet")
    fees = pyarrow.csv.read_csv(folder / "fees_synthetic.csv")
    names = [f"x:{number}" for number in fees["account"].to_pylist()]
    table = pa.table({
        "account": [f"x:{number}" for number in pairs["account"].to_pylist()],
        "person_key": pairs["follower"].cast(pa.int64()),
        "relation": ["follower"] * len(pairs), "complete": [True] * len(pairs),
    })  # fmt: skip
    rates = pa.table({"account": names, "deliverable": ["post"] * len(names), "fee": fees["fee"]})
    there = accounts(dict.fromkeys(names, 500), platform=["x"] * len(names))
    plan = plan_brief(Brief("x", budget=5_000), Audience.build(table), there, expected_prices(there, rates))
    assert float(plan.value) >= 3_550
    assert plan.bound <= 3_720
    assert plan.cost.value <= 5_000
    values = [point.value for point in plan.curve]
    assert values == sorted(values)
    assert np.isclose(float(plan.value), sum(choice.gain.value for choice in plan.chosen))
