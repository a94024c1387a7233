"""The world that the vendors' fakes show, and an empty log for each run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kring.sources.core.raw_log import RawLog
from tests.contract.fake import Country
from tests.contract.fake.open_accounts import OpenAccount

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def country() -> Country:
    return Country.small()


@pytest.fixture(scope="session")
def open_account(country: Country) -> OpenAccount:
    """A creator with all followers known, on an open network."""
    return OpenAccount.small(country)


@pytest.fixture
def log() -> Iterator[RawLog]:
    """In memory where the machine has a place for that: no power fails here, and runs commit at every page."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield RawLog(Path(folder))


@pytest.fixture(scope="module")
def undisturbed_log() -> Iterator[RawLog]:
    """One that the tests of a module read."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield RawLog(Path(folder))
