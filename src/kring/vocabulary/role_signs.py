"""What a role is recognised by, as data: words of what is offered or told, and how the creator interacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words that speak for one role, in lower case, both languages together; `bits` for each of them."""

    role: str
    words: Words
    bits: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interaction:
    """A figure of contact that speaks for roles: its whole interval at or above `least`, or at or below `most`."""

    name: str
    figure: str
    least: float | None
    most: float | None
    bits: Mapping[str, float]
    words: Words


@dataclass(frozen=True, slots=True)
class RoleReading:
    """How roles are read: how often each is met, the words, the interactions, and the limits."""

    prior: Mapping[str, float]
    named_from: float
    fewest_captions: int
    fewest_posts: int
    words_at_most: int
    words: Mapping[str, RoleWords]
    interactions: Mapping[str, Interaction]


@cache
def role_reading() -> RoleReading:
    """The reading of the vocabulary."""
    data = entries("roles")["reading"]
    words = {role: _words(role, entry) for role, entry in data["words"].items()}
    interactions = {
        name: Interaction(
            name, entry["figure"], entry.get("from"), entry.get("to"), MappingProxyType(entry["bits"]),
            Words.of(entry["label"]),
        )
        for name, entry in data["interaction"].items()
    }  # fmt: skip
    return RoleReading(
        MappingProxyType(data["prior"]), float(data["named_from"]), int(data["fewest_captions"]),
        int(data["fewest_posts"]), int(data["words_at_most"]), MappingProxyType(words), MappingProxyType(interactions),
    )  # fmt: skip


def _words(role: str, entry: dict[str, Any]) -> RoleWords:
    phrases = tuple(str(phrase) for language in ("nl", "en") for phrase in entry["phrases"][language])
    return RoleWords(role, Words.of(entry["label"]), float(entry["bits"]), phrases)
