"""WooCommerce's orders as its REST interface (wc/v3) and three of its files hold them. Made up; the fields are real."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

CANARIES = (
    "Kanarie", "kanarie@voorbeeld.example", "0612345678", "Kanariestraat", "kanarienotitie", "203.0.113.77",
    "kanarie-agent", "wc_order_kanarie", "kanariereden",
)  # fmt: skip
NAME, EMAIL, PHONE, STREET, NOTE, ADDRESS, AGENT, KEY, REASON = CANARIES


def answer(number: int = 727, /, **changed: Any) -> dict[str, Any]:
    """One order as GET /wp-json/wc/v3/orders lists it."""
    person = {
        "first_name": NAME, "last_name": NAME, "company": "", "address_1": f"{STREET} 12", "address_2": "",
        "city": "Amsterdam", "state": "", "postcode": "1012 AB", "country": "NL",
    }  # fmt: skip
    return {
        "id": number, "parent_id": 0, "number": str(number), "order_key": KEY, "created_via": "checkout",
        "version": "9.4.2", "status": "processing", "currency": "EUR", "date_created": "2025-10-07T09:50:26",
        "date_created_gmt": "2025-10-07T07:50:26", "date_modified": "2025-10-07T09:50:33",
        "date_modified_gmt": "2025-10-07T07:50:33", "discount_total": "10.00", "discount_tax": "2.10",
        "shipping_total": "5.00", "shipping_tax": "1.05", "cart_tax": "21.00", "total": "127.05",
        "total_tax": "22.05", "prices_include_tax": True, "customer_id": 26, "customer_ip_address": ADDRESS,
        "customer_user_agent": AGENT, "customer_note": NOTE, "billing": {**person, "email": EMAIL, "phone": PHONE},
        "shipping": person, "payment_method": "ideal", "payment_method_title": "iDEAL", "transaction_id": "",
        "date_paid": "2025-10-07T09:50:33", "date_paid_gmt": "2025-10-07T07:50:33", "date_completed": None,
        "date_completed_gmt": None, "cart_hash": "",
        "meta_data": [
            {"id": 1, "key": "_wc_order_attribution_source_type", "value": "utm"},
            {"id": 2, "key": "_wc_order_attribution_utm_source", "value": "instagram"},
            {"id": 3, "key": "_wc_order_attribution_utm_medium", "value": "influencer"},
            {"id": 4, "key": "_wc_order_attribution_utm_campaign", "value": "Herfst"},
            {"id": 5, "key": "_wc_order_attribution_utm_content", "value": "Anna-12"},
            {"id": 6, "key": "_wc_order_attribution_user_agent", "value": AGENT},
        ],
        "line_items": [
            {"id": 315, "name": "Kaars", "product_id": 93, "quantity": 2, "subtotal": "90.00", "subtotal_tax": "18.90",
             "total": "81.00", "total_tax": "17.01", "meta_data": [{"key": "Naam op kaars", "value": NAME}]},
            {"id": 316, "name": "Lont", "product_id": 94, "quantity": 1, "subtotal": "20.00", "subtotal_tax": "4.20",
             "total": "19.00", "total_tax": "3.99"},
        ],
        "tax_lines": [], "fee_lines": [],
        "shipping_lines": [{"id": 317, "method_title": "PostNL", "total": "5.00", "total_tax": "1.05"}],
        "coupon_lines": [{"id": 318, "code": "anna15", "discount": "10.00", "discount_tax": "2.10"}],
        "refunds": [], **changed,
    }  # fmt: skip


def labels(**values: str) -> list[dict[str, Any]]:
    """Order attribution with these labels only."""
    return [{"id": 9, "key": f"_wc_order_attribution_{name}", "value": value} for name, value in values.items()]


def as_csv(rows: Sequence[dict[str, str]]) -> str:
    """Rows as text, with every heading any of them has."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    made = io.StringIO()
    writer = csv.DictWriter(made, headings, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def plugin_row(number: int, **changed: str) -> dict[str, str]:
    """A line of Order Import Export (WebToffee): an order a line. The moment is the shop's own clock."""
    return {
        "order_id": str(number), "order_number": str(number), "order_date": "2025-10-07 09:50:26",
        "paid_date": "2025-10-07 09:50:33", "status": "processing", "shipping_total": "5.00",
        "shipping_tax_total": "1.05", "fee_total": "0.00", "fee_tax_total": "0.00", "tax_total": "22.05",
        "cart_discount": "10.00", "order_discount": "10.00", "discount_total": "10.00", "order_total": "127.05",
        "order_subtotal": "110.00", "order_key": KEY, "order_currency": "EUR", "payment_method": "ideal",
        "transaction_id": "", "customer_ip_address": ADDRESS, "customer_user_agent": AGENT, "customer_email": EMAIL,
        "billing_first_name": NAME, "billing_last_name": NAME, "billing_email": EMAIL, "billing_phone": PHONE,
        "billing_address_1": f"{STREET} 12", "billing_postcode": "1012 AB", "billing_country": "NL",
        "shipping_first_name": NAME, "shipping_postcode": "1012 AB", "shipping_country": "NL", "customer_note": NOTE,
        "coupon_items": "code:anna15|amount:10.00", "refund_items": "", "order_notes": NOTE,
        "meta:_wc_order_attribution_source_type": "utm", "meta:_wc_order_attribution_utm_source": "instagram",
        "meta:_wc_order_attribution_utm_medium": "influencer", "meta:_wc_order_attribution_utm_campaign": "Herfst",
        "meta:_wc_order_attribution_utm_content": "Anna-12",
        "line_item_1": "name:Kaars|product_id:93|sku:|quantity:2|total:81.00|sub_total:90.00",
        "line_item_2": "name:Lont|product_id:94|sku:|quantity:1|total:19.00|sub_total:20.00", **changed,
    }  # fmt: skip


def line_a_product(number: int, quantities: Sequence[int], fill_down: bool = True) -> list[dict[str, str]]:
    """Lines of Advanced Order Export (AlgolPlus): one an article, the order's own cells on all or on the first."""
    own = {
        "Order Number": str(number), "Order Status": "Afgerond", "Order Date": "2025-10-07 09:50",
        "Customer Note": NOTE, "First Name (Billing)": NAME, "Last Name (Billing)": NAME, "Email (Billing)": EMAIL,
        "Phone (Billing)": PHONE, "Postcode (Billing)": "1012 AB", "Country Code (Billing)": "NL",
        "Payment Method Title": "iDEAL", "Cart Discount Amount": "10,00", "Order Subtotal Amount": "110,00",
        "Order Shipping Amount": "5,00", "Order Refund Amount": "0,00", "Order Total Amount": "127,05",
        "Order Total Tax Amount": "22,05", "shipping_tax": "1,05", "Coupon Code": "anna15",
    }  # fmt: skip
    rows = []
    for place, quantity in enumerate(quantities):
        article = {"Item #": str(place + 1), "Item Name": "Kaars", "Quantity (- Refund)": str(quantity)}
        blank = dict.fromkeys(own, "")
        rows.append({**(own if place == 0 or fill_down else blank), **article})
    return rows


ANALYTICS = {
    "en": ("Date,Order #,Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue,Attribution", "new"),
    "nl": (
        "Datum,Bestelling #,Status,Klant,Klanttype,Product(en),Verkochte artikelen,Waardebon(nen),Netto omzet,Herkomst",
        "nieuw",
    ),
}


def analytics(language: str, status: str) -> str:
    """WooCommerce's own file, Analytics > Orders."""
    headings, new = ANALYTICS[language]
    articles, codes = '"2× Kaars, Lont"', '"anna15, bo10"'
    return f"{headings}\n2025-10-07 09:50:26,727,{status},{NAME},{new},{articles},3,{codes},100.00,{NAME}\n"
