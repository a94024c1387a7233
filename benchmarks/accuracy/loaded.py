"""A workspace for the length of a benchmark, into which files were loaded by the ordinary import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import kring
from kring.workspace import Answers, LoadReport, Workspace


@contextmanager
def loaded(folder: Path, names: tuple[str, ...], **constants: str) -> Iterator[tuple[Workspace, LoadReport]]:
    """The workspace with the files `names` of `folder` in it, and what became of their rows.

    `constants`: one value for all rows, by field, such as platform="instagram".
    """
    with TemporaryDirectory(prefix="kring-benchmark-") as place:
        workspace = kring.open(Path(place) / "workspace", create=True)
        yield workspace, workspace.load(*(folder / name for name in names), answers=Answers(constants=constants))
