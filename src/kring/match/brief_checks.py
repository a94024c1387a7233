"""What must hold of a brief's values; each fault named with its field."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kring.errors import BadInput, UnknownName
from kring.vocabulary import niches, platforms, tiers
from kring.vocabulary.people import LANGUAGES

if TYPE_CHECKING:
    from kring.match.brief import Brief

GOALS = ("reach",)
UNKNOWN_CHOICES = ("keep", "leave_out")


def checked(brief: Brief) -> dict[str, Any]:
    """The brief's values in their one spelling. Raises BadInput or UnknownName."""
    if not brief.name.strip():
        raise BadInput("a brief needs a name.", "Write 'name: ...' at the top.", column="name")
    if brief.goal not in GOALS:
        raise UnknownName("goal", brief.goal, list(GOALS), f"A plan can be made for: {', '.join(GOALS)}.")
    if brief.unknown not in UNKNOWN_CHOICES:
        raise UnknownName("choice for 'unknown'", str(brief.unknown), list(UNKNOWN_CHOICES), "Use keep or leave_out.")
    _check_limits(brief)
    _check_names(brief)
    return {
        "budget": None if brief.budget is None else float(brief.budget),
        "deliverable": _one_of("deliverable", brief.deliverable, platforms.deliverables()),
        **{
            name: tuple(dict.fromkeys(spelled(value) for value in getattr(brief, name)))
            for name, spelled in LISTS.items()
        },
    }


def _check_limits(brief: Brief) -> None:
    budget, least, most = brief.budget, brief.creators.least, brief.creators.most
    if budget is not None and (not math.isfinite(budget) or budget < 0):
        raise BadInput(f"a budget of {budget:g} can't be spent.", "Give an amount of euros above 0.", column="budget")
    if budget == 0:
        raise BadInput(
            "a budget of 0 buys nothing.", "Give an amount of euros, or leave the budget out.", column="budget"
        )
    for name, number in (("least", least), ("most", most)):
        if number is not None and number < (1 if name == "most" else 0):
            raise BadInput(
                f"'{name}: {number}' is not a number of creators.", "Use 1 or more.", column=f"creators.{name}"
            )
    if least is not None and most is not None and least > most:
        raise BadInput(f"at least {least} and at most {most} creators can't both hold.", column="creators")
    if brief.period.start and brief.period.end and brief.period.end < brief.period.start:
        raise BadInput("the period ends before it starts.", "Swap 'from' and 'until'.", column="period")


def _check_names(brief: Brief) -> None:
    both = set(map(str.lower, brief.required)) & set(map(str.lower, brief.forbidden))
    if both:
        raise BadInput(
            f"{', '.join(sorted(both))} is both required and forbidden.", "Take it out of one.", column="required"
        )
    if brief.most is not None and len(brief.required) > brief.most:
        raise BadInput(
            f"{len(brief.required)} creators are required, but at most {brief.most} asked.", column="required"
        )


def _one_of(kind: str, name: str, known: Mapping[str, object]) -> str:
    if name.lower() not in known:
        raise UnknownName(kind, name, list(known), f"Use one of: {', '.join(known)}.")
    return name.lower()


LISTS: dict[str, Callable[[str], str]] = {
    "niches": lambda name: niches.niche(name).name,
    "platforms": lambda name: _one_of("platform", name, platforms.platforms()),
    "tiers": lambda name: tiers.KRING.tier(name.lower()).name,
    "languages": lambda name: _one_of("language", name, dict.fromkeys(LANGUAGES)),
    "required": str.strip,
    "forbidden": str.strip,
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
            fault.column = fieldname
        named = (file, f"line {line}" if line else None, f"'{fieldname}'" if fieldname else None)
        where = ", ".join(part for part in named if part)
        fault.message = f"{where}: {fault.message}" if where else fault.message
        raise
