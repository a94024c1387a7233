"""All commands, and how the terminal's words become one of them."""

from __future__ import annotations

import sys

import typer

from kring import __version__
from kring.cli.calendar import calendar
from kring.cli.compare import compare
from kring.cli.demo import demo
from kring.cli.described import brief
from kring.cli.doctor import doctor
from kring.cli.fans import fans
from kring.cli.importing import import_files
from kring.cli.initialise import init
from kring.cli.learning import accept_weights, learn_weights
from kring.cli.match import match, replay_ranking
from kring.cli.plan import plan
from kring.cli.profile import profile, tiers
from kring.cli.quarantine import quarantine
from kring.cli.reach import reach
from kring.cli.scenarios import scenarios
from kring.cli.search import search
from kring.cli.serve import serve
from kring.cli.settings import settings
from kring.cli.sources import replay, sources, sync

application = typer.Typer(
    name="kring",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Which creators, together, reach the people you want to reach.",
    epilog="Exit codes: 0 all went well; 1 a defect of Kring; 2 something you can mend; 130 stopped.",
)

application.command("init")(init)
application.command("import")(import_files)
application.add_typer(sources, name="sources")
application.command("sync")(sync)
application.command("replay")(replay)
application.command("profile")(profile)
application.command("tiers")(tiers)
application.command("fans")(fans)
application.command("reach")(reach)
application.command("search")(search)
application.command("brief")(brief)
application.command("match")(match)
application.command("replay-ranking")(replay_ranking)
application.command("learn-weights")(learn_weights)
application.command("accept-weights")(accept_weights)
application.command("plan")(plan)
application.command("calendar")(calendar)
application.command("scenarios")(scenarios)
application.command("compare")(compare)
application.add_typer(quarantine, name="quarantine")
application.command("serve")(serve)
application.command("demo")(demo)
application.command("settings")(settings)
application.command("doctor")(doctor)


@application.callback()
def _every_command(
    version: bool = typer.Option(
        False, "--version", help="Show the version.", is_eager=True, callback=lambda said: _show(said)
    ),
) -> None:
    pass


def _show(said: bool) -> None:
    if said:
        sys.stdout.write(f"kring {__version__}\n")
        raise typer.Exit


def run_command() -> None:
    """Runs the command that was typed. A word that can't be understood leaves with code 2."""
    try:
        application()
    except SystemExit as end:
        if end.code == STOPPED_BY_TYPER:
            raise KeyboardInterrupt from None
        raise


STOPPED_BY_TYPER = 1
"""Typer leaves with 1 when a person stops it; every other mistake of theirs is a 2."""
