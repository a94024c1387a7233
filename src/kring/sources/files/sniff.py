"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kring.errors import BadInput

PARQUET, GZIP, ZIP, WORKBOOK, JSON, DELIMITED = "parquet", "gzip", "zip", "workbook", "json", "csv"

_REFUSED = (
    (b"%PDF", "a PDF document", "Ask for the table as CSV or Excel, or copy it into a spreadsheet and save it as CSV."),
    (b"\x89PNG", "a picture (PNG)", "Import the table itself, not a screenshot of it."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Import the table itself, not a photo of it."),
    (b"GIF8", "a picture (GIF)", "Import the table itself, not a picture of it."),
    (b"SQLite format 3\x00", "an SQLite database", "Export the table you need from it as CSV."),
    (b"{\\rtf", "a text document (RTF)", "Save the table as CSV or Excel."),
    (b"Rar!", "a RAR archive", "Unpack it and import the files in it, or make a zip of them."),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive", "Unpack it and import the files in it, or make a zip of them."),
    (b"BZh", "a bzip2 archive", "Unpack it and import the file in it."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it and import the file in it."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and import the file in it."),
    (b"\x7fELF", "a program", "Choose the file with the table."),
    (b"MZ", "a program", "Choose the file with the table."),
    (b"Obj\x01", "an Avro file", "Convert it to Parquet or CSV."),
    (b"ORC", "an ORC file", "Convert it to Parquet or CSV."),
)
_WORKBOOK_MEMBERS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def kind_of(path: Path, name: str) -> str:
    """The kind of file, as one of the constants of this module.

    Raises BadInput, naming `name`, for empty files and for kinds that hold no table we can read.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise BadInput("the file is empty.", "Export it again, or choose another file.", file=name)
    _refuse_other_kinds(head, name)
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    if head.startswith(_OLD_OFFICE):
        return WORKBOOK
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path, name)
    return _kind_of_text(head)


def _refuse_other_kinds(head: bytes, name: str) -> None:
    for start, what, advice in _REFUSED:
        may_be_words = len(start) < 4 and start.isascii() and _looks_like_text(head)
        if head.startswith(start) and not may_be_words:
            raise BadInput(f"this is {what}, not a table, whatever its name says.", advice, file=name)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise BadInput(
            "this is a web page or XML document, not a table.",
            "Open it in a browser or spreadsheet and save the table as CSV.",
            file=name,
        )


def _looks_like_text(head: bytes) -> bool:
    return not any(byte < 9 for byte in head)


def _kind_of_zip(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise BadInput(
            "the zip is damaged or cut off.", "Download or export it again: nothing was loaded.", file=name
        ) from problem
    return WORKBOOK if members & _WORKBOOK_MEMBERS else ZIP


def _kind_of_text(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"[", b"{")):
        return JSON
    return DELIMITED
