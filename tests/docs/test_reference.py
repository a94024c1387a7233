"""The reference pages say what the code says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import ROOT, reference

SCRIPT = ROOT / "scripts" / "build_reference.py"
DESIGNED_WORDS = (
    """
creator, account, tier, starter, nano, micro, meso, macro, mega, trajectory, local hero, niche, value, contact,
authenticity, clean feed, role, locality, fan, ambassador, brief, match, plan, unique reach, sum of followers,
exclusive reach, frequency, collaboration
""".replace("\n", " ")
    .strip()
    .split(", ")
)


def build(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *words], capture_output=True, text=True, check=False)


def test_no_page_lags_behind_the_code() -> None:
    done = build("--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_page_that_lags_is_named_and_mended(tmp_path: Path) -> None:
    build("--folder", str(tmp_path))
    (tmp_path / "tiers.md").write_text("from an earlier time", encoding="utf-8")
    lagging = build("--check", "--folder", str(tmp_path))
    assert lagging.returncode == 1
    assert "tiers.md" in lagging.stdout
    assert "tables.md" not in lagging.stdout
    build("--folder", str(tmp_path))
    assert build("--check", "--folder", str(tmp_path)).returncode == 0


def test_every_table_and_column_stands_in_the_reference() -> None:
    from kring.facts.schema import PROVENANCE, TABLES

    page = reference("tables.md")
    for table in TABLES.values():
        section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert [column.name for column in table.columns if f"| `{column.name}` |" not in section] == []
    assert [column.name for column in PROVENANCE if f"| `{column.name}` |" not in page] == []


@pytest.mark.parametrize("word", DESIGNED_WORDS)
def test_every_word_of_the_domain_stands_in_the_glossary(word: str) -> None:
    lines = [line for line in reference("glossary.md").splitlines() if line.startswith(f"| **{word}** |")]
    assert len(lines) == 1
    assert all(cell.strip() for cell in lines[0].strip("| ").split(" | "))


def test_every_scheme_niche_and_source_of_a_prior_is_named() -> None:
    from kring.vocabulary.niches import niches
    from kring.vocabulary.priors import prior_rows
    from kring.vocabulary.tiers import SCHEMES

    assert [name for name in SCHEMES if f"## {name}\n" not in reference("tiers.md")] == []
    assert [name for name in niches() if f"| `{name}` |" not in reference("niches.md")] == []
    rows = [row for figure in ("engagement", "reach_rate", "fee") for row in prior_rows(figure)]
    assert [row.source for row in rows if row.source not in reference("priors.md")] == []


def commands(command: Any, called: str) -> dict[str, Any]:
    children = getattr(command, "commands", None)
    if children is None:
        return {called: command}
    return {name: each for child, one in children.items() for name, each in commands(one, f"{called} {child}").items()}


def test_every_command_and_option_is_documented() -> None:
    import typer

    from kring.cli.commands import application

    found = commands(typer.main.get_command(application), "kring")
    assert {"kring init", "kring import", "kring plan", "kring serve", "kring demo"} <= set(found)
    page = reference("commands.md")
    for called, command in found.items():
        section = page.split(f"## {called}\n")[1].split("\n## ")[0]
        options = [spelled for one in command.params for spelled in one.opts if spelled.startswith("--")]
        assert [option for option in options if option not in section and option != "--help"] == [], called
        assert command.help, f"{called} has no sentence of help"


def test_every_public_name_is_documented_and_says_what_it_is_for() -> None:
    page = reference("python.md")
    modules = [import_module(name) for name in re.findall(r"^## (kring\S*)$", page, flags=re.M)]
    assert import_module("kring") in modules
    for module in modules:
        for name in getattr(module, "__all__", ()):
            assert name.startswith("__") or f"{{ #{module.__name__}.{name} }}" in page, f"{module.__name__}.{name}"
            thing = getattr(module, name)
            assert not callable(thing) or isinstance(thing, type) is False or thing.__doc__, f"{name} has no docstring"


def test_the_reference_holds_no_address_of_memory_and_no_path_of_a_machine() -> None:
    assert " at 0x" not in reference("python.md")
    assert os.path.expanduser("~") + "/" not in reference("python.md") + reference("commands.md")


def test_every_setting_is_documented() -> None:
    named = set()
    files = [file for folder in ("src", "tests", "scripts", "benchmarks") for file in (ROOT / folder).rglob("*.py")]
    for file in files:
        named |= set(re.findall(r"\bKRING_[A-Z]+(?:_[A-Z]+)*\b", file.read_text(encoding="utf-8")))
    assert "KRING_WORKSPACE" in named
    assert sorted(name for name in named if f"`{name}`" not in reference("settings.md")) == []


def test_every_field_of_a_brief_and_condition_of_a_target_group_is_explained() -> None:
    from kring.match.brief_yaml import FIELDS
    from kring.reach import Segment

    page = (ROOT / "docs" / "how-to" / "write-a-brief.md").read_text(encoding="utf-8")
    assert [name for name in FIELDS if f"| `{name}` |" not in page] == []
    assert [name for name in Segment.__dataclass_fields__ if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("name", ["goal", "deliverable", "unknown"])
def test_the_page_about_briefs_says_what_holds_when_a_field_is_left_out(name: str) -> None:
    from kring.match.brief import Brief

    page = (ROOT / "docs" / "how-to" / "write-a-brief.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
    assert row.split("|")[-2].strip() == f"`{getattr(Brief(name='any'), name)}`"
