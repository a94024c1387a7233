"""Values: what a follower gets from a post, from a feeling to a concrete benefit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Value:
    """One kind of value: its `family` is "feeling" or "benefit"; the description is what captions are compared with."""

    name: str
    family: str
    words: Words
    description: Words


@cache
def values() -> Mapping[str, Value]:
    """All kinds of value by name."""
    return MappingProxyType(
        {
            name: Value(name, entry["family"], Words.of(entry["label"]), Words.of(entry["description"]))
            for name, entry in entries("values").items()
        }
    )


def value(name: str) -> Value:
    """The kind of value of that name; raises `UnknownName`."""
    if name not in values():
        raise UnknownName("kind of value", name, list(values()))
    return values()[name]
