"""A PostgreSQL server of the tests' own, in a temporary folder, that is gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER, PASSWORD = "kring", "p@ss/word?"
UNSAFE_BUT_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class PostgresqlServer:
    """A server that asks a password. `account` is who it runs as where the tests run as root, else empty."""

    programs: Path
    folder: Path
    port: int
    account: str

    def make_database(self, name: str) -> str:
        """Make an empty database and give its address, as KRING_DATABASE is written."""
        there = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER]
        self.run("createdb", *there, name)
        return f"postgresql://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{name}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; raises CalledProcessError."""
        as_account = ["runuser", "-u", self.account, "--"] if self.account else []
        surroundings = {**os.environ, "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"}
        command = [*as_account, str(self.programs / program), *arguments]
        # pg_ctl hands its output to the server, which would keep a pipe open.
        with (self.folder / "output").open("ab") as output:
            subprocess.run(command, env=surroundings, cwd=self.folder, stdout=output, stderr=output, check=True)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian's newest, or that of the PATH; None where no server is installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: (len(path.parts[4]), path.parts[4]))
    on_path = [Path(found).parent] if (found := shutil.which("initdb")) else []
    complete = [one for one in (*on_path, *debian) if (one / "initdb").is_file() and (one / "pg_ctl").is_file()]
    return complete[-1] if complete else None


def unprivileged_account() -> str | None:
    """Who the server runs as: PostgreSQL refuses root. Empty is whoever runs the tests, None is nobody fit."""
    if os.geteuid() != 0:
        return ""
    return "postgres" if shutil.which("runuser") and "postgres" in {one.pw_name for one in pwd.getpwall()} else None


@contextmanager
def started(programs: Path, account: str) -> Iterator[PostgresqlServer]:
    """A server on a free port of this machine, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="kring-postgresql-"))
    server = PostgresqlServer(programs, folder, _free_port(), account)
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if account:
            for path in (folder, folder / "password"):
                shutil.chown(path, account)
        _start(server)
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: PostgresqlServer) -> None:
    data, password = str(server.folder / "data"), str(server.folder / "password")
    try:
        server.run(
            "initdb", "-D", data, "-U", USER, "-E", "UTF8", "--auth=scram-sha-256", "--pwfile", password, "--no-sync"
        )
        listening = f"-p {server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={server.folder}"
        server.run("pg_ctl", "-D", data, "-o", f"{listening} {UNSAFE_BUT_QUICK}", "-w", "start")
    except subprocess.CalledProcessError as failed:
        said = (server.folder / "output").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"PostgreSQL did not start: {said}") from failed


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
