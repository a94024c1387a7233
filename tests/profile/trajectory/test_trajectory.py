"""Growth, jumps and the next tier from few snapshots and from many."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.profile.trajectory import Trajectories, trajectories
from kring.profile.trajectory.growth import growth
from kring.profile.trajectory.histories import histories
from kring.profile.trajectory.outlook import first_passage, momentum

START = datetime(2025, 1, 1, tzinfo=UTC)


def seen(*counts: int | None, days: float = 30.44, name: str = "instagram:anna") -> pa.Table:
    """Snapshots of one account, so many days apart."""
    moments = [START + timedelta(days=days * place) for place in range(len(counts))]
    kinds = pa.schema([("account", pa.string()), ("followers", pa.int64()), ("observed_at", pa.timestamp("us", "UTC"))])
    return pa.table([[name] * len(counts), list(counts), moments], schema=kinds)


def figure(concluded: Trajectories, name: str) -> dict[str, float]:
    rows = [row for row in concluded.figures.to_pylist() if row["figure"] == name]
    return rows[0]


def test_growth_is_compound_and_per_month() -> None:
    """From 1,000 to 1,210 in two months of 10 % each."""
    assert figure(trajectories(seen(1_000, 1_100, 1_210)), "monthly_growth")["value"] == pytest.approx(0.1, abs=1e-3)


def test_two_snapshots_say_something_but_little() -> None:
    """The interval after two snapshots is wide enough to hold rising and falling both; a year's is far narrower."""
    two = figure(trajectories(seen(1_000, 1_010)), "monthly_growth")
    year = figure(trajectories(seen(*(round(1_000 * 1.01**month) for month in range(13)))), "monthly_growth")
    assert two["low"] < -0.005 < 0.01 < two["high"]
    assert year["high"] - year["low"] < (two["high"] - two["low"]) / 3
    assert two["n"] == 2


@pytest.mark.parametrize(
    "observed", [seen(), seen(1_000), seen(1_000, 1_100, days=3), seen(None, 1_000), seen(0, 0, 0)]
)
def test_without_two_counts_a_week_apart_nothing_is_concluded(observed: pa.Table) -> None:
    concluded = trajectories(observed)
    assert (concluded.figures.num_rows, concluded.trajectories.num_rows, concluded.jumps.num_rows) == (0, 0, 0)


def test_a_jump_is_told_from_growth_and_not_counted_as_such() -> None:
    counts = [round(2_000 * 1.01**month) for month in range(6)] + [round(2_900 * 1.01**month) for month in range(6)]
    concluded = trajectories(seen(*counts))
    (jump,) = concluded.jumps.to_pylist()
    assert (jump["followers_before"], jump["followers_after"]) == (counts[5], counts[6])
    assert jump["extra"] == pytest.approx(counts[6] - counts[5] * 1.01, abs=2)
    assert figure(concluded, "monthly_growth")["value"] == pytest.approx(0.01, abs=1e-3)


def test_fast_but_steady_growth_is_no_jump() -> None:
    assert trajectories(seen(*(round(800 * 1.3**month) for month in range(10)))).jumps.num_rows == 0


@pytest.mark.parametrize(("rate", "label"), [(0.04, "rising"), (0.0, "stable"), (-0.03, "falling")])
def test_a_year_of_steady_counts_names_its_trajectory(rate: float, label: str) -> None:
    (row,) = trajectories(seen(*(round(4_000 * (1 + rate) ** month) for month in range(13)))).trajectories.to_pylist()
    assert row["trajectory"] == label
    assert row["rising"] + row["stable"] + row["falling"] == pytest.approx(1)


def test_the_next_tier_is_near_for_who_grows_into_it_and_far_for_who_does_not() -> None:
    rising = figure(trajectories(seen(*(round(3_000 * 1.04**month) for month in range(13)))), "next_tier_chance")
    stable = figure(trajectories(seen(*[1_000] * 13)), "next_tier_chance")
    assert rising["value"] > 0.85
    assert stable["value"] < 0.1
    assert stable["low"] <= stable["value"] <= stable["high"]


def test_above_the_highest_tier_there_is_no_next() -> None:
    concluded = trajectories(seen(*[2_000_000] * 5))
    assert "next_tier_chance" not in concluded.figures["figure"].to_pylist()
    assert concluded.trajectories["next_tier"].to_pylist() == [None]


@given(st.lists(st.integers(1, 50_000), min_size=2, max_size=30), st.floats(7.01, 60))
def test_whatever_was_counted_intervals_hold_their_value(counts: list[int], days: float) -> None:
    concluded = trajectories(seen(*counts, days=days))
    for row in concluded.figures.to_pylist():
        assert row["low"] <= row["value"] <= row["high"]
    for row in concluded.trajectories.to_pylist():
        assert row["rising"] + row["stable"] + row["falling"] == pytest.approx(1)


def test_many_snapshots_of_one_month_weigh_no_more_than_one() -> None:
    often, once = trajectories(seen(*range(1_000, 1_061), days=1)), trajectories(seen(1_000, 1_030, 1_060))
    parts = ("value", "low", "high")
    apart = [figure(often, "monthly_growth")[part] - figure(once, "monthly_growth")[part] for part in parts]
    assert np.abs(apart).max() < 0.01


def test_the_order_of_observations_does_not_matter() -> None:
    both = pa.concat_tables([seen(1_000, 1_100, 1_150, name="b"), seen(500, 505, 498, name="a")])
    turned = both.take(pa.array([5, 0, 3, 2, 4, 1]))
    assert trajectories(both).figures.equals(trajectories(turned).figures)


def test_first_passage_agrees_with_simulated_walks() -> None:
    rng = np.random.default_rng(4)
    steps = 0.01 / 50 + 0.05 / np.sqrt(50) * rng.normal(size=(4_000, 600))
    reached = (np.cumsum(steps, axis=1) >= 0.15).any(axis=1).mean()
    expected = float(first_passage(np.array(0.15), np.array(0.01), np.array(0.05**2), 12.0))
    assert reached == pytest.approx(expected, abs=0.04)


def test_the_slower_growth_is_the_less_it_wanders() -> None:
    """Followers in a year over what is in the middle: the same noise, but a faster pace leaves more open."""
    width = []
    for pace in (1.001, 1.04):
        year = figure(trajectories(seen(*(round(100_000 * pace**month) for month in range(13)))), "followers_in_a_year")
        width.append(np.log(year["high"] / year["low"]))
    assert width[0] < width[1]


def test_how_much_growth_wanders_is_learned_from_the_histories() -> None:
    rng = np.random.default_rng(4)
    pace = rng.uniform(0.0, 0.05, 800)
    walk = np.cumsum(rng.normal(0, 0.12, (800, 24)) * pace[:, None], axis=1)
    levels = np.exp(np.log(1e6) + np.cumsum(pace[:, None] + walk + rng.normal(0, 0.004, (800, 24)), axis=1))
    history = histories(
        pa.concat_tables(seen(*np.rint(row).astype(int).tolist(), name=f"a{at}") for at, row in enumerate(levels))
    )
    moved = momentum(history, growth(history))
    assert moved.turning_share == pytest.approx(0.12, rel=0.25)
    assert moved.turning < 0.003
