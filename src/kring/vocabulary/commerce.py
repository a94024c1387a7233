"""Commercial signs in a text: affiliate networks by the shape of their links, and the words around a discount code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import entries


@dataclass(frozen=True, slots=True)
class AffiliateNetwork:
    """A network that pays commission on links: the hosts its links go through, and parameters that only they carry.

    A link is affiliate when its host is one of `hosts` (or below one) and, where `paths` or `parameters` are named, it
    also has such a path or parameter. Without hosts, the parameters (`name` or `name=value`) decide on any host.
    """

    name: str
    hosts: tuple[str, ...]
    paths: tuple[str, ...]
    parameters: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class CodeWords:
    """The words that make a text a discount code.

    `names`: words that by themselves name one; `plain`: words that do so beside a discount (`discounts`) or a code
    that holds a figure; `not_codes`: what comes before "code" when something else is meant (dress code).
    """

    names: tuple[str, ...]
    plain: tuple[str, ...]
    discounts: tuple[str, ...]
    not_codes: tuple[str, ...]


@cache
def affiliate_networks() -> Mapping[str, AffiliateNetwork]:
    """All known networks by name."""
    return MappingProxyType(
        {
            name: AffiliateNetwork(
                name,
                tuple(entry.get("hosts", ())),
                tuple(entry.get("paths", ())),
                tuple(entry.get("parameters", ())),
                entry["source"],
            )
            for name, entry in entries("commerce")["affiliate_networks"].items()
        }
    )


@cache
def code_words() -> CodeWords:
    """The words around discount codes, Dutch and English together."""
    data = entries("commerce")["discount_codes"]
    return CodeWords(*(tuple(data[part]) for part in ("names", "plain", "discounts", "not_codes")))
