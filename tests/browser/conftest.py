"""A real server on a synthetic workspace, and a real Chromium that watches for every complaint."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

EMAIL, PASSWORD = "owner@kring.example", "a long enough password"
CHROMIUM = os.environ.get("KRING_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-dev-shm-usage",
]  # fmt: skip
BUILD = """
import sys
from kring.app import create_member
from kring.workspace import open_workspace
from kring.world import netherlands
workspace = open_workspace(sys.argv[1], create=True)
tables = netherlands(creators=80, people=8_000, seed=1).tables
workspace.add("world", tables, source="synthetic", legal_basis="synthetic")
create_member(sys.argv[1], sys.argv[2], sys.argv[3])
"""
PATIENCE = 60_000
"""Milliseconds that preparing something may take, on a machine that others use too."""
SERVE = "import sys; from kring.app import serve; serve(sys.argv[1], port=int(sys.argv[2]), quiet=True)"


@pytest.fixture(scope="session")
def workspace_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic workspace with an owner."""
    folder = tmp_path_factory.mktemp("browser") / "workspace"
    _python(BUILD, str(folder), EMAIL, PASSWORD)
    return folder


@pytest.fixture(scope="session")
def address(workspace_folder: Path) -> Iterator[str]:
    """Where the application is served, as `kring serve` does it."""
    port = free_port()
    yield from served(workspace_folder, port)


def served(folder: Path, port: int) -> Iterator[str]:
    """Serve a workspace until the fixture ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)], env=_environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, seconds: float = 60) -> None:
    """Wait until the address answers; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A Chromium, or the test is skipped with a line that says how to get one."""
    if not CHROMIUM:
        pytest.skip("skipped: no Chromium; install it (Debian: apt-get install chromium) or set KRING_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: object, address: str) -> Iterator[Callable[..., object]]:
    """Opens a page of its own context; fails the test at the end when the console or the policy complained."""
    complaints: list[str] = []
    contexts = []

    def make(**options: object) -> object:
        context = chromium.new_context(  # type: ignore[attr-defined]
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en", "base_url": address, **options}
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.extend(complaint_of_console(said)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda answer: complaints.extend(complaint_of_answer(answer)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def complaint_of_console(said: object) -> list[str]:
    """An error or warning of the console; that a page itself is a 4xx is no complaint, some tests ask for that."""
    told = said.type in {"error", "warning"} and not said.text.startswith("Failed to load resource")  # type: ignore[attr-defined]
    return [said.text] if told else []  # type: ignore[attr-defined]


def complaint_of_answer(answer: object) -> list[str]:
    """A file that is missing, or a page that failed."""
    lowest = 400 if "/static/" in answer.url else 500  # type: ignore[attr-defined]
    return [f"{answer.status} {answer.url}"] if answer.status >= lowest else []  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def signed_in_state(chromium: object, address: str) -> dict[str, object]:
    """The cookies of an owner who signed in."""
    context = chromium.new_context(base_url=address, locale="en")  # type: ignore[attr-defined]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page)
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def page(open_page: Callable[..., object], signed_in_state: dict[str, object]) -> object:
    """A page of an owner who is signed in, in English."""
    return open_page(storage_state=signed_in_state)


def sign_in(page: object) -> None:
    """Fill in the sign-in page."""
    page.goto("/account/login/")  # type: ignore[attr-defined]
    page.get_by_label("Email").fill(EMAIL)  # type: ignore[attr-defined]
    page.locator("input[name=password]").fill(PASSWORD)  # type: ignore[attr-defined]
    page.get_by_role("button", name="Sign in", exact=True).click()  # type: ignore[attr-defined]
    page.wait_for_url(re.compile(r":\d+/$"))  # type: ignore[attr-defined]


def _python(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=_environment())


def _environment() -> dict[str, str]:
    """The surroundings without what tests of another room set."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("KRING_", "DJANGO_"))}
