"""Zips and files of exports, made from the verbatim headings of real ones with made-up figures."""

from __future__ import annotations

import zipfile
from pathlib import Path

MADE = (2026, 11, 29, 10, 0, 0)


def zipped(path: Path, members: dict[str, str | bytes], at: tuple[int, ...] = MADE) -> Path:
    """A zip whose members were written at one moment."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, at), content)  # type: ignore[arg-type]
    return path


def utf16(text: str) -> bytes:
    """As Meta writes its daily and audience files."""
    return b"\xff\xfe" + ("sep=,\n" + text).encode("utf-16-le")


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
