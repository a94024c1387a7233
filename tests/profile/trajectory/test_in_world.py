"""The trajectory on a synthetic world, whose growth and jumps are known."""

from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kring.profile.trajectory import trajectories
from kring.profile.trajectory.growth import growth
from kring.profile.trajectory.histories import histories
from kring.profile.trajectory.outlook import followers_after, momentum
from kring.world import World


@pytest.fixture(scope="module")
def seen(world: World) -> pa.Table:
    return world.tables["accounts"].select(["account", "followers", "observed_at"])


@pytest.fixture(scope="module")
def truth(world: World) -> dict[str, dict[str, Any]]:
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    return {row["account"]: creators[row["creator"]] | row for row in world.truth.accounts.to_pylist()}


def since(seen: pa.Table, months: int) -> pa.Table:
    """The newest so many snapshots of each account."""
    moments = sorted(set(seen["observed_at"].to_pylist()))
    return seen.filter(pc.greater_equal(seen["observed_at"], pa.scalar(moments[-months], seen["observed_at"].type)))


@pytest.mark.parametrize("snapshots", [24, 12, 6])
def test_intervals_of_growth_hold_the_truth(seen: pa.Table, truth: dict[str, dict[str, Any]], snapshots: int) -> None:
    """The world's rate is that of real followers; bots don't grow, so the truth is brought to all followers."""
    figures = trajectories(since(seen, snapshots)).figures.to_pylist()
    rows = [row for row in figures if row["figure"] == "monthly_growth"]
    known = [truth[row["account"]] for row in rows]
    true = np.expm1([one["monthly_growth"] * (1 - one["bots"] / one["followers"]) for one in known])
    held = np.mean([row["low"] <= rate <= row["high"] for row, rate in zip(rows, true, strict=True)])
    assert len(rows) > 500
    assert 0.92 <= held <= 0.985


def test_jumps_are_found_and_nothing_else_is_called_one(seen: pa.Table, truth: dict[str, dict[str, Any]]) -> None:
    found = set(trajectories(seen).jumps["account"].to_pylist())
    true = {name for name, one in truth.items() if one["jump_month"] >= 0}
    assert len(found & true) / len(true) >= 0.9
    assert len(found & true) / len(found) >= 0.95


def test_the_label_is_the_true_one(seen: pa.Table, truth: dict[str, dict[str, Any]]) -> None:
    rows = trajectories(seen).trajectories.to_pylist()
    assert np.mean([truth[row["account"]]["growth"] == row["trajectory"] for row in rows]) > 0.95


def test_a_forecast_of_the_second_year_holds_it(seen: pa.Table) -> None:
    """Made of the first year alone; accounts that jump later are in it."""
    moments: list[datetime] = sorted(set(seen["observed_at"].to_pylist()))
    end, kind = moments[-13], seen["observed_at"].type
    history = histories(seen.filter(pc.less_equal(seen["observed_at"], pa.scalar(end, kind))))
    last = since(seen, 1)
    later = dict(zip(last["account"].to_pylist(), last["followers"].to_pylist(), strict=True))
    grown = growth(history)
    _, low, high = followers_after(history, grown, 12.0, momentum(history, grown))
    true = np.array([later[name] for name in history.accounts.to_pylist()])
    assert 0.90 <= np.mean((low <= true) & (true <= high)) <= 0.985
