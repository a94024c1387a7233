"""A filter on one line, as one types it: `followers=500..5000`, `language=nl,en`, `niche=vegan:20%`, `gender!=male`.

`fee=reel:..200` is at most 200 for a reel, `worked_with!=Hema@90` not in the last 90 days,
`audience_near=Utrecht:8km;20%` at least so much within it; `?keep` or `?drop` at the end says what to do with those of
whom it is not known.
"""

from __future__ import annotations

import re
from typing import Any

from kring.errors import BadInput
from kring.match.discovery.condition import DROP, KEEP
from kring.vocabulary.search_filters import CHOICE, NEAR, RANGE, Filter, search_filter

_LINE = re.compile(r"\s*(\w+)\s*(!?=)\s*(.*?)\s*(?:\?(keep|drop))?\s*")
_DAYS = re.compile(r"(.*)@(\d+)")


def filter_of_line(line: str) -> tuple[str, dict[str, Any]]:
    """The name of a filter and what is asked of it, as `read_condition` reads it. Raises `BadInput`, `UnknownName`."""
    found = _LINE.fullmatch(line)
    if found is None or not found[3]:
        raise BadInput(
            f"'{line}' is no filter.", "Write it as name=value, such as followers=500..5000 or language=nl,en.",
            nl=f"'{line}' is geen filter.", nl_advice="Schrijf naam=waarde: followers=500..5000 of language=nl,en.",
        )  # fmt: skip
    name, sign, value, unknown = found.groups()
    one = search_filter(name)
    if sign == "!=" and one.kind != CHOICE:
        raise BadInput(
            f"{name}: only a choice can be turned round with !=.", "Write = with a range, such as ..20%.",
            nl=f"{name}: alleen een keuze is met != om te draaien.", nl_advice="Schrijf = met een bereik, zoals ..20%.",
        )  # fmt: skip
    asked = _asked(one, sign, value)
    return name, asked | ({"unknown": unknown} if unknown in (KEEP, DROP) else {})


def _asked(one: Filter, sign: str, value: str) -> dict[str, Any]:
    if one.kind == NEAR:
        return {"of": value}
    if one.kind == CHOICE:
        dated = _DAYS.fullmatch(value) if one.within else None
        names = _names(dated[1] if dated else value)
        return {"not" if sign == "!=" else "of": names} | ({"within_days": int(dated[2])} if dated else {})
    named, limits = "", value
    if one.entries == "radii":
        named, _, limits = value.partition(";")
    elif one.kind != RANGE or one.entries:
        named, found, limits = value.rpartition(":")
        if not found and ".." not in value:
            named, limits = value, ""
    least, dots, most = limits.partition("..")
    asked: dict[str, Any] = {"least": least.strip(), "most": most.strip()}
    if named:
        asked["of"] = named if one.entries == "radii" else _names(named)
    if one.kind == RANGE and not dots:
        raise BadInput(
            f"{one.name}: '{value}' is no range.", "Write it as 500..5000, 500.. or ..5000.",
            nl=f"{one.name}: '{value}' is geen bereik.", nl_advice="Schrijf 500..5000, 500.. of ..5000.",
        )  # fmt: skip
    return {name: part for name, part in asked.items() if part}


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]
