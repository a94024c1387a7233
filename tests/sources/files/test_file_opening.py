"""What a file is, its bytes say; what can't be read safely is refused by name, with what to do."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from kring.errors import BadInput
from kring.sources.files import Limits, SourceSheet, open_sources

CSV = b"username,followers\nanna,1200\nbob,350\n"


def rows(sheet: SourceSheet) -> list[dict[str, object]]:
    return [row for chunk in sheet.chunks() for row in chunk.table.to_pylist()]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    creators = book.add_worksheet("Creators")
    creators.write_row(0, 0, ["Overzicht 2026"])
    creators.write_row(1, 0, ["naam", "volgers", "score", "sinds"])
    creators.write_row(2, 0, ["007", 1234, 1.234])
    creators.write_datetime(2, 3, dt.datetime(2022, 3, 4), book.add_format({"num_format": "yyyy-mm-dd"}))
    creators.write_row(4, 0, ["bob", 12.0, 0.5])
    creators.write_row(5, 0, [1391889262357834954, 1, 1])
    book.add_worksheet("Leeg")
    book.close()
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"SQLite format 3\x00....", "an SQLite database"),
        (b"\x01\x02\x03\x04" * 100, "no text"),
        (b"PAR1 and then nothing", "damaged or cut off"),
        (b"PK\x03\x04 and then nothing", "damaged or cut off"),
        (gzip.compress(CSV * 50, mtime=0)[:-12], "damaged or cut off"),
        (zipped({"a.csv": CSV * 50})[:-30], "damaged or cut off"),
        (b'[{"a": 1}, {"a": ', "cut off"),
        (b'[{"a": 1}, {"a": 2}', "cut off"),
        (b'{"a": 1', "cut off"),
        (b'{"data": [{"a": 1}]', "cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged, or protected"),
        (b"0,12\n1,13\n", "looks like values"),
    ],
)
def test_what_is_no_table_is_refused_by_name_with_advice(tmp_path: Path, content: bytes, message: str) -> None:
    path = put(tmp_path, "creators.csv", content)
    with pytest.raises(BadInput, match=message) as refused:
        [list(sheet.chunks()) for sheet in open_sources([path])]
    assert "creators.csv" in str(refused.value)
    assert refused.value.advice
    message_nl, advice_nl = refused.value.said_in("nl")
    assert message_nl.startswith("creators.csv")
    assert message_nl != refused.value.message
    assert advice_nl not in ("", refused.value.advice)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        open_sources([tmp_path / "absent.csv"])
    with pytest.raises(BadInput, match="folder"):
        open_sources([tmp_path])


def test_content_counts_and_not_the_name(tmp_path: Path) -> None:
    assert rows(open_sources([put(tmp_path, "creators.xlsx", CSV)])[0])[0] == {"username": "anna", "followers": "1200"}
    assert rows(open_sources([put(tmp_path, "creators.txt", gzip.compress(CSV, mtime=0))])[0])[1]["username"] == "bob"


def test_packed_or_not_the_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    plain, packed = put(tmp_path, "a.csv", CSV), put(tmp_path, "a.csv.gz", gzip.compress(CSV, mtime=0))
    assert open_sources([plain])[0].digest == open_sources([packed])[0].digest


def test_a_zip_gives_each_table_in_it_and_says_what_it_passes_over(tmp_path: Path) -> None:
    members = {
        "a.csv": CSV,
        "deep/b.json": b'[{"x": 1}]',
        "photo.jpg": b"\xff\xd8\xff\xe0",
        "__MACOSX/._a.csv": b"junk",
        "inner.zip": zipped({"c.csv": CSV}),
    }
    sheets = open_sources([put(tmp_path, "export.zip", zipped(members))])
    assert [sheet.name for sheet in sheets] == [
        "export.zip!a.csv",
        "export.zip!deep/b.json",
        "export.zip!inner.zip!c.csv",
    ]
    assert any("photo.jpg" in note.en for note in sheets[0].notes)
    assert [len(rows(sheet)) for sheet in sheets] == [2, 1, 2]


def test_names_that_climb_out_of_a_zip_do_no_harm(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = put(inside, "climb.zip", zipped({"../../climbed.csv": CSV, "/absolute.csv": CSV}))
    assert len(open_sources([path])) == 2
    assert [entry.name for entry in tmp_path.rglob("*.csv")] == []


def test_bombs_are_refused_before_they_burst(tmp_path: Path) -> None:
    bomb = b"a,b\n" + b"0,0\n" * 8_000_000
    for name, content in (("bomb.gz", gzip.compress(bomb, mtime=0)), ("bomb.zip", zipped({"a.csv": bomb}))):
        with pytest.raises(BadInput, match="zip bomb"):
            open_sources([put(tmp_path, name, content)])
    small = Limits(unpacked_bytes=10_000)
    with pytest.raises(BadInput, match="unpacks to more"):
        open_sources([put(tmp_path, "large.gz", gzip.compress(CSV * 1000, mtime=0))], small)
    with pytest.raises(BadInput, match="3 files"):
        open_sources([put(tmp_path, "many.zip", zipped({f"{n}.csv": CSV for n in range(3)}))], Limits(members=2))


@pytest.mark.parametrize("name", ["wide.csv", "wide.json", "wide.parquet", "wide.xlsx"])
def test_a_sheet_with_too_many_columns_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    headings = {f"column {place}": "a" for place in range(1_200)}
    if name.endswith("parquet"):
        pq.write_table(pa.table({heading: [cell] for heading, cell in headings.items()}), path)
    elif name.endswith("xlsx"):
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Creators")
            sheet.write_row(0, 0, headings)
            sheet.write_row(1, 0, headings.values())
    else:
        csv = f"{','.join(headings)}\n{','.join(headings.values())}\n"
        path.write_text(json.dumps([headings]) if name.endswith("json") else csv)
    with pytest.raises(BadInput, match=rf"{name}.*1,200 (columns|fields); 1,100 is the most") as refused:
        open_sources([path], Limits(columns=1_100))
    assert "het hoogste aantal is 1.100." in refused.value.nl


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    content = zipped({"a.csv": CSV})
    for depth in range(5):
        content = zipped({f"{depth}.zip": content})
    with pytest.raises(BadInput, match="archives lie in archives"):
        open_sources([put(tmp_path, "doll.zip", content)])


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": CSV}, zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    with pytest.raises(BadInput, match="password"):
        open_sources([put(tmp_path, "locked.zip", bytes(content))])


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": CSV * 200}, zipfile.ZIP_STORED))
    content[200] ^= 4
    with pytest.raises(BadInput, match="damaged"):
        open_sources([put(tmp_path, "flipped.zip", bytes(content))])


def test_a_workbook_gives_its_sheets_with_text_as_text(tmp_path: Path) -> None:
    (sheet,) = open_sources([workbook(tmp_path / "creators.xlsx")])
    assert sheet.name == "creators.xlsx#Creators"
    assert sheet.headings == ("naam", "volgers", "score", "sinds")
    first, second = rows(sheet)
    assert first == {"naam": "007", "volgers": "1234", "score": "1.2340", "sinds": "2022-03-04"}
    assert second["volgers"] == "12"
    (damaged,) = next(sheet.chunks()).damaged
    assert "15" in damaged.reason


def test_a_cut_off_workbook_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx").read_bytes()
    with pytest.raises(BadInput):
        open_sources([put(tmp_path, "cut.xlsx", whole[: len(whole) // 2])])


def test_parquet_keeps_types_and_opens_structures(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table({"id": ["01"], "likes": [5], "place": [{"city": "Utrecht", "geo": {"lat": 52.1}}]}), path)
    (sheet,) = open_sources([path])
    assert sheet.headings == ("id", "likes", "place.city", "place.geo.lat")
    assert rows(sheet) == [{"id": "01", "likes": 5, "place.city": "Utrecht", "place.geo.lat": 52.1}]


def test_parquet_cut_off_in_its_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table({"id": [str(number) for number in range(5000)]}), path, write_page_checksum=True)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 255
    with pytest.raises(BadInput, match="damaged"):
        list(open_sources([put(tmp_path, "flipped.parquet", bytes(content))])[0].chunks())


def test_json_keeps_digits_nesting_and_late_fields(tmp_path: Path) -> None:
    content = {"meta": {"n": 2}, "data": [{"id": 1391889262357834954, "a": {"b": 1.234}, "t": ["x"]}, {"late": True}]}
    (sheet,) = open_sources([put(tmp_path, "export.json", json.dumps(content).encode())])
    assert sheet.headings == ("id", "a.b", "t", "late")
    assert rows(sheet) == [
        {"id": "1391889262357834954", "a.b": "1.2340", "t": '["x"]', "late": ""},
        {"id": "", "a.b": "", "t": "", "late": "true"},
    ]


def test_json_with_several_lists_says_which_it_leaves(tmp_path: Path) -> None:
    content = {"names": ["x"], "posts": [{"id": 1}], "n": 1, "stories": [{"id": 2}], "none": []}
    (sheet,) = open_sources([put(tmp_path, "export.json", json.dumps(content).encode())])
    assert rows(sheet) == [{"id": "1"}]
    assert [note.en for note in sheet.notes] == ["the list 'stories' beside the rows is not read."]


def test_json_longer_than_a_block_reads_whole(tmp_path: Path) -> None:
    content = json.dumps([{"id": number, "text": "é" * 50} for number in range(100_000)], ensure_ascii=False)
    (sheet,) = open_sources([put(tmp_path, "long.json", content.encode())])
    assert [row["id"] for row in rows(sheet)] == [str(number) for number in range(100_000)]


def test_a_broken_json_line_goes_aside_and_a_repeated_name_too(tmp_path: Path) -> None:
    content = b'{"id": 1}\nnot json\n{"id": 1, "id": 2}\n[1]\n{"id": 3}\n{"id":'
    (sheet,) = open_sources([put(tmp_path, "a.jsonl", content)])
    chunk = next(sheet.chunks())
    assert chunk.table["id"].to_pylist() == ["1", "3"]
    assert [row.row for row in chunk.damaged] == [2, 3, 4, 6]


def test_unpacked_copies_are_gone_when_the_sheets_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "unpacked"))
    (tmp_path / "unpacked").mkdir()
    sheets = open_sources([put(tmp_path, "a.csv.gz", gzip.compress(CSV, mtime=0))])
    assert any((tmp_path / "unpacked").rglob("*"))
    sheets.clear()
    assert not any((tmp_path / "unpacked").rglob("*"))
