"""The values of a calendar file: weeks, whole numbers, names; each fault says what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kring.errors import BadInput
from kring.plan.calendar.from_plans import monday

Readers = Mapping[str, Callable[[Any], Any]]
MOST_WEEKS = 104


def missing(name: str) -> BadInput:
    """The fault of a field that must be there."""
    examples = {
        "first_week": "first_week: 2027-01-04", "weeks": "weeks: 12", "briefs": "briefs: [{file: spring.yaml, ...}]",
        "brand": "brand: Keistad", "category": "category: cycling", "creator": "creator: instagram:name",
        "week": "week: 2027-01-11",
    }  # fmt: skip
    return BadInput(
        "is missing.", f"Write for instance '{examples[name]}'.",
        nl="ontbreekt.", nl_advice=f"Schrijf bijvoorbeeld '{examples[name]}'.",
    )  # fmt: skip


def _week(value: Any) -> date:
    """The Monday of a week written as any of its days, or as 2027-W03."""
    try:
        return monday(date.fromisoformat(str(value)))
    except ValueError:
        raise BadInput(
            f"'{value}' is not a day or week.", "Write it as 2027-01-31 or 2027-W04.",
            nl=f"'{value}' is geen dag of week.", nl_advice="Schrijf 2027-01-31 of 2027-W04.",
        ) from None  # fmt: skip


def _weeks(value: Any) -> tuple[date, ...]:
    return tuple(sorted({_week(one) for one in (value if isinstance(value, list) else [value])}))


def count(value: Any) -> int:
    """A whole number of 0 or more."""
    return _at_least(value, 0)


def _size(value: Any) -> int:
    return _at_least(value, 1)


def _at_least(value: Any, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadInput(
            f"'{value}' is not a whole number of at least {least}.", f"Write for instance {max(least, 2)}.",
            nl=f"'{value}' is geen heel getal van minstens {least}.",
            nl_advice=f"Schrijf bijvoorbeeld {max(least, 2)}.",
        )  # fmt: skip
    return value


def _span(value: Any) -> int:
    weeks = _size(value)
    if weeks > MOST_WEEKS:
        raise BadInput(
            f"{weeks} weeks is more than a calendar can hold.", f"Take at most {MOST_WEEKS}.",
            nl=f"{weeks} weken is meer dan een kalender aankan.", nl_advice=f"Neem er hoogstens {MOST_WEEKS}.",
        )  # fmt: skip
    return weeks


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadInput(
            f"'{value}' is not yes or no.", "Write true or false.",
            nl=f"'{value}' is geen ja of nee.", nl_advice="Schrijf true of false.",
        )  # fmt: skip
    return value


def text(value: Any) -> str:
    """One name."""
    if isinstance(value, dict | list) or not str(value).strip():
        raise BadInput(
            "is not a name.", "Write one name.", nl="is geen naam.", nl_advice="Schrijf één naam."
        )  # fmt: skip
    return str(value).strip()


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text(one) for one in (value if isinstance(value, list) else [value]))


READERS: Readers = {
    "first_week": _week, "weeks": _span, "competitor_distance": count, "observed_weeks": count, "spares": _flag,
}  # fmt: skip
TERM_READERS: Readers = {
    "per_week": _size, "most_posts": _size, "in_weeks": _size, "weeks_apart": count, "lead_weeks": count,
    "blackout": _weeks,
}  # fmt: skip
BRIEF_READERS: Readers = {
    "brand": text, "category": text, "rivals": _texts, "embargo": _weeks, "least": count, "most": _size,
    "each_week": count,
}  # fmt: skip
RUNNING_READERS: Readers = {"creator": text, "brand": text, "category": text, "week": _week, "rivals": _texts}
