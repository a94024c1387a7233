"""Niches: topics a community gathers around, each named and described in a sentence in Dutch and English.

The sentence is what text is compared with: a name alone ("mama") is too short to recognise a topic by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Niche:
    """One niche: a stable `name`, a label, a describing sentence, other words for it, and niches close to it."""

    name: str
    words: Words
    description: Words
    also: tuple[str, ...]
    near: tuple[str, ...]


@cache
def niches() -> Mapping[str, Niche]:
    """All niches by name, in the order of the data."""
    return MappingProxyType(
        {
            name: Niche(
                name,
                Words.of(entry["label"]),
                Words.of(entry["description"]),
                tuple(entry.get("also", ())),
                tuple(entry.get("near", ())),
            )
            for name, entry in entries("niches").items()
        }
    )


@cache
def _spellings() -> Mapping[str, str]:
    """Every name, label and other word in lower case, with the niche it stands for."""
    known: dict[str, str] = {}
    for niche in niches().values():
        for spelling in (niche.name, niche.words.nl, niche.words.en, *niche.also):
            known.setdefault(_folded(spelling), niche.name)
    return MappingProxyType(known)


def _folded(spelling: str) -> str:
    return " ".join(spelling.lower().replace("_", " ").replace("-", " ").split())


def niche(name: str) -> Niche:
    """The niche by its name, its label in either language or another word for it; raises `UnknownName`."""
    found = _spellings().get(_folded(name))
    if found is None:
        raise UnknownName(
            "niche", name, list(_spellings()), "A niche is a common subject, such as cooking, fashion or cycling.",
            nl_advice="Een niche is een gangbaar onderwerp, zoals koken, mode of fietsen.",
        )  # fmt: skip
    return niches()[found]
