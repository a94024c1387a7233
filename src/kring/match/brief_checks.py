"""What must hold of a brief's values; each fault named with its field."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kring.errors import BadInput, UnknownName
from kring.match.bundle import bundles
from kring.match.goal import Goal
from kring.vocabulary import niches, platforms, roles, tiers, values
from kring.vocabulary.people import LANGUAGES

if TYPE_CHECKING:
    from kring.match.brief import Brief

UNKNOWN_CHOICES = ("keep", "leave_out")
PLAN_FOR_CHOICES = ("middle", "low")


def checked(brief: Brief) -> dict[str, Any]:
    """The brief's values in their one spelling. Raises BadInput or UnknownName."""
    if not brief.name.strip():
        raise nameless()
    if brief.unknown not in UNKNOWN_CHOICES:
        raise UnknownName(
            "choice for 'unknown'", str(brief.unknown), list(UNKNOWN_CHOICES), "Use keep or leave_out.",
            nl_advice="Gebruik keep (houden) of leave_out (weglaten).",
        )  # fmt: skip
    _check_doubts(brief)
    _check_limits(brief)
    _check_names(brief)
    return {
        "category": brief.category.strip(),
        "goal": Goal.read(brief.goal),
        "deliverables": bundles(brief.deliverables),
        "budget": None if brief.budget is None else float(brief.budget),
        "deliverable": _one_of("deliverable", brief.deliverable, platforms.deliverables()),
        **{
            name: tuple(dict.fromkeys(spelled(value) for value in getattr(brief, name)))
            for name, spelled in LISTS.items()
        },
        "niches": tuple(dict.fromkeys(niches.niche(name, brief.own_niches).name for name in brief.niches)),
    }


def _check_doubts(brief: Brief) -> None:
    """How sure the company is of its creators, and which end of what may come it plans for."""
    if brief.plan_for not in PLAN_FOR_CHOICES:
        raise UnknownName(
            "choice for 'plan_for'", str(brief.plan_for), list(PLAN_FOR_CHOICES), "Use middle or low.",
            nl_advice="Gebruik middle (het midden) of low (de lage kant).",
        )  # fmt: skip
    if brief.acceptance is not None and not 0 < brief.acceptance <= 1:
        raise BadInput(
            f"an acceptance of {brief.acceptance:g} is not a chance.",
            "Write a share above 0, at most 1, such as 0.8.",
            column="acceptance",
            nl=f"een acceptatie van {brief.acceptance:g} is geen kans.",
            nl_advice="Schrijf een deel boven 0, hoogstens 1, zoals 0.8.",
        )
    if brief.plan_for == "low" and Goal.read(brief.goal).name == "cost_per_result":
        raise BadInput(
            "a cost per result can't be planned for its low end.", "Leave plan_for out, or choose another goal.",
            column="plan_for",
            nl="kosten per resultaat zijn niet te plannen voor de lage kant.",
            nl_advice="Laat plan_for weg, of kies een ander doel.",
        )  # fmt: skip


def nameless() -> BadInput:
    """The fault of a brief without a name."""
    return BadInput(
        "a brief needs a name.", "Write 'name: ...' at the top.", column="name",
        nl="een opdracht heeft een naam nodig.", nl_advice="Schrijf bovenaan 'name: ...'.",
    )  # fmt: skip


def not_a_number(name: str, number: object) -> BadInput:
    """The fault of a number of creators that is none."""
    return BadInput(
        f"'{name}: {number}' is not a number of creators.", "Use a whole number of 1 or more.",
        column=f"creators.{name}",
        nl=f"'{name}: {number}' is geen aantal creators.", nl_advice="Gebruik een heel getal vanaf 1.",
    )  # fmt: skip


def _check_limits(brief: Brief) -> None:
    _check_budget(brief.budget)
    least, most = brief.creators.least, brief.creators.most
    for name, number in (("least", least), ("most", most)):
        if number is not None and number < (1 if name == "most" else 0):
            raise not_a_number(name, number)
    if least is not None and most is not None and least > most:
        raise BadInput(
            f"at least {least} and at most {most} creators can't both hold.", "Make 'most' the larger.",
            column="creators",
            nl=f"minstens {least} en hoogstens {most} creators kan niet allebei.", nl_advice="Maak 'most' het grootst.",
        )  # fmt: skip
    if brief.limits.weekly_budget is not None and not (brief.period.start and brief.period.end):
        raise BadInput(
            "a budget a week needs a period.", "Write period: {from: 2027-03-01, until: 2027-03-28}.",
            column="limits.weekly_budget",
            nl="een budget per week vraagt om een periode.",
            nl_advice="Schrijf period: {from: 2027-03-01, until: 2027-03-28}.",
        )  # fmt: skip
    if brief.period.start and brief.period.end and brief.period.end < brief.period.start:
        raise BadInput(
            "the period ends before it starts.", "Swap 'from' and 'until'.", column="period",
            nl="de periode eindigt voor ze begint.", nl_advice="Wissel 'from' en 'until' om.",
        )  # fmt: skip


def _check_budget(budget: float | None) -> None:
    if budget is not None and (not math.isfinite(budget) or budget < 0):
        raise BadInput(
            f"a budget of {budget:g} can't be spent.", "Give an amount of euros above 0.", column="budget",
            nl=f"een budget van {budget:g} kun je niet uitgeven.", nl_advice="Geef een bedrag in euro's boven 0.",
        )  # fmt: skip
    if budget == 0:
        raise BadInput(
            "a budget of 0 buys nothing.", "Give an amount of euros, or leave the budget out.", column="budget",
            nl="met een budget van 0 koop je niets.",
            nl_advice="Geef een bedrag in euro's, of laat het budget weg.",
        )  # fmt: skip


def _check_names(brief: Brief) -> None:
    both = set(map(str.lower, brief.required)) & set(map(str.lower, brief.forbidden))
    if both:
        raise BadInput(
            f"{', '.join(sorted(both))} is both required and forbidden.", "Take it out of one.", column="required",
            nl=f"{', '.join(sorted(both))} is zowel verplicht als uitgesloten.",
            nl_advice="Haal het uit 'required' of uit 'forbidden'.",
        )  # fmt: skip
    if brief.most is not None and len(brief.required) > brief.most:
        raise BadInput(
            f"{len(brief.required)} creators are required, but at most {brief.most} asked.",
            "Require fewer, or ask for more creators.",
            column="required",
            nl=f"{len(brief.required)} creators zijn verplicht, maar er mogen er hoogstens {brief.most} in.",
            nl_advice="Verplicht er minder, of vraag meer creators.",
        )


def _one_of(kind: str, name: str, known: Mapping[str, object]) -> str:
    if name.lower() not in known:
        choice = ", ".join(known)
        raise UnknownName(kind, name, list(known), f"Use one of: {choice}.", nl_advice=f"Kies uit: {choice}.")
    return name.lower()


LISTS: dict[str, Callable[[str], str]] = {
    "platforms": lambda name: _one_of("platform", name, platforms.platforms()),
    "tiers": lambda name: tiers.KRING.tier(name.lower()).name,
    "languages": lambda name: _one_of("language", name, dict.fromkeys(LANGUAGES)),
    "values": lambda name: _one_of("value", name, values.values()),
    "roles": lambda name: _one_of("role", name, roles.roles()),
    "required": str.strip,
    "forbidden": str.strip,
    "rivals": str.strip,
}


@contextmanager
def placed(file: str | None, line: int | None, fieldname: str | None) -> Iterator[None]:
    """Name file, line and field before any fault raised inside that doesn't name them yet."""
    try:
        yield
    except (BadInput, UnknownName) as fault:
        if isinstance(fault, BadInput):
            if fault.row is not None:
                raise
            fault.file, fault.row = file, line
            fieldname = fault.column or fieldname
            fault.message = fault.message.removeprefix(f"column '{fault.column}': ")
            fault.nl = fault.nl.removeprefix(f"kolom '{fault.column}': ")
            fault.column = fieldname
        fault.message = _where(file, line and f"line {line}", fieldname) + fault.message
        fault.nl = _where(file, line and f"regel {line}", fieldname) + fault.nl if fault.nl else ""
        raise


def _where(file: str | None, line: str | int | None, fieldname: str | None) -> str:
    named = [str(part) for part in (file, line, fieldname and f"'{fieldname}'") if part]
    return f"{', '.join(named)}: " if named else ""
