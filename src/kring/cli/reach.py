"""`kring reach`: whom accounts reach together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput
from kring.estimate import Language, in_words

if TYPE_CHECKING:
    from kring.reach import Reach
    from kring.workspace import Workspace

HEADINGS: dict[Language, tuple[str, str, str]] = {
    "en": ("Account", "People", "Only this account"),
    "nl": ("Account", "Mensen", "Alleen dit account"),
}


AFTER_KILOMETRES = r"(?<=km)\s*,"
"""What separates radii, in which a comma can also stand inside a number or between latitude and longitude."""


def reach(
    accounts: Annotated[list[str] | None, typer.Argument(help="Accounts such as instagram:name.")] = None,
    largest: Annotated[int | None, typer.Option(min=1, help="The accounts with most people known, this many.")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            help="A condition of the target group, such as municipalities=Amersfoort,Leusden or ages=25-44. "
            "near=Amersfoort:8km means within 8 km of it; a postcode (near=3811AB:8km) or latitude and longitude "
            "(near=52.156/5.388:8km) will do too.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show whom accounts reach together: different people, overlap, what only each of them brings."""
    here = opened(workspace)
    chosen = list(accounts or ()) + (_largest(here, largest) if largest else [])
    if not chosen:
        raise BadInput("no accounts were named.", "Name some, or ask for the largest with --largest 10.")
    answer = here.unique_reach(chosen, conditions(where or []))
    if as_json:
        show_json(answer.to_dict())
        return
    _show(answer)
    say_when_synthetic(here.synthetic)


def conditions(where: list[str]) -> dict[str, list[str]]:
    """The conditions `name=value,value` as a mapping. Raises `BadInput` for one without a name or a value."""
    said: dict[str, list[str]] = {}
    for condition in where:
        name, found, values = condition.partition("=")
        separator = AFTER_KILOMETRES if name.strip() == "near" else ","
        listed = [value.strip() for value in re.split(separator, values) if value.strip()]
        if not found or not listed:
            raise BadInput(
                f"'{condition}' is no condition.", "Write it as name=value, such as municipalities=Amersfoort."
            )
        said.setdefault(name.strip(), []).extend(listed)
    return said


def _largest(here: Workspace, most: int) -> list[str]:
    audience = here.audience()
    if not audience.accounts:
        raise BadInput("of no account is it known who follows it.", "Import lists of followers, likers or commenters.")
    sized = sorted(zip(-audience.sizes, audience.accounts, strict=True))
    return [account for _, account in sized[:most]]


def _show(answer: Reach) -> None:
    language = spoken_language()
    rows = [
        (
            account,
            in_words(answer.each[account], "count", language),
            in_words(answer.exclusive[account], "count", language),
        )
        for account in answer.accounts
    ]
    show_table("", HEADINGS[language], rows)
    say(answer.in_words(language))
