"""Shopify's files come in several parts, overlap, and pass through spreadsheets: each order still counts once."""

from __future__ import annotations

import csv
import datetime as dt
import random
import zipfile
from pathlib import Path

import narwhals as nw

from kring.facts.engine import start_engine
from kring.facts.warehouse import Warehouse
from kring.sources.exports.archive import Archive
from kring.sources.shopify_orders.export import ShopifyOrders
from tests.sources.orders.reading import SEEN, batch, read, rows
from tests.sources.shopify_orders.shopify_file import HEADINGS, Sold, text, written

SHOP = ShopifyOrders()


def test_a_later_file_corrects_an_earlier_one(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path / "warehouse")
    first = written(tmp_path / "first.csv", [Sold(1, codes="ANNA15"), Sold(2), Sold(3, status="pending")])
    later = written(
        tmp_path / "later.csv",
        [
            Sold(1, codes="ANNA15", refunded=6050, status="partially_refunded"),
            Sold(2, cancelled="2025-11-03 10:00:00 +0100"),
            Sold(3),
        ],
    )
    days = dt.timedelta(days=7)
    for name, path, moment in (("b", later, SEEN + days), ("a", first, SEEN)):  # loaded in either order
        warehouse.commit(batch(name, read(SHOP, path, moment), moment))
    facts = warehouse.read(start_engine())
    state = facts.collect(facts.newest("sales").sort("number_key")).to_pylist()
    assert sorted((row["amount"], row["state"]) for row in state) == [
        (0.0, "cancelled"),
        (50.0, "sold"),
        (100.0, "sold"),
    ]
    assert facts.collect(facts.newest("sales").select(nw.col("amount").sum()))["amount"][0].as_py() == 150.0


def test_several_files_overlap_and_an_order_goes_on_in_the_next(tmp_path: Path) -> None:
    whole = text([Sold(1, articles=(1, 4)), Sold(2, refunded=6050)])
    lines = whole.splitlines(keepends=True)
    heading = lines[0]
    cut = whole.index("#1,", whole.index("#1,") + 3)  # the second article of the first order
    archive = tmp_path / "orders.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("orders_export_1.csv", whole[:cut])
        made.writestr("orders_export_2.csv", heading + whole[cut:])
        made.writestr("orders_export_3.csv", text([Sold(2)]))
        made.writestr("readme.txt", "Dear shop, here are your orders. They lie in three files.")
    delivered = read(SHOP, archive)
    assert [(row["items"], row["amount"]) for row in rows(delivered)] == [(5, 100.0), (1, 50.0)]
    assert delivered.unused == {"orders told more than once": 1}


def test_an_order_written_out_on_each_line_is_one(tmp_path: Path) -> None:
    delivered = read(SHOP, written(tmp_path / "o.csv", [Sold(1, articles=(1, 2, 3)), Sold(2)], fill_down=True))
    assert [(row["items"], row["amount"]) for row in rows(delivered)] == [(6, 100.0), (1, 100.0)]


def test_columns_in_another_order_and_others_beside_them_change_nothing(tmp_path: Path) -> None:
    orders = [Sold(1, codes="A, B", articles=(1, 2)), Sold(2, refunded=1000)]
    plain = read(SHOP, written(tmp_path / "plain.csv", orders))
    shuffled = [*HEADINGS, "Fulfillment location", "Checked by"]
    random.Random(3).shuffle(shuffled)
    other = read(SHOP, written(tmp_path / "shuffled.csv", orders, shuffled))
    assert other.tables["sales"].equals(plain.tables["sales"])


def test_renamed_columns_are_left_to_the_mapping_a_person_confirms(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(text([Sold(1)]).replace("Financial Status", "Betaalstatus"), "utf-8")
    assert SHOP.recognise(Archive.of(path)) is None


def test_a_file_saved_again_with_decimal_commas_and_semicolons_reads_the_same(tmp_path: Path) -> None:
    orders = [Sold(1, subtotal=123456, taxes=21426), Sold(2, subtotal=950, taxes=165)]
    plain = read(SHOP, written(tmp_path / "plain.csv", orders))
    dutch = tmp_path / "dutch.csv"
    with (tmp_path / "plain.csv").open(newline="") as source, dutch.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        for line in csv.reader(source):
            writer.writerow([cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell for cell in line])
    assert read(SHOP, dutch).tables["sales"].equals(plain.tables["sales"])


def test_ids_that_a_spreadsheet_shortened_are_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(text([Sold(1), Sold(2)]).replace("5600000000001", "5.6E+12"), "utf-8")
    delivered = read(SHOP, path)
    assert len(rows(delivered)) == 1
    assert [(aside.row, aside.column) for aside in delivered.aside] == [(1, "Id")]
    assert "spreadsheet" in delivered.aside[0].reason


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path / "warehouse")
    path = written(tmp_path / "o.csv", [Sold(1), Sold(2, refunded=500)])
    again = tmp_path / "again.csv"
    again.write_bytes(path.read_bytes())
    first = read(SHOP, path)
    second = read(SHOP, again)
    assert second.tables["sales"].equals(first.tables["sales"])
    warehouse.commit(batch("a", first))
    assert warehouse.commit(batch("a", second)).already_loaded
