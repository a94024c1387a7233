"""Runs commands as a terminal would, in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Answer:
    """What a command said and how it left."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def kring(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`kring(folder, "plan", "brief.yaml")` runs `kring plan brief.yaml` in the workspace `folder`."""
    from kring.cli import main

    def run(workspace: Path | None, *words: str, language: str = "en") -> Answer:
        monkeypatch.setattr("sys.argv", ["kring", *words])
        monkeypatch.setenv("KRING_LANGUAGE", language)
        monkeypatch.delenv("KRING_WORKSPACE", raising=False)
        if workspace:
            monkeypatch.setenv("KRING_WORKSPACE", str(workspace))
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run
