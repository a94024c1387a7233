"""Shopify's CSV of orders as a shop gets it: its long line of headings, an order's own cells on its first line only."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

CANARIES = (
    "Kanarie van den Boom", "kanarie@voorbeeld.example", "+31 6 12345678", "Kanariestraat 12", "Kanarie BV",
    "bel de kanarie aan", "kanarie-attribuut",
)  # fmt: skip
"""What tells of the buyer and may be nowhere in a workspace."""
NAME, EMAIL, PHONE, STREET, COMPANY, NOTE, ATTRIBUTE = CANARIES

_ARTICLE = (
    "quantity", "name", "price", "compare at price", "sku", "requires shipping", "taxable", "fulfillment status",
)  # fmt: skip
_ADDRESS = (
    "Name", "Street", "Address1", "Address2", "Company", "City", "Zip", "Province", "Country", "Phone",
)  # fmt: skip
_TAXES = tuple(f"Tax {number} {what}" for number in range(1, 6) for what in ("Name", "Value"))
HEADINGS = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", *(f"Lineitem {name}" for name in _ARTICLE), *(f"Billing {name}" for name in _ADDRESS),
    *(f"Shipping {name}" for name in _ADDRESS), "Notes", "Note Attributes", "Cancelled at", "Payment Method",
    "Payment Reference", "Refunded Amount", "Vendor", "Outstanding Balance", "Employee", "Location", "Device ID", "Id",
    "Tags", "Risk Level", "Source", "Lineitem discount", *_TAXES, "Phone", "Receipt Number", "Duties",
    "Billing Province Name", "Shipping Province Name", "Payment ID", "Payment Terms Name", "Next Payment Due At",
    "Payment References",
)  # fmt: skip
"""The verbatim line of headings."""


@dataclass(frozen=True)
class Sold:
    """An order of the fixture; amounts in cents so that sums are exact."""

    number: int
    subtotal: int = 12100
    shipping: int = 0
    taxes: int = 2100
    taxes_within: bool = True
    refunded: int = 0
    status: str = "paid"
    currency: str = "EUR"
    codes: str = ""
    cancelled: str = ""
    created: str = "2025-10-07 09:50:26 +0200"
    zip_code: str = "'1012 AB"
    country: str = "NL"
    payment: str = "Shopify Payments"
    attributes: str = ""
    articles: Sequence[int] = field(default=(1,))

    @property
    def total(self) -> int:
        return self.subtotal + self.shipping + (0 if self.taxes_within else self.taxes)


def lines(order: Sold, fill_down: bool = False) -> list[dict[str, str]]:
    """The lines of an order: the first with everything, the others with an article only."""
    first = {
        "Name": f"#{order.number}", "Email": EMAIL, "Financial Status": order.status,
        "Paid at": order.created, "Fulfillment Status": "fulfilled", "Accepts Marketing": "yes",
        "Currency": order.currency, "Subtotal": _money(order.subtotal), "Shipping": _money(order.shipping),
        "Taxes": _money(order.taxes), "Total": _money(order.total), "Discount Code": order.codes,
        "Discount Amount": "0.00", "Created at": order.created, "Billing Name": NAME, "Billing Street": STREET,
        "Billing Address1": STREET, "Billing Company": COMPANY, "Billing Zip": order.zip_code,
        "Billing Country": order.country, "Billing Phone": PHONE, "Shipping Name": NAME, "Shipping Street": STREET,
        "Shipping Zip": order.zip_code, "Shipping Country": order.country, "Shipping Phone": PHONE, "Notes": NOTE,
        "Note Attributes": f"wens: {ATTRIBUTE}\n{order.attributes}", "Cancelled at": order.cancelled,
        "Payment Method": order.payment, "Refunded Amount": _money(order.refunded), "Vendor": "Fabelwinkel",
        "Outstanding Balance": "0.00", "Id": str(5_600_000_000_000 + order.number), "Source": "web", "Phone": PHONE,
    }  # fmt: skip
    found = []
    for place, quantity in enumerate(order.articles):
        article = {"Lineitem quantity": str(quantity), "Lineitem name": "Kaars, groot", "Lineitem price": "12.10"}
        own = first if place == 0 or fill_down else {"Name": first["Name"], "Email": EMAIL}
        found.append({**own, **article})
    return found


def text(orders: Sequence[Sold], headings: Sequence[str] = HEADINGS, fill_down: bool = False) -> str:
    """The file as text."""
    made = io.StringIO()
    writer = csv.DictWriter(made, headings, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for order in orders:
        writer.writerows(lines(order, fill_down))
    return made.getvalue()


def written(path: Path, orders: Sequence[Sold], headings: Sequence[str] = HEADINGS, fill_down: bool = False) -> Path:
    """The file on disk."""
    path.write_text(text(orders, headings, fill_down), "utf-8")
    return path


def _money(cents: int) -> str:
    return f"{cents / 100:.2f}"
