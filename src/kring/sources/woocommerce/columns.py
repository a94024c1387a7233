"""The headings under which WooCommerce's own file of orders and those of its plugins hold what is read.

WooCommerce has no single file of orders. Known are: Order Import Export (WebToffee; `coupon_items`, `line_item_1`,
`meta:_wc_order_attribution_*`), Advanced Order Export (AlgolPlus; `Order Total Amount`) and Analytics > Orders of
WooCommerce itself (`N. Revenue`, `Coupon(s)`), whose headings are in the language of the shop. The Dutch and German
headings are WooCommerce's own words; no file with them was at hand, so a file with others goes to the general import.
"""

from __future__ import annotations

from kring.sources.files.headings import plain_heading
from kring.sources.orders.lines import Asked, Columns
from kring.sources.woocommerce.decode import ATTRIBUTION

MOST_LINE_ITEMS = 60
LABELS = ("utm_medium", "utm_campaign", "utm_content", "session_entry")


def _attribution(name: str) -> Asked:
    return Asked.text(f"meta:{ATTRIBUTION}{name}", f"{ATTRIBUTION}{name}")


ASKED = {
    "number": Asked.text(
        "order_number", "Order Number", "order_id", "Order ID", "Order #", "Bestelling #", "Bestelnr.", "Bestellung #"
    ),
    "status": Asked.text("status", "order_status", "Order Status", "Status"),
    "created": Asked.moment("order_date", "Order Date", "date_created", "Date", "Datum"),
    "currency": Asked.text("order_currency", "Order Currency", "currency"),
    "total": Asked.money("order_total", "Order Total Amount", "total"),
    "total_tax": Asked.money("tax_total", "Order Total Tax Amount", "total_tax"),
    "shipping_total": Asked.money("shipping_total", "Order Shipping Amount"),
    "shipping_tax": Asked.money("shipping_tax_total", "shipping_tax"),
    "fee_total": Asked.money("fee_total"),
    "net_total": Asked.money(
        "N. Revenue", "Net Sales", "Net Revenue", "Netto-omzet", "Netto omzet", "Nettoumsatz", "N. Umsatz"
    ),
    "refunded": Asked.money("Order Refund Amount", "refund_total", "total_refunded"),
    "refund_items": Asked.text("refund_items"),
    "codes": Asked.text(
        "coupon_items", "Coupon Code", "coupon_code", "coupons", "Coupon(s)", "Waardebon(nen)", "Gutschein(e)"
    ),
    "quantity": Asked.money("Quantity (- Refund)", "Quantity"),
    "items": Asked.money("Items sold", "Verkochte artikelen", "Artikel verkauft"),
    "customer_type": Asked.text("Customer type", "Klanttype", "Kundentyp"),
    "shipping_postcode": Asked.text("shipping_postcode", "Postcode (Shipping)"),
    "shipping_country": Asked.text("shipping_country", "Country Code (Shipping)"),
    "billing_postcode": Asked.text("billing_postcode", "Postcode (Billing)"),
    "billing_country": Asked.text("billing_country", "Country Code (Billing)"),
    **{name: _attribution(name) for name in LABELS},
    **{f"line_item_{n}": Asked.text(f"line_item_{n}") for n in range(1, MOST_LINE_ITEMS + 1)},
}
_MARKS = (
    {"codes", "line_item_1"},
    {"utm_content", "total"},
    {"session_entry", "total"},
    {"net_total", "codes"},
)
_ALGOLPLUS = {"order total amount", "order status"}


def are_woocommerces(columns: Columns) -> bool:
    """Whether a sheet is one of these, told by headings that no other shop's file has."""
    there = set(columns.headings)
    if not {"number", "status", "created"} <= there or not there & {"total", "net_total"}:
        return False
    spelled = {plain_heading(heading) for heading in columns.headings.values()}
    return spelled >= _ALGOLPLUS or any(there >= mark for mark in _MARKS)
