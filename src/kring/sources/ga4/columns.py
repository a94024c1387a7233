"""The fields of GA4's events and reports that are read. What tells of the visitor, such as ids and city, stays outside.

The fields of events are those of the BigQuery export (developers.google.com/analytics/bigquery), also flattened with
`_` in place of points. A report has the names of dimensions in the language of the user; the Dutch and German ones were
not checked against a report, so one with other words goes to the general import.
"""

from __future__ import annotations

from kring.sources.orders.lines import Asked, Cell, Columns

_VISIT = "session_traffic_source_last_click.manual_campaign."
_EVENT = "collected_traffic_source.manual_"
_FIRST = "traffic_source."

ASKED = {
    "event": Asked.text("event_name"),
    "timestamp": Asked.moment("event_timestamp"),
    "date": Asked.moment("event_date", "Date", "Datum"),
    "transaction": Asked.text("ecommerce.transaction_id", "Transaction ID", "Transactie-ID", "Transaktions-ID"),
    "revenue": Asked.money(
        *("ecommerce.purchase_revenue", "Purchase revenue", "Total revenue", "Aankoopopbrengst", "Totale opbrengst"),
        *("Kaufumsatz", "Umsatz aus Käufen", "Gesamtumsatz"),
    ),
    "refund": Asked.money("ecommerce.refund_value", "Refund amount", "Terugbetaald bedrag", "Erstattungsbetrag"),
    "items": Asked.money("ecommerce.total_item_quantity", "Items purchased", "Gekochte artikelen", "Gekaufte Artikel"),
    "currency": Asked.text("ecommerce.currency", "currency", "currency code"),
    "coupon": Asked.text(
        *("ecommerce.coupon", "coupon", "Order coupon", "Kortingsbon voor bestelling", "Bestellgutschein")
    ),
    "country": Asked.text("geo.country", "Country", "Land"),
    "order_medium": Asked.text(f"{_EVENT}medium", "Medium"),
    "order_campaign": Asked.text(f"{_EVENT}campaign_name", "Campaign", "Campagne", "Kampagne"),
    "order_content": Asked.text(f"{_EVENT}content", "Manual ad content", "Handmatige advertentiecontent"),
    "visit_medium": Asked.text(f"{_VISIT}medium", "Session medium", "Sessiemedium", "Sitzungsmedium"),
    "visit_campaign": Asked.text(
        *(f"{_VISIT}campaign_name", "Session campaign", "Session manual campaign name", "Sessiecampagne"),
        "Sitzungskampagne",
    ),
    "visit_content": Asked.text(
        *(f"{_VISIT}content", "Session manual ad content", "Handmatige advertentiecontent van sessie"),
        "Manueller Anzeigeninhalt der Sitzung",
    ),
    "first_visit_medium": Asked.text(f"{_FIRST}medium", "First user medium"),
    "first_visit_campaign": Asked.text(f"{_FIRST}name", "First user campaign"),
    "params": Asked(Cell.NESTED, ("event_params",)),
}  # fmt: skip
SCOPES = ("order", "visit", "first_visit")


def are_events(columns: Columns) -> bool:
    """Whether a sheet holds events as BigQuery has them."""
    there = set(columns.headings)
    return {"event", "transaction", "revenue"} <= there and bool(there & {"timestamp", "date"})


def is_a_report(columns: Columns) -> bool:
    """Whether a sheet is a report with a line a transaction: only GA4 has these names of dimensions."""
    there = set(columns.headings)
    labelled = there & {"visit_campaign", "visit_content", "order_content", "first_visit_campaign"}
    return "event" not in there and {"transaction", "revenue", "date"} <= there and bool(labelled)
