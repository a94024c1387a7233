"""Moments come out in UTC as people meant them, or are put aside."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.sources.files.dates import DateOrder, decide_order, moments, order_evidence

LATEST = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


def one(written: object, order: DateOrder = DAY, zone: str = "UTC") -> str | None:
    (moment,) = moments(pa.array([written]), order, zone, LATEST).values.to_pylist()
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2022-03-04", "2022-03-04 00:00:00"),
        ("2022-03-04T05:06:07Z", "2022-03-04 05:06:07"),
        ("2022-03-04 05:06:07.123+02:00", "2022-03-04 03:06:07"),
        ("2025-10-07 09:50:26 +0200", "2025-10-07 07:50:26"),
        ("2022/3/4 5:06", "2022-03-04 05:06:00"),
        ("20220304", "2022-03-04 00:00:00"),
        ("03/04/2022", "2022-04-03 00:00:00"),
        ("3-4-2022 17:06", "2022-04-03 17:06:00"),
        ("Sep 26, 2026", "2026-09-26 00:00:00"),
        ("26 september 2026 14:30", "2026-09-26 14:30:00"),
        ("4 mrt 2022", "2022-03-04 00:00:00"),
        ("12. März 2021", "2021-03-12 00:00:00"),
        ("12 août 2021", "2021-08-12 00:00:00"),
        ("12 marzo 2021", "2021-03-12 00:00:00"),
        ("Tue, 4 Jan 2022 10:00:00 GMT", "2022-01-04 10:00:00"),
        ("1480146151", "2016-11-26 07:42:31"),
        ("1480146151000", "2016-11-26 07:42:31"),
        (1480146151, "2016-11-26 07:42:31"),
        (dt.datetime(2022, 3, 4, 5, 6), "2022-03-04 05:06:00"),
        (dt.date(2022, 3, 4), "2022-03-04 00:00:00"),
    ],
)
def test_moments_in_many_notations(written: object, meant: str) -> None:
    assert one(written) == meant


def test_afternoons_and_month_first() -> None:
    assert one("03/14/2026 5:06 PM", MONTH) == "2026-03-14 17:06:00"
    assert one("03/14/2026 12:06 AM", MONTH) == "2026-03-14 00:06:00"


def test_a_moment_without_zone_is_in_the_zone_of_the_mapping() -> None:
    assert one("2022-07-01 12:00", zone="Europe/Amsterdam") == "2022-07-01 10:00:00"
    assert one("2022-07-01 12:00Z", zone="Europe/Amsterdam") == "2022-07-01 12:00:00"
    with pytest.raises(BadInput, match="time zone"):
        one("2022-07-01", zone="Mars/Olympus")


@pytest.mark.parametrize(
    "written", ["31/02/2022", "2022-13-01", "soon", "25:00", "2022-01-01 25:00", "3024-01-01", "1970-01-01", 5]
)
def test_what_is_no_moment_is_put_aside(written: object) -> None:
    found = moments(pa.array([written]), DAY, "UTC", LATEST)
    assert found.values.to_pylist() == [None]
    assert len(found.faults) == 1


@pytest.mark.parametrize("written", ["", "-", "Lifetime", "N/A", None])
def test_nothing_is_missing(written: str | None) -> None:
    found = moments(pa.array([written], pa.string()), DAY, "UTC", LATEST)
    assert found.values.to_pylist() == [None]
    assert not found.faults


def test_the_order_is_decided_from_all_values() -> None:
    def decided(*values: str) -> tuple[DateOrder, bool]:
        order, doubt = decide_order(order_evidence(pa.array(values)))
        return order, bool(doubt)

    assert decided("03/04/2022", "31/12/2021") == (DAY, False)
    assert decided("03/04/2022", "12/31/2021") == (MONTH, False)
    assert decided("03/04/2022") == (DAY, True)
    assert decided("04/04/2022") == (DAY, False)
    assert decided("31/12/2021", "12/31/2021") == (DAY, True)


@given(
    st.datetimes(dt.datetime(1995, 1, 2), dt.datetime(2026, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
)
def test_every_moment_comes_back_from_every_notation(moment: dt.datetime) -> None:
    meant = f"{moment:%Y-%m-%d %H:%M:%S}"
    assert one(moment.isoformat()) == meant
    assert one(f"{moment:%d-%m-%Y %H:%M:%S}") == meant
    assert one(f"{moment:%m/%d/%Y %I:%M:%S %p}", MONTH) == meant
    assert one(f"{moment:%d %B %Y %H:%M:%S}") == meant


@given(st.lists(st.text(max_size=20), min_size=1, max_size=8))
def test_every_text_is_a_moment_missing_or_at_fault(texts: list[str]) -> None:
    found = moments(pa.array(texts), DAY, "UTC", LATEST)
    assert len(found.values) == len(texts)
