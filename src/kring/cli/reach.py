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
    from kring.reach import Delivered, Reach
    from kring.workspace import Workspace

HEADINGS: dict[Language, tuple[str, str, str]] = {
    "en": ("Account", "People", "Only this account"),
    "nl": ("Account", "Mensen", "Alleen dit account"),
}
DELIVERED: dict[Language, tuple[str, ...]] = {
    "en": ("Account", "Makes", "One piece reaches", "People reached", "Only by this account"),
    "nl": ("Account", "Maakt", "Eén uiting bereikt", "Mensen bereikt", "Alleen door dit account"),
}
KNOWN: dict[Language, str] = {"en": "How it is known", "nl": "Hoe dat bekend is"}
OFTEN: dict[Language, tuple[str, str, str]] = {
    "en": ("Contacts", "People", "at least {}"),
    "nl": ("Contacten", "Mensen", "minstens {}"),
}


AFTER_KILOMETRES = r"(?<=km)\s*,"
"""What separates radii, in which a comma can also stand inside a number or between latitude and longitude."""

WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        help="A condition of the target group, such as municipalities=Amersfoort,Leusden or ages=25-44. "
        "near=Amersfoort:8km means within 8 km of it; a postcode (near=3811AB:8km), an address "
        "(near=Langestraat 12, 3811 AB Amersfoort:8km) or latitude and longitude (near=52.156/5.388:8km) will "
        "do too.",
    ),
]
EstimatedOption = Annotated[
    bool,
    typer.Option(
        "--estimated",
        help="Also estimate the followers of accounts whose lists are not known, and say what is counted and what "
        "is estimated.",
    ),
]


def reach(
    accounts: Annotated[list[str] | None, typer.Argument(help="Accounts such as instagram:name.")] = None,
    largest: Annotated[int | None, typer.Option(min=1, help="The accounts with most people known, this many.")] = None,
    where: WhereOption = None,
    posts: Annotated[
        int, typer.Option(min=0, max=100, help="Posts each of them makes (on TikTok and YouTube videos): who sees any.")
    ] = 0,
    stories: Annotated[int, typer.Option(min=0, max=100, help="Stories each of them makes, where there are any.")] = 0,
    reels: Annotated[int, typer.Option(min=0, max=100, help="Reels or shorts each of them makes.")] = 0,
    videos: Annotated[int, typer.Option(min=0, max=100, help="Videos each of them makes.")] = 0,
    estimated: EstimatedOption = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show whom accounts reach together: different people, overlap, what only each of them brings.

    With posts or stories also whom these are delivered to: following is not seeing. That counts the people who are
    known, with --estimated too.
    """
    here = opened(workspace)
    chosen = list(accounts or ()) + (_largest(here, largest) if largest else [])
    if not chosen:
        raise BadInput("no accounts were named.", "Name some, or ask for the largest with --largest 10.")
    segment = conditions(where or [])
    counted = here.unique_reach(chosen, segment)
    answer = here.unique_reach(chosen, segment, estimated=True) if estimated else counted
    pieces = {"post": posts, "story": stories, "reel": reels, "video": videos}
    made = {name: count for name, count in pieces.items() if count}
    delivered = here.delivered_reach(chosen, segment, pieces=made) if made else None
    if as_json:
        beside = {"counted": counted.to_dict()} if estimated else {}
        show_json(answer.to_dict() | beside | ({"delivered": delivered.to_dict()} if delivered else {}))
        return
    _show(answer, counted)
    if delivered:
        _show_delivered(delivered)
    _say_how_coarse(answer)
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


def _show(answer: Reach, counted: Reach) -> None:
    """The accounts and the answer in words; where it was asked to estimate, also how each account is known."""
    from kring.reach.beside_counted import KNOWN_FROM, beside_counted

    language = spoken_language()
    headings: tuple[str, ...] = HEADINGS[language]
    rows = [
        (
            account,
            in_words(answer.each[account], "count", language),
            in_words(answer.exclusive[account], "count", language),
            *([KNOWN_FROM[answer.levels[account]].said_in(language)] if answer.levels else []),
        )
        for account in answer.accounts
    ]
    show_table("", (*headings, KNOWN[language]) if answer.levels else headings, rows)
    say(answer.in_words(language))
    if answer is not counted:
        say(beside_counted(answer, counted, language))


def _say_how_coarse(answer: Reach) -> None:
    """What distances are measured from, where the target group has any."""
    from kring.reach import Radius

    for near in answer.segment.near:
        say(Radius.read(near).how_coarse(spoken_language()))


def _show_delivered(delivered: Delivered) -> None:
    """What each account makes and whom that reaches, and how many people are reached how often."""
    language = spoken_language()
    rows = [(account, *_of_account(delivered, account, language)) for account in delivered.accounts]
    show_table("", DELIVERED[language], rows)
    contacts, people, least = OFTEN[language]
    often = [(least.format(times), in_words(delivered.effective(times), "count", language)) for times in (1, 2, 3)]
    show_table("", (contacts, people), often)
    say(delivered.in_words(language))


def _of_account(delivered: Delivered, account: str, language: Language) -> tuple[str, str, str, str]:
    from kring.reach.delivered.wording import pieces_in_words

    made = {name: count for name, count in delivered.contacts.pieces[account].items() if count}
    rates = [in_words(delivered.contacts.share(account, name), "share", language) for name in made]
    return (
        pieces_in_words(made, language),
        " / ".join(rates),
        in_words(delivered.each[account], "count", language),
        in_words(delivered.exclusive[account], "count", language),
    )
