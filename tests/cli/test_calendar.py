"""`kring calendar` shows who posts when, in both languages, and refuses what it can't read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.workspace import Workspace
from tests.cli.conftest import Command

TWO = """\
first_week: 2026-11-02
weeks: 6
briefs:
  - brief: {name: Coats, budget: 400, creators: 4}
    brand: One
    category: fashion
    exclusive: {before: 9, after: 9}
  - brief: {name: Shoes, budget: 400, creators: 4}
    brand: Two
    category: fashion
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "calendar.yaml").write_text(TWO)
    return tmp_path / "calendar.yaml"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Conflicts in what was asked", "an exclusivity forbids it", "Not placed", "Placed:", "Synthetic")),
        ("nl", ("Conflicten in wat gevraagd was", "een exclusiviteit", "Niet geplaatst", "Geplaatst:", "Synthetische")),
    ],
)
def test_a_calendar_shows_conflicts_and_what_has_no_place(
    kring: Command, workspace: Workspace, file: Path, language: str, words: tuple[str, ...]
) -> None:
    answer = kring(workspace.folder.path, "calendar", str(file), "--seconds", "2", "--explain", language=language)
    assert answer.code == 0, answer.err
    flat = " ".join(answer.out.split())
    assert [one for one in words if one not in flat] == []
    assert "02-11" in flat


def test_as_json_it_holds_placements_conflicts_and_the_bound(kring: Command, workspace: Workspace, file: Path) -> None:
    said = json.loads(kring(workspace.folder.path, "calendar", str(file), "--seconds", "2", "--json").out)
    assert said["bound"] >= said["value"] > 0
    assert said["conflicts"][0]["parties"][0] == {"side": "brief", "name": "Coats"}
    assert {one["brief"] for one in said["served"]} == {"Coats", "Shoes"}
    assert said["synthetic"] is True


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (TWO.replace("weeks: 6", "weeks: six"), "line 2"),
        (TWO + "creators: {nobody.at.all: {per_week: 1}}\n", "line 11"),
        (TWO + "running:\n  - {creator: nobody, brand: b, week: 2026-11-02}\n", "line 12"),
        (TWO.replace("brief: {name: Coats, budget: 400, creators: 4}", "file: gone.yaml"), "gone.yaml"),
        (TWO.replace("name: Shoes", "name: Coats"), "Coats"),
        (TWO.replace("name: Coats, budget: 400", "name: Coats, budget: 1"), "Coats"),
    ],
)
def test_what_cannot_be_read_is_refused(
    kring: Command, workspace: Workspace, file: Path, wrong: str, place: str
) -> None:
    file.write_text(wrong)
    answer = kring(workspace.folder.path, "calendar", str(file))
    assert answer.code == 2, answer.out + answer.err
    assert place in answer.err
    assert "What to do:" in answer.err


def test_a_file_that_is_not_there(kring: Command, workspace: Workspace, tmp_path: Path) -> None:
    answer = kring(workspace.folder.path, "calendar", str(tmp_path / "gone.yaml"))
    assert answer.code == 2
    assert "gone.yaml" in answer.err
