"""Bluesky's own servers, where Node 22, PostgreSQL, Redis and npm's @atproto/dev-env are there.

KRING_ATPROTO_DEV_ENV names the folder in which that package is installed.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.app import postgresql_server

FOLDER, PACKAGE = "KRING_ATPROTO_DEV_ENV", "node_modules/@atproto/dev-env"
_SCRIPT = Path(__file__).with_name("bluesky_network.mjs")


@dataclass(frozen=True)
class Network:
    """Running servers. `host`: where accounts are made and written to. `view`: what public.api.bsky.app is outside."""

    host: str
    view: str
    process: subprocess.Popen[str]

    def settle(self) -> None:
        """Waits until the view has seen all that was written."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("now\n")
        self.process.stdin.flush()
        while not (line := self.process.stdout.readline()).startswith("settled"):
            assert line, "the servers ended"


def missing() -> str:
    """What is not there, in words; "" when all is."""
    folder, node = os.environ.get(FOLDER, ""), shutil.which("node")
    found = {
        f"{FOLDER} with npm's @atproto/dev-env": bool(folder) and (Path(folder) / PACKAGE).is_dir(),
        "Node 22": node is not None and _version(node) >= 22,
        "PostgreSQL": bool(postgresql_server.programs()) and postgresql_server.unprivileged_account() is not None,
        "Redis": shutil.which("redis-server") is not None,
    }
    return ", ".join(what for what, there in found.items() if not there)


@contextmanager
def started() -> Iterator[Network]:
    """All servers, until the block ends."""
    programs, account = postgresql_server.programs(), postgresql_server.unprivileged_account()
    assert programs is not None
    assert account is not None
    with ExitStack() as stack:
        database = stack.enter_context(postgresql_server.started(programs, account))
        redis = stack.enter_context(_redis())
        surroundings = {
            **os.environ,
            "DB_POSTGRES_URL": database.make_database("bluesky"),
            "REDIS_HOST": redis,
            "LOG_ENABLED": "false",
        }
        process = subprocess.Popen(
            ["node", str(_SCRIPT), os.environ[FOLDER]], env=surroundings, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        stack.callback(_ended, process)
        yield _told(process)


def _told(process: subprocess.Popen[str]) -> Network:
    """The addresses, among whatever else the servers say."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith('{"host"'):
            return Network(**json.loads(line), process=process)
    raise RuntimeError("Bluesky's servers did not start.")


def _ended(process: subprocess.Popen[str]) -> None:
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


@contextmanager
def _redis() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().lstrip("v").split(".")[0]
    return int(number) if number.isdecimal() else 0
