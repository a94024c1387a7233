"""The headings of Shopify's export of orders that are read. Everything else in it is the buyer's and stays outside."""

from __future__ import annotations

from kring.sources.orders.lines import Asked, Cell, Columns


def _text(*headings: str) -> Asked:
    return Asked(Cell.TEXT, headings)


def _money(*headings: str) -> Asked:
    return Asked(Cell.MONEY, headings)


def _moment(*headings: str) -> Asked:
    return Asked(Cell.MOMENT, headings)


ASKED = {
    "name": _text("Name"),
    "id": _text("Id"),
    "status": _text("Financial Status"),
    "currency": _text("Currency"),
    "subtotal": _money("Subtotal"),
    "shipping": _money("Shipping"),
    "taxes": _money("Taxes"),
    "duties": _money("Duties"),
    "total": _money("Total"),
    "refunded": _money("Refunded Amount"),
    "codes": _text("Discount Code"),
    "created_at": _moment("Created at"),
    "cancelled_at": _moment("Cancelled at"),
    "quantity": _money("Lineitem quantity"),
    "shipping_zip": _text("Shipping Zip"),
    "shipping_country": _text("Shipping Country"),
    "billing_zip": _text("Billing Zip"),
    "billing_country": _text("Billing Country"),
    "payment_method": _text("Payment Method"),
    "note_attributes": _text("Note Attributes"),
}
NEEDED = ("name", "id", "status", "currency", "subtotal", "shipping", "taxes", "total", "created_at", "quantity")


def are_shopifys(columns: Columns) -> bool:
    """Whether a sheet has the headings only Shopify has, whatever their order and whatever stands between them."""
    return all(name in columns.headings for name in NEEDED)
