"""`ws.match`, `ws.briefs_for` and replay on the synthetic world, with an organisation's own criteria and terms."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import kring
from kring.errors import KringError
from kring.workspace import Workspace
from kring.workspace.settings import Settings

BRIEF = {"name": "voorjaar", "target": {"provinces": ["Utrecht"]}, "unknown": "keep", "budget": 5_000}
OWN = """
criteria:
  quick:
    label: {nl: snel, en: quick}
    quantity: hours_to_answer
    levels:
      - {bits: 6, label: {nl: binnen een dag, en: within a day}}
      - {at_least: 24, bits: -6, label: {nl: later, en: later}}
creators:
  %s: {exclusions: [casino], at_once: 1, running: 1}
"""


@pytest.fixture
def own(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the workspace, in which one may write."""
    shutil.copytree(workspace.folder.path, tmp_path / "ws")
    return kring.open(tmp_path / "ws")


def test_a_match_is_kept_and_made_again_to_the_byte(own: Workspace) -> None:
    ranking = own.match(BRIEF)
    record, answer = own.replay_ranking(ranking.id)
    assert answer == record.answer
    assert json.loads(answer)["passing"] == len(ranking) > 10
    assert own.match(BRIEF).id == ranking.id
    log = (own.folder.rankings(own.organisation) / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["ranking"] for line in log] == [ranking.id]
    with pytest.raises(KringError, match="no ranking"):
        own.replay_ranking("../" + ranking.id)


def test_a_creator_sees_the_bars_of_the_company(own: Workspace) -> None:
    ranking, other = own.match(BRIEF), {**BRIEF, "name": "klein", "tiers": ["mega"]}
    account = ranking.accounts[3]
    seen = own.briefs_for(account, [BRIEF, other])
    assert [fit.brief.name for fit in seen.fitting] == ["voorjaar"]
    assert [fit.brief.name for fit in seen.refused] == ["klein"]
    assert seen.fitting[0].explanation == ranking.explain(account)
    with pytest.raises(KringError):
        own.briefs_for("instagram:nobody", [BRIEF])


def test_own_criteria_and_what_creators_ask_count_without_profiles_being_made_anew(own: Workspace) -> None:
    before = own.match(BRIEF)
    kept = sorted(path.name for path in own.folder.derived(own.organisation).iterdir())
    file = own.folder.settings_file(own.organisation)
    file.parent.mkdir(exist_ok=True)
    file.write_text(OWN % before.accounts[0], encoding="utf-8")
    after = own.match(BRIEF)
    assert sorted(path.name for path in own.folder.derived(own.organisation).iterdir()) == kept
    assert [reason.en for reason in after.verdict(before.accounts[0]).reasons] == ["the creator has no room left"]
    assert before.accounts[0] not in after.accounts
    assert after.explain(after.accounts[0]).bar("quick") is not None
    assert own.replay_ranking(before.id)[0].answer == own.replay_ranking(before.id)[1]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (OWN.replace("hours_to_answer", "horoscope"), 3, "quantity"),
        (OWN.replace("at_once: 1", "at_once: x"), 10, "number"),
        (OWN.replace("exclusions", "dislikes"), 10, "dislikes"), (OWN.replace("at_least: 24, ", ""), 6, "rise"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_settings_is_named_with_file_and_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text % "instagram:a", encoding="utf-8")
    with pytest.raises(KringError) as fault:
        Settings.read(file)
    assert "own.yaml" in fault.value.message
    assert f"line {line}" in fault.value.message
    assert said in str(fault.value)
