"""Values of a brief's YAML: amounts, numbers, shares, days and mappings, each refused with what to write instead."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from kring.errors import BadInput, UnknownName
from kring.match.limits import Bounds, Count, Share


def amount(value: Any) -> float:
    """Euros: 1250, 1250.50, EUR 1250."""
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(str(value).replace("EUR", "").replace("€", "").strip())
    except ValueError:
        raise BadInput(
            f"'{value}' is not an amount.", "Write euros as a plain number: 1250 or 1250.50.",
            nl=f"'{value}' is geen bedrag.", nl_advice="Schrijf euro's als gewoon getal: 1250 of 1250.50.",
        ) from None  # fmt: skip


def positive(value: Any) -> float:
    """Euros above 0."""
    given = amount(value)
    if not math.isfinite(given) or given <= 0:
        raise BadInput(
            f"an amount of {given:g} can't be used.", "Give an amount of euros above 0.",
            nl=f"een bedrag van {given:g} kan niet.", nl_advice="Geef een bedrag in euro's boven 0.",
        )  # fmt: skip
    return given


def number(value: Any) -> float:
    """A number of 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise BadInput(
            f"'{value}' is not a number of 0 or more.", "Write a plain number, such as 2.5.",
            nl=f"'{value}' is geen getal vanaf 0.", nl_advice="Schrijf een gewoon getal, zoals 2.5.",
        )  # fmt: skip
    return float(value)


def share(value: Any) -> float:
    """A share from 0 to 1, written as 40% or 0.4."""
    text = str(value).strip()
    try:
        found = round(float(text.removesuffix("%")) / (100 if text.endswith("%") else 1), 12)
    except ValueError:
        found = math.nan
    if isinstance(value, bool) or not 0 <= found <= 1:
        raise BadInput(
            f"'{value}' is not a share.", "Write it as 40%.",
            nl=f"'{value}' is geen aandeel.", nl_advice="Schrijf een aandeel als 40%.",
        )  # fmt: skip
    return found


def count(value: Any) -> Count:
    """A number of creators, or a share of those chosen as 40%."""
    if isinstance(value, str) and value.strip().endswith("%"):
        return Share(share(value))
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadInput(
            f"'{value}' is neither a number of creators nor a share.", "Write it as 2, or as 40%.",
            nl=f"'{value}' is geen aantal creators en geen aandeel.", nl_advice="Schrijf bijvoorbeeld 2, of 40%.",
        )  # fmt: skip
    return value


def bounds(value: Any, name: str) -> Bounds:
    """At least and at most; a number or share alone is at most."""
    if not isinstance(value, Mapping):
        return Bounds(most=count(value))
    entries = mapping(value, name, ("least", "most"), f"{name}: {{least: 1, most: 40%}}")
    found = Bounds(**{key: count(one) for key, one in entries.items() if one is not None})
    if type(found.least) is type(found.most) and _size(found.least) > _size(found.most):
        raise BadInput(
            f"at least {found.least} and at most {found.most} can't both hold.", "Make 'most' the larger.",
            nl=f"minstens {found.least} en hoogstens {found.most} kan niet allebei.",
            nl_advice="Maak 'most' het grootst.",
        )  # fmt: skip
    return found


def _size(value: Count | None) -> float:
    return 0.0 if value is None else float(value.value if isinstance(value, Share) else value)


def day(value: Any) -> date | None:
    """A day as 2027-01-31; None stays None."""
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise BadInput(
            f"'{value}' is not a day.", "Write it as 2027-01-31.",
            nl=f"'{value}' is geen dag.", nl_advice="Schrijf een dag als 2027-01-31.",
        ) from None  # fmt: skip


def mapping(value: Any, name: str, known: tuple[str, ...], example: str) -> dict[str, Any]:
    """The entries below a field, each of which must be known."""
    if not isinstance(value, Mapping):
        raise not_as_expected(name, example)
    for entry in value:
        if entry not in known:
            raise no_field(f"field in '{name}'", entry, known)
    return dict(value)


def not_as_expected(name: str, example: str) -> BadInput:
    """The fault of a field that is written in another way."""
    return BadInput(
        f"'{name}' is not written as expected.", f"Write for instance {example}.",
        nl=f"'{name}' staat er anders dan verwacht.", nl_advice=f"Schrijf bijvoorbeeld {example}.",
    )  # fmt: skip


def no_field(kind: str, name: object, known: tuple[str, ...]) -> UnknownName:
    """The fault of a field that doesn't exist."""
    there = ", ".join(known)
    return UnknownName(kind, str(name), list(known), f"There are: {there}.", nl_advice=f"Dit zijn de velden: {there}.")
