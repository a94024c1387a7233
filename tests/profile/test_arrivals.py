"""Today's followers by when they came: counted, never read as growth, and a bound on it that holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from kring.facts.batch import completed
from kring.profile.arrivals import Arrivals, arrivals, burst
from kring.profile.evidence import evidence
from kring.profile.profiles import profiles
from tests.profile.observations import NOON, account, facts, tables_as_facts

DAYS = 900
SEEDS = range(40)


def listed(began: list[datetime | None], name: str = "instagram:anna", **more: Any) -> list[dict[str, Any]]:
    told = {"account": name, "relation": "follower", "complete": True, **more}
    return [{**told, "person_key": place, "since": moment} for place, moment in enumerate(began)]


def ago(*days: float) -> list[datetime | None]:
    return [NOON - timedelta(days=number) for number in days]


def followings(bought: int = 0) -> tuple[dict[int, tuple[np.ndarray, np.ndarray]], dict[int, Arrivals]]:
    """Forty followings, day by day, and what is concluded from the list of each on the last day."""
    truth = {seed: lived(seed, bought) for seed in SEEDS}
    stayed = {seed: on[left > DAYS] for seed, (on, left) in truth.items()}
    names = np.repeat([f"instagram:{seed}" for seed in SEEDS], [len(on) for on in stayed.values()])
    back = DAYS - np.concatenate(list(stayed.values()))
    began = np.datetime64(NOON.replace(tzinfo=None), "us") - back * np.timedelta64(86_400_000_000, "us")
    rows = {"account": pa.array(names), "person_key": pa.array(np.arange(len(names))),
            "relation": pa.repeat("follower", len(names)), "complete": pa.repeat(True, len(names)),
            "since": pa.array(began).cast(pa.timestamp("us", "UTC"))}  # fmt: skip
    whole = completed("audience_people", pa.table(rows), {"source": "test", "observed_at": NOON})
    told = arrivals(tables_as_facts({"audience_people": whole}))
    months: dict[str, list[tuple[date, int]]] = {}
    for row in told.months.to_pylist():
        months.setdefault(row["account"], []).append((row["month"], row["people"]))
    found = {}
    for row in told.arrived.to_pylist():
        name = row.pop("account")
        found[int(name.partition(":")[2])] = Arrivals(**row, months=tuple(months[name]))
    return truth, found


def lived(seed: int, bought: int) -> tuple[np.ndarray, np.ndarray]:
    """A following day by day: who came on which day and left on which (after the end: never), and whom it lost.

    Arrivals are uneven (gamma days on a rising trend, more at weekends, a month with friends), half leave again; those
    who were bought stay.
    """
    rng = np.random.default_rng(seed)
    trend = rng.uniform(1, 4) * np.exp(rng.uniform(-0.5, 1.5) * np.arange(DAYS) / DAYS)
    daily = rng.poisson(trend * rng.gamma(1.5, 1 / 1.5, DAYS) * np.where(np.arange(DAYS) % 7 > 4, 1.6, 1.0))
    daily[:5] += rng.poisson(80, 5)
    daily[500] += bought
    on = np.repeat(np.arange(DAYS), daily)
    left = on + rng.exponential(rng.uniform(400, 2_000), len(on))
    return on, np.where((on == 500) & (bought > 0), DAYS + 1, left)


def test_the_share_of_the_last_year_is_a_count() -> None:
    told = arrivals(facts(audience_people=listed(ago(*range(1, 401)))))
    (row,) = told.figures.to_pylist()
    assert (row["figure"], row["basis"], row["n"]) == ("came_last_year", "measured", 400)
    assert row["value"] == row["low"] == row["high"] == 365 / 400
    assert sum(told.months["people"].to_pylist()) == 400


def test_those_without_a_date_may_be_none_or_all_of_the_last_year() -> None:
    (row,) = arrivals(facts(audience_people=listed([*ago(*range(1, 401)), *[None] * 40]))).figures.to_pylist()
    assert (row["low"], row["high"]) == (365 / 440, 405 / 440)
    assert row["low"] < row["value"] < row["high"]


@pytest.mark.parametrize(
    "rows",
    [
        listed([None] * 400),
        listed(ago(*range(1, 401)), complete=False),
        listed(ago(*range(1, 401)), complete=None),
        listed(ago(*range(1, 101))),
        listed([*ago(*range(1, 301)), *[None] * 100]),
        listed(ago(*range(1, 401)), relation="liker"),
    ],
    ids=["no date", "a part", "perhaps a part", "too few", "a quarter undated", "likers"],
)
def test_what_does_not_tell_is_unknown(rows: list[dict[str, Any]]) -> None:
    profile = profiles(facts(audience_people=rows)).of("instagram:anna")
    assert not profile.estimate("came_last_year").known
    assert profile.arrivals is None
    assert "arrivals" in profile.to_dict()["details"]


def test_the_bound_on_growth_holds_whoever_left() -> None:
    """Of followings of which all is known, the true growth of the last year lies below the bound."""
    truth, found = followings()
    assert set(found) == set(SEEDS)
    for seed, (on, left) in truth.items():
        bound = found[seed].grown_at_most
        now, then = ((on < day) & (left > day) for day in (DAYS, DAYS - 366))
        assert bound is not None
        assert now.sum() / then.sum() - 1 <= bound
        assert sum(people for _, people in found[seed].months) == (left > DAYS).sum()


def test_days_as_they_usually_are_hold_no_burst() -> None:
    """Uneven days, weekends, growth and the friends of the first days are none."""
    assert {one.burst_on for one in followings()[1].values()} == {None}


def test_a_batch_that_stayed_is_a_burst_on_its_day() -> None:
    for one in followings(bought=900)[1].values():
        assert one.burst_on == (NOON - timedelta(days=DAYS - 500)).date()
        assert one.burst is not None
        assert one.burst >= 900
        assert one.usual is not None
        assert one.usual < 30


def test_a_batch_in_portions_is_none() -> None:
    days = np.arange(DAYS)
    assert burst(days, np.where((days >= 500) & (days < 560), 20, 3), 4_000) == (None, None, None)
    assert burst(np.array([], dtype=np.int64), np.array([], dtype=np.int64), 300) == (None, None, None)


def test_the_dates_change_no_other_figure() -> None:
    """Growth, jumps and authenticity are as they are without the dates, for this account and for others."""
    seen = [account(followers=400 + month, observed_at=NOON - timedelta(days=30 * (6 - month))) for month in range(6)]
    other = [account("instagram:bo", followers=900 + month * month, observed_at=one["observed_at"])
             for month, one in enumerate(seen)]  # fmt: skip
    dated = listed([*ago(*range(1, 301)), *ago(*[100] * 60)])
    undated = [{**row, "since": None} for row in dated]
    with_dates, without = (profiles(facts(accounts=[*seen, *other], audience_people=rows)) for rows in (dated, undated))
    assert with_dates.of("instagram:anna").arrivals is not None
    for name in ("instagram:anna", "instagram:bo"):
        one, two = (dict(found.of(name).figures) for found in (with_dates, without))
        one.pop("came_last_year", None)
        assert one == two
        assert with_dates.of(name).jumps == without.of(name).jumps
        checks = [found.of(name).authenticity_checks for found in (with_dates, without)]
        assert checks[0] == checks[1]


def test_what_it_rests_on_is_the_months() -> None:
    march, may = datetime(2025, 3, 4, tzinfo=UTC), datetime(2025, 5, 9, tzinfo=UTC)
    told = facts(audience_people=listed([march] * 150 + [may] * 50))
    found = evidence(told, "instagram:anna", "came_last_year")
    assert [one.moment.date() for one in found if one.moment] == [date(2025, month, 1) for month in (5, 4, 3)]
    assert "150 of today's followers" in found[2].why.en
