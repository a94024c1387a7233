"""`kring search`: found, counted, saved, exported, and clear about bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.csv as csv
import pytest

from kring.workspace import Workspace
from tests.cli.conftest import Command

ASKED = ("koken", "--near", "Amersfoort", "--radius", "80", "--tier", "nano", "--followers", "500..5000",
         "--unknown", "keep", "--sort", "answered_comments", "--filter", "gender!=male")  # fmt: skip


@pytest.fixture(scope="module")
def here(workspace: Workspace) -> Path:
    return workspace.folder.path


def test_creators_are_listed_with_what_every_filter_keeps_out(kring: Command, here: Path) -> None:
    told = json.loads(kring(here, "search", *ASKED, "--json").out)
    assert told["total"] >= 1
    assert {one["name"] for one in told["filters"]} == {"near", "tier", "followers", "gender"}
    values = [row["sorted_by"] for row in told["rows"] if row["sorted_by"] is not None]
    assert values == sorted(values, reverse=True)
    shown = kring(here, "search", *ASKED, language="nl")
    assert shown.code == 0
    assert told["rows"][0]["account"] in shown.out
    assert "woont binnen" in shown.out
    assert "Alleen weg omdat" in shown.out


def test_a_search_is_saved_and_used_again_and_all_of_it_exported(kring: Command, here: Path, tmp_path: Path) -> None:
    saved, file = tmp_path / "search.yaml", tmp_path / "creators.csv"
    first = json.loads(kring(here, "search", *ASKED, "--save", str(saved), "--csv", str(file), "--json").out)
    again = json.loads(kring(here, "search", "--from", str(saved), "--json").out)
    assert [row["account"] for row in again["rows"]] == [row["account"] for row in first["rows"]]
    assert csv.read_csv(file).num_rows == first["total"]
    narrower = json.loads(kring(here, "search", "--from", str(saved), "--filter", "followers=500..600", "--json").out)
    assert narrower["total"] <= first["total"]


def test_what_was_searched_otherwise_is_said(kring: Command, here: Path) -> None:
    told = kring(here, "search", "de kokken", "--words-only", language="nl")
    assert "Voor kokken ook gezocht op" in told.out
    assert "Weggelaten: de" in told.out


def test_lookalikes_come_with_a_reason(kring: Command, here: Path, workspace: Workspace) -> None:
    account = workspace.profiles().accounts["account"][0].as_py()
    told = kring(here, "search", "--like", account, "--by", "audience", "--most", "3")
    assert "in common" in told.out
    assert account not in told.out


def test_all_filters_are_listed_in_both_languages(kring: Command, here: Path) -> None:
    assert "has a person behind it" not in kring(here, "search", "--list-filters").out
    assert "woont binnen" in kring(here, "search", "--list-filters", language="nl").out
    listed = json.loads(kring(here, "search", "--list-filters", "--json").out)
    assert {"name", "kind", "label", "unit", "entries"} <= listed[0].keys()


@pytest.mark.parametrize(
    "words",
    [
        ("--tier", "giant"), ("--followers", "many"), ("--near", "Nergenshuizen"), ("--unknown", "perhaps"),
        ("--sort", "tier"), ("--like", "instagram:nobody"), ("--filter", "height=3.."), ("!!!",), ("--by", "looks"),
        ("--filter", "gender=female", "--filter", "gender=male"), ("--from", "nowhere.yaml"), ("--csv", "list.doc"),
        ("--save", "/nowhere/search.yaml"), ("--filter", "worked_with=Nietbestaand"),
    ],
)  # fmt: skip
def test_bad_input_leaves_with_two_and_says_what_to_do(kring: Command, here: Path, words: tuple[str, ...]) -> None:
    told = kring(here, "search", *words)
    assert told.code == 2
    assert "What to do:" in told.err
    assert kring(here, "search", *words, language="nl").code == 2
