"""Files with WooCommerce's orders: answers of its REST interface saved as JSON, its own CSV, and those of plugins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Answered, Delivered, Part, Recognised
from kring.sources.orders.heads import begins_with_any
from kring.sources.orders.lines import ANY_TIME, lines_of
from kring.sources.orders.order import Unreadable
from kring.sources.orders.policy import policy_of_shop
from kring.sources.orders.rows import DUTCH_TIME, TIME_ZONE, delivered
from kring.sources.orders.sheets import CODES, CURRENCY, POSTCODES, REFUNDS, Form, absent_of, part_of, sheets_with
from kring.sources.woocommerce.columns import ASKED, are_woocommerces
from kring.sources.woocommerce.decode import ATTRIBUTION, SOURCE, Answer, orders_in
from kring.sources.woocommerce.tables import answers_in

NAME = SOURCE
_ANSWERS = (".json", ".jsonl", ".ndjson")
_LARGEST = 512 * 1024 * 1024
_AN_ORDER = ("status", "total", "line_items", "billing")
_FORM = Form(
    ASKED,
    are_woocommerces,
    (ATTRIBUTION, "line_item_1", "coupon_items", "order total amount", "order #", "bestelling #", "bestellung #"),
)
_EXPECTED = {
    CODES: ("codes",),
    REFUNDS: ("refunded", "refund_items"),
    CURRENCY: ("currency",),
    POSTCODES: ("shipping_postcode", "billing_postcode"),
    Said("tagged links", "links met label"): ("utm_content", "session_entry"),
}


class WooCommerce:
    """WooCommerce's orders, from files."""

    name = NAME
    label = Said("WooCommerce orders", "Bestellingen van WooCommerce")
    policy: Policy = policy_of_shop("https://woocommerce.com/terms-conditions/")

    def recognise(self, archive: Archive) -> Recognised | None:
        """The files with orders in a form of WooCommerce's, and how many each has; None without any."""
        parts: list[Part] = []
        fields: set[str] = set()
        for member, answers in _answers_in_json(archive):
            told = ((member, place, answer) for place, answer in enumerate(answers, start=1))
            parts.append(part_of(member, orders_in(told, ANY_TIME)))
            fields |= set(ASKED)
        for member, sheet, columns in sheets_with(archive, _FORM):
            lines = answers_in(lines_of(sheet, columns, ANY_TIME, DUTCH_TIME))
            parts.append(part_of(member, orders_in(((member, row, answer) for row, answer in lines), ANY_TIME)))
            fields |= set(columns.headings)
        if not parts:
            return None
        return Recognised(NAME, tuple(parts), absent_of(_EXPECTED, fields))

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """The orders of all files together."""
        return delivered(orders_in(_answers(archive, answered), answered.observed_at), NAME, answered)


def _answers(archive: Archive, answered: Answered) -> Iterator[tuple[str, int, Answer | Unreadable]]:
    for member, found in _answers_in_json(archive):
        for place, answer in enumerate(found, start=1):
            yield member, place, answer
    zone = answered.said.get(TIME_ZONE, DUTCH_TIME)
    for member, sheet, columns in sheets_with(archive, _FORM):
        lines = lines_of(sheet, columns, answered.observed_at, zone)
        for row, read in answers_in(lines, answered.said.get("currency")):
            yield member, row, read


def _answers_in_json(archive: Archive) -> Iterator[tuple[str, list[Answer]]]:
    for member in archive.ending(*_ANSWERS):
        path = archive.members[member]
        answers = _orders_of_answer(path) if begins_with_any(path, ("line_items",)) else []
        if answers and all(name in answers[0] for name in _AN_ORDER):
            yield member, answers


def _orders_of_answer(path: Path) -> list[Answer]:
    """A list of orders, one order, or one a line; nothing for what is no JSON of that form."""
    if path.stat().st_size > _LARGEST:
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found: Any = json.loads(text) if not path.name.lower().endswith(("jsonl", "ndjson")) else None
        if found is None:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []
    if isinstance(found, Mapping):
        found = found.get("orders", [found])
    return found if isinstance(found, list) and all(isinstance(entry, Mapping) for entry in found) else []
