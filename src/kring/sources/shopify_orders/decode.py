"""From the lines of Shopify's files to orders; pure, so the same lines always give the same orders.

A line with the order's own cells is the first of it; lines with nothing but the same name are further articles. An
order is told by its `Id`, which no two shops share, as they do the name #1001.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kring.sources.files import reasons
from kring.sources.files.discount_codes import codes_in
from kring.sources.files.order_states import UNKNOWN_STATE, State, refined, state_of
from kring.sources.links import label, tag_of
from kring.sources.orders.goods import CENT, Goods, goods_in_subtotal
from kring.sources.orders.homes import Home, home_of
from kring.sources.orders.lines import Line
from kring.sources.orders.order import NO_TAG, Decoded, Order, Tag, Unreadable
from kring.sources.orders.sheets import SAID_AGAIN, TEST_ORDERS
from kring.sources.orders.versions import newest_versions
from kring.sources.shopify_orders.columns import ASKED

_MONEY = ("subtotal", "shipping", "taxes", "duties", "total", "refunded")
_MUST_BE_KNOWN = ("id", "currency", "subtotal", "total", "created_at")
_UTM = re.compile(r"(?mi)^\s*utm[_ ](source|medium|campaign|content)\s*[:=]\s*([^\s\n]+)\s*$")


@dataclass(slots=True)
class _Found:
    orders: list[Order] = field(default_factory=list)
    items: dict[int, float] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    seen: dict[str, int | None] = field(default_factory=dict)
    before: tuple[str, str | None] = ("", None)
    tests: int = 0


def orders_in(files: Iterable[tuple[str, Iterable[Line]]]) -> Decoded:
    """The orders in the lines of some files, each file with its name. An order may go on in the next file."""
    found = _Found()
    for member, lines in files:
        for line in lines:
            _take(line, member, found)
    whole = [
        replace(order, items=round(found.items[place]) if place in found.items else None)
        for place, order in enumerate(found.orders)
    ]
    once, repeated = newest_versions(whole)
    unused = {TEST_ORDERS: found.tests, SAID_AGAIN: repeated}
    return Decoded(once, tuple(found.unreadable), {what: count for what, count in unused.items() if count})


def _take(line: Line, member: str, found: _Found) -> None:
    if line.damage:
        found.unreadable.append(Unreadable(line.row, "", line.damage, member))
        return
    name = line.texts["name"]
    before, found.before = found.before, (member, line.texts["id"])
    if line.texts["id"] is not None and before == found.before:
        _add_items(line, found.seen.get(name or ""), found)  # a spreadsheet wrote the order out on each of its lines
        return
    if line.texts["status"] is None and line.moments["created_at"] is None and line.texts["id"] is None:
        if name in found.seen:
            _add_items(line, found.seen[name], found)
        elif name is not None:
            found.unreadable.append(Unreadable(line.row, "Name", reasons.ORPHAN.en, member))
        return
    _take_first(line, member, found)


def _take_first(line: Line, member: str, found: _Found) -> None:
    name = line.texts["name"] or ""
    found.seen[name] = None
    if _is_a_test(line):
        found.tests += 1
        return
    read = _order(line)
    if isinstance(read, Unreadable):
        found.unreadable.append(replace(read, member=member))
        return
    found.seen[name] = len(found.orders)
    found.orders.append(read)
    _add_items(line, found.seen[name], found)


def _add_items(line: Line, place: int | None, found: _Found) -> None:
    quantity = line.money.get("quantity")
    if place is not None and quantity is not None and 0 <= quantity < 1e6:
        found.items[place] = found.items.get(place, 0.0) + quantity


def _order(line: Line) -> Order | Unreadable:
    if (fault := _fault(line)) is not None:
        return fault
    at, identity = line.moments["created_at"], line.texts["id"]
    state = State.CANCELLED if line.moments.get("cancelled_at") else state_of(line.texts["status"] or "")
    assert at is not None
    assert identity is not None
    if state is None:
        return Unreadable(line.row, "Financial Status", UNKNOWN_STATE)
    goods = _goods(line)
    return Order(
        identity=identity,
        number=line.texts["name"],
        at=at,
        state=refined(state, goods.value, goods.refunded),
        goods=goods,
        currency=(line.texts["currency"] or "").upper(),
        codes=codes_in(line.texts["codes"]) if "codes" in line.texts else None,
        tag=_tag(line.texts.get("note_attributes")),
        home=_home(line),
    )


def _fault(line: Line) -> Unreadable | None:
    for name, reason in line.faults.items():
        if name != "quantity":
            return Unreadable(line.row, ASKED[name].named, reason)
    cells = {**line.texts, **line.money, **line.moments}
    for name in _MUST_BE_KNOWN:
        if cells[name] is None:
            return Unreadable(line.row, ASKED[name].named, reasons.THIS_MISSING.en)
    if any((line.money.get(name) or 0.0) < -CENT for name in _MONEY):
        return Unreadable(line.row, "Total", reasons.LESS_THAN_NOTHING.en)
    if re.fullmatch(r"\d{6,}", line.texts["id"] or "") is None:
        return Unreadable(line.row, "Id", reasons.SHORTENED.en)
    if re.fullmatch(r"[A-Za-z]{3}", line.texts["currency"] or "") is None:
        return Unreadable(line.row, "Currency", reasons.NO_CURRENCY.en)
    return None


def _goods(line: Line) -> Goods:
    """Empty cells of parts are nothing: Shopify leaves duties and refunds empty where there are none."""
    parts = {name: line.money.get(name) for name in _MONEY}
    subtotal, shipping, taxes, duties, total, refunded = (
        0.0 if amount is None else amount for amount in parts.values()
    )
    return goods_in_subtotal(subtotal, shipping, taxes, total, refunded, duties)


def _home(line: Line) -> Home:
    texts = line.texts
    if texts.get("shipping_zip") or texts.get("shipping_country"):
        return home_of(texts.get("shipping_zip"), texts.get("shipping_country"))
    return home_of(texts.get("billing_zip"), texts.get("billing_country"))


def _is_a_test(line: Line) -> bool:
    method = (line.texts.get("payment_method") or "").casefold()
    return "bogus" in method or "for testing" in method


def _tag(attributes: str | None) -> Tag:
    """The link's labels, where a theme keeps them with the order. Nothing else of the attributes is looked at."""
    found = {name.lower(): value for name, value in _UTM.findall(attributes or "")}
    if not found:
        return NO_TAG
    return tag_of(found.get("medium"), label(found.get("campaign")), label(found.get("content")), "order")
