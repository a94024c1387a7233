"""The server as `kring serve` starts it: the first link, static files, and starting again."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.conftest import SERVE, _environment, free_port, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    from kring.workspace import open_workspace

    return open_workspace(tmp_path / "empty", create=True).folder.path


def started(folder: Path, port: int) -> str:
    """What the server says when it starts, until it answers."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)], env=_environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=20)
    return said


def test_the_first_start_gives_a_link_and_a_second_start_gives_another(empty_workspace: Path) -> None:
    port = free_port()
    first, second = started(empty_workspace, port), started(empty_workspace, port)
    assert f"http://127.0.0.1:{port}/join/" in first
    assert f"http://127.0.0.1:{port}/join/" in second
    assert first.split("/join/")[1] != second.split("/join/")[1]


def test_a_port_that_is_taken_is_said(empty_workspace: Path, address: str) -> None:
    port = address.rpartition(":")[2]
    tried = subprocess.run(
        [sys.executable, "-c", SERVE, str(empty_workspace), port], env=_environment(), capture_output=True, text=True
    )
    assert tried.returncode != 0
    assert f"port {port} on 127.0.0.1 can't be used" in tried.stderr


def test_static_files_have_a_name_of_their_content_and_last(address: str) -> None:
    with urllib.request.urlopen(f"{address}/account/login/") as answer:
        html = answer.read().decode()
    names = [part.split('"')[0] for part in html.split('href="/static/')[1:]]
    assert len(names) > 8
    for name in names:
        with urllib.request.urlopen(f"{address}/static/{name}") as answer:
            assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_the_server_does_not_hand_out_the_workspace(address: str) -> None:
    for name in ("/static/../kring.db", "/static/..%2fkring.db", "/kring.db", "/web-secret-key"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{address}{name}")
