"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from kring.workspace import Workspace

SHARED_DATA = Path(os.environ.get("KRING_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))

settings.register_profile("kring", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("kring")


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Gives the folder of a research data set, or skips the test with a line that says which is absent."""

    def folder(name: str) -> Path:
        path = SHARED_DATA / name
        if not path.is_dir():
            pytest.skip(f"skipped: shared/data/{name} is absent")
        return path

    return folder


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of a small synthetic country, as a person would have them."""
    from kring.world import netherlands

    return netherlands(creators=80, people=12_000, seed=3).write_sheets(tmp_path_factory.mktemp("sheets"))


@pytest.fixture(scope="session")
def workspace(sheets: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace into which these files were loaded; tests read it and don't change it."""
    import kring
    from kring.workspace import Answers

    there = kring.open(tmp_path_factory.mktemp("workspace") / "ws", create=True)
    there.load(*sheets, answers=Answers(source="synthetic", legal_basis="synthetic"))
    return there
