"""From one order as WooCommerce's REST interface (wc/v3) gives it to an order of ours; pure.

What the fields mean is WooCommerce's documentation of the REST interface: totals of lines are without VAT and after
discounts, refunds are negative and with VAT, moments ending in `_gmt` are in UTC without saying so. Order attribution
is that of the last visit before the order. A fee is no article; one below zero is how some plugins write a discount.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from kring.sources.files import reasons
from kring.sources.files.dates import CLOCKS_DIFFER
from kring.sources.files.discount_codes import distinct_codes
from kring.sources.files.order_states import UNKNOWN_STATE, refined, state_of
from kring.sources.links import label, labels_of_link, tag_of
from kring.sources.orders.goods import CENT, Goods, goods_of
from kring.sources.orders.homes import NOWHERE, Home, home_of
from kring.sources.orders.order import Decoded, Order, Tag, Unreadable
from kring.sources.orders.sheets import SAID_AGAIN, TEST_ORDERS
from kring.sources.orders.versions import newest_versions

Answer = Mapping[str, Any]

SOURCE = "woocommerce"
"""What the keys of its orders are made under, whichever way they come in."""

ATTRIBUTION = "_wc_order_attribution_"
LABELS = ("medium", "campaign", "content")
NET_TOTAL, ITEMS, NEW_CUSTOMER = "file_net_total", "file_items", "file_new_customer"
"""What files tell and the REST interface doesn't: goods without VAT in one figure, articles, a buyer's first order."""

TEST_MODES = {"_wcpay_mode": "test", "_mollie_payment_mode": "test", "_mollie_test_mode": "yes"}


class _Unreadable(ValueError):
    """A field that can't be read: its name, and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name, self.reason = name, reason


def orders_in(answers: Iterable[tuple[str, int, Answer | Unreadable]], latest: datetime) -> Decoded:
    """The orders in answers, each with the file it stands in and its place there. `latest`: none was made after it.

    An answer may already be unreadable, such as a damaged line of a file.
    """
    orders: list[Order] = []
    unreadable: list[Unreadable] = []
    tests = 0
    for member, place, answer in answers:
        if isinstance(answer, Unreadable):
            unreadable.append(replace(answer, member=member))
            continue
        if is_a_test(answer):
            tests += 1
            continue
        try:
            orders.append(order_of(answer, latest))
        except _Unreadable as problem:
            unreadable.append(Unreadable(place, problem.name, problem.reason, member))
    once, repeated = newest_versions(orders)
    unused = {TEST_ORDERS: tests, SAID_AGAIN: repeated}
    return Decoded(once, tuple(unreadable), {what: count for what, count in unused.items() if count})


def order_of(answer: Answer, latest: datetime) -> Order:
    """One order. Raises ValueError for one that can't be read; its words are for people and hold no value of it."""
    at = _moment(answer, "date_created")
    if at is None:
        raise _Unreadable("date_created_gmt", reasons.THIS_MISSING.en)
    if at > latest + CLOCKS_DIFFER:
        raise _Unreadable("date_created_gmt", reasons.TOO_LATE.of(day=f"{latest:%Y-%m-%d}"))
    state = state_of(str(answer.get("status") or ""))
    if state is None:
        raise _Unreadable("status", UNKNOWN_STATE)
    goods = _goods(answer)
    return Order(
        identity=_number(answer),
        number=_number(answer),
        at=at,
        state=refined(state, goods.value, goods.refunded),
        goods=goods,
        currency=_currency(answer),
        codes=_codes(answer),
        tag=_tag(answer),
        home=home_in(answer),
        items=_items(answer),
        new_customer=answer.get(NEW_CUSTOMER),
        observed_at=_moment(answer, "date_modified"),
    )


def is_a_test(answer: Answer) -> bool:
    """Whether a payment service marked it as a test."""
    meta = _meta(answer)
    return any(str(meta.get(key) or "").casefold() == mode for key, mode in TEST_MODES.items())


def number_in(answer: Answer) -> str | None:
    """The number the shop gives an order."""
    return str(answer.get("number") or answer.get("id") or "").strip().lstrip("#") or None


def _number(answer: Answer) -> str:
    number = number_in(answer)
    if number is None:
        raise _Unreadable("number", reasons.THIS_MISSING.en)
    return number


def _goods(answer: Answer) -> Goods:
    refunded = -sum(_money(refund, "total", 0.0) for refund in _entries(answer, "refunds"))
    lines = _entries(answer, "line_items")
    fees = [_money(line, "total", 0.0) for line in _entries(answer, "fee_lines")]
    if lines:
        value = sum(_money(line, "total") for line in lines) + sum(min(fee, 0.0) for fee in fees)
        return _sound(goods_of(value, sum(_money(line, "total_tax", 0.0) for line in lines), refunded))
    if answer.get(NET_TOTAL) is not None:
        return _sound(goods_of(_money(answer, NET_TOTAL), 0.0, refunded))
    shipping = _money(answer, "shipping_total", 0.0)
    before = _money(answer, "total") - shipping - sum(max(fee, 0.0) for fee in fees)
    if answer.get("total_tax") is None:
        return _sound(Goods(round(before, 2), round(min(refunded, before), 2), None, "shipping_total" not in answer))
    tax = _money(answer, "total_tax")
    goods = goods_of(before - tax, tax - _money(answer, "shipping_tax", 0.0), refunded)
    return _sound(Goods(goods.value, goods.refunded, False, "shipping_total" not in answer))


def _sound(goods: Goods) -> Goods:
    if goods.value < -CENT:
        raise _Unreadable("total", reasons.LESS_THAN_NOTHING.en)
    return goods


def _currency(answer: Answer) -> str | None:
    written = str(answer.get("currency") or "").strip().upper()
    if written and re.fullmatch(r"[A-Z]{3}", written) is None:
        raise _Unreadable("currency", reasons.NO_CURRENCY.en)
    return written or None


def _codes(answer: Answer) -> tuple[str, ...] | None:
    if answer.get("coupon_lines") is None:
        return None
    return distinct_codes(str(line.get("code") or "") for line in _entries(answer, "coupon_lines"))


def _items(answer: Answer) -> int | None:
    if answer.get(ITEMS) is not None:
        return round(_money(answer, ITEMS))
    lines = _entries(answer, "line_items")
    return round(sum(_money(line, "quantity", 0.0) for line in lines)) if lines else None


def labels_in(answer: Answer) -> dict[str, str | None]:
    """The labels of the visit, as they are compared; where there is none, those of the page it began on."""
    meta = _meta(answer)
    found = {name: label(_text(meta.get(f"{ATTRIBUTION}utm_{name}"))) for name in LABELS}
    if found["content"] is None:
        entry = labels_of_link(str(meta.get(f"{ATTRIBUTION}session_entry") or ""))
        found = {name: value or label(entry.get(f"utm_{name}")) for name, value in found.items()}
    return found


def _tag(answer: Answer) -> Tag:
    labels = labels_in(answer)
    return tag_of(labels["medium"], labels["campaign"], labels["content"], "visit")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def home_in(answer: Answer) -> Home:
    """Where an order went, else where its bill went."""
    for kind in ("shipping", "billing"):
        address = answer.get(kind)
        if isinstance(address, Mapping) and (address.get("postcode") or address.get("country")):
            return home_of(str(address.get("postcode") or ""), str(address.get("country") or "") or None)
    return NOWHERE


def _moment(answer: Answer, name: str) -> datetime | None:
    """`name`_gmt, which is in UTC; `name` alone only when it says its zone."""
    for written, zone in ((answer.get(f"{name}_gmt"), UTC), (answer.get(name), None)):
        if not written:
            continue
        try:
            moment = datetime.fromisoformat(str(written))
        except ValueError as problem:
            raise _Unreadable(f"{name}_gmt", reasons.NO_DATE.en) from problem
        if moment.tzinfo is not None or zone is not None:
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    return None


def _meta(answer: Answer) -> dict[str, Any]:
    return {str(entry.get("key")): entry.get("value") for entry in _entries(answer, "meta_data")}


def _entries(answer: Answer, name: str) -> list[Answer]:
    found = answer.get(name)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def _money(answer: Answer, name: str, absent: float | None = None) -> float:
    written = answer.get(name)
    if written is None or written == "":
        if absent is None:
            raise _Unreadable(name, reasons.THIS_MISSING.en)
        return absent
    try:
        amount = float(written)
    except (TypeError, ValueError) as problem:
        raise _Unreadable(name, reasons.NO_NUMBER.en) from problem
    if not math.isfinite(amount):
        raise _Unreadable(name, reasons.NO_NUMBER.en)
    return amount
