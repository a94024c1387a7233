"""A workspace of its own for each test, because these pages write in it; and a source with a server of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from kring.app.web import opened
from kring.workspace import Workspace, open_workspace


@pytest.fixture
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An empty workspace that the application serves during one test."""
    folder = tmp_path / "ws"
    open_workspace(folder, create=True)
    monkeypatch.setattr(settings, "WORKSPACE", folder)
    monkeypatch.setattr(opened, "_opened", opened.OpenedWorkspaces())
    return opened.opened_workspace("own")
