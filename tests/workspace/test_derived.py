"""Conclusions are made once for a position, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.workspace.derived import Derived


def write(text: str):
    return lambda folder: (folder / "answer").write_text(text) and None


def read(folder: Path) -> str:
    return (folder / "answer").read_text()


def test_a_conclusion_is_made_once_a_position(tmp_path: Path) -> None:
    derived = Derived(tmp_path)
    assert derived.made("profiles", 1, write("first"), read) == "first"
    assert derived.made("profiles", 1, write("again"), read) == "first"
    assert derived.made("profiles", 2, write("second"), read) == "second"
    assert len(list(tmp_path.iterdir())) == 1, "the older position is removed"


def test_a_run_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        (folder / "answer").write_text("half")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        Derived(tmp_path).made("profiles", 1, broken, read)
    assert list(tmp_path.iterdir()) == []
    assert Derived(tmp_path).made("profiles", 1, write("whole"), read) == "whole"


def test_forgotten_conclusions_are_made_again(tmp_path: Path) -> None:
    derived = Derived(tmp_path)
    derived.made("profiles", 1, write("first"), read)
    derived.forget()
    assert derived.made("profiles", 1, write("again"), read) == "again"
