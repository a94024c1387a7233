"""Syncs and imports that are killed at random points lose nothing and load nothing twice; `kills` does it 200 times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 24


@pytest.mark.slow
def test_killed_at_random_points_nothing_is_lost_and_nothing_comes_twice() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.kills", "--kills", str(KILLS)],
        cwd=root, capture_output=True, text=True, timeout=400,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("nothing lost, nothing twice") == 2
