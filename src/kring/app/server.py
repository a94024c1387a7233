"""Serving a workspace: the database brought up to date, the first link made, then granian."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from kring.app.preparation import prepare
from kring.errors import KringError

THREADS = 4
STATIC_SECONDS = 31_536_000


def serve(workspace: Path, host: str, port: int, *, quiet: bool = False) -> None:
    """Serve the workspace until it is stopped. Requests are answered by threads in one process."""
    if host not in {"0.0.0.0", "::"}:
        os.environ["KRING_HOSTS"] = ",".join(filter(None, (os.environ.get("KRING_HOSTS"), host)))
    _require_free(host, port)
    prepare(workspace)
    address = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}"
    for line in welcome(address):
        print(line, flush=True)  # noqa: T201 - the address is what a person waits for
    os.environ.setdefault("KRING_JOBS", "here")
    _granian(host, port, quiet).serve()


def _require_free(host: str, port: int) -> None:
    """Raises `KringError` when something else listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as refused:
            reason = refused.strerror or str(refused)
            raise KringError(f"port {port} on {host} can't be used: {reason}.", "Choose another port.") from None


def welcome(address: str) -> list[str]:
    """What to say at the start: the address, and the link of the first run while nobody can sign in yet."""
    from django.urls import reverse

    from kring.app.accounts.services import first_run_secret

    lines = [f"Kring is at {address}  (stop with Ctrl-C)"]
    if (secret := first_run_secret()) is not None:
        lines.append(f"Make the first account here (the link works once): {address}{reverse('join', args=[secret])}")
    return lines


def _granian(host: str, port: int, quiet: bool):  # type: ignore[no-untyped-def]
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    return Granian(
        "kring.app.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error if quiet else LogLevels.warning,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
        static_path_expires=STATIC_SECONDS,
    )
