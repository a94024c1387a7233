"""`kring plan`: the set of creators that reaches most of the target group for the budget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput
from kring.estimate import Language, euros, in_words, number

if TYPE_CHECKING:
    from kring.plan import Plan

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "creator": "Creator", "fee": "Fee", "followers": "Followers", "in_target": "In the target group",
        "gain": "Adds", "price": "Per extra person", "other": "Next best", "budget": "Budget", "reach": "Reach",
        "creators": "Creators", "curve": "What other budgets reach", "left_out": "Left out", "why": "Why",
    },
    "nl": {
        "creator": "Creator", "fee": "Tarief", "followers": "Volgers", "in_target": "In de doelgroep",
        "gain": "Voegt toe", "price": "Per extra persoon", "other": "Beste andere", "budget": "Budget",
        "reach": "Bereik",
        "creators": "Creators", "curve": "Wat andere budgetten bereiken", "left_out": "Afgevallen", "why": "Waarom",
    },
}  # fmt: skip
SHOWN_LEFT_OUT = 30


def plan(
    brief: Annotated[Path, typer.Argument(help="The brief, in YAML.")],
    budget: Annotated[float | None, typer.Option(help="Another budget than the brief's, in euros.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also other budgets, and who was left out.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan a brief: who, for what fee, how many different people, and how far from the best possible at most."""
    from kring.match.brief import Brief

    here = opened(workspace)
    if not brief.is_file():
        raise BadInput(f"there is no file {brief}.", "Write a brief in YAML; the documentation has one to start from.")
    wanted = Brief.from_yaml(brief)
    answer = here.plan(wanted if budget is None else replace(wanted, budget=budget))
    if as_json:
        show_json(answer.to_dict())
        return
    show_plan(answer, explain=explain)
    say_when_synthetic(here.synthetic)


def show_plan(plan: Plan, *, explain: bool = False) -> None:
    """The plan as a table of creators and the sentences that say what it means."""
    language = spoken_language()
    words = WORDS[language]
    headings = [words[name] for name in ("creator", "followers", "fee", "in_target", "gain", "price", "other")]
    show_table(plan.brief.name, headings, _lines(plan, language))
    if explain:
        _show_curve(plan, language)
        _show_left_out(plan, language)
    say(plan.in_words(language))


def _lines(plan: Plan, language: Language) -> list[tuple[str, ...]]:
    return [
        (
            f"{choice.shown} ({choice.account})",
            "?" if choice.followers is None else number(choice.followers, language),
            in_words(choice.fee, "money", language),
            in_words(choice.in_target, "count", language),
            in_words(choice.gain, "count", language),
            in_words(choice.price, "money", language),
            choice.next_best.shown if choice.next_best else "-",
        )
        for choice in plan.chosen
    ]


def _show_curve(plan: Plan, language: Language) -> None:
    words = WORDS[language]
    rows = [
        (
            euros(point.budget, language, 0) if point.budget is not None else "-",
            number(point.creators, language),
            number(point.value, language),
        )
        for point in plan.curve
    ]
    show_table(words["curve"], (words["budget"], words["creators"], words["reach"]), rows)


def _show_left_out(plan: Plan, language: Language) -> None:
    words = WORDS[language]
    rows = [
        (one.account, "; ".join(reason.said_in(language) for reason in one.reasons))
        for one in plan.left_out[:SHOWN_LEFT_OUT]
    ]
    if rows:
        count = f"{number(len(rows), language)} / {number(len(plan.left_out), language)}"
        show_table(words["left_out"], (words["creator"], words["why"]), rows, count)
