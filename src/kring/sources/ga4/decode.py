"""From GA4's purchases to orders; pure.

A page that is loaded again sends its purchase again: a transaction counts once, as first seen. Refunds are events of
their own and are taken off the purchase with their number. What the revenue holds - VAT, shipping - is what the shop
wrote in its tags, so that is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kring.sources.files import reasons
from kring.sources.files.discount_codes import codes_in
from kring.sources.files.order_states import State, refined
from kring.sources.ga4.columns import ASKED, SCOPES
from kring.sources.links import label, tag_of
from kring.sources.orders.goods import CENT, Goods
from kring.sources.orders.homes import Home, home_of
from kring.sources.orders.lines import Line
from kring.sources.orders.order import NO_TAG, Decoded, Order, Tag, Unreadable
from kring.sources.orders.sheets import SAID_AGAIN

PURCHASE, REFUND = "purchase", "refund"
OTHER_EVENTS = "events that are no purchases"
REFUNDS = "refunds, taken off their orders"
TOTALS = "lines with totals"

_NO_NUMBER = frozenset(("", "(not set)", "(other)", "null", "undefined", "(data not available)"))
_READ = ("timestamp", "date", "revenue", "refund")


@dataclass(slots=True)
class _Found:
    orders: dict[str, Order] = field(default_factory=dict)
    refunds: dict[str, list[tuple[str, Line]]] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    unused: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, times: int = 1) -> None:
        """Counts entries that are no order."""
        self.unused[what] = self.unused.get(what, 0) + times


def orders_in(lines: Iterable[tuple[str, Line]], others: Mapping[str, int], currency: str | None = None) -> Decoded:
    """The orders in purchases and refunds, each with its file. `others`: entries passed over, by what they are.

    `currency`: of orders that name none.
    """
    found = _Found()
    for member, line in lines:
        _take(member, line, currency, found)
    orders = [_with_refunds(number, order, found) for number, order in found.orders.items()]
    for number, refunds in found.refunds.items():
        if number not in found.orders:
            found.unreadable += [
                Unreadable(line.row, ASKED["transaction"].named, reasons.NO_PURCHASE.en, member)
                for member, line in refunds
            ]
    for what, count in others.items():
        found.count(what, count)
    unused = {what: count for what, count in found.unused.items() if count}
    return Decoded(tuple(orders), tuple(found.unreadable), unused)


def _take(member: str, line: Line, currency: str | None, found: _Found) -> None:
    if line.damage:
        found.unreadable.append(Unreadable(line.row, "", line.damage, member))
        return
    number = (line.texts.get("transaction") or "").strip()
    if "event" not in line.texts and not number:
        found.count(TOTALS)
        return
    fault = _fault(line, number)
    if fault is not None:
        found.unreadable.append(replace(fault, member=member))
    elif line.texts.get("event") == REFUND:
        _take_refund(member, line, found.refunds.setdefault(number, []), found)
    else:
        order = _order(line, number, currency)
        known = found.orders.get(number)
        found.count(SAID_AGAIN, known is not None)
        if known is None or order.at < known.at:
            found.orders[number] = order


def _take_refund(member: str, line: Line, refunds: list[tuple[str, Line]], found: _Found) -> None:
    """A refund, unless a file whose days overlap told of it already."""
    said = line.moments.get("timestamp"), line.money.get("refund")
    told = [(one.moments.get("timestamp"), one.money.get("refund")) for _, one in refunds]
    if said[0] is not None and said in told:
        found.count(SAID_AGAIN)
    else:
        refunds.append((member, line))


def _fault(line: Line, number: str) -> Unreadable | None:
    for name in _READ:
        if name in line.faults:
            return Unreadable(line.row, ASKED[name].named, line.faults[name])
    if number.casefold() in _NO_NUMBER:
        return Unreadable(line.row, ASKED["transaction"].named, reasons.NO_ORDER_NUMBER.en)
    if line.texts.get("event") == REFUND:
        return None
    if line.moments.get("timestamp") is None and line.moments.get("date") is None:
        return Unreadable(line.row, ASKED["timestamp"].named, reasons.THIS_MISSING.en)
    revenue = line.money.get("revenue")
    if revenue is None:
        return Unreadable(line.row, ASKED["revenue"].named, reasons.THIS_MISSING.en)
    if revenue < -CENT:
        return Unreadable(line.row, ASKED["revenue"].named, reasons.LESS_THAN_NOTHING.en)
    return None


def _order(line: Line, number: str, currency: str | None) -> Order:
    at = line.moments.get("timestamp") or line.moments["date"]
    revenue = line.money["revenue"]
    assert at is not None
    assert revenue is not None
    refunded = min(abs(line.money.get("refund") or 0.0), revenue)
    goods = Goods(round(revenue, 2), round(refunded, 2), None, None)
    params = _params(line)
    named = line.texts.get("currency") or params.get("currency") or currency or ""
    items = line.money.get("items")
    return Order(
        identity=number,
        number=number,
        at=at,
        state=refined(State.SOLD, goods.value, goods.refunded),
        goods=goods,
        currency=named.upper() if len(named) == 3 and named.isascii() and named.isalpha() else None,
        codes=_codes(line, params),
        tag=_tag(line),
        home=Home(home_of(None, line.texts.get("country")).country),
        items=round(items) if items is not None and items >= 0 else None,
    )


def _with_refunds(number: str, order: Order, found: _Found) -> Order:
    """The order less its refunds. A refund without an amount gives back all, as Google's guide says."""
    refunds = found.refunds.get(number, [])
    if not refunds:
        return order
    found.count(REFUNDS, len(refunds))
    value = order.goods.value
    back = sum(value if (amount := line.money.get("refund")) is None else abs(amount) for _, line in refunds)
    goods = replace(order.goods, refunded=round(min(value, order.goods.refunded + back), 2))
    return replace(order, goods=goods, state=refined(State.SOLD, goods.value, goods.refunded))


def _codes(line: Line, params: Mapping[str, str]) -> tuple[str, ...] | None:
    """The coupon of the purchase. Where no column and no parameter could tell it, it is unknown."""
    if "coupon" not in line.texts and "params" not in line.nested:
        return None
    written = line.texts.get("coupon") or params.get("coupon")
    return () if (written or "").strip().casefold() in _NO_NUMBER else codes_in(written)


def _params(line: Line) -> dict[str, str]:
    """The currency and the coupon among the parameters of an event, and none of the others."""
    entries: Any = line.nested.get("params")
    found: dict[str, str] = {}
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Mapping) and entry.get("key") in ("currency", "coupon"):
            value = entry.get("value")
            text = value.get("string_value") if isinstance(value, Mapping) else value
            if isinstance(text, str):
                found[str(entry["key"])] = text
    return found


def _tag(line: Line) -> Tag:
    """The labels nearest to the order: of the event itself, else of its visit, else of the first visit."""
    for scope in SCOPES:
        medium, campaign, content = (
            label(line.texts.get(f"{scope}_{name}")) for name in ("medium", "campaign", "content")
        )
        if medium or campaign or content:
            return tag_of(medium, campaign, content, scope)
    return NO_TAG
