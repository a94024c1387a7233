"""GA4: a transaction counts once, refunds are taken off, the label nearest to the order is kept, nobody's id is."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.facts.warehouse import Warehouse
from kring.sources.exports.archive import Archive
from kring.sources.files import open_sources
from kring.sources.ga4.columns import ASKED
from kring.sources.ga4.decode import orders_in
from kring.sources.ga4.export import GoogleAnalytics
from kring.sources.orders.lines import Columns, lines_of
from tests.sources.ga4.ga4_files import (
    CANARIES,
    EMAIL,
    FIRST,
    OURS,
    REPORTS,
    USER,
    as_csv,
    as_lines,
    as_parquet,
    event,
    report,
)
from tests.sources.orders.reading import SEEN, batch, found_in, read, rows

GA4 = GoogleAnalytics()
SECOND = 1_000_000


@pytest.mark.parametrize(
    ("name", "write"),
    [("e.json", as_lines), ("e.jsonl", as_lines), ("e.parquet", as_parquet), ("e.csv", as_csv)],
)
def test_a_purchase_is_one_order_in_every_form(tmp_path: Path, name: str, write: Any) -> None:
    others = [event("1001", name="page_view"), event("", name="session_start")]
    delivered = read(GA4, write(tmp_path / name, [event(visit=OURS), *others]))
    (row,) = rows(delivered)
    assert (row["amount"], row["currency"], row["items"], row["country"]) == (121.0, "EUR", 3, "NL")
    assert (row["link"], row["campaign"], row["link_scope"]) == ("anna-12", "herfst", "visit")
    assert (row["with_tax"], row["with_shipping"]) == (None, None)
    assert row["at"] == dt.datetime(2025, 10, 7, 7, 50, 26, tzinfo=dt.UTC)
    assert delivered.unused == {"events that are no purchases": 2}


def test_fields_may_be_joined_by_points(tmp_path: Path) -> None:
    with_points = read(GA4, as_csv(tmp_path / "points.csv", [event(visit=OURS)], "."))
    assert rows(with_points) == rows(read(GA4, as_csv(tmp_path / "lines.csv", [event(visit=OURS)])))


def test_the_label_nearest_to_the_order_is_kept(tmp_path: Path) -> None:
    advert = {"source": "google", "medium": "cpc", "campaign": "merk", "content": "adgroup-4"}
    first = {"name": "Zomer", "medium": "influencer", "source": "tiktok"}
    events = [
        event("1", order={**OURS, "content": "Bo-3"}, visit=OURS),
        event("2", visit=OURS, first=first),
        event("3", first=first),
        event("4", order=advert, visit=OURS),
        event("5"),
        event("6", visit={**OURS, "content": EMAIL, "campaign": EMAIL}),
    ]
    found = rows(read(GA4, as_lines(tmp_path / "e.json", events)))
    assert [(row["link"], row["campaign"], row["link_scope"]) for row in found] == [
        ("bo-3", "herfst", "order"),
        ("anna-12", "herfst", "visit"),
        (None, "zomer", "first_visit"),
        (None, None, None),
        (None, None, None),
        (None, None, None),
    ]


def test_a_purchase_sent_again_counts_once_as_first_seen(tmp_path: Path) -> None:
    again = event("1001", at=FIRST + 900 * SECOND, visit={**OURS, "content": "other"})
    delivered = read(GA4, as_lines(tmp_path / "e.json", [again, event("1001", visit=OURS)]))
    (row,) = rows(delivered)
    assert (row["link"], row["at"].minute) == ("anna-12", 50)
    assert delivered.unused == {"orders told more than once": 1}


def test_refunds_are_taken_off_their_orders_once_however_many_files_tell_of_them(tmp_path: Path) -> None:
    refund = event("1001", name="refund", at=FIRST + 86400 * SECOND, revenue=None, refund=21.0)
    archive = tmp_path / "days.zip"
    as_lines(tmp_path / "a.json", [event("1001"), refund, event("1002"), event("1003")])
    whole = event("1002", name="refund", at=FIRST + 2 * 86400 * SECOND, revenue=None)
    as_lines(tmp_path / "b.json", [refund, whole])
    with zipfile.ZipFile(archive, "w") as made:
        for name in ("a.json", "b.json"):
            made.write(tmp_path / name, name)
    delivered = read(GA4, archive)
    assert [(row["amount"], row["refunded"], row["state"]) for row in rows(delivered)] == [
        (100.0, 21.0, "sold"),
        (0.0, 121.0, "refunded"),
        (121.0, 0.0, "sold"),
    ]
    assert delivered.unused == {"refunds, taken off their orders": 2, "orders told more than once": 1}


def test_a_refund_without_its_purchase_is_put_aside(tmp_path: Path) -> None:
    delivered = read(GA4, as_lines(tmp_path / "e.json", [event("1"), event("9", name="refund", refund=5.0)]))
    assert len(rows(delivered)) == 1
    assert [aside.row for aside in delivered.aside] == [2]
    assert "load its days too" in delivered.aside[0].reason


@pytest.mark.parametrize(
    "changed", [{"number": "(not set)"}, {"number": ""}, {"revenue": None}, {"revenue": -4.0}, {"at": 4 * FIRST // 3}]
)
def test_what_cannot_be_read_is_put_aside_without_its_value(tmp_path: Path, changed: dict[str, Any]) -> None:
    number = changed.pop("number", "1")
    delivered = read(GA4, as_lines(tmp_path / "e.json", [event(number, **changed), event("2")]))
    assert len(rows(delivered)) == 1
    assert [(aside.row, aside.value, aside.raw) for aside in delivered.aside] == [(1, "", {})]


def test_coupons_are_codes_and_their_absence_is_told_from_not_knowing(tmp_path: Path) -> None:
    events = [event("1", params={"coupon": "anna15"}), event("2", params={"coupon": "(not set)"}), event("3")]
    told = rows(read(GA4, as_lines(tmp_path / "e.json", events)))
    assert [row["codes"] for row in told] == [["ANNA15"], [], []]
    assert [row["codes"] for row in rows(read(GA4, as_csv(tmp_path / "e.csv", events)))] == [None, None, None]


@pytest.mark.parametrize("language", sorted(REPORTS))
def test_a_report_reads_in_two_languages(tmp_path: Path, language: str) -> None:
    lines = ["1001,20251007,influencer,herfst,Anna-12,121.00", '1002,20251008,cpc,merk,adgroup-4,"1,210.50"']
    path = tmp_path / "report.csv"
    path.write_text(report(language, lines), "utf-8")
    delivered = read(GA4, path, currency="EUR")
    assert [(row["link"], row["amount"], row["currency"]) for row in rows(delivered)] == [
        ("anna-12", 121.0, "EUR"),
        (None, 1210.5, "EUR"),
    ]
    assert rows(delivered)[0]["at"] == dt.datetime(2025, 10, 6, 22, tzinfo=dt.UTC)
    assert delivered.unused == {"lines with totals": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Transaction ID,Date,Purchase revenue\n1001,20251007,121.00\n",
        "Session campaign,Date,Purchase revenue\nherfst,20251007,121.00\n",
        "Transactionnumber,Day,Session campaign,Revenue\n1001,20251007,herfst,121.00\n",
    ],
)
def test_other_tables_are_left_to_the_general_import(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, "utf-8")
    assert GA4.recognise(Archive.of(path)) is None


def test_people_are_told_what_is_unsure_before_it_is_loaded(tmp_path: Path) -> None:
    recognised = GA4.recognise(Archive.of(as_csv(tmp_path / "e.csv", [event()])))
    assert recognised is not None
    assert recognised.parts[0].tells.nl == "1 bestellingen"
    assert [said.en for said in recognised.absent] == ["discount codes"]
    assert "three days" in recognised.doubts[0].en


@pytest.mark.parametrize(("name", "write"), [("e.json", as_lines), ("e.parquet", as_parquet), ("e.csv", as_csv)])
def test_nothing_of_the_visitor_is_anywhere_in_the_workspace(tmp_path: Path, name: str, write: Any) -> None:
    events = [event("1001", params={"coupon": EMAIL}), event(USER, revenue=-1.0), event("1002", name=USER)]
    delivered = read(GA4, write(tmp_path / name, events))
    Warehouse.open(tmp_path / "workspace").commit(batch("a", delivered))
    assert delivered.aside
    assert found_in(tmp_path / "workspace", (*CANARIES, "kanarie", "KANARIE", "1001")) == []


AMOUNTS = st.integers(0, 100_000)


@given(st.lists(st.tuples(st.integers(1, 6), AMOUNTS, st.integers(0, 60_000), st.booleans()), min_size=1, max_size=10))
@settings(max_examples=40, deadline=None)
def test_revenue_in_is_what_is_kept_and_what_was_given_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[int, int, int, bool]]
) -> None:
    purchases = {number: cents for number, cents, _, _ in reversed(made)}
    events = [
        event(str(number), at=FIRST + place * SECOND, revenue=purchases[number] / 100)
        for place, (number, _, _, _) in enumerate(made)
    ]
    events += [
        event(str(number), name="refund", at=FIRST + (100 + place) * SECOND, revenue=None, refund=back / 100)
        for place, (number, _, back, is_refunded) in enumerate(made)
        if is_refunded
    ]
    path = as_lines(tmp_path_factory.mktemp("ga4") / "e.jsonl", [*events, event("", name="page_view")])
    (sheet,) = open_sources([path])
    columns = Columns.of(sheet, ASKED)
    lines = [line for line in lines_of(sheet, columns, SEEN, "UTC") if line.texts["event"] != "page_view"]
    decoded = orders_in((("e", line) for line in lines), {})
    assert orders_in((("e", line) for line in [*lines, *lines]), {}).orders == decoded.orders
    assert decoded.entries == len(events)
    assert len(decoded.orders) == len(purchases)
    kept = round(100 * sum(order.goods.kept for order in decoded.orders))
    back = round(100 * sum(order.goods.refunded for order in decoded.orders))
    assert kept + back == sum(purchases.values())
