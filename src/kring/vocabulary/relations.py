"""Relations with brands: benefits, what a brand is recognised by, and what a price rests on, in both languages."""

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


@cache
def brand_signs() -> Mapping[str, Words]:
    """The label of everything a brand is recognised by, the strongest first."""
    return MappingProxyType({name: Words.of(entry) for name, entry in entries("brand_signs").items()})


@cache
def price_sources() -> Mapping[str, Words]:
    """The label of everything an expected fee may rest on, the best first."""
    return MappingProxyType({name: Words.of(entry) for name, entry in entries("price_sources").items()})
