"""Influencer tools' sheets: credibility is 1 minus fake, and shares are percent or fraction by what they add up to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kring.facts.person_keys import PersonKeys
from kring.sources.files import Mapping, RememberedMappings, build_batch, open_sources, recognise

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)


def read(tmp_path: Path, text: str, mapping: Mapping | None = None) -> tuple[list[dict[str, object]], str]:
    """The shares a sheet becomes, and its doubts."""
    path = tmp_path / "tool.csv"
    path.write_text(text, "utf-8")
    (sheet,) = open_sources([path])
    proposal = recognise(sheet)
    batch = build_batch(sheet, mapping or proposal.settled(), KEYS, NOW, "a tool", "legitimate_interest")
    rows = batch.tables["audience_shares"].to_pylist() if "audience_shares" in batch.tables else []
    return rows, " ".join(doubt.message.en for doubt in proposal.doubts)


@pytest.mark.parametrize(
    ("heading", "cells", "fake"),
    [
        ("Audience credibility", ("82%", "91%"), [0.18, 0.09]),
        ("Audience credibility", ("0.82", "0.91"), [0.18, 0.09]),
        ("Fake followers", ("18", "9"), [0.18, 0.09]),
        ("Nepvolgers (%)", ("18", "0,9"), [0.18, 0.009]),
        ("Geloofwaardigheid", ("82%", "91%"), [0.18, 0.09]),
    ],
)
def test_credibility_is_one_minus_fake(heading: str, cells: tuple[str, str], fake: list[float], tmp_path: Path) -> None:
    first, second = cells
    text = f"Username;Platform;Followers;{heading}\nanna;Instagram;1200;{first}\nbram;Instagram;3400;{second}\n"
    rows, _ = read(tmp_path, text)
    assert [row["share"] for row in rows] == pytest.approx(fake)
    assert {(row["dimension"], row["value"]) for row in rows} == {("authenticity", "fake")}


@pytest.mark.parametrize(
    "heading", ["Real name", "Real engagement rate", "Fake likes", "Fake or real", "Credibility class"]
)
def test_other_words_with_fake_or_real_are_no_shares_of_fakes(heading: str, tmp_path: Path) -> None:
    text = f"Username;Platform;Followers;{heading}\nanna;Instagram;1200;3,1\nbram;Instagram;3400;4,5\n"
    assert read(tmp_path, text)[0] == []


def test_a_share_that_can_be_both_is_said(tmp_path: Path) -> None:
    text = "Username,Platform,Followers,Fake followers\nanna,Instagram,1200,0.8\nbram,Instagram,3400,0.4\n"
    rows, doubts = read(tmp_path, text)
    assert [row["share"] for row in rows] == [0.8, 0.4]
    assert "fractions or percentages" in doubts


LONG = (
    "account,dimension,value,share\n"
    "{0}:anna,country,Netherlands,{1}\n{0}:anna,country,BE,{2}\n{0}:anna,country,DE,{3}\n"
)


@pytest.mark.parametrize("cells", [("0.2", "0.3", "0.5"), ("20", "30", "50"), ("20%", "30%", "50%")])
def test_the_sum_tells_percent_from_fraction(cells: tuple[str, ...], tmp_path: Path) -> None:
    rows, doubts = read(tmp_path, LONG.format("instagram", *cells))
    assert {row["value"]: row["share"] for row in rows} == pytest.approx({"NL": 0.2, "BE": 0.3, "DE": 0.5})
    assert "can be fractions" not in doubts


def test_small_percentages_are_told_by_their_sum_though_most_lie_below_one(tmp_path: Path) -> None:
    head = "account,dimension,value,share\n"
    lines = "".join(f"instagram:anna,city,Plaats {number},0.{number}\n" for number in range(1, 10))
    rows, _ = read(tmp_path, f"{head}instagram:anna,city,Utrecht,40\n{lines}")
    assert sorted(row["share"] for row in rows)[-1] == pytest.approx(0.4)  # type: ignore[type-var]
    assert sum(row["share"] for row in rows) == pytest.approx(0.445)  # type: ignore[misc]


def test_a_country_that_is_not_known_is_put_aside_and_not_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "tool.csv"
    path.write_text(LONG.format("instagram", "20", "30", "50").replace("Netherlands", "Nergensland"))
    (sheet,) = open_sources([path])
    batch = build_batch(sheet, recognise(sheet).settled(), KEYS, NOW, "a tool", "legitimate_interest")
    assert [row.value for row in batch.quarantined] == ["Nergensland"]


WIDE = "Handle,Vrouw,Man,Betrouwbaar\nanna,70,30,88\nbram,0.4,0.6,91\n"
PROFILE = """
platform: instagram
tables:
  - table: audience_shares
    columns: {account: Handle, share: Vrouw}
    constants: {dimension: gender, value: female}
  - table: audience_shares
    columns: {account: Handle, share: Man}
    constants: {dimension: gender, value: male}
  - table: audience_shares
    columns: {account: Handle, share: Betrouwbaar}
    constants: {dimension: authenticity, value: fake}
complements: {Betrouwbaar: true}
"""


def test_a_saved_profile_reads_a_tools_columns_together(tmp_path: Path) -> None:
    text = WIDE.replace("0.4,0.6", "40,60")
    rows, _ = read(tmp_path, text, Mapping.from_yaml(PROFILE))
    found = {(row["account"], row["value"]): row["share"] for row in rows}
    assert found["instagram:anna", "female"] == pytest.approx(0.7)
    assert found["instagram:bram", "fake"] == pytest.approx(0.09)
    remembered = RememberedMappings(tmp_path / "mappings")
    (sheet,) = open_sources([tmp_path / "tool.csv"])
    remembered.keep(sheet.headings, Mapping.from_yaml(PROFILE))
    again = recognise(sheet, remembered)
    assert again.remembered
    assert again.mapping is not None
    assert again.mapping.complements == {"Betrouwbaar": True}
