"""`kring brief`: sentences in, YAML out that reads back, with comments for what is doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.match import Brief
from tests.cli.conftest import Command

TEXT = "5 creators in Utrecht, tussen 500 en 1000 euro, in week 50"


def test_the_answer_is_a_brief_with_its_doubts_above(kring: Command, tmp_path: Path) -> None:
    answer = kring(None, "brief", TEXT, "--today", "2026-11-29", "--rules-only")
    assert answer.code == 0, answer.err
    brief = Brief.from_yaml(answer.out)
    assert (brief.budget, brief.most, brief.target.municipalities) == (None, 5, ("Utrecht",))
    assert answer.out.startswith("# doubtful: budget EUR 1,000 (“500 en 1000 euro”).")


def test_a_confirmed_amount_is_filled_in(kring: Command) -> None:
    answer = kring(None, "brief", TEXT, "--rules-only", "--confirm", "budget")
    assert Brief.from_yaml(answer.out).budget == 1000


def test_programs_get_the_guesses(kring: Command) -> None:
    said = json.loads(kring(None, "brief", TEXT, "--today", "2026-11-29", "--rules-only", "--json").out)
    assert {guess["field"] for guess in said["guesses"]} == {"budget", "creators", "area", "period"}


@pytest.mark.parametrize("words", [("brief", " "), ("brief", TEXT, "--model")])
def test_what_can_not_be_done_is_explained(
    kring: Command, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KRING_MODEL_URL", raising=False)
    answer = kring(None, *words)
    assert answer.code == 2
    assert answer.err
