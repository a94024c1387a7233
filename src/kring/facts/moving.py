"""A warehouse that can be moved: Iceberg writes whole paths, so the folder it was made in is led to where it is now.

The folder it was made in is noted once, in `made_in`. As long as it stands there, nothing is translated and any engine
can read the tables as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from pyiceberg.io.pyarrow import PyArrowFileIO

MADE_IN = "kring.made-in"
IS_IN = "kring.is-in"
_NOTE = "made_in"


class MovedFileIO(PyArrowFileIO):  # type: ignore[misc]
    """Reads and writes the paths of the folder a warehouse was made in where the warehouse is now."""

    @staticmethod
    def parse_location(location: str, properties: dict[str, Any] | None = None) -> tuple[str, str, str]:
        """The scheme, host and path of a location; the path of the old folder becomes that of the new one."""
        known = properties or {}
        moved = moved_path(location, known.get(MADE_IN, ""), known.get(IS_IN, ""))
        scheme, host, path = PyArrowFileIO.parse_location(moved, known)
        return scheme, host, path


def folder_made_in(folder: Path) -> Path:
    """The folder a warehouse was made in, noted when it is new."""
    note = folder / _NOTE
    if not note.exists():
        note.write_text(str(folder), encoding="utf-8")
    return Path(note.read_text(encoding="utf-8"))


def moved_path(location: str, made_in: str, is_in: str) -> str:
    """The plain path of a location, led from the folder the warehouse was made in to where it is."""
    path = unquote(urlparse(location).path) if location.startswith("file:") else location
    if made_in and path.startswith(made_in + "/"):
        return is_in + path[len(made_in) :]
    return path
