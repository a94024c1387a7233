"""Files out of GA4: rows of its BigQuery export as CSV, JSON or Parquet, and reports saved as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Answered, Delivered, Recognised
from kring.sources.files.cells import mask, text_of
from kring.sources.files.sheet import Chunk, SourceSheet
from kring.sources.ga4.columns import ASKED, are_events, is_a_report
from kring.sources.ga4.decode import OTHER_EVENTS, PURCHASE, REFUND, orders_in
from kring.sources.orders.lines import ANY_TIME, Columns, Line, formats_of, lines_of_chunk
from kring.sources.orders.order import Decoded
from kring.sources.orders.policy import policy_of_shop
from kring.sources.orders.rows import DUTCH_TIME, TIME_ZONE, delivered
from kring.sources.orders.sheets import CODES, CURRENCY, REFUNDS, TABLES_OF_TEXT, Form, absent_of, part_of, sheets_with

NAME = "ga4"
_ENDINGS = (*TABLES_OF_TEXT, ".json", ".jsonl", ".ndjson", ".parquet", ".gz")
_FORM = Form(
    ASKED,
    lambda columns: are_events(columns) or is_a_report(columns),
    ("event_name", "transaction id", "transactie-id", "transaktions-id"),
    _ENDINGS,
)
_DOUBTS = (
    Said(
        "GA4 completes a day up to three days later: load the last days again later.",
        "GA4 vult een dag tot drie dagen later aan: laad de laatste dagen later nog eens.",
    ),
    Said(
        "Whether VAT and shipping are in the revenue is what the shop wrote in its tags; Kring can't see it.",
        "Of btw en verzending in de opbrengst zitten, bepaalt de winkel in zijn tags; Kring kan het niet zien.",
    ),
)
_EXPECTED = {
    CODES: ("coupon", "params"),
    Said("the labels of links", "labels van links"): ("visit_content", "order_content"),
    CURRENCY: ("currency", "params"),
    REFUNDS: ("refund",),
}


class GoogleAnalytics:
    """GA4's purchases, from files."""

    name = NAME
    label = Said("Google Analytics 4 purchases", "Aankopen uit Google Analytics 4")
    policy: Policy = policy_of_shop("https://marketingplatform.google.com/about/analytics/terms/")

    def recognise(self, archive: Archive) -> Recognised | None:
        """The files with events or transactions, and how many purchases each has; None without any."""
        sheets = list(sheets_with(archive, _FORM))
        if not sheets:
            return None
        parts = [part_of(member, _decoded([one], ANY_TIME, DUTCH_TIME)) for one in sheets for member in one[:1]]
        there = {name for _, _, columns in sheets for name in columns.headings}
        return Recognised(NAME, tuple(parts), absent_of(_EXPECTED, there), doubts=_DOUBTS)

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """The orders of all files together: a refund may lie in a later file than its purchase."""
        zone, currency = answered.said.get(TIME_ZONE, DUTCH_TIME), answered.said.get("currency")
        decoded = _decoded(sheets_with(archive, _FORM), answered.observed_at, zone, currency)
        return delivered(decoded, NAME, answered)


_Sheet = tuple[str, SourceSheet, Columns]


def _decoded(sheets: Iterable[_Sheet], latest: datetime, zone: str, currency: str | None = None) -> Decoded:
    others = {OTHER_EVENTS: 0}
    lines = (
        (member, line) for member, sheet, columns in sheets for line in _lines(sheet, columns, latest, zone, others)
    )
    return orders_in(lines, others, currency)


def _lines(sheet: SourceSheet, columns: Columns, latest: datetime, zone: str, others: dict[str, int]) -> Iterator[Line]:
    """The purchases and refunds; other events are counted and never looked into."""
    formats = formats_of(sheet, columns)
    event = columns.headings.get("event")
    for chunk in sheet.chunks():
        kept = chunk if event is None else _purchases(chunk, event)
        others[OTHER_EVENTS] += chunk.table.num_rows - kept.table.num_rows
        yield from lines_of_chunk(kept, columns, formats, latest, zone)


def _purchases(chunk: Chunk, event: str) -> Chunk:
    wanted = mask(pc.is_in(text_of(chunk.table[event]), value_set=pa.array([PURCHASE, REFUND])))
    return replace(chunk, table=chunk.table.filter(pa.array(wanted)), rows=chunk.rows[np.flatnonzero(wanted)])
