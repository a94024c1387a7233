"""A plan in sentences, Dutch and English: what it reaches, how sure that is, what it costs, what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kring.estimate import Basis, Language, euros, in_words, number, percent
from kring.match.gates import SUBJECTS
from kring.plan.goal_words import (
    SMALLEST_SAID,
    a_tenth,
    chosen_for,
    first_and_last,
    guesses,
    is_plain_reach,
    made,
    proof,
)
from kring.reach.figures import several_platforms
from kring.reach.segment_words import listed

if TYPE_CHECKING:
    from kring.plan.plan import Plan


def plan_in_sentences(plan: Plan, language: Language) -> tuple[str, ...]:
    """The plan as one would read it aloud to a client."""
    parts = (
        _synthetic, chosen_for, _reach, _proof, _sum, made, _money, _outlook, _last, a_tenth, _binding, _evidence,
        guesses, _unchecked, _left_out,
    )  # fmt: skip
    said = [part(plan, language) for part in parts]
    return tuple(sentence for sentence in said if sentence)


def _synthetic(plan: Plan, language: Language) -> str:
    if not plan.synthetic:
        return ""
    return {"nl": "Dit plan rust op verzonnen voorbeeldgegevens.", "en": "This plan rests on made-up example data."}[
        language
    ]


def _reach(plan: Plan, language: Language) -> str:
    if not plan.reach.unique.known and not is_plain_reach(plan):
        return ""
    people, group = in_words(plan.reach.unique, "count", language), plan.brief.target.in_words(language)
    least = plan.reach.is_lower_bound
    creators = number(len(plan.chosen), language)
    if language == "nl":
        who = f"{creators} creators bereiken" if len(plan.chosen) != 1 else "1 creator bereikt"
        return f"{who} samen {'minstens ' if least else ''}{people} verschillende mensen in de doelgroep: {group}."
    who = f"{creators} creators" if len(plan.chosen) != 1 else "1 creator"
    verb = "reach together" if len(plan.chosen) != 1 else "reaches"
    return f"{who} {verb} {'at least ' if least else ''}{people} different people in the target group: {group}."


def _proof(plan: Plan, language: Language) -> str:
    if not is_plain_reach(plan):
        return proof(plan, language)
    if plan.is_proven_best:
        return {
            "nl": "Bewezen is dat geen andere keuze binnen de opdracht er meer bereikt.",
            "en": "It is proven that no other choice within the brief reaches more.",
        }[language]
    bound, gap = number(plan.bound, language), percent(plan.gap, language)
    most = {"nl": "hoogstens ", "en": "at most "}[language]
    if plan.gap < SMALLEST_SAID:
        most, gap = {"nl": "minder dan ", "en": "less than "}[language], percent(SMALLEST_SAID, language)
    if language == "nl":
        return f"Bewezen is dat geen andere keuze er meer dan {bound} bereikt; dit plan zit daar {most}{gap} onder."
    return f"It is proven that no other choice reaches more than {bound}; this plan is {most}{gap} below that."


def _sum(plan: Plan, language: Language) -> str:
    reach = plan.reach
    if len(plan.chosen) < 2 or not reach.frequency.known:
        return ""
    added, times = in_words(reach.sum, "count", language), number(reach.frequency.value, language, 2)
    if language == "nl":
        return f"Opgeteld hebben ze er {added}: wie bereikt wordt, volgt gemiddeld {times} van deze creators."
    return f"Added up they have {added}: a person reached follows {times} of these creators on average."


def _money(plan: Plan, language: Language) -> str:
    if not plan.cost.known:
        return ""
    cost = in_words(plan.cost, "money", language)
    spare = plan.left_over if plan.left_over is not None and plan.left_over >= 1 else None
    left = euros(spare, language, 0) if spare is not None else ""
    said = {"nl": f"Samen kosten ze {cost} zonder btw", "en": f"Together they cost {cost} without VAT"}[language]
    said += _guessed_fees(plan, language)
    if language == "nl":
        return said + (f". Er blijft {left} over." if left else ".")
    return said + (f". {left} is left over." if left else ".")


def _guessed_fees(plan: Plan, language: Language) -> str:
    """Of how many creators nobody named the fee, and what it was guessed from."""
    ways = {
        Basis.MODELLED: {"nl": "wat anderen van die grootte hier vragen", "en": "what others of that size ask here"},
        Basis.PRIOR: {"nl": "gepubliceerde tarieven", "en": "published rates"},
    }
    counts = {basis: sum(choice.fee.basis == basis for choice in plan.chosen) for basis in ways}
    some = [(number(count, language), ways[basis][language]) for basis, count in counts.items() if count]
    if not some:
        return ""
    first, *others = some
    if language == "nl":
        more = "".join(f" en bij {count} naar {way}" for count, way in others)
        return f"; bij {first[0]} van hen is het tarief geschat naar {first[1]}{more}: vraag het na"
    more = "".join(f", of {count} from {way}" for count, way in others)
    return f"; the fee of {first[0]} of them is guessed from {first[1]}{more}, so ask"


def _outlook(plan: Plan, language: Language) -> str:
    return plan.outlook.in_words(language) if plan.outlook is not None else ""


def _last(plan: Plan, language: Language) -> str:
    if not is_plain_reach(plan):
        return first_and_last(plan, language)
    if len(plan.chosen) < 2:
        return ""
    first, last = plan.chosen[0], plan.chosen[-1]
    gained, added = in_words(first.gain, "count", language), in_words(last.gain, "count", language)
    price = f" ({euros(last.price.value, language)} per persoon)" if last.price.known and last.price.value else ""
    if language == "nl":
        said = f"{first.shown} brengt de meeste mensen, {gained}; "
        return said + f"{last.shown} voegt er als laatste {added} aan toe{price}."
    price = price.replace("per persoon", "a person")
    return f"{first.shown} brings most people, {gained}; {last.shown}, the last, adds {added}{price}."


def _binding(plan: Plan, language: Language) -> str:
    return " ".join(words.said_in(language) for words in plan.binding)


def _evidence(plan: Plan, language: Language) -> str:
    said = several_platforms(plan.reach, language)
    if plan.reach.engaged_accounts:
        count = number(len(plan.reach.engaged_accounts), language)
        said.append({
            "nl": f"Van {count} accounts zijn alleen mensen bekend die reageerden; andere volgers tellen niet mee.",
            "en": f"Of {count} accounts only people who reacted are known; followers who did not are not counted.",
        }[language])  # fmt: skip
    if plan.reach.unknown_accounts:
        names = listed(list(plan.reach.unknown_accounts), language)
        said.append({
            "nl": f"Van {names} is niet bekend wie volgt; dat bereik komt erbij.",
            "en": f"Who follows {names} is not known; that reach comes on top.",
        }[language])  # fmt: skip
    return " ".join(said)


def _unchecked(plan: Plan, language: Language) -> str:
    said = []
    for name, subject in SUBJECTS.items():
        count = sum(name in choice.unknown for choice in plan.chosen)
        if count:
            said.append({
                "nl": f"Van {number(count, language)} gekozen creators is {subject.nl} onbekend: kijk dat na.",
                "en": f"Of {number(count, language)} chosen creators {subject.en} is unknown: check it.",
            }[language])  # fmt: skip
    return " ".join(said)


def _left_out(plan: Plan, language: Language) -> str:
    if not plan.left_out:
        return ""
    count, considered = number(len(plan.left_out), language), number(plan.considered, language)
    if language == "nl":
        return f"Van de {considered} accounts vielen er {count} af, elk met een reden."
    return f"Of {considered} accounts {count} were left out, each with a reason."
