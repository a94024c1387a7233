"""Answers that vendors gave, recorded by others under free licences; they lie outside the repository."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import SHARED_DATA

RECORDED = SHARED_DATA.parent / "contracts" / "recorded_answers"


def recorded(*parts: str) -> dict[str, Any]:
    """The answers in a folder, by path, or the test is skipped with a line that says what is absent."""
    folder = RECORDED.joinpath(*parts)
    if not folder.is_dir():
        pytest.skip(f"skipped: shared/contracts/recorded_answers/{'/'.join(parts)} is absent")
    return {
        str(path.relative_to(folder)): json.loads(path.read_text("utf-8")) for path in sorted(folder.rglob("*.json"))
    }
