"""`kring plan`: the set of creators that reaches most of the target group for the budget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput


def plan(
    brief: Annotated[Path, typer.Argument(help="The brief, a YAML file.")],
    budget: Annotated[float | None, typer.Option(help="Another budget than the brief's, in euros.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also show who was left out and why, and the curve.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan a brief: who, for what fee, how many different people, and how far from the best possible at most."""
    from kring.match.brief import Brief

    here = opened(workspace)
    if not brief.is_file():
        raise BadInput(f"there is no file {brief}.", "Write a brief in YAML; the documentation has one to start from.")
    wanted = Brief.from_yaml(brief)
    if budget is not None:
        wanted = replace(wanted, budget=budget)
    answer = here.plan(wanted)
    if as_json:
        show_json(answer.to_dict())
        return
    language = spoken_language()
    for table in answer.tables(language, explain=explain):
        show_table(table.title, table.headings, table.rows, table.caption)
    say(answer.in_words(language))
    say_when_synthetic(here.synthetic)
