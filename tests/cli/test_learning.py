"""`kring learn-weights` and `kring accept-weights`: proposed with a report, accepted by a person, logged and kept."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kring.workspace import Workspace
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def here(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workspace, in which one may write."""
    return Path(shutil.copytree(workspace.folder.path, tmp_path_factory.mktemp("learn") / "ws"))


@pytest.fixture(scope="module")
def decisions(here: Path) -> Path:
    """Decisions on rankings of six briefs of a company that looks at how often creators post, and at little else."""
    import kring

    there, rng, file = kring.open(here), np.random.default_rng(3), here.parent / "decisions.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        sheet = csv.writer(opened)
        sheet.writerow(["ranking", "account", "decision"])
        for number in range(6):
            ranking = there.match({"name": f"brief {number}", "unknown": "keep", "creators": number + 2})
            pace = ranking.pool.figure("posts_per_week")
            for account in ranking.accounts[:40]:
                likely = 0.85 if pace[ranking.pool.place(account)] >= 1.5 else 0.15
                sheet.writerow([ranking.id, account, "chosen" if rng.random() < likely else "passed"])
    return file


def test_weights_are_proposed_accepted_logged_and_count_from_then_on(
    kring: Command, here: Path, decisions: Path, tmp_path: Path
) -> None:
    folder, brief = tmp_path / "proposal", tmp_path / "brief.yaml"
    brief.write_text("name: x\nunknown: keep\n", encoding="utf-8")
    before = json.loads(kring(here, "match", str(brief), "--json").out)["criteria"]
    told = kring(here, "learn-weights", str(decisions), "--to", str(folder), language="nl")
    assert told.code == 0, told.err
    assert "Voorgestelde gewichten" in told.out
    assert {file.name for file in folder.iterdir()} == {"weights.yaml", "report.json", "report.en.md", "report.nl.md"}
    assert json.loads(kring(here, "match", str(brief), "--json").out)["criteria"] == before
    done = json.loads(kring(here, "accept-weights", str(folder), "--who", "somebody", "--json").out)
    after = json.loads(kring(here, "match", str(brief), "--json").out)["criteria"]
    assert (done["before"], done["version"]) == (before["version"], after["version"])
    assert after["digest"] == json.loads((folder / "report.json").read_text())["digest"]
    line = json.loads((here / "settings" / "own.weights" / "log.jsonl").read_text().splitlines()[-1])
    assert (line["who"], line["version"], line["digest_before"]) == ("somebody", after["version"], before["digest"])
    assert len(list((here / "settings" / "own.weights").glob("*.yaml"))) == 2
    offers = tmp_path / "offers.csv"
    offers.write_text("account,answer,tier\ninstagram:a,yes,nano\ninstagram:b,no,nano\n", encoding="utf-8")
    both = json.loads(kring(here, "match", str(brief), "--most", "3", "--offers", str(offers), "--json").out)
    for one in both["both_sides"]:
        assert one["mutual"]["value"] == pytest.approx((one["wants"]["value"] * one["accepts"]["value"]) ** 0.5)
    again = kring(here, "accept-weights", str(folder))
    assert again.code == 2
    assert "the weights changed" in again.err
    (here / "settings" / "own.weights.yaml").unlink()
    alone = kring(here, "match", str(brief), "--most", "3", "--offers", str(offers), language="nl")
    assert "onbekend" in alone.out
    assert "Creator zegt ja" in alone.out
    assert json.loads(kring(here, "match", str(brief), "--json").out)["criteria"] == before


def test_a_proposal_that_was_changed_or_is_none_is_refused(
    kring: Command, here: Path, decisions: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "proposal"
    assert kring(here, "accept-weights", str(folder)).code == 2
    assert kring(here, "learn-weights", str(decisions), "--to", str(folder), "--json").code == 0
    assert kring(here, "learn-weights", str(decisions), "--to", str(folder)).code == 2
    weights = folder / "weights.yaml"
    weights.write_text(weights.read_text(encoding="utf-8").replace("bits: 3.25", "bits: 9.0"), encoding="utf-8")
    refused = kring(here, "accept-weights", str(folder), language="nl")
    assert refused.code == 2
    assert "niet waar het rapport over gaat" in refused.err


def test_decisions_that_are_too_few_or_cannot_be_read_leave_with_two(
    kring: Command, here: Path, decisions: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.csv"
    few.write_text("".join(decisions.read_text(encoding="utf-8").splitlines(keepends=True)[:30]), encoding="utf-8")
    refused = kring(here, "learn-weights", str(few), "--to", str(tmp_path / "a"))
    assert refused.code == 2
    assert "too few to learn weights from" in refused.err
    for text, said in (
        ("ranking,account\nx,y\n", "decision"),
        ("ranking,account,decision\n0123,b,chosen\n", "ranking"),
    ):
        few.write_text(text, encoding="utf-8")
        told = kring(here, "learn-weights", str(few), "--to", str(tmp_path / "b"))
        assert told.code == 2
        assert said in told.err
    assert kring(here, "learn-weights", str(tmp_path / "none.csv"), "--to", str(tmp_path / "c")).code == 2
    assert not (tmp_path / "a").exists()
