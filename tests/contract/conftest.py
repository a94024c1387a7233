"""What the tests of several vendors share."""

from __future__ import annotations

import pytest

from tests.contract.fake import Country
from tests.contract.fake.open_accounts import OpenAccount


@pytest.fixture(scope="session")
def open_account() -> OpenAccount:
    """A creator with all followers known, on an open network."""
    return OpenAccount.small(Country.small())
