"""`kring match` and `kring replay-ranking`: ranked, explained, made again, and clear about bad input."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kring.workspace import Workspace
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def here(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workspace, in which one may write."""
    return Path(shutil.copytree(workspace.folder.path, tmp_path_factory.mktemp("match") / "ws"))


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    file = tmp_path / "brief.yaml"
    file.write_text("name: voorjaar\nunknown: keep\ntarget: {genders: [vrouwen]}\nbudget: 4000\n", encoding="utf-8")
    return file


def test_a_brief_is_ranked_explained_compared_and_made_again(kring: Command, here: Path, brief: Path) -> None:
    told = json.loads(kring(here, "match", str(brief), "--most", "5", "--json").out)
    first, second = (row["account"] for row in told["rows"][:2])
    assert len(told["rows"]) == 5
    shown = kring(here, "match", str(brief), "--most", "2", language="nl")
    assert shown.code == 0
    assert first in shown.out
    assert told["ranking"] in shown.out
    assert "volgers" in kring(here, "match", str(brief), "--explain", first, language="nl").out
    why = json.loads(kring(here, "match", str(brief), "--explain", first, "--above", second, "--json").out)
    assert sum(part["bits"] for part in why["parts"]) == pytest.approx(why["bits"])
    again = kring(here, "replay-ranking", told["ranking"])
    assert again.code == 0
    assert "the same" in again.out


def test_where_nobody_fits_it_says_which_condition_keeps_everybody_out(kring: Command, here: Path, brief: Path) -> None:
    brief.write_text("name: x\nbudget: 100\nplatforms: [podcast]\n", encoding="utf-8")
    told = kring(here, "match", str(brief), language="nl")
    everybody = re.search(r"\b0 van (\d+) accounts", told.out)
    assert everybody
    assert f"Afgevallen, soms op meer dan één voorwaarde: het platform {everybody[1]};" in told.out


def test_bad_input_leaves_with_two(kring: Command, here: Path, brief: Path) -> None:
    assert kring(here, "match", "nowhere.yaml").code == 2
    assert kring(here, "match", str(brief), "--above", "instagram:a").code == 2
    assert kring(here, "match", str(brief), "--explain", "instagram:nobody").code == 2
    assert kring(here, "replay-ranking", "0123456789abcdef").code == 2
    brief.write_text("name: x\nvalues: [luck]\n", encoding="utf-8")
    refused = kring(here, "match", str(brief))
    assert refused.code == 2
    assert "line 2" in refused.err


def test_a_kept_answer_that_was_changed_is_told(kring: Command, here: Path, brief: Path) -> None:
    name = json.loads(kring(here, "match", str(brief), "--json").out)["ranking"]
    answer = here / "rankings" / "own" / name / "answer.json"
    was = answer.read_bytes()
    answer.write_bytes(was.replace(b'"place": 1\n', b'"place": 9\n'))
    told = kring(here, "replay-ranking", name)
    answer.write_bytes(was)
    assert told.code == 2
    assert "another one" in told.err
