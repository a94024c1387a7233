"""What is concluded of a creator and is no single figure, yet rests on posts and comments that can be opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.figures import Figure, figures
from kring.vocabulary.text import Words, entries
from kring.vocabulary.values import values


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One conclusion: its label, and `definition` says how it is come to."""

    name: str
    words: Words
    definition: Words


@cache
def conclusions() -> Mapping[str, Conclusion]:
    """The conclusions by name: the role, and every kind of value."""
    told = entries("conclusions")
    role = Conclusion("role", Words.of(told["role"]["label"]), Words.of(told["role"]["definition"]))
    kinds = {name: Conclusion(name, value.words, value.description) for name, value in values().items()}
    return MappingProxyType({"role": role, **kinds})


def figure_or_conclusion(name: str) -> Figure | Conclusion:
    """What can be opened under that name; raises `UnknownName`."""
    known: dict[str, Figure | Conclusion] = {**conclusions(), **figures()}
    if name not in known:
        raise UnknownName("figure", name, list(known))
    return known[name]
