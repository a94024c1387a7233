"""The benchmark of the levels reads any edge list: other headings, other separators, gzipped, Parquet, friendships."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "accuracy" / "reach_levels.py"
LEVELS = {f"{level}, {kind}" for level in ("shares", "engaged") for kind in ("fitted", "prior")} | {"persons, sampled"}


@pytest.fixture(scope="module")
def table() -> pa.Table:
    """Forty creators of 3 to 120 people, named oddly."""
    rng = np.random.default_rng(0)
    sizes = np.exp(rng.uniform(np.log(3), np.log(120), 40)).astype(int)
    creators = np.repeat([f"naam {number}" for number in range(40)], sizes)
    people = np.concatenate([rng.choice(600, size, replace=False) for size in sizes])
    return pa.table({"de maker": creators, "wie volgt": people})


def judged(*arguments: str | Path) -> list[dict[str, Any]]:
    command = [sys.executable, str(BENCHMARK), *map(str, arguments), "--splits", "1", "--draws", "2", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


def test_lists_in_any_form_are_judged_alike(table: pa.Table, tmp_path: Path) -> None:
    lines = [f"{creator};{person}" for creator, person in zip(*table.to_pydict().values(), strict=True)]
    text = "\n".join(["maker;volger", *lines]) + "\n"
    (tmp_path / "lists.csv").write_text(text, encoding="utf-8")
    with gzip.open(tmp_path / "lists.csv.gz", "wt", encoding="utf-8") as packed:
        packed.write(text)
    pq.write_table(table, tmp_path / "lists.parquet")
    plain, *files = sorted(tmp_path.glob("lists.*"))
    rows = judged("--data", *files)
    assert {row["network"] for row in rows} == {file.name for file in files}
    assert {row["level"] for row in rows} == LEVELS
    assert {row["set"] for row in rows} == {0, 2, 3, 5, 10}
    by_file = [[{**row, "network": ""} for row in rows if row["network"] == file.name] for file in files]
    assert by_file[0] == by_file[1]
    across = judged("--train", plain, "--test", files[1])
    assert {row["network"] for row in across} == {"lists.parquet"}
    assert {row["set"] for row in across} == {0, 2, 3, 5, 10, 20}


def test_friendships_become_creators_with_enough_friends(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    file = tmp_path / "friends.csv"
    edges = rng.integers(0, (60, 120), (1_800, 2))
    file.write_text("# friends\n" + "\n".join(f"{a} {b}" for a, b in edges) + "\n", encoding="utf-8")
    assert {row["level"] for row in judged("--data", file, "--graph", "--least-followers", "20")} == LEVELS
