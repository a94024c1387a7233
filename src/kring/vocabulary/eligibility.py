"""Kinds of account and what points to each, as data: a person, a company, a fan page, an account that reposts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries

PERSON, COMPANY, FAN_PAGE, REPOST_ACCOUNT = KINDS = ("person", "company", "fan_page", "repost_account")


@dataclass(frozen=True, slots=True)
class AccountKind:
    """A kind of account: how often it is met, the weight in bits of a sign of it, and its signs in lower case."""

    name: str
    words: Words
    prior: float
    bits: float
    phrases: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaptionPatterns:
    """Patterns in captions: somebody else credited, a person speaking (ik, I), a group speaking (wij, we)."""

    credited: str
    singular: str
    plural: str


@cache
def account_kinds() -> Mapping[str, AccountKind]:
    """The kinds by name."""
    entry = entries("eligibility")
    return MappingProxyType(
        {
            name: AccountKind(
                name,
                Words.of(kind["label"]),
                float(entry["prior"][name]),
                float(kind["bits"]),
                tuple(map(str, kind["words"])),
                tuple(map(str, kind["categories"])),
            )
            for name, kind in entry["kinds"].items()
        }
    )


@cache
def caption_patterns() -> CaptionPatterns:
    """The patterns of captions."""
    return CaptionPatterns(**entries("eligibility")["captions"])


@cache
def named_from() -> float:
    """The probability from which a kind is named."""
    return float(entries("eligibility")["named_from"])


@cache
def fewest_captions() -> int:
    """How many captions must be known before they say anything of the kind."""
    return int(entries("eligibility")["fewest_captions"])
