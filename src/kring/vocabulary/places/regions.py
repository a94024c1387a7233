"""Regions of the Netherlands that people name: what they consist of, and which have no borders to go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kring.vocabulary.places.names import folded

_FILE = Path(__file__).parent / "regions.yaml"


@dataclass(frozen=True, slots=True)
class Region:
    """A region by name, with what it consists of; neither for one without borders that everybody agrees on."""

    name: str
    municipalities: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()

    @property
    def has_borders(self) -> bool:
        """Whether it is known what it consists of."""
        return bool(self.municipalities or self.provinces)


def region_named(name: str) -> Region | None:
    """The region of this name or alias, with or without an article; None when there is none."""
    asked = folded(name)
    for article in ("de ", "het ", "the "):
        asked = asked.removeprefix(article)
    return _regions().get(asked)


@cache
def _regions() -> dict[str, Region]:
    import yaml

    listed: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = [Region(name) for name in listed["without_borders"]]
    for kind in ("municipalities", "provinces"):
        found += [Region(name, **{kind: tuple(parts)}) for name, parts in listed[kind].items()]
    known = {folded(one.name): one for one in found}
    return known | {folded(alias): known[folded(name)] for alias, name in listed["aliases"].items()}
