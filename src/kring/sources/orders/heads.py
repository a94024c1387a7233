"""The beginning of a file, to tell in a moment whether it may be one of ours: most files that people load are not."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path

_TEXT, _IN_WORKBOOK = 64 * 1024, 256 * 1024
_UTF16_GAP = b"\0"


def begins_with_any(path: Path, marks: tuple[str, ...]) -> bool:
    """Whether the first part of a file, or the names in it, holds any of these words, whatever their case."""
    try:
        head = _head(path).replace(_UTF16_GAP, b"").lower()
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
    return any(mark.lower().encode() in head for mark in marks)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        first = file.read(_TEXT)
    if first.startswith(b"\x1f\x8b"):
        with gzip.open(path) as packed:
            return packed.read(_TEXT)
    if first.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return str(pq.read_schema(path).to_string()).encode()
    if first.startswith(b"PK\x03\x04"):
        return _words_of_workbook(path)
    return first


def _words_of_workbook(path: Path) -> bytes:
    """The first texts of a workbook: shared by its sheets, or in the sheets themselves."""
    with zipfile.ZipFile(path) as workbook:
        names = [name for name in workbook.namelist() if name.startswith(("xl/sharedStrings", "xl/worksheets/"))]
        return b"".join(_start(workbook, name) for name in names[:20])


def _start(workbook: zipfile.ZipFile, name: str) -> bytes:
    with workbook.open(name) as member:
        return member.read(_IN_WORKBOOK)
