"""Delimited text reads back as it was written, and damage never passes for data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kring.errors import KringError
from kring.sources.files import SourceSheet, open_sources

HEADINGS = ["username", "followers", "caption"]
ROWS = [["anna", "1200", "hoi"], ["bob", "350", "zo, dan"], ["cléo", "99", 'ze zei "ja"']]


def written(rows: list[list[str]], delimiter: str = ",", line_end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return out.getvalue()


def opened(tmp_path: Path, content: bytes) -> SourceSheet:
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    (sheet,) = open_sources([path])
    return sheet


def read(sheet: SourceSheet) -> tuple[list[list[str]], list[tuple[int, str]]]:
    sound: list[list[str]] = []
    damaged: list[tuple[int, str]] = []
    for chunk in sheet.chunks():
        sound += [list(row.values()) for row in chunk.table.to_pylist()]
        damaged += [(row.row, row.reason) for row in chunk.damaged]
    return sound, damaged


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_encoding_delimiter_and_line_end(tmp_path: Path, encoding: str, delimiter: str, line_end: str) -> None:
    sheet = opened(tmp_path, written([HEADINGS, *ROWS], delimiter, line_end).encode(encoding))
    assert sheet.headings == tuple(HEADINGS)
    assert sheet.facts.delimiter == delimiter
    assert read(sheet) == (ROWS, [])


def test_sep_line_and_title_lines_stand_above_the_headings(tmp_path: Path) -> None:
    text = "sep=;\nInstagram followers\n\n" + written([HEADINGS, *ROWS], ";")
    sheet = opened(tmp_path, text.encode("utf-16"))
    assert sheet.headings == tuple(HEADINGS)
    assert read(sheet)[0] == ROWS


def test_headings_over_two_lines_twice_the_same_and_empty(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b',"Views\n(Avg.)", Name,Name\n1,2,a,b\n3,4,c,d\n')
    assert sheet.headings == ("column 1", "Views (Avg.)", "Name", "Name (2)")


def test_ids_keep_their_zeros_and_digits(tmp_path: Path) -> None:
    rows = [["007", "1e5", "1391889262357834954"], ["0", "nan", "0001"]]
    assert read(opened(tmp_path, written([["a", "b", "c"], *rows]).encode()))[0] == rows


def test_a_last_line_that_is_cut_off_is_put_aside(tmp_path: Path) -> None:
    sound, damaged = read(opened(tmp_path, b"username,followers\nanna,12\nbob"))
    assert sound == [["anna", "12"]]
    assert damaged == [(2, "the file ends in the middle of this row")]


def test_a_last_line_without_line_end_is_loaded_with_a_remark(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b"username,followers\nanna,12\nbob,13")
    assert len(read(sheet)[0]) == 2
    assert any("last row" in note.en for note in sheet.notes)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"b\x00b,1,x", "mean nothing"),
        (b"bob,1", "2 cells, the headings 3"),
        (b"bob,1,x,y", "4 cells, the headings 3"),
        (b'bo"b,1,x', "quotation mark"),
        (b'"bob,1,x', "quotation mark"),
        (b'"bob"by,1,x', "quotation mark"),
        (b"b\rob,1,x", "carriage return"),
    ],
)
def test_a_damaged_row_goes_aside_and_its_neighbours_stay(tmp_path: Path, line: bytes, reason: str) -> None:
    content = b"username,followers,caption\nanna,1,x\n" + line + b"\ncleo,3,z\n"
    sound, damaged = read(opened(tmp_path, content))
    assert [row[0] for row in sound] == ["anna", "cleo"]
    assert damaged[0][0] == 2
    assert reason in damaged[0][1]


def test_a_wrong_byte_in_utf8_puts_one_row_aside(tmp_path: Path) -> None:
    names = [f"é{number}" for number in range(9)]
    lines = [f"{name},1,x".encode() for name in names]
    lines[4] = b"\xff\xfe,1,x"
    sound, damaged = read(opened(tmp_path, b"\n".join([b"username,followers,caption", *lines, b""])))
    assert [row[0] for row in sound] == names[:4] + names[5:]
    assert damaged == [(5, "the row holds bytes that are not UTF-8")]


def test_lines_behind_an_open_quotation_mark_are_not_taken_for_rows(tmp_path: Path) -> None:
    rows = [["anna", "regel een\nregel, twee"], ["bob", "x"]]
    text = written([["username", "caption"], *rows]) + 'cleo,"begin\nhallo, daar\nnog, iets\n'
    sound, damaged = read(opened(tmp_path, text.encode()))
    assert sound == rows
    assert len(damaged) == 3


def test_letters_encoded_twice_are_remarked_on(tmp_path: Path) -> None:
    twice = "café".encode().decode("latin-1")
    sheet = opened(tmp_path, f"username,caption\nanna,{twice}\n".encode())
    assert any("encoded twice" in note.en for note in sheet.notes)


def test_a_table_of_many_blocks_reads_the_same_as_in_one(tmp_path: Path) -> None:
    captions = [f'regel "een"\nregel twee, {n}' if n % 7 == 0 else "x" * (n % 90) for n in range(150_000)]
    rows = [[f"user{n}", str(n), caption] for n, caption in enumerate(captions)]
    sheet = opened(tmp_path, written([HEADINGS, *rows]).encode())
    chunks = list(sheet.chunks())
    assert len(chunks) > 1
    assert [row for chunk in chunks for row in chunk.rows.tolist()] == list(range(1, 150_001))
    assert read(sheet) == (rows, [])


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any.csv"
    path.write_bytes(content)
    try:
        sheet = open_sources([path])[0]
    except KringError as problem:
        sheet, refusal = None, str(problem)
    if sheet is None:
        assert "any.csv" in refusal
    else:
        sound, damaged = read(sheet)
        assert all(len(row) == len(sheet.headings) for row in sound)
        assert all(reason for _, reason in damaged)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=20),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    line_end: str,
    quoting: int,
    encoding: str,
) -> None:
    content = written([HEADINGS, *rows], delimiter, line_end, quoting)
    sheet = opened(tmp_path_factory.mktemp("table"), content.encode(encoding))
    assert sheet.headings == tuple(HEADINGS)
    assert read(sheet) == (rows, [])


@given(st.integers(0, 10_000), st.integers(3, 60), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_one_stray_quotation_mark_changes_no_value(
    tmp_path_factory: pytest.TempPathFactory, place: int, rows: int, quoting: int
) -> None:
    table = [[f"user{n}", str(n * 37), f"tekst nummer {n}"] for n in range(rows)]
    text = written([HEADINGS, *table], quoting=quoting)
    start = text.index("\n") + 1
    at = start + place % (len(text) - start)
    sound, damaged = read(opened(tmp_path_factory.mktemp("stray"), (text[:at] + '"' + text[at:]).encode()))
    kept = {row[0].strip('"') for row in sound}
    original = {row[0]: row for row in table}
    changed = [row for row in sound if row != original.get(row[0])]
    assert not changed or (len(changed) == 1 and '"' in "".join(changed[0]))
    assert len(kept) + len(damaged) >= rows


@given(cut=st.integers(1, 10_000), rows=st.integers(3, 60))
def test_a_cut_off_file_loads_only_whole_rows(tmp_path_factory: pytest.TempPathFactory, cut: int, rows: int) -> None:
    table = [[f"user{n}", str(n * 37), f"tekst {n},\nregel twee"] for n in range(rows)]
    text = written([HEADINGS, *table])
    start = text.index("\n") + 1
    shorter = text[: start + 1 + cut % (len(text) - start - 1)]
    sheet = opened(tmp_path_factory.mktemp("cut"), shorter.encode())
    sound, _ = read(sheet)
    assume(shorter != text)
    ends_in_last_cell = sound and sound[-1] not in table
    assert sound[:-1] == table[: max(0, len(sound) - 1)]
    assert not ends_in_last_cell or any("last row" in note.en for note in sheet.notes)
