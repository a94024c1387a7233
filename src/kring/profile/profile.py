"""`Profile`: what is concluded of one account, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kring.estimate import Estimate, Language, with_basis
from kring.vocabulary.figures import figure, figures


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands among peers: percentile 0 to 100, None below the least number of peers."""

    percentile: float | None
    peers: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One account: who it is, its tier, and its figures as estimates by name.

    `notes` says what went into a figure, `standings` where it stands among accounts of the same tier and platform.
    """

    account: str
    creator: str | None
    platform: str | None
    handle: str | None
    name: str | None
    followers: int | None
    tier: str | None
    category: str | None
    language: str | None
    country: str | None
    city: str | None
    figures: Mapping[str, Estimate]
    notes: Mapping[str, str]
    standings: Mapping[str, Standing]

    def estimate(self, name: str) -> Estimate:
        """The figure of that name, unknown when nothing was observed; raises `UnknownName` for no such figure."""
        return self.figures.get(name, figure(name).unknown)

    def said_in(self, language: Language) -> str:
        """The profile as lines of text."""
        lines = [f"{self.account} ({self.tier or '?'})"]
        for name, entry in figures().items():
            estimate = with_basis(self.estimate(name), entry.kind, language)
            lines.append(f"{entry.words.said_in(language)}: {estimate}")
        return "\n".join(lines)
