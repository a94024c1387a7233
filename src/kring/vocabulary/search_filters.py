"""The filters of discovery as data: what pages and commands offer, each with its kind, unit and words.

Besides those of `search_filters.yaml` every figure of a profile is a filter, from - to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast

from kring.errors import UnknownName
from kring.vocabulary.figures import figures
from kring.vocabulary.text import Words, entries

FilterKind = Literal["choice", "range", "share", "near"]
CHOICE: FilterKind = "choice"
RANGE: FilterKind = "range"
SHARE: FilterKind = "share"
NEAR: FilterKind = "near"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    `kind`: choice (any of, none of), range (least, most), share (of an entry: least, most) or near (a radius).
    `entries`: what can be named in it, such as niches or places; empty for a plain range. `usual`: the least share
    where none is asked. `unit`: what numbers are in, None for shares and counts. `within`: whether it can be limited to
    the last days. `figure`: the figure of a profile it reads, None for others.
    """

    name: str
    group: str
    kind: FilterKind
    words: Words
    meaning: Words
    entries: str = ""
    unit: Words | None = None
    usual: float | None = None
    within: bool = False
    figure: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether its limits are shares of 1, which people write in per cent."""
        return self.kind == SHARE or (self.figure is not None and figures()[self.figure].kind == "share")


@cache
def search_filters() -> Mapping[str, Filter]:
    """All filters by name, in the order of their groups."""
    data = entries("search_filters")
    own = [_declared(name, entry) for name, entry in data["filters"].items()]
    read = [_of_figure(name, group) for group, names in data["figures"].items() for name in names]
    order = list(data["groups"])
    return MappingProxyType({one.name: one for one in sorted(own + read, key=lambda one: order.index(one.group))})


@cache
def filter_groups() -> Mapping[str, Words]:
    """The groups filters are shown in, in order."""
    return MappingProxyType({name: Words.of(entry) for name, entry in entries("search_filters")["groups"].items()})


def search_filter(name: str) -> Filter:
    """The filter of that name; raises `UnknownName`."""
    known = search_filters()
    if name not in known:
        listed = ", ".join(known)
        raise UnknownName("filter", name, list(known), f"There are: {listed}.", nl_advice=f"Dit zijn ze: {listed}.")
    return known[name]


def _declared(name: str, entry: Mapping[str, Any]) -> Filter:
    unit = entries("search_filters")["units"][entry["unit"]] if "unit" in entry else None
    return Filter(
        name, entry["group"], cast("FilterKind", entry["kind"]), Words.of(entry["label"]), Words.of(entry["meaning"]),
        entry.get("entries", ""), Words.of(unit) if unit else None, entry.get("usual"), bool(entry.get("within")),
    )  # fmt: skip


def _of_figure(name: str, group: str) -> Filter:
    figure = figures()[name]
    return Filter(name, group, RANGE, figure.words, figure.definition, figure=name)
