"""Every command answers people in words and programs in JSON, in Dutch and in English."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kring.workspace import Workspace, open_workspace
from tests.cli.conftest import Command

BRIEF = "name: Shop\nbudget: 600\ntarget:\n  provinces: [Utrecht, Gelderland]\n"
SHEET = "Account,Platform,Followers\nanna,instagram,1200\nbram,instagram,-5\n"


@pytest.fixture
def brief(tmp_path: Path) -> str:
    (tmp_path / "brief.yaml").write_text(BRIEF)
    return str(tmp_path / "brief.yaml")


def test_every_reading_command_has_json_with_intervals(kring: Command, workspace: Workspace, brief: str) -> None:
    place = workspace.folder.path
    account = workspace.audience().accounts[0]
    commands = {
        ("profile",): lambda said: said[0]["figures"],
        ("profile", account): lambda said: said[0]["figures"],
        ("tiers",): lambda said: said["tiers"],
        ("reach", "--largest", "5"): lambda said: said["unique"]["low"] <= said["unique"]["high"],
        ("plan", brief): lambda said: said["bound"] >= said["value"]["value"] - 1e-6,
        ("scenarios", brief, "--goal", "reach"): lambda said: said["winners"] and said["scenarios"][0]["outcomes"],
        ("compare", account, "--tier", "nano", "--draws", "20"): lambda said: said["comparisons"][0]["many_reach"],
        ("doctor",): lambda said: {each["status"] for each in said} == {"PASS"},
        ("quarantine", "list"): lambda said: said == [],
    }
    for words, holds in commands.items():
        answer = kring(place, *words, "--json")
        assert answer.code == 0, (words, answer.err)
        assert holds(json.loads(answer.out)), words


@pytest.mark.parametrize(
    ("language", "people", "made_up"),
    [("en", "different people", "Synthetic"), ("nl", "verschillende mensen", "Synthetische")],
)
def test_a_plan_can_be_read_aloud(
    kring: Command, workspace: Workspace, brief: str, language: str, people: str, made_up: str
) -> None:
    answer = kring(workspace.folder.path, "plan", brief, "--explain", language=language)
    assert answer.code == 0, answer.err
    flat = " ".join(answer.out.split())
    assert people in flat
    assert made_up in flat


def test_another_budget_on_the_command_line_counts(kring: Command, workspace: Workspace, brief: str) -> None:
    small, large = (
        json.loads(kring(workspace.folder.path, "plan", brief, "--budget", budget, "--json").out)["value"]["value"]
        for budget in ("100", "2000")
    )
    assert small < large


@pytest.mark.parametrize(
    ("near", "meant"),
    [
        ("Amersfoort:8km", ["8 km around Amersfoort"]),
        ("3811AB:2,5km,Utrecht:5km", ["2.5 km around 3811", "5 km around Utrecht"]),
        ("52.156,5.388:8km", ["8 km around 52.156 5.388"]),
    ],
)
def test_a_target_group_can_be_within_a_distance(
    kring: Command, workspace: Workspace, near: str, meant: list[str]
) -> None:
    account = workspace.audience().accounts[0]
    answer = kring(workspace.folder.path, "reach", account, "--where", f"near={near}", "--json")
    assert json.loads(answer.out)["segment"] == {"near": meant}


def test_lists_and_tables_are_shown_in_words(kring: Command, workspace: Workspace) -> None:
    account = workspace.audience().accounts[0]
    for words, expected in (
        (("profile", "--tier", "nano"), "nano"),
        (("profile", account), account),
        (("tiers",), "nano"),
        (("reach", account), account),
        (("reach", account, "--where", "ages=25-44"), "25"),
        (("doctor",), "PASS"),
        (("quarantine", "list"), "Nothing"),
    ):
        answer = kring(workspace.folder.path, *words)
        assert answer.code == 0, answer.err
        assert expected in answer.out


def test_making_a_workspace_and_loading_a_sheet(kring: Command, tmp_path: Path) -> None:
    place = tmp_path / "ws"
    assert json.loads(kring(None, "init", str(place), "--json").out)["position"] == 0
    (tmp_path / "creators.csv").write_text(SHEET)
    answer = kring(place, "import", str(tmp_path / "creators.csv"), "--yes")
    assert answer.code == 0, answer.err
    assert "2 rows in" in answer.out
    assert "1 put aside" in answer.out
    again = kring(place, "import", str(tmp_path / "creators.csv"), "--yes")
    assert "loaded before" in again.out


def test_rows_put_aside_can_be_repaired_and_loaded(kring: Command, tmp_path: Path) -> None:
    place, repaired = tmp_path / "ws", tmp_path / "repaired.csv"
    open_workspace(place, create=True)
    (tmp_path / "creators.csv").write_text(SHEET)
    kring(place, "import", str(tmp_path / "creators.csv"), "--yes")
    (listed,) = json.loads(kring(place, "quarantine", "list", "--json").out)
    assert "negative" in listed["reason"]
    assert kring(place, "quarantine", "export", listed["batch"][:8], str(repaired)).code == 0
    rows = list(csv.DictReader(repaired.open(encoding="utf-8-sig")))
    rows[0]["Followers"] = "500"
    with repaired.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    answer = kring(place, "import", str(repaired), "--yes")
    assert answer.code == 0, answer.err
    assert kring(place, "quarantine", "drop", listed["batch"]).code == 0
    assert open_workspace(place).profile("instagram:bram").tier == "nano"
    assert json.loads(kring(place, "quarantine", "list", "--json").out) == []


def test_the_mapping_is_shown_and_asked_about(kring: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "ws"
    open_workspace(place, create=True)
    (tmp_path / "creators.csv").write_text(SHEET)
    said = iter(["n", str(tmp_path / "mapping.yaml")])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: next(said) == "y")
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(said))
    answer = kring(place, "import", str(tmp_path / "creators.csv"))
    assert answer.code == 0, answer.err
    assert "accounts.followers" in answer.out
    assert "left out" in answer.out
    assert yaml.safe_load((tmp_path / "mapping.yaml").read_text())["tables"]
    assert open_workspace(place).position == 0
    answer = kring(place, "import", str(tmp_path / "creators.csv"), "--mapping", str(tmp_path / "mapping.yaml"))
    assert answer.code == 0, answer.err
    assert open_workspace(place).position == 1


def test_nobody_to_ask_is_said(kring: Command, tmp_path: Path) -> None:
    open_workspace(tmp_path / "ws", create=True)
    (tmp_path / "creators.csv").write_text(SHEET)
    answer = kring(tmp_path / "ws", "import", str(tmp_path / "creators.csv"))
    assert answer.code == 2
    assert "--yes" in answer.err


def test_problems_are_said_in_the_language_of_the_terminal(
    kring: Command, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "brief.yaml").write_text("name: Winkel\n")
    answer = kring(workspace.folder.path, "plan", str(tmp_path / "brief.yaml"), language="nl")
    assert answer.code == 2
    assert answer.err.startswith("Probleem: ")
    assert "Wat te doen: " in answer.err
    assert "no budget" not in answer.err


def test_problems_come_as_json_too(kring: Command, workspace: Workspace) -> None:
    answer = kring(workspace.folder.path, "reach", "instagram:nobody.there", "--json")
    assert answer.code == 2
    assert json.loads(answer.out)["error"] == "UnknownName"


@pytest.mark.parametrize("words", [["plann"], ["plan"], ["reach", "--where", "ages"], ["reach"], ["init", "--no"]])
def test_words_that_mean_nothing_leave_with_code_2(kring: Command, workspace: Workspace, words: list[str]) -> None:
    assert kring(workspace.folder.path, *words).code == 2


def test_the_command_itself_starts_in_a_process_of_its_own() -> None:
    command = Path(sys.executable).with_name("kring")
    run = subprocess.run([str(command), "--help"], capture_output=True, text=True, check=True)
    for name in (
        "init",
        "import",
        "profile",
        "tiers",
        "reach",
        "plan",
        "compare",
        "quarantine",
        "serve",
        "demo",
        "doctor",
    ):
        assert name in run.stdout


def test_the_command_line_starts_without_the_heavy_parts() -> None:
    heavy = ("pyiceberg", "django", "numba", "altair", "duckdb", "scipy.stats", "pandas")
    code = f"import sys, kring.cli.commands; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
