"""`kring compare`: one large creator against many small ones with as many followers together."""

from __future__ import annotations

from typing import Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened


def compare(
    accounts: Annotated[
        list[str] | None, typer.Argument(help="The large accounts; none compares every meso and macro creator.")
    ] = None,
    tier: Annotated[str, typer.Option(help="The tier of the small ones: nano or micro.")] = "micro",
    draws: Annotated[int, typer.Option(min=20, help="How many random sets to draw.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed draws the same sets.")] = 1,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare one large creator with many small ones that have as many followers together."""
    here = opened(workspace)
    answer = here.compare(accounts or None, tier=tier, draws=draws, seed=seed)
    if as_json:
        show_json(answer.to_dict())
        return
    language = spoken_language()
    table = answer.table(language)
    show_table(table.title, table.headings, table.rows, table.caption)
    say(answer.in_words(language))
    say_when_synthetic(here.synthetic)
