"""WooCommerce's orders: one decoder for its REST answers and all files, goods only, codes and links, nobody in it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.facts.warehouse import Warehouse
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Delivered
from kring.sources.files.order_states import State
from kring.sources.woocommerce.decode import order_of, orders_in
from kring.sources.woocommerce.export import WooCommerce
from tests.sources.orders.reading import SEEN, batch, found_in, read, rows
from tests.sources.woocommerce.woocommerce_files import (
    CANARIES,
    NAME,
    analytics,
    answer,
    as_csv,
    labels,
    line_a_product,
    plugin_row,
)

SHOP = WooCommerce()


def of_answers(tmp_path: Path, *answers: dict[str, Any], name: str = "orders.json") -> Delivered:
    path = tmp_path / name
    path.write_text(json.dumps(list(answers)), "utf-8")
    return read(SHOP, path)


def of_text(tmp_path: Path, text: str, **said: str) -> Delivered:
    path = tmp_path / "orders.csv"
    path.write_text(text, "utf-8")
    return read(SHOP, path, **said)


def test_an_answer_is_one_order_with_goods_codes_link_and_area(tmp_path: Path) -> None:
    (row,) = rows(of_answers(tmp_path, answer()))
    assert (row["code"], row["codes"], row["amount"], row["currency"]) == ("ANNA15", ["ANNA15"], 100.0, "EUR")
    assert (row["link"], row["campaign"], row["link_scope"]) == ("anna-12", "herfst", "visit")
    assert (row["country"], row["postcode_area"], row["items"], row["state"]) == ("NL", "1012", 3, "sold")
    assert (row["with_tax"], row["with_shipping"]) == (False, False)
    assert row["at"] == dt.datetime(2025, 10, 7, 7, 50, 26, tzinfo=dt.UTC)
    assert row["observed_at"] == dt.datetime(2025, 10, 7, 7, 50, 33, tzinfo=dt.UTC)


def test_files_of_plugins_give_the_same_order_as_the_answer(tmp_path: Path) -> None:
    (told,) = rows(of_answers(tmp_path, answer()))
    (one_line,) = rows(of_text(tmp_path, as_csv([plugin_row(727)])))
    assert {**one_line, "observed_at": None} == {**told, "observed_at": None}
    for fill_down in (True, False):
        text = as_csv(line_a_product(727, (2, 1), fill_down))
        (by_article,) = rows(of_text(tmp_path, text, currency="EUR"))
        differing = {name for name in told if by_article[name] != told[name]}
        assert differing <= {"observed_at", "link", "campaign", "link_scope", "at"}
        assert by_article["at"] == dt.datetime(2025, 10, 7, 7, 50, tzinfo=dt.UTC)


@pytest.mark.parametrize(("language", "status"), [("en", "Completed"), ("nl", "Afgerond")])
def test_woocommerces_own_file_reads_in_two_languages(tmp_path: Path, language: str, status: str) -> None:
    text = analytics(language, status)
    (row,) = rows(of_text(tmp_path, text))
    assert (row["amount"], row["codes"], row["items"], row["state"]) == (100.0, ["ANNA15", "BO10"], 3, "sold")
    assert (row["new_customer"], row["currency"]) == (True, None)
    recognised = SHOP.recognise(Archive.of(tmp_path / "orders.csv"))
    assert recognised is not None
    assert {said.en for said in recognised.absent} == {"refunds", "the currency", "postcodes", "tagged links"}


@pytest.mark.parametrize(
    ("changed", "amount", "refunded", "state"),
    [
        ({"refunds": [{"id": 1, "reason": "x", "total": "-60.50"}]}, 50.0, 50.0, "sold"),
        ({"refunds": [{"id": 1, "total": "-121.00"}]}, 0.0, 100.0, "refunded"),
        ({"refunds": [{"id": 1, "total": "-127.05"}], "status": "refunded"}, 0.0, 100.0, "refunded"),
        ({"status": "cancelled"}, 0.0, None, "cancelled"),
        ({"status": "pending"}, 0.0, None, "unpaid"),
        ({"status": "on-hold"}, 0.0, None, "unpaid"),
        ({"status": "failed"}, 0.0, None, "unpaid"),
        ({"status": "wc-completed"}, 100.0, 0.0, "sold"),
        ({"fee_lines": [{"name": "korting", "total": "-20.00"}]}, 80.0, 0.0, "sold"),
        ({"fee_lines": [{"name": "inpakken", "total": "4.00"}]}, 100.0, 0.0, "sold"),
        ({"line_items": []}, 100.0, 0.0, "sold"),
    ],
)
def test_refunds_fees_and_states(
    tmp_path: Path, changed: dict[str, Any], amount: float, refunded: float | None, state: str
) -> None:
    (row,) = rows(of_answers(tmp_path, answer(**changed)))
    assert (row["amount"], row["refunded"], row["state"]) == (amount, refunded, state)


def test_a_table_with_refunds_takes_them_off(tmp_path: Path) -> None:
    text = as_csv([plugin_row(727, refund_items="amount:60.50|reason:kanariereden|date:2025-10-09 10:00:00")])
    (row,) = rows(of_text(tmp_path, text))
    assert (row["amount"], row["refunded"]) == (50.0, 50.0)


def test_without_vat_and_shipping_in_the_file_the_row_says_so(tmp_path: Path) -> None:
    row = plugin_row(727)
    for name in ("tax_total", "shipping_total", "shipping_tax_total"):
        del row[name]
    (stored,) = rows(of_text(tmp_path, as_csv([row])))
    assert (stored["amount"], stored["with_tax"], stored["with_shipping"]) == (127.05, None, True)


def test_labels_come_from_the_page_a_visit_began_on_when_no_others_are_kept(tmp_path: Path) -> None:
    page = (
        "https://winkel.example/?utm_source=tiktok&utm_medium=influencer&utm_campaign=zomer&utm_content=Bo-3&e=x@y.nl"
    )
    advert = labels(utm_medium="cpc", utm_content="adgroup-4")
    named = labels(utm_medium="influencer", utm_content="anna@voorbeeld.example")
    found = rows(
        of_answers(
            tmp_path,
            answer(1, meta_data=labels(session_entry=page)),
            answer(2, meta_data=advert),
            answer(3, meta_data=named),
            answer(4, meta_data=[]),
        )
    )
    assert [(row["link"], row["campaign"]) for row in found] == [("bo-3", "zomer"), *[(None, None)] * 3]


def test_test_orders_are_left_out_and_an_order_told_twice_stands_as_it_was_changed_last(tmp_path: Path) -> None:
    test = answer(1, meta_data=[{"key": "_mollie_payment_mode", "value": "test"}])
    before = answer(2)
    after = answer(2, refunds=[{"total": "-60.50"}], date_modified_gmt="2025-10-09T10:00:00")
    delivered = of_answers(tmp_path, test, after, before)
    assert [(row["amount"], row["state"]) for row in rows(delivered)] == [(50.0, "sold")]
    assert delivered.unused == {"test orders": 1, "orders told more than once": 1}


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"status": NAME}, "status"),
        ({"currency": NAME}, "currency"),
        ({"date_created_gmt": NAME}, "date_created_gmt"),
        ({"date_created_gmt": "2031-01-01T00:00:00"}, "date_created_gmt"),
        ({"date_created_gmt": None, "date_created": "2025-10-07T09:50:26"}, "date_created_gmt"),
        ({"number": None, "id": None}, "number"),
        ({"line_items": [{"total": NAME}]}, "total"),
        ({"line_items": [{"total": "nan"}]}, "total"),
        ({"line_items": [{"total": "-5.00"}]}, "total"),
    ],
)
def test_what_cannot_be_read_is_put_aside_without_its_value(
    tmp_path: Path, changed: dict[str, Any], column: str
) -> None:
    delivered = of_answers(tmp_path, answer(1, **changed), answer(2))
    assert len(rows(delivered)) == 1
    (aside,) = delivered.aside
    assert (aside.row, aside.column, aside.value, aside.raw) == (1, column, "", {})
    assert NAME not in aside.reason


@pytest.mark.parametrize("name", ["orders.json", "orders.jsonl", "one.json"])
def test_lists_lines_and_single_answers_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = {
        "orders.json": json.dumps([answer(1), answer(2)]),
        "orders.jsonl": f"{json.dumps(answer(1))}\n{json.dumps(answer(2))}\n",
        "one.json": json.dumps(answer(1)),
    }[name]
    path.write_text(text, "utf-8")
    assert len(rows(read(SHOP, path))) == (1 if name == "one.json" else 2)


@pytest.mark.parametrize("text", ["[{", "{}", "[]", '["a"]', '[{"id": 1, "status": "sold"}]', "null", "[1, 2"])
def test_other_json_is_not_taken_for_orders(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")
    assert SHOP.recognise(Archive.of(path)) is None


def test_a_plain_list_of_orders_is_left_to_the_general_import(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order number,status,date,total,code\n1,paid,2025-10-07,100.00,ANNA15\n", "utf-8")
    assert SHOP.recognise(Archive.of(path)) is None


def test_two_shops_with_the_same_numbers_are_told_apart_by_name(tmp_path: Path) -> None:
    path = tmp_path / "orders.json"
    path.write_text(json.dumps([answer(1)]), "utf-8")
    keys = {row["order_key"] for shop in ("", "kaarsen", "bloemen") for row in rows(read(SHOP, path, shop=shop))}
    assert len(keys) == 3


def test_nothing_of_the_buyer_is_anywhere_in_the_workspace(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    refunds = [{"reason": "kanariereden", "total": NAME}]
    answers = of_answers(tmp_path, answer(1), answer(2, status=NAME), answer(3, refunds=refunds))
    table = of_text(tmp_path, as_csv([plugin_row(4), plugin_row(5, order_total=NAME), plugin_row(6, order_date=NAME)]))
    assert len(answers.aside) == len(table.aside) == 2
    warehouse = Warehouse.open(workspace)
    warehouse.commit(batch("a", answers))
    warehouse.commit(batch("b", table))
    assert found_in(workspace, (*CANARIES, "1012 AB")) == []


CENTS = st.integers(0, 500_000)


@given(st.lists(st.tuples(CENTS, CENTS, st.integers(0, 400_000), st.sampled_from(["EUR", "SEK"])), max_size=8))
@settings(max_examples=150, deadline=None)
def test_goods_in_are_what_is_kept_and_what_was_given_back(
    made: list[tuple[int, int, int, str]],
) -> None:
    answers = [
        answer(
            number, currency=currency,
            line_items=[_line(first), _line(second)],
            refunds=[{"total": f"-{back / 100:.2f}"}],
        )
        for number, (first, second, back, currency) in enumerate(made, start=1)
    ]  # fmt: skip
    decoded = orders_in((("a", place, one) for place, one in enumerate(answers, start=1)), SEEN)
    again = orders_in((("a", place, one) for place, one in enumerate([*answers, *answers], start=1)), SEEN)
    assert again.orders == decoded.orders
    for currency in ("EUR", "SEK"):
        orders = [order for order in decoded.orders if order.currency == currency]
        goods = sum(first + second for first, second, _, own in made if own == currency)
        assert round(100 * sum(order.goods.kept + order.goods.refunded for order in orders)) == goods
    for order, (first, second, back, _) in zip(decoded.orders, made, strict=True):
        assert 0 <= order.goods.refunded <= order.goods.value
        assert (order.state is State.REFUNDED) == (back > 0 and order.goods.kept == 0)
        assert order.amount <= (first + second) / 100


def test_decoding_is_pure() -> None:
    told = answer()
    before = json.dumps(told)
    assert order_of(told, SEEN) == order_of(told, SEEN)
    assert json.dumps(told) == before


def _line(cents: int) -> dict[str, Any]:
    return {"quantity": 1, "total": f"{cents / 100:.2f}", "total_tax": f"{cents * 0.21 / 100:.2f}"}
