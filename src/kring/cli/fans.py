"""`kring fans`: who speaks well of a brand, unpaid and before any relation with it."""

from __future__ import annotations

from typing import Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.estimate import Language, in_words, number

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "account": "Account", "posts": "Posts that speak well of it", "share": "Of its unpaid posts with it",
        "newest": "The newest", "more": "{} of {} fans",
        "none": "Nobody here speaks well of {} unpaid. That does not say that nobody likes it.",
    },
    "nl": {
        "account": "Account", "posts": "Berichten die er goed over spreken",
        "share": "Van de onbetaalde berichten ermee",
        "newest": "Het nieuwste", "more": "{} van {} fans",
        "none": "Niemand hier spreekt onbetaald goed over {}. Dat zegt niet dat niemand het leuk vindt.",
    },
}  # fmt: skip


def fans(
    brand: Annotated[str, typer.Argument(help="The name of a brand that posts here show.")],
    least: Annotated[int, typer.Option("--least", min=1, help="How many such posts at least.")] = 1,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 25,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who speaks well of a brand unpaid, before any relation with it, the surest first."""
    here, language = opened(workspace), spoken_language()
    found = here.fans(brand, least)
    if as_json:
        show_json([
            {
                "account": fan.account, "brand": fan.brand, "positive_mentions": fan.positive_mentions,
                "positive": fan.positive.to_dict(), "posts": [mention.post for mention in fan.mentions],
            }
            for fan in found
        ])  # fmt: skip
        return
    words = WORDS[language]
    if not found:
        say(words["none"].format(brand))
        return
    lines = [
        (
            fan.account, number(fan.positive_mentions, language), in_words(fan.positive, "share", language),
            next(mention.quote for mention in fan.mentions if mention.positive),
        )
        for fan in found[:most]
    ]  # fmt: skip
    shown = words["more"].format(number(len(lines), language), number(len(found), language))
    show_table("", (words["account"], words["posts"], words["share"], words["newest"]), lines, shown)
    say_when_synthetic(here.synthetic)
