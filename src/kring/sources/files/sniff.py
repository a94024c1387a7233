"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kring.errors import BadInput
from kring.sources.core.said import Said

PARQUET, GZIP, ZIP, WORKBOOK, JSON, DELIMITED = "parquet", "gzip", "zip", "workbook", "json", "csv"

_UNPACK_FILES = Said(
    "Unpack it and import the files in it, or make a zip of them.",
    "Pak het uit en importeer de bestanden erin, of maak er een zip van.",
)
_UNPACK_FILE = Said("Unpack it and import the file in it.", "Pak het uit en importeer het bestand erin.")
_CHOOSE_TABLE = Said("Choose the file with the table.", "Kies het bestand met de tabel.")
_CONVERT = Said("Convert it to Parquet or CSV.", "Zet het om naar Parquet of CSV.")
_NO_PHOTO = Said("Import the table itself, not a photo of it.", "Importeer de tabel zelf en geen foto ervan.")
_NO_PICTURE = Said("Import the table itself, not a picture of it.", "Importeer de tabel zelf en geen plaatje ervan.")
_NO_SCREENSHOT = Said(
    "Import the table itself, not a screenshot of it.", "Importeer de tabel zelf en geen schermafdruk ervan."
)
_ASK_FOR_TABLE = Said(
    "Ask for the table as CSV or Excel, or copy it into a spreadsheet and save it as CSV.",
    "Vraag de tabel als CSV of Excel, of kopieer hem naar een spreadsheet en sla die op als CSV.",
)
_EXPORT_TABLE = Said("Export the table you need from it as CSV.", "Exporteer de tabel die je nodig hebt als CSV.")
_SAVE_TABLE = Said("Save the table as CSV or Excel.", "Sla de tabel op als CSV of Excel.")
_PROGRAM = Said("a program", "een programma")

_REFUSED = (
    (b"%PDF", Said("a PDF document", "een pdf-document"), _ASK_FOR_TABLE),
    (b"\x89PNG", Said("a picture (PNG)", "een plaatje (PNG)"), _NO_SCREENSHOT),
    (b"\xff\xd8\xff", Said("a picture (JPEG)", "een plaatje (JPEG)"), _NO_PHOTO),
    (b"GIF8", Said("a picture (GIF)", "een plaatje (GIF)"), _NO_PICTURE),
    (b"SQLite format 3\x00", Said("an SQLite database", "een SQLite-database"), _EXPORT_TABLE),
    (b"{\\rtf", Said("a text document (RTF)", "een tekstdocument (RTF)"), _SAVE_TABLE),
    (b"Rar!", Said("a RAR archive", "een RAR-archief"), _UNPACK_FILES),
    (b"7z\xbc\xaf'\x1c", Said("a 7-Zip archive", "een 7-Zip-archief"), _UNPACK_FILES),
    (b"BZh", Said("a bzip2 archive", "een bzip2-archief"), _UNPACK_FILE),
    (b"\x28\xb5\x2f\xfd", Said("a zstd archive", "een zstd-archief"), _UNPACK_FILE),
    (b"\xfd7zXZ", Said("an xz archive", "een xz-archief"), _UNPACK_FILE),
    (b"\x7fELF", _PROGRAM, _CHOOSE_TABLE),
    (b"MZ", _PROGRAM, _CHOOSE_TABLE),
    (b"Obj\x01", Said("an Avro file", "een Avro-bestand"), _CONVERT),
    (b"ORC", Said("an ORC file", "een ORC-bestand"), _CONVERT),
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
        raise BadInput(
            "the file is empty.", "Export it again, or choose another file.", file=name,
            nl="het bestand is leeg.", nl_advice="Exporteer het opnieuw, of kies een ander bestand.",
        )  # fmt: skip
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
            raise BadInput(
                f"this is {what.en}, not a table, whatever its name says.", advice.en, file=name,
                nl=f"dit is {what.nl} en geen tabel, wat de naam ook zegt.", nl_advice=advice.nl,
            )  # fmt: skip
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise BadInput(
            "this is a web page or XML document, not a table.",
            "Open it in a browser or spreadsheet and save the table as CSV.",
            file=name,
            nl="dit is een webpagina of XML-document en geen tabel.",
            nl_advice="Open het in een browser of spreadsheet en sla de tabel op als CSV.",
        )


def _looks_like_text(head: bytes) -> bool:
    return not any(byte < 9 for byte in head)


def _kind_of_zip(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise BadInput(
            "the zip is damaged or cut off.", "Download or export it again: nothing was loaded.", file=name,
            nl="de zip is beschadigd of afgekapt.",
            nl_advice="Download of exporteer hem opnieuw: er is niets geladen.",
        ) from problem  # fmt: skip
    return WORKBOOK if members & _WORKBOOK_MEMBERS else ZIP


def _kind_of_text(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"[", b"{")):
        return JSON
    return DELIMITED
