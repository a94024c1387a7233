"""What can be done to know more of a creator, and which figures each step serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class DataStep:
    """One step: what it brings, the advice, how many observations it would add, and the figures it serves."""

    name: str
    words: Words
    advice: Words
    more: int
    figures: tuple[str, ...]


@cache
def data_steps() -> Mapping[str, DataStep]:
    """The steps by name."""
    return MappingProxyType(
        {
            name: DataStep(
                name, Words.of(entry["label"]), Words.of(entry["advice"]), int(entry["more"]), tuple(entry["figures"])
            )
            for name, entry in entries("data_steps").items()
        }
    )
