"""The world that the vendors' fakes show, and an empty log for each run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.sources.core.raw_log import RawLog
from tests.contract.fake import Country


@pytest.fixture(scope="session")
def country() -> Country:
    return Country.small()


@pytest.fixture
def log(tmp_path: Path) -> RawLog:
    return RawLog(tmp_path)
