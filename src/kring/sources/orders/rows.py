"""Orders as rows of `sales`, and what could not be read as rows put aside."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from kring.facts.batch import QuarantinedRow
from kring.facts.person_keys import NOBODY
from kring.facts.schema import PROVENANCE, TABLES
from kring.sources.exports.export import Answered, Delivered
from kring.sources.files.order_states import State
from kring.sources.orders.order import Decoded, Order, Unreadable

SHOP = "shop"
"""The answer that keeps two shops apart whose orders have the same numbers."""

_WITH_REFUNDS = (State.SOLD, State.REFUNDED)
_OBSERVED_AT = PROVENANCE[2]
_MEND = "; mend it in the file itself: none of its cells is kept"


def delivered(decoded: Decoded, source: str, answered: Answered) -> Delivered:
    """What the files gave, people and orders as keyed hashes."""
    aside = tuple(_put_aside(one) for one in decoded.unreadable)
    return Delivered({"sales": sales(decoded.orders, source, answered)}, decoded.entries, aside, decoded.unused)


def sales(orders: Sequence[Order], source: str, answered: Answered) -> pa.Table:
    """The orders as rows. Orders of two sources, and of two named shops, are never one row."""
    shop = answered.said.get(SHOP, "").strip().casefold()
    keys = answered.keys.of([order.identity for order in orders], f"order {source} {shop}".strip())
    numbers = answered.keys.of([_bare(order.number) for order in orders], f"order {shop}".strip())
    columns = {
        "code": [order.codes[0] if order.codes else None for order in orders],
        "codes": [None if order.codes is None else list(order.codes) for order in orders],
        "link": [order.tag.content for order in orders],
        "campaign": [order.tag.campaign for order in orders],
        "link_scope": [order.tag.scope for order in orders],
        "order_key": keys,
        "number_key": pa.array(numbers, mask=numbers == NOBODY),
        "amount": [order.amount for order in orders],
        "refunded": [order.goods.refunded if order.state in _WITH_REFUNDS else None for order in orders],
        "currency": [order.currency for order in orders],
        "with_tax": [order.goods.with_tax for order in orders],
        "with_shipping": [order.goods.with_shipping for order in orders],
        "state": [order.state.value for order in orders],
        "items": [order.items for order in orders],
        "new_customer": [order.new_customer for order in orders],
        "at": [order.at for order in orders],
        "country": [order.home.country for order in orders],
        "postcode_area": [order.home.area for order in orders],
        "observed_at": [order.observed_at for order in orders],
    }
    schema = pa.schema([*TABLES["sales"].own_schema, pa.field("observed_at", _OBSERVED_AT.kind.arrow)])
    return pa.table([pa.array(columns[field.name], field.type) for field in schema], schema=schema)


def _bare(number: str | None) -> str | None:
    return number.strip().lstrip("#").strip() or None if number else None


def _put_aside(one: Unreadable) -> QuarantinedRow:
    where = f"{one.member}: " if one.member else ""
    return QuarantinedRow("sales", one.row, one.column, "", f"{where}{one.reason}{_MEND}")
