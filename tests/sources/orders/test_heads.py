"""A file is told apart by its beginning in every form it may have; what is none of ours is left alone, also broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from kring.sources.exports.archive import Archive
from kring.sources.orders.heads import begins_with_any
from kring.sources.shopify_orders.export import ShopifyOrders
from tests.sources.orders.reading import read, rows
from tests.sources.shopify_orders.shopify_file import HEADINGS, Sold, lines

MARKS = ("Event_Name",)


def test_words_are_found_in_text_gzip_parquet_and_workbooks(tmp_path: Path) -> None:
    text = tmp_path / "a.csv"
    text.write_text("day,event_name\n", "utf-8")
    wide = tmp_path / "b.csv"
    wide.write_text("day,event_name\n", "utf-16")
    packed = tmp_path / "c.gz"
    packed.write_bytes(gzip.compress(b"day,EVENT_NAME\n"))
    columns = tmp_path / "d.parquet"
    pq.write_table(pa.table({"event_name": ["x"]}), columns)
    for path in (text, wide, packed, columns):
        assert begins_with_any(path, MARKS), path.name
        assert not begins_with_any(path, ("financial status",))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PK\x03\x04 no zip", b"\x1f\x8b\x08 cut", b"\xff\xfe"])
def test_broken_files_are_none_of_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert not begins_with_any(path, MARKS)
    assert ShopifyOrders().recognise(Archive("x", {path.name: path})) is None


def test_a_workbook_with_shopifys_orders_is_read(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        made = [dict(zip(HEADINGS, HEADINGS, strict=True)), *lines(Sold(1, codes="ANNA15", articles=(1, 2)))]
        for place, line in enumerate(made):
            sheet.write_row(place, 0, [line.get(heading, "") for heading in HEADINGS])
    (row,) = rows(read(ShopifyOrders(), path))
    assert (row["code"], row["amount"], row["items"]) == ("ANNA15", 100.0, 3)
