"""Orders through the general import: any shop's list, in any of four languages, mapped or asked about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kring.facts.batch import Batch
from kring.facts.warehouse import Warehouse
from kring.sources.files import build_batch, open_sources, recognise
from tests.sources.orders.reading import KEYS, found_in

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def batch_of(tmp_path: Path, text: str) -> Batch:
    path = tmp_path / "orders.csv"
    path.write_text(text, "utf-8")
    (sheet,) = open_sources([path])
    return build_batch(sheet, recognise(sheet).settled(), KEYS, NOW, "a shop", "legitimate_interest")


def rows(batch: Batch) -> list[dict[str, Any]]:
    return batch.tables["sales"].to_pylist()


@pytest.mark.parametrize(
    "text",
    [
        "Order number,Order date,Order total,Refunded amount,Currency,Discount code,Postcode,Country,Order status\n"
        '1,2026-05-01 10:00,"1,210.50",10.50,EUR,"anna15, BO10",1012 AB,NL,completed\n'
        "2,2026-05-02 10:00,50.00,0.00,EUR,,1012 AB,NL,cancelled\n",
        "Bestelnummer;Besteldatum;Totaalbedrag;Terugbetaald bedrag;Valuta;Kortingscode;Postcode;Land;Bestelstatus\n"
        "1;01-05-2026 10:00;1.210,50;10,50;EUR;anna15, BO10;1012 AB;Nederland;afgerond\n"
        "2;02-05-2026 10:00;50,00;0,00;EUR;;1012 AB;Nederland;geannuleerd\n",
        "Bestellnummer;Bestelldatum;Gesamtbetrag;Erstattungsbetrag;Währung;Gutscheincode;PLZ;Land;Bestellstatus\n"
        "1;01.05.2026 10:00;1.210,50;10,50;EUR;anna15, BO10;1012 AB;Niederlande;abgeschlossen\n"
        "2;02.05.2026 10:00;50,00;0,00;EUR;;1012 AB;Niederlande;storniert\n",
    ],
    ids=["en", "nl", "de"],
)
def test_codes_refunds_and_states_are_read_as_a_shops_own_are(tmp_path: Path, text: str) -> None:
    sold, cancelled = rows(batch_of(tmp_path, text))
    assert (sold["code"], sold["codes"], sold["amount"], sold["refunded"]) == (
        "ANNA15",
        ["ANNA15", "BO10"],
        1200.0,
        10.5,
    )
    assert (sold["state"], sold["country"], sold["postcode_area"]) == ("sold", "NL", "1012")
    assert sold["number_key"] == sold["order_key"]
    assert (cancelled["amount"], cancelled["state"], cancelled["code"], cancelled["codes"]) == (
        0.0,
        "cancelled",
        None,
        [],
    )
    assert (sold["with_tax"], sold["with_shipping"]) == (None, None)


def test_a_status_we_do_not_know_puts_the_row_aside_without_street_or_name(tmp_path: Path) -> None:
    text = "Order number,Order date,Order total,Discount code,Postcode,Order status,Customer\n"
    text += "kanarienummer,2026-05-01,10.00,kanarie@voorbeeld.example,1012 ZZ,krokodil,Kanarie\n"
    text += "2,2026-05-01,10.00,ANNA15,1012 ZZ,paid,Kanarie\n3,2026-05-01,10.00,ANNA15,1012 ZZ,paid,Kanarie\n"
    batch = batch_of(tmp_path, text)
    assert len(rows(batch)) == 2
    (aside,) = batch.quarantined
    assert aside.raw["Postcode"] == "1012"
    Warehouse.open(tmp_path / "workspace").commit(batch)
    assert found_in(tmp_path / "workspace", ["anarie", "ANARIE", "1012 ZZ"]) == []
