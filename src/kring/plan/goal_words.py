"""What a plan brings for its goal, in sentences: the value, the proof, what more money brings, and what is a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kring.estimate import Basis, Estimate, Language, euros, in_words, number, percent
from kring.estimate.wording import value_in_words
from kring.plan.objectives import KINDS, UNITS, CostPerResult, Objective, Reach, Unit
from kring.reach.segment_words import listed

if TYPE_CHECKING:
    from kring.plan.plan import Choice, Plan

SMALLEST_SAID = 0.001
MOST_NAMED = 6


def is_plain_reach(plan: Plan) -> bool:
    """Whether the plan maximises the people reached, each counting once."""
    return plan.objective == Reach() and not plan.brief.weights


def amount(value: float, unit: Unit, language: Language) -> str:
    """An amount in the unit of an objective: 1.234 mensen, EUR 500 omzet, EUR 1,20 per resultaat."""
    return _with_unit(value_in_words(value, KINDS[unit], language), unit, language)


def estimated(value: Estimate, unit: Unit, language: Language) -> str:
    """An estimate in the unit of an objective, with its interval."""
    return _with_unit(in_words(value, KINDS[unit], language), unit, language)


def _with_unit(said: str, unit: Unit, language: Language) -> str:
    if unit == "euros":
        return said + {"nl": " omzet", "en": " of revenue"}[language]
    if unit == "euros_per_result":
        return said + {"nl": " per resultaat", "en": " a result"}[language]
    return f"{said} {UNITS[unit].said_in(language)}"


def counted_unit(objective: Objective) -> Unit:
    """The unit of what creators add: of a cost per result, that of the results."""
    return objective.of.unit if isinstance(objective, CostPerResult) else objective.unit


def chosen_for(plan: Plan, language: Language) -> str:
    """Which goal decided, and what the plan brings of it; nothing where the reach itself is the goal."""
    if is_plain_reach(plan):
        return ""
    words, value = plan.objective.words.said_in(language), estimated(plan.value, plan.objective.unit, language)
    weighted = plan.brief.weights and plan.objective.unit in ("people", "contacts")
    if language == "nl":
        said = f"Het doel van de opdracht besliste wie erin zit: {words}{', gewogen' if weighted else ''}. "
        said += f"Dit plan brengt naar verwachting {value}."
    else:
        said = f"The goal of the brief decided who is in: {words}{', weighted' if weighted else ''}. "
        said += f"This plan is expected to bring {value}."
    return said + _parts(plan, language)


def _parts(plan: Plan, language: Language) -> str:
    said = []
    for part in plan.parts:
        unit = part.objective.unit
        value, best = estimated(part.value, unit, language), amount(part.best, unit, language)
        said.append(
            {"nl": f"{value} (alleen daarop gekozen: {best})", "en": f"{value} (chosen for it alone: {best})"}[language]
        )
    if not said:
        return ""
    return {"nl": " Daarin zit ", "en": " In it are "}[language] + f"{listed(said, language)}."


def proof(plan: Plan, language: Language) -> str:
    """What is proven of the value, for another goal than plain reach."""
    unit = plan.objective.unit
    dearer = unit == "euros_per_result"
    if plan.is_proven_best:
        return {
            "nl": f"Bewezen is dat geen andere keuze binnen de opdracht {'minder kost' if dearer else 'meer brengt'}.",
            "en": f"It is proven that no other choice within the brief {'costs less' if dearer else 'brings more'}.",
        }[language]
    bound, gap = amount(plan.bound, unit, language), percent(max(plan.gap, SMALLEST_SAID), language)
    if language == "nl":
        than, side = ("minder dan {} kost", "boven") if dearer else ("meer dan {} brengt", "onder")
        return f"Bewezen is dat geen andere keuze {than.format(bound)}; dit plan zit daar hoogstens {gap} {side}."
    than, side = ("costs less than {}", "above") if dearer else ("brings more than {}", "below")
    return f"It is proven that no other choice {than.format(bound)}; this plan is at most {gap} {side} that."


def a_tenth(plan: Plan, language: Language) -> str:
    """What a tenth more and a tenth less budget brings."""
    unit, points = counted_unit(plan.objective), (plan.a_tenth_more, plan.a_tenth_less)
    known = [point for point in points if point is not None and point.budget is not None]
    if len(known) < 2:
        return ""
    (more, at_more), (less, at_less) = (
        (amount(point.value, unit, language), euros(point.budget or 0, language, 0)) for point in known
    )
    if language == "nl":
        return f"Met 10 % meer budget ({at_more}) worden het {more}, met 10 % minder ({at_less}) {less}."
    return f"With 10% more budget ({at_more}) it is {more}, with 10% less ({at_less}) {less}."


def made(plan: Plan, language: Language) -> str:
    """What the creators make, where that is not simply a post."""
    bundles = list(dict.fromkeys(choice.deliverables for choice in plan.chosen if choice.deliverables))
    if not bundles or (not plan.brief.deliverables and bundles[0].name == "post"):
        return ""
    if len(bundles) == 1:
        label = bundles[0].in_words(language)
        return {"nl": f"Elk maakt: {label}.", "en": f"Each makes: {label}."}[language]
    groups = [
        f"{bundle.in_words(language)}: {_names([one for one in plan.chosen if one.deliverables == bundle], language)}"
        for bundle in bundles
    ]
    return {"nl": "Wie wat maakt: ", "en": "Who makes what: "}[language] + "; ".join(groups) + "."


def _names(choices: Sequence[Choice], language: Language) -> str:
    if len(choices) <= MOST_NAMED:
        return listed([one.shown for one in choices], language)
    return f"{number(len(choices), language)} creators"


def guesses(plan: Plan, language: Language) -> str:
    """Of how many creators what they bring rests on published averages."""
    if is_plain_reach(plan):
        return ""
    count = sum(choice.adds.known and choice.rests_on == Basis.PRIOR for choice in plan.chosen)
    if not count:
        return ""
    some, all_ = number(count, language), number(len(plan.chosen), language)
    return {
        "nl": f"Voor {some} van de {all_} creators rust wat ze brengen op gepubliceerde gemiddelden, niet op eigen "
        "cijfers.",
        "en": f"For {some} of {all_} creators what they bring rests on published averages, not on own figures.",
    }[language]


def first_and_last(plan: Plan, language: Language) -> str:
    """Who brings most, and what the last one adds, in the unit of the goal."""
    if len(plan.chosen) < 2:
        return ""
    first, last, unit = plan.chosen[0], plan.chosen[-1], counted_unit(plan.objective)
    most, least = (amount(one.adds.value, unit, language) if one.adds.known else "?" for one in (first, last))
    price = ""
    if last.fee.known and last.adds.known and last.adds.value > 0 and last.fee.value > 0 and unit != "euros":
        each = euros(last.fee.value / last.adds.value, language)
        price = {"nl": f" ({each} per stuk)", "en": f" ({each} each)"}[language]
    if language == "nl":
        return f"{first.shown} brengt het meest, {most}; {last.shown} voegt er als laatste {least} aan toe{price}."
    return f"{first.shown} brings most, {most}; {last.shown}, the last, adds {least}{price}."
