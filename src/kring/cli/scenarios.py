"""`kring scenarios`: the budget of a brief spent on each kind of creators, under each objective, side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.briefs import brief_in, goal_in
from kring.cli.output import console, say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.estimate import Language

if TYPE_CHECKING:
    from kring.plan.scenarios import OnPlan

CREATORS: dict[Language, str] = {"en": "Creators", "nl": "Creators"}
WHY_NOT: dict[Language, str] = {"en": "Not possible", "nl": "Niet mogelijk"}


def scenarios(
    brief: Annotated[Path, typer.Argument(help="The brief, in YAML.")],
    budget: Annotated[float | None, typer.Option(help="Another budget than the brief's, in euros.")] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(help="A goal to compare under, as in a brief; may be repeated. Without it five usual ones."),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare nano, micro, one meso, one macro, one mega and a free choice for the same budget under each objective."""
    here = opened(workspace)
    wanted, goals = brief_in(brief, budget, here), [goal_in(one) for one in goal or []]
    with _watched() as on_plan:
        found = here.scenarios(wanted, goals=goals or None, on_plan=on_plan)
    if as_json:
        show_json(found.to_dict())
        return
    from kring.plan.scenarios.words import cells, reasons

    language = spoken_language()
    headings = (CREATORS[language], *(words.said_in(language) for words in found.words))
    show_table(found.name, headings, cells(found.scenarios, language))
    for reason in reasons(found, language):
        say(f"{WHY_NOT[language]}: {reason}")
    say(found.in_words(language))
    say_when_synthetic(here.synthetic)


@contextmanager
def _watched() -> Iterator[OnPlan]:
    """Shows how many of the plans are made, when somebody is looking."""
    from rich.progress import Progress

    with Progress(console=console(), disable=not sys.stderr.isatty(), transient=True) as bars:
        task = bars.add_task("", total=None)
        yield lambda done, of: bars.update(task, completed=done, total=of)
