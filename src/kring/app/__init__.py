"""The people's side: a Django application on a workspace.

Nothing here imports Django until a function is called, so that the command line starts fast.
"""

from __future__ import annotations

from pathlib import Path

OWN_ORGANISATION = "own"
"""The organisation whose facts stand in the workspace's own namespace."""


def prepare(workspace: str | Path) -> None:
    """Make the workspace ready for the web: its database is made or brought up to date, and its static files gathered.

    Doing it again changes nothing. Raises `WorkspaceProblem` when the folder is not a workspace or another folder is
    already served by this process.
    """
    from kring.app.preparation import prepare as run

    run(Path(workspace))


def create_member(
    workspace: str | Path,
    email: str,
    password: str,
    role: str = "owner",
    organisation: str = OWN_ORGANISATION,
) -> None:
    """Make a person who can sign in, or give one who exists this password and role.

    `role` is owner, planner or viewer; `organisation` is the short name of the organisation, made when it is new.
    Raises `BadInput` for an address, password or role that can't be used.
    """
    from kring.app.preparation import create_member as run

    run(Path(workspace), email, password, role, organisation)


def serve(
    workspace: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    quiet: bool = False,
) -> None:
    """Serve the workspace until it is stopped (Ctrl-C).

    Brings the database up to date first, then prints the address and, while nobody can sign in yet, a link that makes
    the first account and works once. `quiet` leaves the server's own log lines out.
    """
    from kring.app.server import serve as run

    run(Path(workspace), host, port, quiet=quiet)
