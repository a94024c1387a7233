"""Roles: how a creator stands towards followers. A label and a filter, with no uplift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Role:
    """One role: how much interaction it brings (`little`, `feedback`, `guidance`) and what it is."""

    name: str
    interaction: str
    words: Words
    description: Words


@cache
def roles() -> Mapping[str, Role]:
    """All roles by name, from little to much interaction."""
    return MappingProxyType(
        {
            name: Role(name, entry["interaction"], Words.of(entry["label"]), Words.of(entry["description"]))
            for name, entry in entries("roles")["roles"].items()
        }
    )


def role(name: str) -> Role:
    """The role of that name; raises `UnknownName`."""
    if name not in roles():
        raise UnknownName("role", name, list(roles()))
    return roles()[name]


def no_proven_uplift() -> Words:
    """What is said wherever a role is shown: no effect of a role on results is proven."""
    return Words.of(entries("roles")["no_proven_uplift"])


def uplift_source() -> str:
    """The study behind `no_proven_uplift`."""
    return str(entries("roles")["source"])
