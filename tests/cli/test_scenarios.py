"""`kring scenarios` in words, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.workspace import Workspace
from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("language", "mix", "decides"),
    [("en", "nano and micro", "objective"), ("nl", "nano en micro", "doel")],
)
def test_the_answer_names_what_decided(
    kring: Command, workspace: Workspace, tmp_path: Path, language: str, mix: str, decides: str
) -> None:
    (tmp_path / "brief.yaml").write_text("name: Shop\nbudget: 900\n")
    answer = kring(
        workspace.folder.path, "scenarios", str(tmp_path / "brief.yaml"), "--goal", "reach", "--goal", "revenue",
        language=language,
    )  # fmt: skip
    flat = " ".join(answer.out.split())
    assert answer.code == 0, answer.err
    assert mix in flat
    assert decides in flat
    assert "Beichert" in flat


def test_a_goal_that_does_not_exist_is_refused(kring: Command, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("name: Shop\nbudget: 900\n")
    answer = kring(workspace.folder.path, "scenarios", str(tmp_path / "brief.yaml"), "--goal", "fame")
    assert answer.code == 2
    assert "A plan can be made for" in answer.err


@pytest.mark.parametrize("command", ["plan", "scenarios"])
def test_plan_and_scenarios_refuse_alike(kring: Command, workspace: Workspace, tmp_path: Path, command: str) -> None:
    (tmp_path / "brief.yaml").write_text("name: Shop\nbudget: 900\n")
    here, absent = workspace.folder.path, str(tmp_path / "absent.yaml")
    broken = kring(here, command, str(tmp_path / "brief.yaml"), "--goal", "{reach: [")
    assert (broken.code, "is not readable as a goal" in broken.err) == (2, True)
    for language, said in (("en", f"there is no file {absent}"), ("nl", f"er is geen bestand {absent}")):
        missing = kring(here, command, absent, language=language)
        assert (missing.code, said in missing.err) == (2, True)
