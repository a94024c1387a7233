"""How followers divide, as Meta tells it: counts by city, country, age and gender, at most 45 values of each.

Only followers of whom it is known are counted, and a group that is too small is left out without a word. So ages and
genders are shares of those that are known, and places are shares of all followers, which leaves a rest that may live
anywhere. Nothing at all means held back: no row, because unknown is not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kring.sources.core.reading import at, count, objects, text
from kring.sources.meta.graph import nodes

MOST_VALUES = 45
_DIMENSIONS = {
    ("city",): "city", ("country",): "country", ("age",): "age", ("gender",): "gender", ("age", "gender"): "age_gender",
    ("gender", "age"): "age_gender",
}  # fmt: skip
_GENDERS = {"F": "female", "M": "male"}
_PLACES = ("city", "country")
METRIC = "follower_demographics"


def shares(content: Any, context: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of audience_shares of one answer."""
    return [
        {"account": context.get("account"), **row, "suppressed": False}
        for insight in nodes(content)
        if insight.get("name") == METRIC
        for breakdown in objects(at(insight, "total_value", "breakdowns"))
        for row in _divided(breakdown, count(context.get("followers")))
    ]


def _divided(breakdown: Mapping[str, Any], followers: int | None) -> list[dict[str, Any]]:
    named_by = breakdown.get("dimension_keys")
    keys = tuple(str(key) for key in named_by) if isinstance(named_by, list) else ()
    dimension = _DIMENSIONS.get(keys)
    results = objects(breakdown.get("results"))
    counted = [(result.get("dimension_values"), count(result.get("value"))) for result in results]
    known = [(values, number) for values, number in counted if isinstance(values, list) and number is not None]
    if dimension is None or not known:
        return []
    total = _total(dimension, known, followers)
    named = [(_name(dict(zip(keys, values, strict=False)), dimension), number) for values, number in known]
    return [
        {"dimension": dimension, "value": name, "share": number / total if total else None}
        for name, number in named
        if name is not None
    ]


def _total(dimension: str, known: list[tuple[Any, int]], followers: int | None) -> int | None:
    """What the counts are shares of; None when that is unknown, as for places of which only the largest are shown."""
    told = sum(number for _, number in known)
    if dimension not in _PLACES:
        return told
    if followers is None:
        return told if len(known) < MOST_VALUES else None
    return max(followers, told)


def _name(values: Mapping[str, Any], dimension: str) -> str | None:
    """The value as our tables say it; None for a gender that is not known."""
    if dimension == "age_gender":
        gender, age = _GENDERS.get(str(values.get("gender"))), text(values.get("age"))
        return f"{gender} {age}" if gender and age else None
    return _GENDERS.get(str(values.get("gender"))) if dimension == "gender" else text(values.get(dimension))
