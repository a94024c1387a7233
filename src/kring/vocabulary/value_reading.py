"""How well each kind of value is read by an embedder: what was found and missed on captions judged by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import entries

Counts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of value: the score from which it is said, and how that went on judged captions.

    `hits`: for each hand, of the captions with it, how many were called so, of how many; `alarms`: the same of the
    captions without it. `among`: the same of all hands' captions without it, for those that give each other kind
    instead, and last for those that give none of them.
    """

    threshold: float
    hits: Counts
    alarms: Counts
    among: Counts = ()


@cache
def value_readings(embedder: str) -> Mapping[str, Reading]:
    """The readings of an embedder by kind of value; none for an embedder that was not judged."""
    told = entries("value_reading").get(embedder, {})
    return MappingProxyType({name: _reading(**entry) for name, entry in told.items()})


def _reading(threshold: float, hands: Mapping[str, tuple[int, ...]], among: Mapping[str, tuple[int, int]]) -> Reading:
    hits = tuple((hit, having) for hit, having, _, _ in hands.values())
    alarms = tuple((alarm, lacking) for _, _, alarm, lacking in hands.values())
    return Reading(threshold, hits, alarms, tuple((alarm, lacking) for alarm, lacking in among.values()))
