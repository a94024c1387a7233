"""A shop's orders go in with one call and no question, and a later file corrects what an earlier one said."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kring
from kring.errors import UnknownName
from kring.facts.engine import start_engine
from kring.sources.exports.recognising import ExportProposal
from kring.workspace import Answers, Workspace
from tests.sources.exports.instagram_zips import Download, encoded_twice
from tests.sources.exports.zips import zipped
from tests.sources.ga4.ga4_files import OURS, as_lines, event
from tests.sources.shopify_orders.shopify_file import CANARIES, Sold, written
from tests.sources.woocommerce.woocommerce_files import as_csv, plugin_row

FIRST, LATER = datetime(2025, 10, 10, tzinfo=UTC), datetime(2025, 11, 10, tzinfo=UTC)


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    return kring.open(tmp_path / "ws", create=True)


def made_at(path: Path, moment: datetime) -> Path:
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


def test_files_of_three_shops_are_recognised_and_kept_apart(own: Workspace, tmp_path: Path) -> None:
    plugin = tmp_path / "woo.csv"
    plugin.write_text(as_csv([plugin_row(1001)]), "utf-8")
    paths = [
        made_at(written(tmp_path / "orders_export_1.csv", [Sold(1001, codes="ANNA15", articles=(1, 2))]), LATER),
        made_at(plugin, LATER),
        made_at(as_lines(tmp_path / "events.json", [event("1001", visit=OURS), event("1", name="page_view")]), LATER),
    ]
    report = own.load(*paths)
    assert report.loaded == {"sales": 3}
    assert report.quarantined == 0
    facts = own.warehouse.read(start_engine())
    state = facts.collect(facts.newest("sales")).to_pylist()
    assert {row["source"] for row in state} == {"shopify_orders", "woocommerce", "ga4"}
    assert len({row["order_key"] for row in state}) == 3
    assert len({row["number_key"] for row in state}) == 1


def packed(folder: Path, **more: str | bytes) -> Path:
    """A zip with what Shopify, WooCommerce and GA4 tell of the same shop, and other files."""
    orders = written(folder / "shopify.csv", [Sold(1001), Sold(1002)]).read_bytes()
    events = as_lines(folder / "ga4.json", [event("1001", visit=OURS), event("1", name="page_view")]).read_bytes()
    woo = as_csv([plugin_row(2001)])
    return zipped(folder / "alles.zip", {"shopify.csv": orders, "in/woo.csv": woo, "in/ga4.json": events, **more})


def test_each_kind_of_export_in_one_zip_is_read_as_what_it_is(own: Workspace, tmp_path: Path) -> None:
    report = own.load(packed(tmp_path))
    assert [(one.proposal.export.name, one.proposal.archive.name) for one in report.exports] == [
        ("shopify_orders", "alles.zip!shopify.csv"),
        ("woocommerce", "alles.zip!in/woo.csv"),
        ("ga4", "alles.zip!in/ga4.json"),
    ]
    assert [receipt.loaded for receipt in report.receipts] == [{"sales": 2}, {"sales": 1}, {"sales": 1}]
    assert [len(one.proposal.recognised.parts) for one in report.exports] == [1, 1, 1]
    assert not any("not read" in said.en for one in report.exports for said in one.proposal.doubts)
    apart = tmp_path / "apart"
    apart.mkdir()
    orders = made_at(written(apart / "x.csv", [Sold(1001), Sold(1002)]), LATER)
    alone = kring.open(tmp_path / "alone", create=True).load(orders)
    assert report.receipts[0].batch_id == alone.receipts[0].batch_id, "the same content is the same batch"


def test_each_part_of_a_zip_can_be_left_out(own: Workspace, tmp_path: Path) -> None:
    def but_ga4(proposal: ExportProposal) -> ExportProposal | None:
        return None if proposal.export.name == "ga4" else proposal

    report = own.load(packed(tmp_path), answers=Answers(confirm_export=but_ga4))
    assert report.left_out == ("alles.zip!in/ga4.json",)
    assert report.loaded == {"sales": 3}


def test_what_nobody_recognises_in_a_zip_is_said_and_not_read(own: Workspace, tmp_path: Path) -> None:
    path = packed(tmp_path, **{"leveranciers.csv": "Naam;Plaats\nAad;Ede\n", "lees.pdf": b"%PDF", "x.json": "{}"})
    first, *others = own.load(path).exports
    said = first.proposal.doubts[-1]
    assert said.en == "not recognised, so not read: leveranciers.csv, x.json. Load them on their own."
    assert said.nl.startswith("niet herkend, dus niet gelezen: leveranciers.csv")
    assert not any("not recognised" in doubt.en for one in others for doubt in one.proposal.doubts)


def test_a_creators_download_and_a_shop_in_one_zip(own: Workspace, tmp_path: Path) -> None:
    download = Download(people=["een", "twee"], followers=2)
    orders = written(tmp_path / "shopify.csv", [Sold(1001)]).read_bytes()
    made = {name: encoded_twice(content) for name, content in download.contents().items()}
    extra = {"your_instagram_activity/messages/inbox/kanarie_1/message_1.json": "{}", "kanarie.csv": "a;b\n"}
    report = own.load(zipped(tmp_path / "samen.zip", {**made, "shopify.csv": orders, **extra}))
    assert {one.proposal.export.name for one in report.exports} == {"instagram_download", "shopify_orders"}
    assert (report.loaded["audience_people"], report.loaded["sales"]) == (2, 1)
    assert "kanarie" not in str(report.to_dict()), "in a download the name of a file may be that of a person"


def test_a_later_file_corrects_whatever_comes_first_and_the_same_file_changes_nothing(
    own: Workspace, tmp_path: Path
) -> None:
    first = made_at(written(tmp_path / "first.csv", [Sold(1), Sold(2)]), FIRST)
    later = made_at(
        written(tmp_path / "later.csv", [Sold(1, refunded=6050), Sold(2, cancelled="2025-11-01 10:00:00 +0100")]), LATER
    )
    own.load(later)
    own.load(first)
    position = own.position
    assert own.load(later).receipts[0].already_loaded
    assert own.position == position
    facts = own.warehouse.read(start_engine())
    state = facts.collect(facts.newest("sales")).to_pylist()
    assert sorted((row["amount"], row["state"]) for row in state) == [(0.0, "cancelled"), (50.0, "sold")]


def test_two_shops_of_one_organisation_are_named(own: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "woo.csv"
    path.write_text(as_csv([plugin_row(1)]), "utf-8")
    for shop in ("kaarsen", "bloemen"):
        own.load(made_at(path, LATER), answers=Answers(constants={"shop": shop, "time_zone": "Europe/Brussels"}))
    facts = own.warehouse.read(start_engine())
    assert facts.collect(facts.newest("sales")).num_rows == 2
    with pytest.raises(UnknownName):
        own.load(path, answers=Answers(constants={"winkel": "kaarsen"}))


def test_nothing_of_the_buyer_is_in_the_workspace_or_in_what_is_said(own: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path / "o.csv", [Sold(1), Sold(2, status=CANARIES[0]), Sold(3, currency=CANARIES[1])])
    report = own.load(made_at(path, LATER))
    assert report.quarantined == 2
    stored = b"".join(file.read_bytes() for file in own.folder.path.rglob("*") if file.is_file())
    for word in (*CANARIES, "1012 AB"):
        assert word.encode() not in stored
        assert word not in str(report.to_dict())
