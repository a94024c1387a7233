"""The headings of Shopify's export of orders that are read. Everything else in it is the buyer's and stays outside."""

from __future__ import annotations

from kring.sources.orders.lines import Asked, Columns

ASKED = {
    "name": Asked.text("Name"),
    "id": Asked.text("Id"),
    "status": Asked.text("Financial Status"),
    "currency": Asked.text("Currency"),
    "subtotal": Asked.money("Subtotal"),
    "shipping": Asked.money("Shipping"),
    "taxes": Asked.money("Taxes"),
    "duties": Asked.money("Duties"),
    "total": Asked.money("Total"),
    "refunded": Asked.money("Refunded Amount"),
    "codes": Asked.text("Discount Code"),
    "created_at": Asked.moment("Created at"),
    "cancelled_at": Asked.moment("Cancelled at"),
    "quantity": Asked.money("Lineitem quantity"),
    "shipping_zip": Asked.text("Shipping Zip"),
    "shipping_country": Asked.text("Shipping Country"),
    "billing_zip": Asked.text("Billing Zip"),
    "billing_country": Asked.text("Billing Country"),
    "payment_method": Asked.text("Payment Method"),
    "note_attributes": Asked.text("Note Attributes"),
}
NEEDED = ("name", "id", "status", "currency", "subtotal", "shipping", "taxes", "total", "created_at", "quantity")


def are_shopifys(columns: Columns) -> bool:
    """Whether a sheet has the headings only Shopify has, whatever their order and whatever stands between them."""
    return all(name in columns.headings for name in NEEDED)
