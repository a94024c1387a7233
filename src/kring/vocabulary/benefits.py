"""Benefits: what a creator gets out of a collaboration, in both languages; the strongest kind first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries

UNCLEAR = "unclear"


@cache
def benefits() -> Mapping[str, Words]:
    """The label of every benefit by name."""
    return MappingProxyType({name: Words.of(entry["label"]) for name, entry in entries("benefits").items()})
