"""Orders as rows of `sales`, and what could not be read as rows put aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from kring.facts.batch import QuarantinedRow
from kring.facts.person_keys import NOBODY, PersonKeys
from kring.sources.exports.export import Answered, Delivered
from kring.sources.exports.rows import table_of
from kring.sources.files import reasons
from kring.sources.files.order_states import State
from kring.sources.orders.order import Decoded, Order, Unreadable

SHOP = "shop"
"""The answer that keeps two shops apart whose orders have the same numbers."""

TIME_ZONE = "time_zone"
"""The answer that places moments of files which name no zone."""

DUTCH_TIME = "Europe/Amsterdam"
"""The time zone of a shop where nobody names one."""

SAID_OF_SHOPS = (SHOP, TIME_ZONE)
"""What a person can say of a file of orders besides the fields of the table."""

_WITH_REFUNDS = (State.SOLD, State.REFUNDED)


def delivered(decoded: Decoded, source: str, answered: Answered) -> Delivered:
    """What the files gave, people and orders as keyed hashes."""
    aside = tuple(_put_aside(one) for one in decoded.unreadable)
    return Delivered({"sales": sales(decoded.orders, source, answered)}, decoded.entries, aside, decoded.unused)


def sales(orders: Sequence[Order], source: str, answered: Answered) -> pa.Table:
    """The orders as rows. Orders of two sources, and of two named shops, are never one row."""
    shop = answered.said.get(SHOP, "").strip().casefold()
    order_keys = answered.keys.of([order.identity for order in orders], _namespace(source, shop)).tolist()
    numbers = answered.keys.of([_bare(order.number) for order in orders], _namespace(shop)).tolist()
    return table_of("sales", (row_of(*told) for told in zip(orders, order_keys, numbers, strict=True)))


def row_of(order: Order, order_key: int | None, number_key: int | None) -> dict[str, Any]:
    """An order as a row, under its keys. Without a moment of its own change it has the moment of its file."""
    row = {
        "code": order.codes[0] if order.codes else None,
        "codes": None if order.codes is None else list(order.codes),
        "link": order.tag.content,
        "campaign": order.tag.campaign,
        "link_scope": order.tag.scope,
        "order_key": order_key,
        "number_key": None if number_key == NOBODY else number_key,
        "amount": order.amount,
        "refunded": order.goods.refunded if order.state in _WITH_REFUNDS else None,
        "currency": order.currency,
        "with_tax": order.goods.with_tax,
        "with_shipping": order.goods.with_shipping,
        "state": order.state.value,
        "items": order.items,
        "new_customer": order.new_customer,
        "at": order.at,
        "country": order.home.country,
        "postcode_area": order.home.area,
    }
    return row if order.observed_at is None else {**row, "observed_at": order.observed_at}


def keys_of_order(identity: str | None, number: str | None, shop: str, keys: PersonKeys, source: str) -> list[int]:
    """The keys of one order of a source and a shop: of the order, and of the number the shop gives it."""
    key, number_key = keys.of([identity], _namespace(source, shop)), keys.of([_bare(number)], _namespace(shop))
    return [*key.tolist(), *number_key.tolist()]


def _namespace(*words: str) -> str:
    return " ".join(("order", *(word for word in words if word)))


def _bare(number: str | None) -> str | None:
    return number.strip().lstrip("#").strip() or None if number else None


def _put_aside(one: Unreadable) -> QuarantinedRow:
    where = f"{one.member}: " if one.member else ""
    return QuarantinedRow("sales", one.row, one.column, "", f"{where}{one.reason}{reasons.NOTHING_KEPT.en}")
