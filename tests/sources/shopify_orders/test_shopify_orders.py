"""An order of Shopify is one row whatever its articles: goods only, refunds counted, nobody in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.facts.warehouse import Warehouse
from kring.sources.exports.archive import Archive
from kring.sources.shopify_orders.export import ShopifyOrders
from tests.sources.orders.reading import batch, found_in, read, rows
from tests.sources.shopify_orders.shopify_file import CANARIES, HEADINGS, Sold, text, written

SHOP = ShopifyOrders()


def test_an_order_is_one_row_with_its_goods_code_and_area(tmp_path: Path) -> None:
    order = Sold(1001, subtotal=12100, shipping=605, taxes=2205, codes=" anna15 ", articles=(2, 1, 3))
    (row,) = rows(read(SHOP, written(tmp_path / "orders_export.csv", [order])))
    assert row["code"] == "ANNA15"
    assert row["codes"] == ["ANNA15"]
    assert row["amount"] == 100.0
    assert (row["with_tax"], row["with_shipping"], row["currency"]) == (False, False, "EUR")
    assert row["at"] == dt.datetime(2025, 10, 7, 7, 50, 26, tzinfo=dt.UTC)
    assert (row["country"], row["postcode_area"], row["items"], row["state"]) == ("NL", "1012", 6, "sold")


def test_vat_is_taken_out_whether_prices_hold_it_or_not(tmp_path: Path) -> None:
    within = Sold(1, subtotal=12100, taxes=2100)
    apart = Sold(2, subtotal=10000, taxes=2100, taxes_within=False)
    found = rows(read(SHOP, written(tmp_path / "o.csv", [within, apart])))
    assert [row["amount"] for row in found] == [100.0, 100.0]


def test_sums_that_do_not_fit_leave_vat_unknown(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(text([Sold(1)]).replace("21.00,121.00", "21.00,999.00"), "utf-8")
    (row,) = rows(read(SHOP, path))
    assert (row["amount"], row["with_tax"]) == (121.0, None)


def test_several_codes_on_one_order_do_not_double_it(tmp_path: Path) -> None:
    (row,) = rows(read(SHOP, written(tmp_path / "o.csv", [Sold(1, codes="ANNA15, bo10, Anna15")])))
    assert row["code"] == "ANNA15"
    assert row["codes"] == ["ANNA15", "BO10"]
    assert row["amount"] == 100.0


def test_no_code_is_known_to_be_none_and_an_absent_column_is_unknown(tmp_path: Path) -> None:
    (row,) = rows(read(SHOP, written(tmp_path / "o.csv", [Sold(1)])))
    assert (row["code"], row["codes"]) == (None, [])
    without = [heading for heading in HEADINGS if heading != "Discount Code"]
    path = written(tmp_path / "p.csv", [Sold(1)], without)
    (row,) = rows(read(SHOP, path))
    assert (row["code"], row["codes"]) == (None, None)
    recognised = SHOP.recognise(Archive.of(path))
    assert recognised is not None
    assert [said.en for said in recognised.absent] == ["discount codes"]


def test_refunds_count_and_a_whole_one_is_no_sale(tmp_path: Path) -> None:
    partly = Sold(1, refunded=6050, status="partially_refunded")
    wholly = Sold(2, refunded=12100, status="refunded")
    found = rows(read(SHOP, written(tmp_path / "o.csv", [partly, wholly])))
    assert [(row["amount"], row["refunded"], row["state"]) for row in found] == [
        (50.0, 50.0, "sold"),
        (0.0, 100.0, "refunded"),
    ]


def test_cancelled_unpaid_and_test_orders_are_no_sales_and_are_said(tmp_path: Path) -> None:
    orders = [
        Sold(1, cancelled="2025-10-08 10:00:00 +0200"),
        Sold(2, status="pending"),
        Sold(3, status="voided"),
        Sold(4, payment="(for testing) Bogus Gateway"),
        Sold(5),
    ]
    path = written(tmp_path / "o.csv", orders)
    delivered = read(SHOP, path)
    assert [(row["state"], row["amount"]) for row in rows(delivered)] == [
        ("cancelled", 0.0),
        ("unpaid", 0.0),
        ("cancelled", 0.0),
        ("sold", 100.0),
    ]
    assert delivered.unused == {"test orders": 1}
    recognised = SHOP.recognise(Archive.of(path))
    assert recognised is not None
    assert recognised.parts[0].tells.en == (
        "4 orders; 2 cancelled, not counted as sales; 1 unpaid, not counted as sales; 1 test orders left out"
    )
    assert recognised.parts[0].entries == 5


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"status": "krokodil"}, "Financial Status"),
        ({"currency": "euros"}, "Currency"),
        ({"created": "gisteren"}, "Created at"),
        ({"created": "2031-01-01 10:00:00 +0100"}, "Created at"),
        ({"subtotal": -100, "taxes": 0}, "Total"),
    ],
)
def test_what_cannot_be_read_is_put_aside_with_a_reason_and_no_value(
    tmp_path: Path, changed: dict[str, str], column: str
) -> None:
    delivered = read(SHOP, written(tmp_path / "o.csv", [replace(Sold(1), **changed), Sold(2)]))
    assert len(rows(delivered)) == 1
    (aside,) = delivered.aside
    assert (aside.column, aside.value, aside.raw) == (column, "", {})
    assert aside.reason


def test_links_that_a_theme_keeps_with_the_order_are_read_and_adverts_left_out(tmp_path: Path) -> None:
    ours = "utm_source: instagram\nutm_medium: influencer\nutm_campaign: Herfst\nutm_content: Anna-12"
    advert = "utm_source: google\nutm_medium: cpc\nutm_content: adgroup-4"
    found = rows(read(SHOP, written(tmp_path / "o.csv", [Sold(1, attributes=ours), Sold(2, attributes=advert)])))
    assert [(row["link"], row["campaign"], row["link_scope"]) for row in found] == [
        ("anna-12", "herfst", "order"),
        (None, None, None),
    ]


@pytest.mark.parametrize(
    ("zip_code", "country", "home"),
    [
        ("'1012 AB", "NL", ("NL", "1012")),
        ("1012ab", "NL", ("NL", "1012")),
        ("2000", "BE", ("BE", "2000")),
        ("B-2000", "BE", ("BE", "2000")),
        ("50667", "DE", ("DE", None)),
        ("1012 AB", "", ("NL", "1012")),
        ("2000", "", (None, None)),
        ("Kanariestraat", "NL", ("NL", None)),
    ],
)
def test_a_postcode_is_kept_as_an_area_where_its_country_is_known(
    tmp_path: Path, zip_code: str, country: str, home: tuple[str | None, str | None]
) -> None:
    (row,) = rows(read(SHOP, written(tmp_path / "o.csv", [Sold(1, zip_code=zip_code, country=country)])))
    assert (row["country"], row["postcode_area"]) == home


def test_nothing_of_the_buyer_is_anywhere_in_the_workspace(tmp_path: Path) -> None:
    shop, workspace = tmp_path / "shop", tmp_path / "workspace"
    shop.mkdir()
    orders = [Sold(1, articles=(1, 2)), Sold(2, status="Kanarie van den Boom"), Sold(3, codes=CANARIES[1])]
    path = written(shop / "o.csv", orders)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines) + "Kanarie van den Boom,kanarie@voorbeeld.example\n", "utf-8")
    delivered = read(SHOP, path)
    assert delivered.aside
    Warehouse.open(workspace).commit(batch("a", delivered))
    numbers = ("#1001", "5600000000001", "1012 AB")
    assert found_in(workspace, (*CANARIES, "anarie", *numbers)) == []
    assert not any("anarie" in str(one) for one in (delivered.aside, delivered.unused))


CENTS = st.integers(0, 10_000_00)


@st.composite
def orders(draw: st.DrawFn) -> list[Sold]:
    count = draw(st.integers(1, 12))
    made = []
    for number in range(1, count + 1):
        subtotal = draw(CENTS)
        within = draw(st.booleans())
        taxes = round(subtotal * 21 / 121) if within else round(subtotal * 0.21)
        total = subtotal if within else subtotal + taxes
        made.append(
            Sold(
                number, subtotal, 0, taxes, within,
                refunded=draw(st.integers(0, total)),
                status=draw(st.sampled_from(["paid", "partially_refunded", "pending", "voided", "authorized"])),
                currency=draw(st.sampled_from(["EUR", "GBP", "USD"])),
                cancelled=draw(st.sampled_from(["", "2025-10-09 10:00:00 +0200"])),
                payment=draw(st.sampled_from(["iDEAL", "bogus"])),
                articles=draw(st.lists(st.integers(1, 9), min_size=1, max_size=4)),
            )
        )  # fmt: skip
    return made


@given(orders(), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_comes_in_is_what_comes_out_and_what_is_left_out_for_every_currency(
    tmp_path: Path, made: list[Sold], fill_down: bool
) -> None:
    delivered = read(SHOP, written(tmp_path / "o.csv", made, fill_down=fill_down))
    found = rows(delivered)
    assert len(found) == sum(order.payment != "bogus" for order in made)
    for currency in ("EUR", "GBP", "USD"):
        own = [order for order in made if order.currency == currency and order.payment != "bogus"]
        sold = [one for one in own if one.status in ("paid", "partially_refunded") and not one.cancelled]
        goods = sum(one.subtotal - (one.taxes if one.taxes_within else 0) for one in sold)
        out = sum(row["amount"] for row in found if row["currency"] == currency)
        given_back = sum(row["refunded"] or 0.0 for row in found if row["currency"] == currency)
        assert round(100 * (out + given_back)) == goods
    assert all(row["amount"] == 0 for row in found if row["state"] != "sold")
    kept = [sum(order.articles) for order in made if order.payment != "bogus"]
    assert [row["items"] for row in found] == kept
