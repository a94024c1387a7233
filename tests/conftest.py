"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
