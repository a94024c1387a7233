"""The world that the vendors' fakes show, and an empty log for each run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kring.sources.core.raw_log import RawLog
from tests.contract.fake import Country


@pytest.fixture(scope="session")
def country() -> Country:
    return Country.small()


@pytest.fixture
def log() -> Iterator[RawLog]:
    """In memory where the machine has a place for that: no power fails here, and runs commit at every page."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield RawLog(Path(folder))
