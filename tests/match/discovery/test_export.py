"""What was found as a file: every row in order, figures as figures, and no text that runs as a formula."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.csv as csv
import pyarrow.parquet as pq
import pytest

from kring.errors import BadInput
from kring.match.discovery import Found, Search, find
from kring.match.discovery.export import write_found
from tests.match.discovery.corpora import catalogue
from tests.match.pools import pool


@pytest.fixture
def found() -> Found:
    of = pool({"instagram:a": {"followers": 700, "authenticity": 0.5}, "instagram:b": {"followers": 900}})
    names = of.accounts.set_column(of.accounts.column_names.index("name"), "name", [["=1+1", None]])
    object.__setattr__(of, "accounts", names)
    return find(Search("", {"authenticity": "20%.."}, "keep", size=1), catalogue(of))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json"])
def test_all_that_was_found_is_written_not_only_the_page(found: Found, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"creators.{ending}"
    write_found(found, file)
    rows = READERS[ending](file)
    assert [row["account"] for row in rows] == ["instagram:b", "instagram:a"]
    assert [row["followers"] for row in rows] == [900, 700]
    assert rows[1]["authenticity"] == 0.5
    assert rows[0]["authenticity"] in (None, "")
    assert "authenticity" in rows[0]["unknown"]
    if ending in ("csv", "xlsx"):
        assert rows[1]["name"] == "'=1+1"


def of_sheet(file: Path) -> list[dict[str, object]]:
    from python_calamine import load_workbook

    headings, *lines = load_workbook(file).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, headings), line, strict=True)) for line in lines]


def test_another_ending_or_a_place_that_is_not_there_is_refused(found: Found, tmp_path: Path) -> None:
    for file in (tmp_path / "creators.doc", tmp_path / "nowhere" / "creators.json"):
        with pytest.raises(BadInput):
            write_found(found, file)


READERS = {
    "csv": lambda file: csv.read_csv(file).to_pylist(), "parquet": lambda file: pq.read_table(file).to_pylist(),
    "json": lambda file: json.loads(file.read_text(encoding="utf-8"))["rows"], "xlsx": of_sheet,
}  # fmt: skip
