"""`kring sources`, `kring sync`, `kring replay`: which sources there are, asking them, reading their pages again."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import say, show_json
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput, KringError

if TYPE_CHECKING:
    from kring.sources.core.run_state import SubjectEnd
    from kring.workspace.source_standing import Standing
    from kring.workspace.sources import Sources
    from kring.workspace.syncing import SyncReport

KEY = "KRING_SOURCE_KEY"
sources = typer.Typer(no_args_is_help=False, help="Which sources there are and how they stand.")
NameArgument = Annotated[str, typer.Argument(help="A source, such as youtube.")]
SubjectsArgument = Annotated[list[str], typer.Argument(help="Accounts, as the source writes them.")]


@sources.callback(invoke_without_command=True)
def show(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """How each source stands: whether it is on, whom it asks about, its last run, its quota, its next run."""
    if context.invoked_subcommand is not None:
        return
    standings = _of(workspace).standings(datetime.now(UTC))
    if as_json:
        show_json([one.to_dict() for one in standings])
        return
    for one in standings:
        say(_line(one))


@sources.command("add")
def add(name: NameArgument, subjects: SubjectsArgument, workspace: WorkspaceOption = None) -> None:
    """Ask a source about these accounts from now on. Where each has a key of its own, such as a shop, that is asked for
    without showing it, or read from KRING_SOURCE_KEY for one of them.
    """
    here, now = _of(workspace), datetime.now(UTC)
    here.kind(name)
    own_keys = here.keys.are_for_each(name)
    if own_keys and len(subjects) > 1 and os.environ.get(KEY):
        raise BadInput(f"{KEY} holds the key of one of them.", "Add them one at a time, each with its own key.")
    for subject in subjects:
        secret = _secret(here, name, subject) if own_keys else None
        added = here.add(name, subject, now, secret)
        say(f"{name} is asked about {subject}{'' if added else ' already'}.")
        if secret is not None:
            say(f"The key of {subject} is kept, encrypted.")
        elif own_keys and here.known_as(name, subject) not in here.keys.subjects(name):
            say(f"It has no key yet: kring sources key {name} {subject}")


@sources.command("list")
def listed(name: NameArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Whom a source is asked about, and what became of each in its last run."""
    standing = _of(workspace).standing(name, datetime.now(UTC))
    if as_json:
        show_json(standing.to_dict()["asked_about"])
        return
    for subject in standing.subjects:
        end = standing.ends.get(subject)
        state = _ended(end) if end else "not asked yet"
        key = "" if standing.keyed is None else "; key kept" if subject in standing.keyed else "; no key yet"
        say(f"{subject}: {state.removesuffix(', it has no key yet')}{key}")
    if not standing.subjects:
        say(f"{name} is asked about nobody.")


@sources.command("remove")
def remove(name: NameArgument, subjects: SubjectsArgument, workspace: WorkspaceOption = None) -> None:
    """Stop asking about these accounts, and delete the key that one has of its own. What is known of them stays."""
    here, now = _of(workspace), datetime.now(UTC)
    for subject in subjects:
        say(f"{name} is not asked about {here.remove(name, subject, now)} any more.")


@sources.command("key")
def key(
    name: NameArgument,
    subject: Annotated[str | None, typer.Argument(help="Whose key it is, where each has its own.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Give a source its key, or one of its shops, in place of the one before. It is asked for without showing it, or
    read from KRING_SOURCE_KEY; kept encrypted.
    """
    here = _of(workspace)
    if not here.kind(name).secrets:
        raise BadInput(f"{name} needs no key.", "It is open to everybody.")
    secret = _secret(here, name, subject or name)
    if secret is None:
        raise BadInput("there is nobody at this terminal to ask.", f"Set {KEY}; parts are divided by ':'.")
    here.keep_secret(name, secret, datetime.now(UTC), subject)
    say(f"The key of {subject or name} is kept, encrypted.")


@sources.command("set")
def choose(
    name: NameArgument,
    values: Annotated[list[str], typer.Argument(help="name=value, such as switched=on or every_hours=12.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Choose something of a source."""
    here = _of(workspace)
    for value in values:
        chosen, found, meant = value.partition("=")
        if not found:
            raise BadInput(f"'{value}' chooses nothing.", "Write it as name=value.")
        here.choose(name, chosen.strip(), meant.strip())
        say(f"{name}: {chosen.strip()} is {meant.strip()}.")


@sources.command("withdraw")
def withdraw(
    name: NameArgument,
    subject: Annotated[str, typer.Argument(help="An account or a feed, by any of its names.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Delete all that a source gave of one account or feed, with the consent, and ask nothing more about it."""
    gone = _of(workspace).withdraw(name, subject, datetime.now(UTC))
    told = ", ".join(f"{rows:,} {table}" for table, rows in gone.items()) or "nothing was kept"
    say(f"Withdrawn and deleted: {told}.")


def sync(
    names: Annotated[list[str] | None, typer.Argument(help="Sources; without any, those whose time it is.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask sources for what is new. It can be stopped at any point, and goes on where it was.

    A source that can't be asked does not keep the others from being asked; the first such problem is said at the end.
    """
    here = _of(workspace)
    due = names or here.due(datetime.now(UTC))
    reports, problems = [], []
    for name in due:
        try:
            reports.append(here.sync(name))
        except KringError as problem:
            problems.append(problem)
    if as_json:
        show_json([report.to_dict() for report in reports])
    for report in () if as_json else reports:
        _show(report)
    if not due and not as_json:
        say("No source is due.")
    if problems:
        raise problems[0]


def replay(
    names: Annotated[list[str] | None, typer.Argument(help="Sources; without any, all.")] = None,
    take: Annotated[bool, typer.Option("--take", help="Let a newer decoder's rows take the place.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decode every page that is still kept again, and compare it with what was loaded."""
    from dataclasses import asdict

    found = _of(workspace).replay(names, take=take)
    if as_json:
        show_json([asdict(one) for one in found])
        return
    for one in found:
        said = {True: "the same to the byte", False: "different", None: "pages have expired"}[one.same]
        say(f"{one.source} {one.seal[:8]}: {one.pages:,} pages, {said}{', taken' if one.taken else ''}.")
    if not found:
        say("No page is kept.")


def _of(workspace: Path | None) -> Sources:
    from kring.workspace.sources import Sources

    return Sources(opened(workspace))


def _secret(here: Sources, name: str, whose: str) -> dict[str, str] | None:
    """A key from the surroundings or from who sits at the terminal; None where there is neither."""
    wanted = here.kind(name).secrets
    if given := os.environ.get(KEY, ""):
        return dict(zip(wanted, given.split(":", len(wanted) - 1), strict=False))
    if not sys.stdin.isatty():
        return None
    return {part: typer.prompt(f"{whose}: {said.en}", hide_input=True) for part, said in wanted.items()}


def _line(one: Standing) -> str:
    state = "off" if not one.on else "no key yet" if not one.opened else f"{len(one.subjects)} asked about"
    run = one.last
    last = f"; last run {run.began_at:%Y-%m-%d %H:%M}: {run.state}, {run.pages:,} pages" if run else ""
    why = f" ({run.why.en})" if run and run.why.en else ""
    left = "".join(f"; {left.units:,} of {left.of:,} {left.label.en} left" for left in one.left)
    held = "".join(f"; {end.subject} {_ended(end)}" for end in one.ends.values() if end.is_held)
    following = f"; next {one.next_at:%Y-%m-%d %H:%M}" if one.next_at else ""
    return f"{one.kind.name}: {state}{last}{why}{held}{left}{following}"


def _ended(end: SubjectEnd) -> str:
    until = f" until {end.until:%Y-%m-%d %H:%M} UTC" if end.until else ""
    return f"{end.state}{until}{', ' if end.why.en else ''}{end.why.en}"


def _show(report: SyncReport) -> None:
    run = report.run
    loaded: dict[str, int] = {}
    for receipt in report.receipts:
        for table, rows in receipt.loaded.items():
            loaded[table] = loaded.get(table, 0) + rows
    brought = ", ".join(f"{count:,} {table}" for table, count in loaded.items()) or "nothing new"
    until = f" until {run.until:%Y-%m-%d %H:%M} UTC" if run.until else ""
    why = f": {run.why.en}" if run.why.en else ""
    say(f"{run.source}: {run.state}{until}{why}; {run.pages:,} pages, {brought}.")
    for end in run.subjects:
        if end.why.en:
            say(f"  {end.subject}: {_ended(end)}")
    for subject, said in run.skipped:
        say(f"  {subject}: left out a page, {said.en}")
