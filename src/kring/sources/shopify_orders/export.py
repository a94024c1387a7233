"""The export of orders that every Shopify shop can make: Orders > Export, as CSV; long ones come as several files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Answered, Delivered, Recognised
from kring.sources.files.sheet import SourceSheet
from kring.sources.orders.lines import ANY_TIME, Columns, Line, lines_of
from kring.sources.orders.policy import policy_of_shop
from kring.sources.orders.rows import delivered
from kring.sources.orders.sheets import CODES, POSTCODES, REFUNDS, Form, absent_of, part_of, sheets_with
from kring.sources.shopify_orders.columns import ASKED, are_shopifys
from kring.sources.shopify_orders.decode import orders_in

NAME = "shopify_orders"
_FORM = Form(ASKED, are_shopifys, ("financial status",))
_EXPECTED = {
    CODES: ("codes",),
    REFUNDS: ("refunded",),
    Said("which orders were cancelled", "welke bestellingen geannuleerd zijn"): ("cancelled_at",),
    POSTCODES: ("shipping_zip",),
}


class ShopifyOrders:
    """Shopify's orders, from one or more CSV files."""

    name = NAME
    label = Said("Shopify orders", "Bestellingen van Shopify")
    policy: Policy = policy_of_shop("https://www.shopify.com/legal/terms")

    def recognise(self, archive: Archive) -> Recognised | None:
        """The files with Shopify's headings, and how many orders each has; None without any."""
        sheets = list(sheets_with(archive, _FORM))
        if not sheets:
            return None
        parts = [
            part_of(member, orders_in([(member, _lines(sheet, columns, ANY_TIME))]))
            for member, sheet, columns in sheets
        ]
        there = {name for _, _, columns in sheets for name in columns.headings}
        return Recognised(NAME, tuple(parts), absent_of(_EXPECTED, there))

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """The orders of all files together."""
        sheets = sheets_with(archive, _FORM)
        files = ((member, _lines(sheet, columns, answered.observed_at)) for member, sheet, columns in sheets)
        return delivered(orders_in(files), NAME, answered)


def _lines(sheet: SourceSheet, columns: Columns, latest: datetime) -> Iterator[Line]:
    return lines_of(sheet, columns, latest, "UTC")
