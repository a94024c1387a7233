"""`kring import` says in words what an export holds, what it lacks, and what is still to be said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.workspace import open_workspace
from tests.cli.conftest import Command
from tests.sources.exports.instagram_zips import Download, unheard_of

NAME = "instagram-voorbeeld_anna-2026-11-29-x1.zip"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    open_workspace(tmp_path / "ws", create=True)
    return tmp_path / "ws"


def test_it_says_what_was_recognised_and_what_is_absent(kring: Command, workspace: Path, tmp_path: Path) -> None:
    zipped = Download(leave=("posts.json",)).written(tmp_path / NAME)
    answer = kring(workspace, "import", str(zipped), "--yes")
    assert answer.code == 0
    assert f"{NAME}: Instagram download of instagram:voorbeeld_anna, as of 2026-11-29." in answer.out
    assert "not in it: insights of posts: likes, comments and reach stay unknown" in answer.out
    assert "1,790 audience_people" in answer.out


def test_it_speaks_dutch(kring: Command, workspace: Path, tmp_path: Path) -> None:
    answer = kring(workspace, "import", str(unheard_of().written(tmp_path / NAME)), "--yes", language="nl")
    assert "wie volgt, naar plaats, land, leeftijd en geslacht" in answer.out
    assert "let hierop: de woorden voor mannen en vrouwen" in answer.out


def test_the_account_is_asked_for_and_given(kring: Command, workspace: Path, tmp_path: Path) -> None:
    zipped = str(Download(leave=("information.json",)).written(tmp_path / "download.zip"))
    refused = kring(workspace, "import", zipped, "--yes", language="nl")
    assert refused.code == 2
    assert "Zeg het met --account" in refused.err
    assert open_workspace(workspace).position == 0
    answer = kring(workspace, "import", zipped, "--account", "voorbeeld_anna", "--json")
    told = json.loads(answer.out)
    assert told["exports"][0]["account"] == "instagram:voorbeeld_anna"
    assert told["loaded"]["audience_people"] == 1_790


def test_a_person_at_the_terminal_is_asked_whose_it_is(
    kring: Command, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped = str(Download(leave=("information.json",)).written(tmp_path / "download.zip"))
    asked: list[str] = []

    def prompt(question: str) -> str:
        asked.append(question)
        return "@voorbeeld_anna"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr("typer.confirm", lambda question, default: True)
    answer = kring(workspace, "import", zipped, language="nl")
    assert answer.code == 0
    assert asked == ["Van welk account is dit?"]
    assert answer.out.count("wie volgt, naar plaats") == 1
    assert open_workspace(workspace).position == 1
