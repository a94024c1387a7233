"""What the surroundings say: the workspace folder, the secret key, the hosts and the database."""

from __future__ import annotations

import importlib.util
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from kring.errors import WorkspaceProblem

SECRET_KEY_FILE = "web-secret-key"
DATABASE_FILE = "kring.db"
STATIC_FOLDER = "web-static"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings a person may give, read once at the start.

    `workspace` holds the warehouse and, by default, the database. `https` says that visitors come by https, through a
    proxy that sets X-Forwarded-Proto.
    """

    workspace: Path
    hosts: tuple[str, ...]
    database_url: str
    https: bool
    given_key: str

    @classmethod
    def read(cls, variables: Mapping[str, str] | None = None) -> Environment:
        """Read KRING_WORKSPACE, KRING_HOSTS, KRING_DATABASE, KRING_HTTPS and KRING_SECRET_KEY.

        Raises `WorkspaceProblem` when no workspace is named.
        """
        variables = os.environ if variables is None else variables
        folder = variables.get("KRING_WORKSPACE", "")
        if not folder:
            raise WorkspaceProblem("no workspace is named.", "Set KRING_WORKSPACE to the folder of your workspace.")
        hosts = variables.get("KRING_HOSTS") or variables.get("KRING_HOST") or ""
        return cls(
            workspace=Path(folder).resolve(),
            hosts=(*LOCAL_HOSTS, *(host.strip() for host in hosts.split(",") if host.strip())),
            database_url=variables.get("KRING_DATABASE", ""),
            https=variables.get("KRING_HTTPS", "").lower() in {"1", "true", "yes", "on"},
            given_key=variables.get("KRING_SECRET_KEY", ""),
        )

    @property
    def secret_key(self) -> str:
        """The key that signs sessions: the one given, else one made once and kept for the owner of the folder only."""
        if self.given_key:
            return self.given_key
        kept = self.workspace / SECRET_KEY_FILE
        try:
            descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return kept.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        return kept.read_text(encoding="ascii")

    @property
    def static_folder(self) -> Path:
        """Where the static files stand that the server hands out."""
        return self.workspace / STATIC_FOLDER

    @property
    def database(self) -> dict[str, object]:
        """Django's description of the database: SQLite in the workspace, or what KRING_DATABASE names."""
        return _postgresql(self.database_url) if self.database_url else _sqlite(self.workspace / DATABASE_FILE)


def _sqlite(file: Path) -> dict[str, object]:
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}


def _postgresql(url: str) -> dict[str, object]:
    """What follows the question mark goes to libpq as it stands: sslmode, or host for the folder of a socket."""
    parts = _split(url)
    if importlib.util.find_spec("psycopg") is None:
        raise WorkspaceProblem(
            "KRING_DATABASE names a PostgreSQL database, and psycopg is not installed.", "Install kring[postgres]."
        )
    options = dict(parse_qsl(parts.query))
    port = parts.port or options.pop("port", 5432)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _split(url: str) -> SplitResult:
    """The parts of the address. Its own text stays out of the message: it may hold a password."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/") and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise WorkspaceProblem(
            "KRING_DATABASE is not the address of a PostgreSQL database.",
            "Write it as postgresql://user:password@host:5432/name, or leave it out to use SQLite.",
        )
    return parts
