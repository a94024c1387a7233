"""The glossary: every word of the domain with its definition, as screens, API and docs show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the domain in both languages with its definition."""

    name: str
    words: Words
    definition: Words


@cache
def glossary() -> Mapping[str, Term]:
    """All terms by name."""
    return MappingProxyType(
        {
            name: Term(name, Words.of(entry["label"]), Words.of(entry["definition"]))
            for name, entry in entries("glossary").items()
        }
    )


def term(name: str) -> Term:
    """The term of that name; raises `UnknownName`."""
    if name not in glossary():
        raise UnknownName("term", name, list(glossary()))
    return glossary()[name]
