"""GA4's purchases as its BigQuery export has them, nested and flattened, and as reports saved as CSV. Made up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

CANARIES = ("kanarie-gebruiker", "1234567.7654321", "kanarie@voorbeeld.example", "Kanariedorp", "kanarie-telefoon")
USER, PSEUDO, EMAIL, CITY, DEVICE = CANARIES
FIRST = 1_759_823_426_000_000  # 2025-10-07 07:50:26 UTC


def event(number: str = "1001", *, name: str = "purchase", at: int = FIRST, **changed: Any) -> dict[str, Any]:
    """One row of events_20251007, with `order`, `visit` and `first` as the labels of those scopes."""
    order, visit = changed.pop("order", {}), changed.pop("visit", {})
    first = changed.pop("first", {"name": "(direct)", "medium": "(none)", "source": "(direct)"})
    params = {"page_location": f"https://winkel.example/bedankt?email={EMAIL}", "currency": "EUR"}
    params |= changed.pop("params", {})
    revenue, refund = changed.pop("revenue", 121.0), changed.pop("refund", None)
    return {
        "event_date": "20251007", "event_timestamp": at, "event_name": name,
        "event_params": [_param(key, value) for key, value in params.items()],
        "user_id": USER, "user_pseudo_id": PSEUDO, "device": {"category": "mobile", "mobile_model_name": DEVICE},
        "geo": {"city": CITY, "country": "Netherlands", "region": "North Holland"},
        "ecommerce": {
            "total_item_quantity": 3, "purchase_revenue_in_usd": 140.0, "purchase_revenue": revenue,
            "refund_value_in_usd": None, "refund_value": refund, "shipping_value": 5.0, "tax_value": 21.0,
            "unique_items": 2, "transaction_id": number,
        },
        "items": [{"item_id": "K1", "item_name": "Kaars", "price": 40.0, "quantity": 3}],
        "traffic_source": first,
        "collected_traffic_source": {
            "manual_campaign_id": None, "manual_campaign_name": order.get("campaign"),
            "manual_source": order.get("source"), "manual_medium": order.get("medium"), "manual_term": None,
            "manual_content": order.get("content"), "gclid": None,
        },
        "session_traffic_source_last_click": {
            "manual_campaign": {
                "campaign_id": None, "campaign_name": visit.get("campaign"), "source": visit.get("source"),
                "medium": visit.get("medium"), "term": None, "content": visit.get("content"),
            },
        },
        **changed,
    }  # fmt: skip


OURS = {"source": "instagram", "medium": "influencer", "campaign": "Herfst", "content": "Anna-12"}


def as_lines(path: Path, events: Sequence[dict[str, Any]]) -> Path:
    """Newline-delimited JSON, as BigQuery exports: whole numbers of 64 bits as text."""
    events = [{**one, "event_timestamp": str(one["event_timestamp"])} for one in events]
    path.write_text("".join(json.dumps(one) + "\n" for one in events), "utf-8")
    return path


def as_parquet(path: Path, events: Sequence[dict[str, Any]]) -> Path:
    """Parquet with nested fields."""
    pq.write_table(pa.Table.from_pylist(list(events)), path)
    return path


def as_csv(path: Path, events: Sequence[dict[str, Any]], joint: str = "_") -> Path:
    """A query's result with fields of fields flattened; lists can't be in it, so the currency is a column."""
    rows = [{**_flat(one, joint), "currency": "EUR"} for one in events]
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(made.getvalue(), "utf-8")
    return path


REPORTS = {
    "en": "Transaction ID,Date,Session medium,Session campaign,Session manual ad content,Purchase revenue",
    "nl": "Transactie-ID,Datum,Sessiemedium,Sessiecampagne,Handmatige advertentiecontent van sessie,Aankoopopbrengst",
}


def report(language: str, lines: Sequence[str]) -> str:
    """A report saved as CSV: remarks above the headings, a line with the total below them."""
    remarks = ["# ----------------------------------------", "# Transacties", "# Begindatum: 20251001",
               "# Einddatum: 20251031", "# ----------------------------------------"]  # fmt: skip
    total = ",,,,,242"
    return "\n".join([*remarks, REPORTS[language], total, *lines]) + "\n"


def _param(key: str, value: str) -> dict[str, Any]:
    return {"key": key, "value": {"string_value": value, "int_value": None, "float_value": None, "double_value": None}}


def _flat(fields: dict[str, Any], joint: str, before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            found |= _flat(value, joint, f"{before}{name}{joint}")
        elif not isinstance(value, list):
            found[f"{before}{name}"] = value
    return found
