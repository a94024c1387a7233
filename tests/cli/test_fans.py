"""`kring fans`: ranked, as JSON, and clear about a brand that nobody shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.workspace import open_workspace
from kring.world import netherlands
from kring.world.brand_settings import brand_settings
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = open_workspace(tmp_path_factory.mktemp("fans") / "here", create=True)
    settings = made.folder.settings_file(made.organisation)
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(brand_settings(), encoding="utf-8")
    tables = {name: table for name, table in netherlands(creators=60, people=6_000, seed=1).tables.items()
              if name in ("accounts", "posts")}  # fmt: skip
    made.add("world", tables, source="synthetic", legal_basis="synthetic")
    return made.folder.path


def test_fans_are_listed_the_surest_first(kring: Command, folder: Path) -> None:
    here = open_workspace(folder)
    brand = max(here.brands(), key=lambda name: len(here.fans(name)))
    found = here.fans(brand)
    told = json.loads(kring(folder, "fans", brand, "--json").out)
    assert [one["account"] for one in told] == [fan.account for fan in found]
    assert all(one["positive"]["low"] <= one["positive"]["value"] for one in told)
    shown = kring(folder, "fans", brand.lower(), language="nl")
    assert shown.code == 0
    assert found[0].account in shown.out
    sure = json.loads(kring(folder, "fans", brand, "--least", "2", "--json").out)
    assert [one["account"] for one in sure] == [fan.account for fan in found if fan.positive_mentions >= 2]


def test_a_brand_nobody_shows(kring: Command, folder: Path) -> None:
    answer = kring(folder, "fans", "Nergensmerk")
    assert answer.code == 2
    assert "Nergensmerk" in answer.err
    assert "kring settings" in answer.err
