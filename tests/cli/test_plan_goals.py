"""`kring plan` with other goals, bundles and limits, in both languages and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Command

if TYPE_CHECKING:
    from kring.workspace import Workspace

BRIEF = """\
name: Shop
budget: 600
limits:
  tiers: {nano: {least: 40%}}
  contact: {least: 5%}
unknown: keep
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            [
                "Waar het plan zich aan houdt",
                "Mochten meedoen, maar niet gekozen",
                "Wat andere budgetten brengen",
                "40 %",
            ],
        ),
        ("en", ["What the plan keeps to", "Passed, but not chosen", "What other budgets bring", "40%"]),
    ],
)
def test_explain_shows_limits_curve_and_who_was_passed_over(
    kring: Command, workspace: Workspace, tmp_path: Path, language: str, words: list[str]
) -> None:
    (tmp_path / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    brief = str(tmp_path / "brief.yaml")
    answer = kring(workspace.folder.path, "plan", brief, "--goal", "engagements", "--explain", language=language)
    assert answer.code == 0
    said = " ".join(answer.out.split())
    assert [word for word in words if word not in said] == []


def test_goal_and_deliverables_of_the_command_line_win(kring: Command, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("name: Shop\nbudget: 600\n", encoding="utf-8")
    words = ["--goal", "{awareness: {most: 2}}", "--deliverables", "post + 3 story,video", "--json"]
    said = json.loads(kring(workspace.folder.path, "plan", str(tmp_path / "brief.yaml"), *words).out)
    assert said["objective"]["unit"] == "contacts"
    assert said["brief"]["goal"] == {"awareness": {"most": 2}}
    assert {json.dumps(one["deliverables"]) for one in said["chosen"]} <= {'{"post": 1, "story": 3}', '"video"'}


@pytest.mark.parametrize("words", [["--goal", "omzet"], ["--deliverables", "flyer"], ["--goal", "{reach: {"]])
def test_a_goal_that_is_none_is_refused_with_what_to_write(
    kring: Command, workspace: Workspace, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "brief.yaml").write_text("name: Shop\nbudget: 600\n", encoding="utf-8")
    answer = kring(workspace.folder.path, "plan", str(tmp_path / "brief.yaml"), *words)
    assert answer.code == 2
    assert "Traceback" not in answer.err + answer.out
