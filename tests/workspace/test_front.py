"""One job through the whole house: files in, who the creators are, whom they reach, whom to choose."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

import kring
from kring.errors import BadInput, NothingToPlan, UnknownName
from kring.workspace import Answers, Workspace

BRIEF = {"name": "Shop", "budget": 600, "target": {"provinces": ["Utrecht", "Gelderland"], "ages": ["25-54"]}}


def test_loading_the_same_files_again_changes_nothing(workspace: Workspace, sheets: list[Path]) -> None:
    before = workspace.position
    report = workspace.load(*sheets, answers=Answers(source="synthetic", legal_basis="synthetic"))
    assert workspace.position == before
    assert all(receipt.already_loaded for receipt in report.receipts)
    assert report.rows_in > 10_000


def test_every_row_is_loaded_or_put_aside(workspace: Workspace) -> None:
    for line in workspace.warehouse.history():
        assert line.rows_in == max(line.loaded.values()) + line.quarantined


def test_a_plan_keeps_to_the_brief_and_says_the_same_everywhere(workspace: Workspace) -> None:
    plan = workspace.plan(BRIEF)
    assert plan.chosen
    assert sum(choice.fee.value for choice in plan.chosen) <= 600
    fresh = workspace.unique_reach(plan.accounts, BRIEF["target"])
    assert fresh.unique == plan.value
    assert plan.bound >= plan.value.value - 1e-6
    assert sum(choice.gain.value for choice in plan.chosen) == pytest.approx(plan.value.value)
    assert workspace.plan(BRIEF).accounts == plan.accounts
    assert workspace.plan(kring.Brief.from_mapping(BRIEF).to_yaml()).accounts == plan.accounts


def test_a_plan_comes_as_arrow_pandas_polars_json_and_html(workspace: Workspace) -> None:
    plan = workspace.plan(BRIEF)
    rows = len(plan.chosen)
    assert plan.to_arrow().num_rows == len(plan.to_pandas()) == plan.to_polars().height == rows
    assert json.loads(json.dumps(plan.to_dict()))["value"]["value"] == pytest.approx(plan.value.value)
    assert plan.chosen[0].shown.split(" ")[0] in plan._repr_html_()
    assert "made-up" in plan.in_words("en")
    assert "verzonnen" in plan.in_words("nl")


def test_a_profile_names_its_evidence(workspace: Workspace) -> None:
    profiles = workspace.profiles()
    busy = profiles.figures.filter(pa.compute.equal(profiles.figures["figure"], "commercial_share"))
    account = busy.filter(pa.compute.greater(busy["value"], 0))["account"][0].as_py()
    profile = workspace.profile(account)
    assert profile.estimate("commercial_share").known
    evidence = workspace.evidence(account, "commercial_share")
    assert evidence
    assert all(each.quote for each in evidence if each.kind == "post")
    assert account in profile.in_words("nl")


def test_one_large_creator_is_compared_with_many_small_ones(workspace: Workspace) -> None:
    accounts = workspace.profiles().accounts.filter(pa.compute.equal(workspace.profiles().accounts["tier"], "micro"))
    known = [name for name in accounts["account"].to_pylist() if name in workspace.audience()]
    (comparison,) = workspace.compare(known[0], tier="nano", draws=30)
    assert comparison.many_reach.low <= comparison.many_reach.value <= comparison.many_reach.high
    assert comparison.best_reach.value >= comparison.many_reach.value


def test_the_tier_table_has_a_line_for_every_tier_there_is(workspace: Workspace) -> None:
    table = workspace.tier_table()
    seen = set(workspace.profiles().accounts["tier"].to_pylist()) - {None}
    assert {line.tier for line in table.lines} == seen


def test_conclusions_outlive_the_process_and_may_be_thrown_away(workspace: Workspace) -> None:
    first = workspace.profiles().figures
    other = kring.open(workspace.folder.path)
    assert other.profiles().figures.equals(first)
    other.forget_conclusions()
    assert other.profiles().figures.equals(first)


def test_fitted_parameters_outlive_the_process(workspace: Workspace) -> None:
    first = kring.open(workspace.folder.path).knowledge().calibration
    assert first.fitted
    (kept,) = workspace.folder.derived(workspace.organisation).glob("calibration-*/calibration.json")
    kept.write_text(kept.read_text().replace(first.source, "read from the file"))
    assert kring.open(workspace.folder.path).knowledge().calibration == replace(first, source="read from the file")


def test_synthetic_data_are_known_as_such(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.synthetic
    assert not kring.open(tmp_path / "own", create=True).synthetic


def test_what_is_shown_in_a_notebook_says_what_it_is(workspace: Workspace) -> None:
    accounts = workspace.audience().accounts[:3]
    for shown in (workspace, workspace.profiles(), workspace.unique_reach(accounts), workspace.plan(BRIEF)):
        html = shown._repr_html_()
        assert html.count("<table") == html.count("</table>") == 1
        assert "<script" not in html
    assert "Synthetic" in workspace._repr_html_()


def test_an_unknown_account_brings_those_that_look_like_it(workspace: Workspace) -> None:
    real = workspace.profiles().accounts["account"][0].as_py()
    with pytest.raises(UnknownName) as problem:
        workspace.unique_reach([real + "x"])
    assert real in problem.value.advice


def test_a_target_group_nobody_is_in_says_which_condition_empties_it(workspace: Workspace) -> None:
    with pytest.raises(NothingToPlan):
        workspace.plan({"name": "Shop", "budget": 600, "target": {"countries": ["JP"]}})


def test_arrow_tables_go_in_by_name_and_column(tmp_path: Path) -> None:
    workspace = kring.open(tmp_path / "ws", create=True)
    table = pa.table({"account": ["instagram:a"], "platform": ["instagram"], "followers": [600]})
    first = workspace.add("mine", {"accounts": table}, source="me")
    assert first.loaded == {"accounts": 1}
    assert workspace.profile("instagram:a").tier == "nano"
    for tables in ({"acounts": table}, {"accounts": table.append_column("folowers", table["followers"])}):
        with pytest.raises(BadInput):
            workspace.add("mine", tables, source="me")


def test_an_empty_workspace_answers_without_falling_over(tmp_path: Path) -> None:
    workspace = kring.open(tmp_path / "ws", create=True)
    assert workspace.profiles().accounts.num_rows == 0
    assert workspace.audience().people == 0
    assert workspace.tier_table().lines == ()
    with pytest.raises(NothingToPlan):
        workspace.plan({"name": "Shop", "budget": 600})
