"""`Profile`: what is concluded of one account, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from kring.estimate import Estimate, Language, with_basis
from kring.estimate.wording import UNKNOWN
from kring.profile.niche import NicheShare
from kring.vocabulary.figures import figure, figures

_NESTED = ("figures", "notes", "standings", "niches")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands among peers: percentile 0 to 100, None below the least number of peers."""

    percentile: float | None
    peers: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One account: who it is, its tier, and its figures as estimates by name.

    `notes` says what went into a figure, `standings` where it stands among accounts of the same tier and platform;
    `niches` the largest share first, empty when unknown.
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
    niches: tuple[NicheShare, ...] = ()

    def estimate(self, name: str) -> Estimate:
        """The figure of that name, unknown when nothing was observed; raises `UnknownName` for no such figure."""
        return self.figures.get(name, figure(name).unknown)

    def in_words(self, language: Language = "en") -> str:
        """The profile as lines of text, every figure with its interval or with what is missing."""
        lines = [f"{self.account} ({self.tier or UNKNOWN[language]})"]
        for name, entry in figures().items():
            estimate = self.estimate(name)
            missing = f"{UNKNOWN[language]}: {entry.needs.said_in(language)}"
            said = with_basis(estimate, entry.kind, language) if estimate.known else missing
            lines.append(f"{entry.words.said_in(language)}: {said}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: every figure with its interval, note and standing; what is unknown is null."""
        who = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _NESTED}
        told = [{"niche": entry.niche, **entry.share.to_dict()} for entry in self.niches]
        return who | {"figures": {name: self._figure_as_dict(name) for name in figures()}, "niches": told}

    def _figure_as_dict(self, name: str) -> dict[str, Any]:
        standing = self.standings.get(name, Standing(None, 0))
        more = {"note": self.notes.get(name, ""), "percentile": standing.percentile, "peers": standing.peers}
        return self.estimate(name).to_dict() | more
