"""`kring demo`: a synthetic country, taken in as sheets like anybody's, planned for and served."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.importing import watched
from kring.cli.output import say, say_when_synthetic
from kring.cli.plan import show_plan

if TYPE_CHECKING:
    from kring.workspace import Workspace

BRIEF = Path(__file__).with_name("demo_brief.yaml")
EMAIL = "demo@kring.example"


def demo(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help="Where to make it.")] = Path("demo"),
    creators: Annotated[int, typer.Option(min=20, help="How many creators.")] = 300,
    people: Annotated[int, typer.Option(min=2000, help="How many people.")] = 60_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same country.")] = 1,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the page.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the plan.")] = False,
) -> None:
    """Make a synthetic workspace, print a plan and serve the page. The second time it goes on with what is there."""
    from kring.workspace import open_workspace

    here = open_workspace(workspace, create=True)
    if here.position == 0:
        _load_world(here, creators, people, seed)
    _print_plan(here)
    if no_serve:
        return
    from kring.app import create_member, prepare, serve

    prepare(here.folder.path)
    password = secrets.token_urlsafe(9)
    create_member(here.folder.path, EMAIL, password)
    say(f"\nSign in with {EMAIL} and the password {password}")
    serve(here.folder.path, host=host, port=port, quiet=True)


def _load_world(here: Workspace, creators: int, people: int, seed: int) -> None:
    from kring.workspace import Answers
    from kring.world import netherlands
    from kring.world.brand_settings import brand_settings

    say(f"Making a synthetic country of {people:,} people and {creators:,} creators ...")
    sheets = here.folder.path / "sheets"
    files = netherlands(creators=creators, people=people, seed=seed).write_sheets(sheets)
    settings = here.folder.settings_file(here.organisation)
    settings.parent.mkdir(exist_ok=True)
    if not settings.exists():
        settings.write_text(brand_settings(), encoding="utf-8")
    say("Taking its sheets in, as anybody's sheets would be ...")
    with watched() as watch:
        report = here.load(*files, answers=Answers(source="synthetic", legal_basis="synthetic", watch=watch))
    loaded = ", ".join(f"{rows:,} {table}" for table, rows in report.loaded.items())
    say(f"{report.rows_in:,} rows in: {loaded}; {report.quarantined:,} put aside.")


def _print_plan(here: Workspace) -> None:
    show_plan(here.plan(BRIEF))
    say_when_synthetic(here.synthetic)
