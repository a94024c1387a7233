"""One world of four hundred creators for the tests that compare conclusions with its truth; nobody changes it."""

from __future__ import annotations

import pytest

from kring.world import World, netherlands


@pytest.fixture(scope="session")
def world() -> World:
    return netherlands(creators=400, people=20_000, seed=11)
