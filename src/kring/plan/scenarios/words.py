"""Scenarios in sentences and in cells, Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kring.estimate import Language, euros, in_words, number

if TYPE_CHECKING:
    from kring.plan.scenarios.answer import Outcome, Prediction, Scenario, Scenarios


def scenarios_in_sentences(found: Scenarios, language: Language) -> tuple[str, ...]:
    """Who wins under each goal, whether the goal decides, and what studies would predict."""
    winners = [_winner(found, place, language) for place in range(len(found.goals))]
    said = [_synthetic(found, language), *winners, verdict(found, language)]
    return tuple(one for one in [*said, *(_prediction(one, language) for one in found.predictions)] if one)


def cells(scenarios: Sequence[Scenario], language: Language) -> list[list[str]]:
    """One row a mix: its name, then the value of each outcome with the number of creators behind it."""
    return [[one.words.said_in(language), *(_cell(each, language) for each in one.outcomes)] for one in scenarios]


def reasons(found: Scenarios, language: Language) -> list[str]:
    """Why a mix could not be made, each reason once with the mixes it holds for."""
    by_reason: dict[str, list[str]] = {}
    for one in found.scenarios:
        for reason in dict.fromkeys(each.reason.said_in(language) for each in one.outcomes if each.reason):
            by_reason.setdefault(reason, []).append(one.words.said_in(language))
    return [f"{', '.join(mixes)}: {reason}" for reason, mixes in by_reason.items()]


def _cell(outcome: Outcome, language: Language) -> str:
    if not outcome.value.known:
        return "-"
    creators = number(len(outcome.accounts), language)
    word = {"nl": "creators", "en": "creators"}[language] if len(outcome.accounts) != 1 else "creator"
    return f"{said_value(outcome, language)} ({creators} {word})"


def said_value(outcome: Outcome, language: Language) -> str:
    """The value with its interval, in the unit of the goal."""
    return in_words(outcome.value, outcome.kind, language)


def _synthetic(found: Scenarios, language: Language) -> str:
    if not found.synthetic:
        return ""
    return {
        "nl": "Deze vergelijking rust op verzonnen voorbeeldgegevens.",
        "en": "This comparison rests on made-up example data.",
    }[language]


def _winner(found: Scenarios, place: int, language: Language) -> str:
    winner, goal = found.winner(place), found.words[place].said_in(language)
    if winner is None:
        return {"nl": f"Voor {goal} is niets te vergelijken.", "en": f"For {goal} there is nothing to compare."}[
            language
        ]
    best = winner.outcomes[place]
    value, mix = said_value(best, language), winner.words.said_in(language)
    close = _overlapping(found, winner, place, language)
    money = "" if found.budget is None else _for_the_budget(found.budget, language)
    if best.goal.name == "cost_per_result":
        return {
            "nl": f"Voor {goal} is {mix}{money} het voordeligst: {value}{close}.",
            "en": f"For {goal}, {mix} is cheapest{money}: {value}{close}.",
        }[language]
    return {
        "nl": f"Voor {goal} brengt {mix}{money} het meest: {value}{close}.",
        "en": f"For {goal}, {mix} brings most{money}: {value}{close}.",
    }[language]


def _for_the_budget(budget: float, language: Language) -> str:
    return {"nl": f" voor {euros(budget, 'nl', 0)}", "en": f" for {euros(budget, 'en', 0)}"}[language]


def _overlapping(found: Scenarios, winner: Scenario, place: int, language: Language) -> str:
    """Which other mixes can't be told apart from the winner: their intervals overlap."""
    best = winner.outcomes[place].value
    others = [
        one.words.said_in(language)
        for one in found.scenarios
        if one.name not in (winner.name, "free")
        and (value := one.outcomes[place].value).known
        and value.low <= best.high
        and best.low <= value.high
        and not (value.is_exact and best.is_exact)
    ]
    if not others:
        return ""
    from kring.reach.segment_words import listed

    names = listed(others, language)
    return {
        "nl": f"; het interval overlapt met dat van {names}",
        "en": f"; its interval overlaps with that of {names}",
    }[language]


def verdict(found: Scenarios, language: Language) -> str:
    """Whether another objective has another winner."""
    if found.depends_on_goal:
        return {
            "nl": "Het antwoord hangt af van het doel: een ander doel heeft een andere winnaar.",
            "en": "The answer depends on the objective: another objective has another winner.",
        }[language]
    if not any(found.winners):
        return {"nl": "Er is niets te vergelijken.", "en": "There is nothing to compare."}[language]
    return {
        "nl": "Onder elk van deze doelen wint dezelfde soort creators.",
        "en": "Under each of these objectives the same kind of creators wins.",
    }[language]


def _prediction(one: Prediction, language: Language) -> str:
    agrees = {
        True: {"nl": "Dat klopt met deze uitkomst", "en": "This outcome agrees"},
        False: {"nl": "Deze uitkomst spreekt dat tegen", "en": "This outcome contradicts it"},
        None: {"nl": "Hier is niets om mee te vergelijken", "en": "There is nothing to compare it with here"},
    }[one.agrees][language]
    finding, limits = one.study.finding.said_in(language), one.study.limits.said_in(language)
    return f"{one.study.citation}: {finding} {agrees}. {limits}"
