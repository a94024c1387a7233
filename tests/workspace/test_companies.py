"""What a workspace knows of the company of a brief: from its own posts, its site, and creators it worked with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kring
from kring.errors import KringError
from kring.match.brand_fit import Company
from kring.workspace import Workspace
from kring.workspace.matching import pool_of
from kring.workspace.settings import Settings

SITE = """
companies:
  Bakkerij De Ster:
    site: >-
      Wij bakken elke dag vers brood met zuurdesem. Onze recepten voor taart en koekjes staan hier. Leer zelf brood
      bakken in onze workshop. Kook mee met de bakker en proef de nieuwste gebakjes. Ons deeg rijst een hele nacht in
      de oven. Recept van de week: appeltaart met kaneel en roomboter.
  Werkplaats:
    worked_with: [%s]
    fit_is_a_gate: false
"""


@pytest.fixture
def own(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the workspace, in which one may write."""
    shutil.copytree(workspace.folder.path, tmp_path / "ws")
    return kring.open(tmp_path / "ws")


def told(workspace: Workspace, text: str) -> None:
    file = workspace.folder.settings_file(workspace.organisation)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def known(workspace: Workspace, name: str) -> Company:
    found = pool_of(workspace).companies(name)
    assert found is not None
    return found


def test_a_company_is_about_what_its_site_says_and_what_its_creators_are_about(own: Workspace) -> None:
    niches = own.profiles().details["niches"]
    account = niches["account"][0].as_py()
    told(own, SITE % account)
    bakery, workshop = known(own, "bakkerij de ster"), known(own, "Werkplaats")
    assert max(bakery.profile.niches, key=lambda niche: bakery.profile.niches[niche].value) in {
        "koken",
        "eten",
        "bakken",
    }
    theirs = {row["niche"] for row in niches.to_pylist() if row["account"] == account}
    assert set(workshop.profile.niches) == theirs
    assert (bakery.fit_is_a_gate, workshop.fit_is_a_gate) == (True, False)
    assert pool_of(own).companies("Nergens bekend") is None


def test_an_own_account_counts_as_the_company_and_is_left_out(own: Workspace) -> None:
    account = own.profiles().details["niches"]["account"][0].as_py()
    told(own, f"companies:\n  Zelf:\n    accounts: [{account}]\n")
    company = known(own, "Zelf")
    assert company.accounts == {account}
    assert company.profile.niches
    ranking = own.match({"name": "x", "company": "Zelf", "unknown": "keep"})
    assert account not in ranking.accounts
    assert ranking.explain(ranking.accounts[0]).bar("brand_fit") is not None


def test_rankings_know_new_settings_and_keep_the_pool_until_then(own: Workspace) -> None:
    before = pool_of(own)
    assert pool_of(own) is before
    told(own, "companies:\n  Zelf: {site: brood}\n")
    assert pool_of(own) is not before


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [("companies:\n  Zelf:\n    winkel: brood\n", 3, "winkel"), ("companies:\n  Zelf:\n    accounts: 3\n", 3, "list"),
     ("companies:\n  Zelf: {fit_is_a_gate: perhaps}\n", 2, "neither true nor false")],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KringError) as fault:
        Settings.read(file)
    assert f"line {line}" in fault.value.message
    assert said in str(fault.value)
