"""`kring serve`: the web application."""

from __future__ import annotations

from typing import Annotated

import typer

from kring.cli.places import WorkspaceOption, opened


def serve(
    workspace: WorkspaceOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve the web application of a workspace until you stop it with Ctrl+C."""
    here = opened(workspace)
    from kring.app import serve as serve_application

    serve_application(here.folder.path, host=host, port=port)
