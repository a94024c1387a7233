"""`kring compare`: one large creator against many small ones with as many followers together, and for its fee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.cli.reach import conditions
from kring.estimate import Language, in_words, number, percent

if TYPE_CHECKING:
    from kring.plan import Comparison

HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("One", "Followers", "Reaches", "Against", "Random sets reach", "Sets above it", "Best set reaches",
           "For its fee"),
    "nl": ("Eén", "Volgers", "Bereikt", "Tegenover", "Willekeurig bereik", "Daarboven", "Beste keuze bereikt",
           "Voor dat tarief"),
}  # fmt: skip


def compare(
    accounts: Annotated[
        list[str] | None, typer.Argument(help="The large accounts; none compares every meso, macro and mega creator.")
    ] = None,
    tier: Annotated[str, typer.Option(help="The tier of the small ones: nano or micro.")] = "micro",
    where: Annotated[list[str] | None, typer.Option("--where", help="A condition, such as ages=25-44.")] = None,
    draws: Annotated[int, typer.Option(min=20, help="How many random sets to draw.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed draws the same sets.")] = 0,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare one large creator with many small ones with as many followers together, and for its fee."""
    from kring.plan import verdict_in_words

    here = opened(workspace)
    answers = here.compare(*(accounts or ()), tier=tier, segment=conditions(where or []), draws=draws, seed=seed)
    language = spoken_language()
    if as_json:
        both = {"nl": verdict_in_words(answers, "nl"), "en": verdict_in_words(answers, "en")}
        show_json({"comparisons": [each.to_dict() for each in answers], "verdict": both})
        return
    show_table("", HEADINGS[language], [_line(each, language) for each in answers])
    say(verdict_in_words(answers, language))
    say_when_synthetic(here.synthetic)


def _line(one: Comparison, language: Language) -> tuple[str, ...]:
    size = f"{number(one.size, language)} {one.tier}" if one.size is not None else one.tier
    return (
        one.shown,
        number(one.followers, language),
        in_words(one.one_reach, "count", language),
        size,
        in_words(one.many_reach, "count", language),
        percent(one.share_above, language, 0) if one.share_above is not None else "-",
        in_words(one.best_reach, "count", language),
        in_words(one.same_fee.reach, "count", language) if one.same_fee.reach.known else "-",
    )
