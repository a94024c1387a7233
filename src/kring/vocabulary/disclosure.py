"""Disclosure: which words, on which platform, in which place, say clearly that a post is advertising, and since when.

There is no one word list: the advertising code (RSM), the media law (Mediawet) and the consumer authority (ACM) judge
the same words differently, and so does Flanders. Every rule is data with a source, a start and, when it was replaced,
an end; a verdict names the rule. Engineering input, not legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries

VERDICTS = ("pass", "doubt", "fail")
POSITIONS = (
    "platform_label", "in_video", "spoken", "caption_start", "caption", "hashtag_first_or_last", "hashtag_middle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DisclosureWord:
    """A word or phrase that tells of a relation with a brand.

    `hashtags` are spellings after a #, `phrases` spellings in running text, lower case; a phrase with ^ only counts at
    the start of the caption. `payment` says whether the word by itself points to a benefit for the creator
    ("advertentie" does, "thanks to" does not). `benefit` is which one it names: paid, gifted or commission; empty where
    it leaves that open, as "reclame" does, which covers gifts too.
    """

    name: str
    hashtags: tuple[str, ...]
    phrases: tuple[str, ...]
    payment: bool
    benefit: str = ""


@dataclass(frozen=True, slots=True)
class Regime:
    """A body of rules: whom it binds and where it stands written."""

    name: str
    words: Words
    country: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated rule: these words, on these platforms and formats, in these positions, get this verdict.

    Empty `platforms` or `formats` mean all. `ends` is the first day it no longer holds.
    """

    name: str
    regime: str
    platforms: tuple[str, ...]
    formats: tuple[str, ...]
    positions: tuple[str, ...]
    disclosure_words: tuple[str, ...]
    verdict: str
    starts: date
    ends: date | None
    source: str
    why: Words

    def holds(self, platform: str, on: date) -> bool:
        """Whether the rule is in force on that platform on that day."""
        in_force = self.starts <= on and (self.ends is None or on < self.ends)
        return in_force and (not self.platforms or platform in self.platforms)


@cache
def disclosure_words() -> Mapping[str, DisclosureWord]:
    """All disclosure words by name."""
    return MappingProxyType(
        {
            name: DisclosureWord(
                name,
                tuple(entry.get("hashtags", ())),
                tuple(entry.get("phrases", ())),
                bool(entry["payment"]),
                entry.get("benefit", ""),
            )
            for name, entry in entries("disclosure")["words"].items()
        }
    )


@cache
def negations() -> tuple[str, ...]:
    """Words that, right before a disclosure word, say the opposite (not sponsored)."""
    return tuple(entries("disclosure")["negations"])


@cache
def regimes() -> Mapping[str, Regime]:
    """All bodies of rules by name."""
    return MappingProxyType(
        {
            name: Regime(name, Words.of(entry["label"]), entry["country"], entry["source"])
            for name, entry in entries("disclosure")["regimes"].items()
        }
    )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, also those that no longer hold."""
    return tuple(_rule(name, entry) for name, entry in entries("disclosure")["rules"].items())


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    return Rule(
        name,
        entry["regime"],
        tuple(entry.get("platforms", ())),
        tuple(entry.get("formats", ())),
        tuple(entry["positions"]),
        tuple(entry.get("words", ())),
        entry["verdict"],
        entry["starts"],
        entry.get("ends"),
        entry["source"],
        Words.of(entry["why"]),
    )


def rules(regime: str, platform: str, on: date) -> tuple[Rule, ...]:
    """The rules of one regime that hold on a platform on a day; raises `UnknownName` for an unknown regime."""
    if regime not in regimes():
        raise UnknownName("regime", regime, list(regimes()))
    return tuple(rule for rule in all_rules() if rule.regime == regime and rule.holds(platform, on))
