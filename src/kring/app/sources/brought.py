"""Where files that were brought lie until they are loaded: a folder of their own in the workspace, plainly named."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

FOLDER = "brought"
MOST_FILES = 50
MOST_BYTES = 2 * 1024**3


def keep(files: Iterable[UploadedFile]) -> tuple[str, list[str]]:
    """Writes the files away. Returns the name of their folder, and their own names without any path."""
    name = uuid.uuid4().hex
    folder = _root() / name
    folder.mkdir(parents=True)
    names: list[str] = []
    for file in files:
        own = _plain(file.name or "file", names)
        with (folder / own).open("wb") as copy:
            for part in file.chunks():
                copy.write(part)
        names.append(own)
    return name, names


def paths(folder: str, names: Iterable[str]) -> list[Path]:
    """The files of a folder that are there."""
    found = [_root() / folder / name for name in names]
    return [path for path in found if path.is_file()]


def throw_away(folder: str) -> None:
    """Deletes a folder with its files."""
    if re.fullmatch(r"[0-9a-f]{32}", folder):
        shutil.rmtree(_root() / folder, ignore_errors=True)


def _root() -> Path:
    return Path(settings.WORKSPACE) / FOLDER


def _plain(name: str, taken: list[str]) -> str:
    """The last part of a name, without signs that mean anything to a file system, and different from the others."""
    own = re.sub(r"[^\w .()\-]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")[:150] or "file"
    stem, dot, end = own.rpartition(".")
    number = 2
    while own in taken:
        own = f"{stem or end} ({number}){dot}{end if stem else ''}"
        number += 1
    return own
