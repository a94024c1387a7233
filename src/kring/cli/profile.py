"""`kring profile` and `kring tiers`: who the creators are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.estimate import Language, in_words, number

if TYPE_CHECKING:
    from kring.profile import TierTable
    from kring.workspace import Workspace

LISTED = ("followers", "engagement_per_follower", "answered_comments", "clean_feed")
WORDS: dict[Language, dict[str, str]] = {
    "en": {"account": "Account", "tier": "Tier", "accounts": "Accounts", "posts": "Posts", "more": "{} of {} accounts"},
    "nl": {
        "account": "Account",
        "tier": "Groep",
        "accounts": "Accounts",
        "posts": "Berichten",
        "more": "{} van {} accounts",
    },
}


def profile(
    accounts: Annotated[
        list[str] | None, typer.Argument(help="Accounts such as instagram:name; none lists all.")
    ] = None,
    tier: Annotated[str | None, typer.Option(help="Only this tier: starter, nano, micro, meso, macro or mega.")] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 25,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who creators are: tier, engagement, contact, clean feed, each with its interval."""
    here = opened(workspace)
    if accounts:
        _show_each(here, accounts, as_json)
    else:
        _show_list(here, tier, most, as_json)


def tiers(
    platform: Annotated[str | None, typer.Option(help="Only accounts on this platform.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the tier table: engagement, answered comments and commercial posts by tier, with intervals."""
    here = opened(workspace)
    table = here.tier_table(platform)
    if as_json:
        show_json(table.to_dict())
        return
    _show_tiers(table, spoken_language())
    say_when_synthetic(here.synthetic)


def _show_each(here: Workspace, accounts: list[str], as_json: bool) -> None:
    profiles = [here.profile(account) for account in accounts]
    if as_json:
        show_json([each.to_dict() for each in profiles])
        return
    for each in profiles:
        say(each.in_words(spoken_language()) + "\n")
    say_when_synthetic(here.synthetic)


def _show_list(here: Workspace, tier: str | None, most: int, as_json: bool) -> None:
    from kring.vocabulary.figures import figure
    from kring.vocabulary.tiers import KRING

    language = spoken_language()
    wanted = KRING.tier(tier).name if tier else None
    profiles = here.profiles()
    rows = profiles.accounts.select(["account", "tier"]).to_pylist()
    fitting = [row["account"] for row in rows if wanted is None or row["tier"] == wanted]
    shown = [profiles.of(account) for account in fitting[:most]]
    if as_json:
        show_json([each.to_dict() for each in shown])
        return
    words = WORDS[language]
    headings = [words["account"], words["tier"], *(figure(name).words.said_in(language) for name in LISTED)]
    lines = [
        (
            each.account,
            each.tier or "?",
            *(in_words(each.estimate(name), figure(name).kind, language) for name in LISTED),
        )
        for each in shown
    ]
    show_table("", headings, lines, words["more"].format(number(len(shown), language), number(len(fitting), language)))
    say_when_synthetic(here.synthetic)


def _show_tiers(table: TierTable, language: Language) -> None:
    from kring.vocabulary.figures import figure

    words = WORDS[language]
    names = list(table.lines[0].figures) if table.lines else []
    headings = [words["tier"], words["accounts"], words["posts"], *(figure(n).words.said_in(language) for n in names)]
    lines = [
        (
            line.tier,
            number(line.accounts, language),
            number(line.posts, language),
            *(in_words(line.figures[name], figure(name).kind, language).replace(" (", "\n(") for name in names),
        )
        for line in table.lines
    ]
    show_table("", headings, lines)
