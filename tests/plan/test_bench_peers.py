"""The pieces of `make bench-plan` on a small instance: what it says of methods and goals can be relied on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.docs.pages import ROOT


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks" / "peers"))
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from plan_stored import store_generated

    store_generated(60, tmp_path)
    return tmp_path


@pytest.mark.parametrize("mapped", [10**9, 0])
def test_stored_lists_are_read_as_they_were(folder: Path, mapped: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import plan_stored
    from instances import follower_lists

    monkeypatch.setattr(plan_stored, "MAPPED", mapped)
    read, made = plan_stored.stored(folder), follower_lists(60)
    assert read.people == made.people
    for name in ("indptr", "rows", "fees", "homes"):
        assert (getattr(read, name) == getattr(made, name)).all()


def test_lists_drawn_block_by_block_are_sorted_without_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import plan_stored

    monkeypatch.setattr(plan_stored, "MANY", 60)
    monkeypatch.setattr(plan_stored, "BLOCK", 25)
    plan_stored.store_generated(60, tmp_path)
    lists = plan_stored.stored(tmp_path)
    assert len(lists.rows) == lists.indptr[-1]
    for first, last in zip(lists.indptr[:-1], lists.indptr[1:], strict=True):
        assert (np.diff(lists.rows[first:last]) > 0).all()


@pytest.mark.parametrize("kind", ["number", "budget", "target"])
def test_numpy_and_scipy_count_alike_and_ours_is_never_lower(folder: Path, kind: str) -> None:
    values = {method: said(folder, kind, method)["value"] for method in ("kring greedy", "numpy", "scipy")}
    assert values["numpy"] == pytest.approx(values["scipy"])
    assert values["kring greedy"] >= values["numpy"] - 1e-6


def said(folder: Path, kind: str, method: str) -> dict[str, Any]:
    from measuring import outcome

    from plan_methods import METHODS, prepared
    from plan_stored import stored
    from plan_tasks import Task

    task, lists = Task(kind, 5, 3_000.0), stored(folder)
    work = METHODS[method]
    answer = json.loads(
        outcome(lambda: prepared(method, task, lists), lambda made: work(made, 1.0), lambda one: one.value)
    )
    assert answer["peak_megabytes"] > 0
    return dict(answer)


def test_a_peer_above_ours_and_a_wide_gap_are_not_met_and_what_was_not_run_is_not_measured() -> None:
    from plan_goals import Row, verdicts

    def row(method: str, value: float, bound: float | None = None) -> Row:
        return Row("10,000 creators", "target", "x", 10_000, 1, method, value, 0.01, 0.01, 100.0, bound)

    def words(*rows: Row) -> dict[str, str]:
        return {one.goal: one.words for one in verdicts(list(rows))}

    good = words(row("kring", 999.5, 1_000.0), row("kring greedy", 990), row("numpy", 999.5))
    bad = words(row("kring", 980.0, 1_000.0), row("numpy", 981.0))
    gap, lower = "10,000 creators, target: certified gap at most 0.1% in 1 s", "never a lower objective than a peer"
    assert (good[gap], good[lower]) == ("met", "met")
    assert (bad[gap], bad[lower]) == ("not met", "not met")
    assert words()[gap] == "not measured"


def test_a_peer_that_is_not_there_or_needs_too_much_memory_is_said_to_be_so(folder: Path) -> None:
    from plan_scale import Runner
    from plan_tasks import Task

    task = Task("number", 5, 1.0)
    absent = Runner(1.0, 1.0, folder / "python", ["apricot"]).outcome(folder, task, "apricot", 100)
    assert absent == {"not_run": "not installed"}
    large = Runner(1.0, 1.0, ROOT / "pyproject.toml", ["apricot"]).outcome(folder, task, "apricot", 10**12)
    assert large["not_run"].startswith("would need 700,")
