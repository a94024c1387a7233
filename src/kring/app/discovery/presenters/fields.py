"""The filters as fields, out of the table of filters: grouped, each with its unit, its choices and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.discovery.address import USUAL_KM, listed
from kring.app.web.language import page_language
from kring.match.discovery import DROP, KEEP, labelled
from kring.vocabulary.search_filters import CHOICE, NEAR, RANGE, SHARE, Filter, filter_groups, search_filters

if TYPE_CHECKING:
    from django.http import QueryDict

LISTS = {"municipalities": "municipality-names", "provinces": "province-names"}
MANY = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be ticked."""

    value: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One filter as a field.

    `choices`: what can be ticked, empty where a text is typed (`typed`, with the data list `names`). `limits`: whether
    it has a least and a most; `unit`: what these are in. `usual`: the least where none is typed.
    """

    name: str
    label: str
    meaning: str
    choices: tuple[Choice, ...]
    typed: str
    names: str
    parted: str
    takes_text: bool
    km: str
    limits: bool
    least: str
    most: str
    unit: str
    usual: str
    none_of: str
    takes_none_of: bool
    takes_days: bool
    days: str
    keeps_unknown: bool
    drops_unknown: bool
    problem: str
    used: bool

    @property
    def is_long(self) -> bool:
        """Whether there are so many choices that they scroll."""
        return len(self.choices) > MANY


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group of filters; `used`: how many of them are in use, and whether one has a problem."""

    name: str
    label: str
    fields: tuple[FieldShown, ...]

    @property
    def used(self) -> int:
        """How many are in use."""
        return sum(field.used for field in self.fields)


def groups_shown(address: QueryDict, problems: Mapping[str, str]) -> tuple[GroupShown, ...]:
    """All filters by group, with what the address asks of them."""
    language = page_language()
    fields = [(one.group, field_shown(one, address, problems.get(one.name, ""))) for one in search_filters().values()]
    return tuple(
        GroupShown(name, words.said_in(language), tuple(field for group, field in fields if group == name))
        for name, words in filter_groups().items()
    )


def field_shown(one: Filter, address: QueryDict, problem: str) -> FieldShown:
    """One filter with what the address asks of it."""
    language, given = page_language(), listed(address, one.name, one)
    closed = {} if one.entries in LISTS else labelled(one.entries)
    known = {name.casefold() for name in closed}
    choices = tuple(
        Choice(name, words.said_in(language), name.casefold() in {one.casefold() for one in given})
        for name, words in closed.items()
    )
    names = (*(f"{one.name}{end}" for end in ("", "-least", "-most", "-not")),)
    radius = one.kind == NEAR or one.entries == "radii"
    return FieldShown(
        one.name, one.words.said_in(language), one.meaning.said_in(language), choices,
        ("; " if radius else ", ").join(name for name in given if name.casefold() not in known),
        LISTS.get(one.entries, ""), ";" if radius else ",", radius or (bool(one.entries) and not closed),
        (address.get(f"{one.name}-km", "") or USUAL_KM) if radius else "", one.kind in (RANGE, SHARE),
        address.get(f"{one.name}-least", ""), address.get(f"{one.name}-most", ""), _unit(one),
        f"{one.usual * 100:g}" if one.usual is not None else "", ", ".join(listed(address, f"{one.name}-not", one)),
        one.kind == CHOICE and one.entries != "answers", one.within, address.get(f"{one.name}-days", ""),
        address.get(f"{one.name}-unknown") == KEEP, address.get(f"{one.name}-unknown") == DROP, problem,
        bool(problem) or any(address.get(name) for name in names),
    )  # fmt: skip


def _unit(one: Filter) -> str:
    if one.is_share:
        return "%"
    return one.unit.said_in(page_language()) if one.unit and one.kind == RANGE else ""
