"""Opening .gz files and zips within limits, each member to a private temporary file.

Names within a zip are only shown, never used as paths, so a name such as ../../x can do no harm.
"""

from __future__ import annotations

import gzip
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kring.errors import BadInput
from kring.sources.core.said import count_in_dutch
from kring.sources.files.limits import MEBIBYTE, Limits
from kring.sources.files.unopened import broken, protected

_STEP = 1 * MEBIBYTE
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)


class UnpackedFiles:
    """A private folder of unpacked copies, deleted when nothing refers to it any more, and the bytes spent on it."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kring-unpacked-", ignore_cleanup_errors=True)
        self._limits = limits
        self._packed = packed
        self._unpacked = 0
        self._files = 0

    def place(self) -> Path:
        """Where one more file may be written."""
        self._files += 1
        return Path(self._folder.name) / str(self._files)

    def take(self, stream: IO[bytes], name: str, packed: int) -> Path:
        """Copies a decompressing stream to a file of ours; raises BadInput at the limit or where it is broken."""
        path = self.place()
        taken = 0
        try:
            with path.open("wb") as copy:
                while step := stream.read(_STEP):
                    taken += len(step)
                    self._unpacked += len(step)
                    self._limits.allow_unpacked(name, packed, taken)
                    self._limits.allow_unpacked(name, self._packed, self._unpacked)
                    copy.write(step)
        except _BROKEN as problem:
            raise broken(name) from problem
        return path


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a zip, unpacked at `path`."""

    name: str
    path: Path


def unpack_gzip(path: Path, name: str, into: UnpackedFiles) -> Path:
    """The unpacked copy of a .gz file. Raises BadInput when it is cut off, damaged or beyond the limits."""
    with gzip.open(path) as stream:
        return into.take(stream, name, path.stat().st_size)  # type: ignore[arg-type]


def unpack_zip(
    path: Path, name: str, into: UnpackedFiles, limits: Limits, wanted: Callable[[str], bool] = bool
) -> Iterator[Member]:
    """The files in a zip, one after another; `wanted`: only those with such a name.

    Raises BadInput when it is encrypted, damaged or beyond the limits.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as problem:
        raise broken(name) from problem
    with archive:
        entries = [entry for entry in archive.infolist() if _holds_a_file(entry) and wanted(entry.filename)]
        if len(entries) > limits.members:
            raise BadInput(
                f"the zip holds {len(entries):,} files; {limits.members:,} is the most that is read.",
                "Unpack it and import the files you need.",
                file=name,
                nl=f"in de zip zitten {count_in_dutch(len(entries))} bestanden; er worden er hoogstens "
                f"{count_in_dutch(limits.members)} gelezen.",
                nl_advice="Pak de zip uit en importeer de bestanden die je nodig hebt.",
            )
        for entry in entries:
            shown = f"{name}!{entry.filename}"
            if entry.flag_bits & _ENCRYPTED:
                raise BadInput(
                    "it is protected with a password.",
                    "Unpack it with the password and import the files.",
                    file=shown,
                    nl="er zit een wachtwoord op.",
                    nl_advice="Pak het met het wachtwoord uit en importeer de bestanden.",
                )
            try:
                stream = archive.open(entry)
            except _BROKEN as problem:
                raise broken(shown) from problem
            with stream:
                yield Member(entry.filename, into.take(stream, shown, entry.compress_size))


def check_zip(path: Path, name: str, limits: Limits) -> None:
    """Reads a zip once without keeping anything, to know that it is whole and no bomb. Raises BadInput."""
    packed, unpacked = path.stat().st_size, 0
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    while step := stream.read(_STEP):
                        unpacked += len(step)
                        limits.allow_unpacked(name, packed, unpacked)
    except _BROKEN as problem:
        raise broken(name) from problem
    except RuntimeError as problem:
        raise protected(name) from problem


def _holds_a_file(entry: zipfile.ZipInfo) -> bool:
    own_name = entry.filename.rsplit("/", 1)[-1]
    return bool(own_name) and not own_name.startswith(".") and not entry.filename.startswith("__MACOSX/")
