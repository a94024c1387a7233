"""`kring plan`: the set of creators that reaches most of the target group for the budget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.briefs import brief_in, goal_in
from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.cli.plan_explained import explain_plan
from kring.estimate import Language, and_basis, in_words, number

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.plan import Plan

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "creator": "Creator", "fee": "Fee", "followers": "Followers", "in_target": "In the target group",
        "gain": "Adds", "price": "Per extra person", "other": "Next best", "budget": "Budget", "reach": "Reach",
        "creators": "Creators", "curve": "What other budgets bring", "left_out": "Left out", "why": "Why",
        "makes": "Makes", "week": "Week of", "adds": "Adds to the goal", "each": "Per unit of it", "brings": "Brings",
        "limits": "What the plan keeps to", "limit": "Limit", "used": "Used", "least": "At least", "most": "At most",
        "one_more": "One more creator would add", "passed_over": "Passed, but not chosen", "yes": "yes", "no": "no",
        "parts": "The parts of the mix", "part": "Part", "weight": "Weight", "alone": "Chosen for it alone",
    },
    "nl": {
        "creator": "Creator", "fee": "Tarief", "followers": "Volgers", "in_target": "In de doelgroep",
        "gain": "Voegt toe", "price": "Per extra persoon", "other": "Beste andere", "budget": "Budget",
        "reach": "Bereik",
        "creators": "Creators", "curve": "Wat andere budgetten brengen", "left_out": "Afgevallen", "why": "Waarom",
        "makes": "Maakt", "week": "Week van", "adds": "Draagt bij aan het doel", "each": "Per eenheid daarvan",
        "brings": "Brengt", "limits": "Waar het plan zich aan houdt", "limit": "Grens", "used": "Gebruikt",
        "least": "Minstens", "most": "Hoogstens", "one_more": "Een creator erbij zou toevoegen",
        "passed_over": "Mochten meedoen, maar niet gekozen", "yes": "ja", "no": "nee",
        "parts": "De delen van de mix", "part": "Deel", "weight": "Gewicht", "alone": "Alleen daarop gekozen",
    },
}  # fmt: skip


def plan(
    brief: Annotated[Path, typer.Argument(help="The brief, in YAML.")],
    budget: Annotated[float | None, typer.Option(help="Another budget than the brief's, in euros.")] = None,
    goal: Annotated[
        str | None,
        typer.Option(help="Another goal: reach, seen, engagements, revenue, awareness, or as in a brief."),
    ] = None,
    deliverables: Annotated[
        str | None, typer.Option(help="What each may make, with commas: post,reel,post + 3 story.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also every limit, other budgets, and who was not chosen and why.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan a brief: who, for what fee, what that brings for the goal, and how far from the best possible at most."""
    here = opened(workspace)
    answer = here.plan(_adjusted(brief_in(brief, budget, here), goal, deliverables))
    if as_json:
        show_json(answer.to_dict())
        return
    show_plan(answer, explain=explain)
    say_when_synthetic(here.synthetic)


def _adjusted(brief: Brief, goal: str | None, deliverables: str | None) -> Brief:
    """The brief with what the command line says instead."""
    from kring.match.bundle import bundles

    if goal is not None:
        brief = replace(brief, goal=goal_in(goal))
    if deliverables is not None:
        brief = replace(brief, deliverables=bundles([one for one in deliverables.split(",") if one.strip()]))
    return brief


def show_plan(plan: Plan, *, explain: bool = False) -> None:
    """The plan as a table of creators and the sentences that say what it means."""
    language = spoken_language()
    words = WORDS[language]
    names = ("creator", "followers", "fee", "in_target", "gain", "price", "other")
    columns = [[words[name] for name in names], *_lines(plan, language)]
    for heading, cells in _of_the_goal(plan, language):
        for line, cell in zip(columns, [heading, *cells], strict=True):
            line.insert(-1, cell)
    show_table(plan.brief.name, columns[0], columns[1:])
    if explain:
        explain_plan(plan, language, words)
    say(plan.in_words(language))


def _lines(plan: Plan, language: Language) -> list[list[str]]:
    return [
        [
            f"{choice.shown} ({choice.account})",
            "?" if choice.followers is None else number(choice.followers, language),
            and_basis(choice.fee, "money", language),
            in_words(choice.in_target, "count", language),
            in_words(choice.gain, "count", language),
            in_words(choice.price, "money", language),
            choice.next_best.shown if choice.next_best else "-",
        ]
        for choice in plan.chosen
    ]


def _of_the_goal(plan: Plan, language: Language) -> list[tuple[str, list[str]]]:
    """Further columns: what each makes and when, and what it adds to another goal than the people reached."""
    from kring.plan.goal_words import counted_unit, is_plain_reach
    from kring.plan.objectives import KINDS

    words, chosen, found = WORDS[language], plan.chosen, []
    if plan.brief.deliverables:
        made = [one.deliverables.in_words(language) if one.deliverables else "-" for one in chosen]
        found.append((words["makes"], made))
    if any(one.week for one in chosen):
        found.append((words["week"], [one.week.isoformat() if one.week else "-" for one in chosen]))
    if not is_plain_reach(plan):
        kind = KINDS[counted_unit(plan.objective)]
        found.append((words["adds"], [in_words(one.adds, kind, language) for one in chosen]))
        found.append((words["each"], [in_words(one.price_of_adding, "money", language) for one in chosen]))
    return found
