"""What a new user gets wrong: each gets a message that says what to do, code 2, and nothing half stored."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kring.workspace import open_workspace
from tests.cli.conftest import Answer, Command

GOOD = "Account,Platform,Followers\nanna,instagram,1200\nbram,instagram,3400\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    open_workspace(tmp_path / "ws", create=True)
    return tmp_path / "ws"


def left_out(answer: Answer, *words: str) -> list[str]:
    """Which of these words, and of saying what to do, a command that leaves with code 2 did not say."""
    if answer.code != 2:
        return [f"code 2, and not {answer.code}: {answer.out}{answer.err}"]
    return [word for word in (*words, "What to do:") if word.lower() not in answer.err.lower()]


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_pdf_with_the_name_of_a_sheet(kring: Command, workspace: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "creators.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    assert left_out(kring(workspace, "import", file, "--yes"), "creators.csv", "PDF") == []


def test_an_empty_file(kring: Command, workspace: Path, tmp_path: Path) -> None:
    assert left_out(kring(workspace, "import", written(tmp_path, "leeg.csv", ""), "--yes"), "leeg.csv", "empty") == []


def test_a_file_that_is_not_there(kring: Command, workspace: Path, tmp_path: Path) -> None:
    assert left_out(kring(workspace, "import", str(tmp_path / "weg.csv"), "--yes"), "weg.csv", "no such file") == []


def test_a_zip_bomb(kring: Command, workspace: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("creators.csv", b"0" * (64 << 20))
    assert left_out(kring(workspace, "import", str(bomb), "--yes"), "bomb.zip", "unpack") == []


def test_no_column_that_says_whose_figures_these_are(kring: Command, workspace: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "cijfers.csv", "Followers,Likes\n1200,30\n3400,80\n")
    assert left_out(kring(workspace, "import", file, "--yes"), "cijfers.csv") == []
    assert open_workspace(workspace).position == 0


def test_a_brief_with_an_unknown_niche(kring: Command, workspace: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "brief.yaml", "name: Winkel\nbudget: 750\nniches: [wielrenen]\n")
    assert left_out(kring(workspace, "plan", file), "wielrenen", "wielrennen") == []


def test_a_brief_without_a_budget_or_a_number(kring: Command, workspace: Path, tmp_path: Path) -> None:
    assert left_out(kring(workspace, "plan", written(tmp_path, "brief.yaml", "name: Winkel\n")), "budget") == []


def test_a_brief_that_is_no_yaml(kring: Command, workspace: Path, tmp_path: Path) -> None:
    assert left_out(kring(workspace, "plan", written(tmp_path, "brief.yaml", "name: [unclosed\n")), "brief.yaml") == []


def test_a_brief_with_a_field_that_does_not_exist(kring: Command, workspace: Path, tmp_path: Path) -> None:
    assert (
        left_out(
            kring(workspace, "plan", written(tmp_path, "brief.yaml", "name: W\nbudgget: 750\n")), "budgget", "budget"
        )
        == []
    )


def test_an_account_that_is_not_there(kring: Command, workspace: Path, tmp_path: Path) -> None:
    kring(workspace, "import", written(tmp_path, "c.csv", GOOD), "--yes")
    assert left_out(kring(workspace, "profile", "instagram:ana"), "instagram:ana", "instagram:anna") == []


def test_a_folder_that_is_no_workspace(kring: Command, tmp_path: Path) -> None:
    assert left_out(kring(tmp_path, "profile"), "no workspace", "kring init") == []


def test_a_target_group_nobody_is_in(kring: Command, workspace: Path, tmp_path: Path) -> None:
    kring(workspace, "import", written(tmp_path, "c.csv", GOOD), "--yes")
    people = "Account,Platform,Person,Relation\nanna,instagram,p1,follower\nanna,instagram,p2,follower\n"
    kring(workspace, "import", written(tmp_path, "followers.csv", people), "--yes")
    where = "person,municipality\np1,Utrecht\np2,Utrecht\n"
    assert (
        left_out(kring(workspace, "import", written(tmp_path, "people.csv", where), "--yes"), "people.csv", "platform")
        == []
    )
    kring(workspace, "import", written(tmp_path, "people.csv", where), "--yes", "--set", "platform=instagram")
    brief = written(tmp_path, "brief.yaml", "name: W\nbudget: 750\ntarget:\n  municipalities: [Texel]\n")
    assert left_out(kring(workspace, "plan", brief), "Texel") == []


def test_bad_rows_are_put_aside_with_their_place(kring: Command, workspace: Path, tmp_path: Path) -> None:
    rows = GOOD + "carla,instagram,-50\ndirk,instagram,veel\nanna,instagram,1200\n"
    answer = kring(workspace, "import", written(tmp_path, "c.csv", rows), "--yes", "--json")
    assert answer.code == 0, answer.err
    (line,) = open_workspace(workspace).warehouse.history()
    assert (line.rows_in, line.loaded, line.quarantined) == (5, {"accounts": 2}, 3)
    put_aside = open_workspace(workspace).warehouse.quarantine.rows(line.batch_id)
    assert [row.row for row in put_aside] == [3, 4, 5]
    assert [row.column for row in put_aside[:2]] == ["Followers", "Followers"]
    assert "negative" in put_aside[0].reason


def test_bytes_in_another_encoding_are_read_as_what_they_are(kring: Command, workspace: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "c.csv", "Account;Platform;Name\nanna;instagram;Zoë\n".encode("latin-1"))
    assert kring(workspace, "import", file, "--yes").code == 0
    assert open_workspace(workspace).profiles().accounts["name"].to_pylist() == ["Zoë"]


def test_settings_that_can_not_be_read(kring: Command, workspace: Path) -> None:
    (workspace / "settings").mkdir()
    written(workspace / "settings", "own.yaml", "niches:\n  duiven: kort\n")
    for command in ("settings", "profile"):
        assert left_out(kring(workspace, command), "own.yaml", "line 2", "sentence") == []
    assert "regel 2" in kring(workspace, "settings", language="nl").err
    written(workspace / "settings", "own.yaml", "niches:\n  duiven: Postduiven houden en duivenvluchten vliegen.\n")
    shown = kring(workspace, "settings", language="nl")
    assert shown.code == 0
    assert "Postduiven" in shown.out
