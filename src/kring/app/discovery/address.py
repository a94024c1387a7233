"""A search as it stands in an address, read field by field: what can't be read is left out and said at its field.

A filter stands under its own name, with `-not`, `-least`, `-most`, `-km`, `-days` and `-unknown` behind it for what
else is asked of it. Shares are written in per cent, as people do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kring.app.web.language import page_language
from kring.errors import KringError
from kring.match.discovery import KEEP, Condition, Found, Search, find, read_condition
from kring.match.discovery.passing import asked_of
from kring.vocabulary.search_filters import CHOICE, NEAR, RANGE, Filter, search_filters

if TYPE_CHECKING:
    from django.http import QueryDict

    from kring.match.discovery import Catalogue

ROWS_A_PAGE = 25
USUAL_KM = "20"
MOST_ALIKE = 500
_THOUSANDS = re.compile(r"\d{1,3}([.,])\d{3}(\1\d{3})*")
_RADIUS = re.compile(r"([\d.,]+) ?km (?:around|rond|rondom) (.+)")


@dataclass(frozen=True)
class Read:
    """What an address asks: the answer to it, and by field (`q`, `sort`, a filter) what could not be read."""

    found: Found
    problems: Mapping[str, str] = field(default_factory=dict)


def read_address(address: QueryDict, catalogue: Catalogue, like: Sequence[str] = ()) -> Read:
    """The answer to a search in an address; `like`: accounts besides those it names."""
    problems: dict[str, str] = {}
    search = Search(unknown=KEEP if address.get("unknown") == KEEP else "drop", meaning=not address.get("words"),
                    size=ROWS_A_PAGE)  # fmt: skip
    for one in search_filters().values():
        given = given_for(one, address)
        if given is not None:
            with_it = _tried(search, one.name, problems, catalogue, condition=(one, given))
            search = with_it or search
    given_text, named = address.get("q", "").strip(), list(dict.fromkeys([*address.getlist("like"), *like]))
    for name, change in (
        ("q", {"text": given_text}),
        ("like", {"like": tuple(named[:MOST_ALIKE]), "by": address.get("by") or "content"} if named else {}),
        ("sort", {"sort": address.get("sort", "").strip(), "lowest_first": bool(address.get("lowest"))}),
    ):
        if any(change.values()):
            search = _tried(search, name, problems, catalogue, change=change) or search
    found = find(replace(search, page=page_of(address)), catalogue)
    if not found.rows and found.total:
        found = find(replace(search, page=found.pages), catalogue)
    return Read(found, problems)


def _tried(
    search: Search, name: str, problems: dict[str, str], catalogue: Catalogue, *,
    condition: tuple[Filter, Any] | None = None, change: Mapping[str, Any] | None = None,
) -> Search | None:  # fmt: skip
    """The search with one more thing asked; None with the problem noted where that can't be."""
    try:
        if condition is not None:
            asked: Condition = read_condition(*condition)
            asked_of(Search(filters={name: asked}), catalogue)
            return replace(search, filters={**search.filters, name: asked})
        changed = replace(search, **(change or {}))
        if name in ("sort", "like"):
            find(replace(changed, size=1), catalogue)
        return changed
    except KringError as problem:
        problems[name] = _told(name, problem)
        return None


def _told(name: str, problem: KringError) -> str:
    """What is wrong with a field, in the words of the page."""
    if name == "sort":
        return _("There is no such order, or not in this search. Choose one of the list.")
    message, advice = problem.said_in(page_language())
    message = message.removeprefix(f"'{name}': ").removeprefix(f"{name}: ").removeprefix("text: ")
    for field_name, called in (("least", _("at least")), ("most", _("at most")), ("within_days", _("days"))):
        message = message.replace(f"{field_name} '", f"{called} '", 1) if message.startswith(field_name) else message
    return f"{message[:1].upper()}{message[1:]} {advice}".strip()


def page_of(address: QueryDict) -> int:
    """The page that is asked; the first where that is no page."""
    asked = address.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def given_for(one: Filter, address: QueryDict) -> dict[str, Any] | None:
    """What an address asks of a filter, as `read_condition` reads it; None for nothing."""
    of, none_of = listed(address, one.name, one), listed(address, f"{one.name}-not", one)
    asked: dict[str, Any] = {}
    if one.kind == NEAR or one.entries == "radii":
        asked["of"] = _radii(of, address.get(f"{one.name}-km", "").strip())
    elif one.kind != RANGE or one.entries:
        asked["of"] = of
    if one.kind == CHOICE:
        asked["not"] = none_of
        asked["within_days"] = address.get(f"{one.name}-days", "").strip() if one.within else ""
    elif one.kind != NEAR:
        limits = {end: number_typed(address.get(f"{one.name}-{end}", ""), one) for end in ("least", "most")}
        asked |= limits
        if one.kind == RANGE and not any(limits.values()):
            return None
    asked = {name: value for name, value in asked.items() if value not in ("", [])}
    if not asked.keys() - {"within_days"}:
        return None
    unknown = address.get(f"{one.name}-unknown")
    return asked | ({"unknown": unknown} if unknown else {})


def listed(address: QueryDict, name: str, one: Filter) -> list[str]:
    """The values of a field: each time it is there, and what commas part (radii: semicolons)."""
    comma = ";" if one.kind == NEAR or one.entries == "radii" else ","
    return [part.strip() for given in address.getlist(name) for part in given.split(comma) if part.strip()]


def number_typed(text: str, one: Filter) -> str:
    """A number as people type it, in the way `read_condition` reads it: 5.000 is five thousand, a share per cent."""
    typed = text.strip().replace("€", "").replace(" ", "").replace("\u00a0", "")
    if not one.is_share and _THOUSANDS.fullmatch(typed):
        return typed.replace(".", "").replace(",", "")
    typed = typed.replace(",", ".")
    return f"{typed}%" if one.is_share and typed and not typed.endswith("%") else typed


def radius_parts(text: str) -> tuple[str, str]:
    """The place and the kilometres of a radius as `Condition` holds it."""
    found = _RADIUS.fullmatch(text)
    return (found[2], found[1]) if found else (text, "")


def _radii(places: list[str], km: str) -> list[str]:
    return [place if _RADIUS.fullmatch(place) else f"{km or USUAL_KM} km around {place}" for place in places]
