"""Niches: topics a community gathers around, each named and described in a sentence in Dutch and English.

The sentence is what text is compared with: a name alone ("mama") is too short to recognise a topic by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        for spelling in _spelled(niche):
            known.setdefault(spelling, niche.name)
    return MappingProxyType(known)


def _spelled(niche: Niche) -> tuple[str, ...]:
    return tuple(_folded(spelling) for spelling in (niche.name, niche.words.nl, niche.words.en, *niche.also))


def _folded(spelling: str) -> str:
    return " ".join(spelling.lower().replace("_", " ").replace("-", " ").split())


def niche(name: str, own: Sequence[Niche] = ()) -> Niche:
    """The niche by its name, its label in either language or another word for it; raises `UnknownName`.

    `own`: the niches that an organisation adds; they go before those of Kring.
    """
    asked = _folded(name)
    for one in own:
        if asked in _spelled(one):
            return one
    found = _spellings().get(asked)
    if found is None:
        known = [*(one.name for one in own), *_spellings()]
        raise UnknownName(
            "niche", name, known, "A niche is a common subject, such as cooking, fashion or cycling.",
            nl_advice="Een niche is een gangbaar onderwerp, zoals koken, mode of fietsen.",
        )  # fmt: skip
    return niches()[found]
