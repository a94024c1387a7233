"""A shop asked over REST: every order once, later only what changed, and nothing of a buyer even in the raw log."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kring.errors import BadInput
from kring.facts.batch import Batch
from kring.facts.engine import start_engine
from kring.facts.person_keys import PersonKeys, read_key, written_key
from kring.facts.warehouse import Warehouse
from kring.sources.catalogue import KINDS
from kring.sources.core.decoding import decoded, digest_of
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.core.source import Access
from kring.sources.core.step import Answer, Step
from kring.sources.woocommerce.export import WooCommerce
from kring.sources.woocommerce.rest import NAME, WooCommerceRest, shop_address
from tests.sources.core.toy import ToyClock
from tests.sources.orders.reading import KEYS, read, rows
from tests.sources.woocommerce.shop_server import Shop, ShopKeys, refusal
from tests.sources.woocommerce.woocommerce_files import CANARIES, answer

HOST = "winkel.example"
SOURCE = WooCommerceRest((HOST,))


def orders(count: int) -> list[dict[str, Any]]:
    return [answer(number) for number in range(1, count + 1)]


def asked(folder: Path, shop: Shop, since: datetime | None = None, **other: Any) -> tuple[StoredRun, RawLog]:
    log = RawLog(folder)
    given = {"credentials": ShopKeys(), "clock": ToyClock(), **other}
    return run(SOURCE, {HOST: since}, Around(log=log, client=shop, keys=KEYS, **given)), log


def batch_of(log: RawLog) -> Batch:
    return decoded(SOURCE, "a seal", list(log.pages(NAME, None)))


def sales(log: RawLog) -> list[dict[str, Any]]:
    return batch_of(log).tables["sales"].to_pylist()


def test_every_order_comes_once_page_by_page(tmp_path: Path) -> None:
    shop = Shop(orders(230))
    ended, log = asked(tmp_path, shop)
    assert (ended.state, ended.pages, len(shop.asked)) == (RunState.DONE, 3, 3)
    found = sales(log)
    assert len({row["order_key"] for row in found}) == len(found) == 230
    assert sum(row["amount"] for row in found) == 23_000.0


@pytest.mark.parametrize("count", [0, 1, 100, 101])
def test_shops_that_do_not_count_their_pages_are_read_to_the_end(tmp_path: Path, count: int) -> None:
    ended, log = asked(tmp_path, Shop(orders(count), counts_pages=False))
    assert ended.state is RunState.DONE
    assert len(sales(log) if count else []) == count


def test_an_order_is_the_same_row_asked_over_rest_and_read_from_a_file(tmp_path: Path) -> None:
    told = [
        answer(1),
        answer(2, refunds=[{"id": 1, "reason": "kanariereden", "total": "-60.50"}]),
        answer(3, status="cancelled", coupon_lines=[]),
        answer(4, line_items=[], fee_lines=[{"name": "x", "total": "-2.00"}]),
        answer(5, meta_data=[{"key": "_wc_order_attribution_session_entry", "value": "/?utm_content=Bo&e=x@y.nl"}]),
        answer(6, meta_data=[{"key": "_mollie_payment_mode", "value": "test"}]),
    ]
    path = tmp_path / "orders.json"
    path.write_text(json.dumps(told), "utf-8")
    of_file = rows(read(WooCommerce(), path, shop=HOST))
    _, log = asked(tmp_path / "log", Shop(told))
    of_rest = [{name: row[name] for name in of_file[0]} for row in sales(log)]
    assert len(of_file) == 5
    assert of_rest == of_file


def test_later_only_what_changed_is_asked_and_corrects_what_was_known(tmp_path: Path) -> None:
    shop = Shop(orders(3))
    warehouse = Warehouse.open(tmp_path / "warehouse")
    _, first = asked(tmp_path / "first", shop)
    warehouse.commit(batch_of(first))
    shop.orders[1] |= {"refunds": [{"total": "-60.50"}], "date_modified_gmt": "2025-10-20T10:00:00"}
    _, second = asked(tmp_path / "second", shop, datetime(2025, 10, 15, 12, tzinfo=UTC))
    assert shop.asked[-1].params["modified_after"] == "2025-10-15T11:50:00"
    assert len(sales(second)) == 1
    warehouse.commit(Batch("later", "", batch_of(second).tables, (), 1))
    facts = warehouse.read(start_engine())
    state = facts.collect(facts.newest("sales")).to_pylist()
    assert sorted(row["amount"] for row in state) == [50.0, 100.0, 100.0]


@pytest.mark.parametrize("stop", [1, 2])
def test_stopped_and_started_again_it_asks_no_page_twice(tmp_path: Path, stop: int) -> None:
    shop = Shop(orders(230))
    left = iter(range(stop - 1))
    asked(tmp_path, shop, goes_on=lambda stored: next(left, None) is not None)
    ended, log = asked(tmp_path, shop)
    assert ended.state is RunState.DONE
    assert len(shop.asked) == 3
    assert len(sales(log)) == 230


@pytest.mark.parametrize(
    "trouble",
    [
        lambda number: Answer(429, {"retry-after": "7"}, b"") if number == 2 else None,
        lambda number: Answer(503, {}, b"<html>onderhoud</html>") if number == 2 else None,
        lambda number: Answer(200, {}, b'[{"id": 1, "billing": {"first_na') if number == 2 else None,
    ],
    ids=["too often", "maintenance", "cut off"],
)
def test_passing_trouble_is_waited_for(tmp_path: Path, trouble: Callable[[int], Answer | None]) -> None:
    ended, log = asked(tmp_path, Shop(orders(150), trouble=trouble))
    assert ended.state is RunState.DONE
    assert len(sales(log)) == 150


def test_a_wrong_key_ends_the_run_with_the_reason(tmp_path: Path) -> None:
    wrong = ShopKeys({"consumer_key": "ck_x", "consumer_secret": "cs_x"})
    ended, _ = asked(tmp_path, Shop(orders(1)), credentials=wrong)
    assert ended.state is RunState.FAILED


@pytest.mark.parametrize(
    ("told", "state"),
    [(refusal(404, "rest_no_route"), "gone"), (Answer(200, {}, b'{"code": "x"}'), "done")],
    ids=["no shop", "no list"],
)
def test_an_address_without_a_shop_brings_nothing(tmp_path: Path, told: Answer, state: str) -> None:
    ended, log = asked(tmp_path, Shop([], trouble=lambda number: told))
    assert [end.state for end in ended.subjects] == [state]
    assert list(log.pages(NAME, None)) == []


def test_nothing_of_the_buyer_or_the_key_is_kept_anywhere(tmp_path: Path) -> None:
    strange = [
        answer(2, status=CANARIES[0], total=CANARIES[2]),
        answer(3, line_items=[{"total": CANARIES[0], "quantity": CANARIES[1]}], coupon_lines=[{"code": CANARIES[1]}]),
        answer(4, date_created_gmt=CANARIES[0], currency=CANARIES[0]),
    ]
    _, log = asked(tmp_path / "log", Shop([answer(1), *strange]))
    batch = batch_of(log)
    assert len(batch.quarantined) == 2 + 1
    kept = json.dumps([page.content for page in log.pages(NAME, None)])
    kept += str(batch.quarantined) + str(batch.tables["sales"].to_pylist())
    kept += "".join(path.read_bytes().decode("latin-1") for path in (tmp_path / "log").rglob("*") if path.is_file())
    for word in (*CANARIES, "anarie", "ANARIE", "1012 AB", "ck_", "cs_"):
        assert word not in kept


def test_what_is_kept_stays_the_same_when_it_is_scrubbed_again_and_decodes_alike(tmp_path: Path) -> None:
    _, log = asked(tmp_path, Shop(orders(5)))
    (page,) = log.pages(NAME, None)
    again = SOURCE.scrub(
        page.step, Answer(200, {}, json.dumps(page.content).encode()), PersonKeys(b"quite another secret")
    )
    assert again == page.content
    assert digest_of(batch_of(log)) == digest_of(batch_of(log))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("winkel.example", "winkel.example"),
        ("https://Winkel.example/", "winkel.example"),
        ("www.winkel.example/shop/", "www.winkel.example/shop"),
    ],
)
def test_a_shops_address_is_its_host_and_path(written: str, address: str) -> None:
    assert shop_address(written) == address
    assert SOURCE.call(Step("orders", written, {"page": "1"})).url == f"https://{address}/wp-json/wc/v3/orders"


@pytest.mark.parametrize(
    "written", ["", "winkel", "http://winkel.example", "a@winkel.example", "winkel.example:8080", "winkel.example/?x=1"]
)
def test_what_is_no_address_of_a_shop_is_refused(written: str) -> None:
    with pytest.raises(BadInput):
        shop_address(written)


def test_a_key_that_may_not_read_orders_ends_the_run_and_says_so(tmp_path: Path) -> None:
    shop = Shop(orders(1), trouble=lambda number: refusal(403, "woocommerce_rest_cannot_view"))
    ended, _ = asked(tmp_path, shop)
    assert (ended.state, "may not read orders" in ended.why.en) == (RunState.FAILED, True)


def test_it_is_among_the_kinds_and_asks_only_its_shops() -> None:
    kind = KINDS[NAME]
    source = kind.source({}, ["winkel.example/shop", "https://ander.example"])
    assert source.hosts == ("winkel.example", "ander.example")
    assert source.access is Access.KEY_EACH
    assert kind.plain("https://Winkel.example/shop/") == kind.plain("winkel.example/shop")
    assert set(kind.secrets) == {"consumer_key", "consumer_secret"}
    assert source.policy.expires(datetime.now(UTC) + timedelta(days=1)) is None


@pytest.mark.parametrize("key", [1, -1, 2**63 - 1, -(2**63)])
def test_a_written_key_is_read_back(key: int) -> None:
    assert read_key(written_key(key)) == key
    assert read_key("person:anna") is None
