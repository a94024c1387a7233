"""Cutting rows down to a target group: slices and filter give the same."""

from __future__ import annotations

import numpy as np
import pytest

from kring.plan import problem
from kring.reach import Segment, target_group
from tests.reach.people import audience


@pytest.mark.parametrize("most_runs", [0, 10_000])
def test_slices_and_filter_keep_the_same_people(monkeypatch: pytest.MonkeyPatch, most_runs: int) -> None:
    rng = np.random.default_rng(5)
    towns, genders = ["Utrecht", "Amersfoort", "Zwolle"], ["female", "male"]
    known = {
        person: {"municipality": str(rng.choice(towns)), "gender": str(rng.choice(genders))} for person in range(1, 400)
    }
    rows = {f"x:{place}": rng.choice(np.arange(1, 400), 60, replace=False).tolist() for place in range(20)}
    there = audience(rows, known)
    group = target_group(there, Segment(genders=("female",), municipalities=("Utrecht", "Zwolle")))
    monkeypatch.setattr(problem, "MOST_RUNS_A_ROW", most_runs)
    indptr, kept, weights = problem.restricted(there, ["x:3", "x:7"], group)
    assert (weights == 1).all()
    for place, account in enumerate(["x:3", "x:7"]):
        inside = [
            person for person in rows[account]
            if known[person]["gender"] == "female" and known[person]["municipality"] != "Amersfoort"
        ]  # fmt: skip
        row = kept[indptr[place] : indptr[place + 1]]
        numbers = np.flatnonzero(group.of_people)[row]
        assert sorted(there.keys[numbers].tolist()) == sorted(inside)
        assert (np.diff(row) > 0).all()
