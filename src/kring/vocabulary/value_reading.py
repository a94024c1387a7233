"""How well each kind of value is read by an embedder: what was found and missed on captions judged by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kring.vocabulary.text import entries


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of value: the score from which it is said, and how that went on judged captions.

    Of `having` captions with it `hits` were found; of `lacking` captions without it `alarms` were called so too.
    `among`: the same two counts for those that give each other kind instead, and last for those that give none of them.
    """

    threshold: float
    hits: int
    having: int
    alarms: int
    lacking: int
    among: tuple[tuple[int, int], ...] = ()


@cache
def value_readings(embedder: str) -> Mapping[str, Reading]:
    """The readings of an embedder by kind of value; none for an embedder that was not judged."""
    told = entries("value_reading").get(embedder, {})
    return MappingProxyType({name: _reading(**entry) for name, entry in told.items()})


def _reading(among: Mapping[str, tuple[int, int]], **counts: Any) -> Reading:
    return Reading(**counts, among=tuple((alarms, lacking) for alarms, lacking in among.values()))
