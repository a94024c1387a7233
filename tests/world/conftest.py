"""One small world for all tests of this room."""

from __future__ import annotations

import pytest

from kring.world import World, netherlands


@pytest.fixture(scope="session")
def world() -> World:
    return netherlands(creators=150, people=20_000, seed=7)
