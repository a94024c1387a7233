"""Conclusions kept beside the observations they were made from, and made again when those change."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kring import __version__

T = TypeVar("T")
FORM = 4
"""Raised when tables of conclusions change their columns, so that those of an older form are made again."""


class Derived:
    """One organisation's conclusions, each made once for a ledger position and a version of Kring."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(
        self, name: str, position: int, make: Callable[[Path], None], read: Callable[[Path], T], under: str = ""
    ) -> T:
        """Reads the conclusion `name` at `position`, `under` settings of that digest; when it isn't there, makes it.

        `make` fills a folder; the folder takes its place only when it is whole, so that a stopped run leaves nothing.
        Older positions of the same conclusion are removed.
        """
        target = self._folder / f"{name}-{position}-{__version__}.{FORM}{under and f'-{under}'}"
        if not target.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=self._folder))
            try:
                make(draft)
                os.rename(draft, target)
            except OSError:
                if not target.is_dir():
                    raise
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            self._remove_older(name, target)
        return read(target)

    def earlier(self, name: str, position: int, under: str = "") -> Path | None:
        """Where the same conclusion of the newest earlier position is kept, by this version of Kring; or None."""
        end = f"-{__version__}.{FORM}{under and f'-{under}'}"
        middles = [
            folder.name.removeprefix(f"{name}-").removesuffix(end) for folder in self._folder.glob(f"{name}-*{end}")
        ]
        positions = [int(middle) for middle in middles if middle.isdecimal()]
        newest = max((found for found in positions if found < position), default=None)
        return None if newest is None else self._folder / f"{name}-{newest}{end}"

    @property
    def folder(self) -> Path:
        """Where the conclusions lie."""
        return self._folder

    def forget(self) -> None:
        """Throws all conclusions away; they are made again when they are asked for."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _remove_older(self, name: str, target: Path) -> None:
        for other in self._folder.glob(f"{name}-*"):
            if other != target:
                shutil.rmtree(other, ignore_errors=True)
