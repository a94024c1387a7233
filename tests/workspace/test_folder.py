"""A folder is a workspace or it isn't, and nothing of anybody else's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

import kring
from kring.errors import WorkspaceProblem


def test_making_a_workspace_twice_changes_nothing(tmp_path: Path) -> None:
    first = kring.open(tmp_path / "ws", create=True)
    mark = (tmp_path / "ws" / "kring.yaml").read_bytes()
    again = kring.open(tmp_path / "ws", create=True)
    assert (tmp_path / "ws" / "kring.yaml").read_bytes() == mark
    assert first.position == again.position == 0


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WorkspaceProblem, match="already holds other things"):
        kring.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_opening_what_is_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceProblem) as problem:
        kring.open(tmp_path)
    assert "kring init" in problem.value.advice


def test_a_workspace_of_a_later_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kring.yaml").write_text("format: 99\n")
    with pytest.raises(WorkspaceProblem, match="another format"):
        kring.open(tmp_path)
