"""Lines of a file as orders in the form the REST interface gives them, so that one decoder reads both.

A plugin writes an order on one line, or on a line an article with the order's own cells on the first or on all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from kring.sources.files.discount_codes import codes_in
from kring.sources.orders.lines import Line
from kring.sources.orders.order import Unreadable
from kring.sources.woocommerce.columns import ASKED, LABELS, MOST_LINE_ITEMS
from kring.sources.woocommerce.decode import ATTRIBUTION, ITEMS, NET_TOTAL, NEW_CUSTOMER

_CODE = re.compile(r"code:([^|;]+)")
_AMOUNT = re.compile(r"amount:\s*-?([\d.,]+)")
_QUANTITY = re.compile(r"quantity:\s*(\d+)")
_FIRST_ORDER = ("new", "nieuw", "neu", "nouveau")
_RETURNING = ("returning", "terugkerend", "wiederkehrend", "recurrent")


def answers_in(lines: Iterable[Line], currency: str | None = None) -> Iterator[tuple[int, dict[str, Any] | Unreadable]]:
    """The orders with the number of the line each begins on, or why a line can't be read.

    `currency`: of orders that name none.
    """
    number: str | None = None
    begun: tuple[int, dict[str, Any] | Unreadable] | None = None
    for line in lines:
        if line.damage:
            yield line.row, Unreadable(line.row, "", line.damage)
        elif begun and line.texts.get("number") in (None, number):
            _go_on(begun[1], line)
        else:
            if begun:
                yield begun
            number = line.texts.get("number")
            begun = line.row, _answer(line, currency)
    if begun:
        yield begun


def _answer(line: Line, currency: str | None) -> dict[str, Any] | Unreadable:
    for name, reason in line.faults.items():
        if name not in ("quantity", "items"):
            return Unreadable(line.row, ASKED[name].named, reason)
    texts, money = line.texts, line.money
    created = line.moments.get("created")
    answer: dict[str, Any] = {
        "number": texts.get("number"),
        "status": texts.get("status"),
        "currency": texts.get("currency") or currency,
        "date_created_gmt": created.astimezone(UTC).isoformat() if created else None,
        "refunds": [{"total": -amount} for amount in _refunds(line)],
        "meta_data": [{"key": f"{ATTRIBUTION}{name}", "value": texts.get(name)} for name in LABELS],
        NEW_CUSTOMER: _is_new(texts.get("customer_type")),
        ITEMS: _items(line),
        "shipping": {"postcode": texts.get("shipping_postcode"), "country": texts.get("shipping_country")},
        "billing": {"postcode": texts.get("billing_postcode"), "country": texts.get("billing_country")},
    }
    for name in ("total", "total_tax", "shipping_total", "shipping_tax"):
        if name in money:
            answer[name] = money[name]
    answer[NET_TOTAL] = money.get("net_total")
    if money.get("fee_total"):
        answer["fee_lines"] = [{"total": money["fee_total"]}]
    if "codes" in texts:
        answer["coupon_lines"] = [{"code": code} for code in _codes(texts["codes"])]
    return answer


def _go_on(answer: dict[str, Any] | Unreadable, line: Line) -> None:
    """A further line of the same order: another article, perhaps another code."""
    if isinstance(answer, Unreadable):
        return
    if (quantity := line.money.get("quantity")) is not None:
        answer[ITEMS] = quantity if answer[ITEMS] is None else answer[ITEMS] + quantity
    if "codes" in line.texts:
        answer["coupon_lines"] += [{"code": code} for code in _codes(line.texts["codes"])]


def _refunds(line: Line) -> list[float]:
    refunded = line.money.get("refunded")
    if refunded is not None:
        return [abs(refunded)]
    written = _AMOUNT.findall(line.texts.get("refund_items") or "")
    return [float(amount.replace(",", ".")) for amount in written if re.fullmatch(r"\d+(?:[.,]\d+)?", amount)]


def _codes(cell: str | None) -> tuple[str, ...]:
    """Codes as they stand, or in `code:anna15|amount:5.00;code:...`."""
    written = _CODE.findall(cell or "")
    return codes_in("\n".join(written)) if written else codes_in(cell)


def _items(line: Line) -> float | None:
    for name in ("items", "quantity"):
        if (count := line.money.get(name)) is not None:
            return count
    cells = [line.texts.get(f"line_item_{n}") for n in range(1, MOST_LINE_ITEMS + 1)]
    counts = [int(count) for cell in cells if cell for count in _QUANTITY.findall(cell)[:1]]
    return float(sum(counts)) if counts else None


def _is_new(word: str | None) -> bool | None:
    plain = (word or "").casefold()
    if plain in _FIRST_ORDER:
        return True
    return False if plain in _RETURNING else None
