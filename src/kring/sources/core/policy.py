"""What a source allows: how long its answers may be kept, and what may be concluded from them.

A policy is a declaration; `sources.core.expiry` deletes what is past its time and `withheld` tells the readers of
observations which sources may not feed a conclusion. Facts and addresses: the vendors' own terms, November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from kring.errors import KringError
from kring.sources.core.said import Said


class Derivation(StrEnum):
    """What can be made of observations, as platforms' terms tell it apart."""

    SCORES = "scores"
    CATEGORY = "category"
    AUDIENCE = "audience"
    ACROSS_PLATFORMS = "across_platforms"


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms of one source.

    `retention`: how long an answer may be kept without being asked again; None when the terms set no limit. `refused`:
    derivations the terms forbid, each with the rule in words. `attribution`: what must stand beside its figures.
    `licence` and `terms`: the name and the address of the terms. `legal_basis`: the ground on which what it gave is
    held, unless the person who loads it says another.
    """

    terms: str
    licence: Said
    retention: timedelta | None = None
    refused: Mapping[Derivation, Said] = field(default_factory=dict)
    attribution: Said | None = None
    legal_basis: str = "legitimate_interest"

    def expires(self, fetched_at: datetime) -> datetime | None:
        """When an answer of that moment must be gone."""
        return None if self.retention is None else fetched_at + self.retention

    def check(self, derivation: Derivation, source: str) -> None:
        """Raises `DerivationRefused` when the terms forbid it."""
        if (rule := self.refused.get(derivation)) is not None:
            raise DerivationRefused(source, derivation, rule, self.terms)


class DerivationRefused(KringError):
    """A figure that the terms of its source forbid to make."""

    def __init__(self, source: str, derivation: Derivation, rule: Said, terms: str) -> None:
        super().__init__(
            f"{derivation} may not be made from what {source} gave: {rule.en}", f"The terms: {terms}",
            nl=f"{derivation} mag niet gemaakt worden uit wat {source} gaf: {rule.nl}",
            nl_advice=f"De voorwaarden: {terms}",
        )  # fmt: skip
        self.source, self.derivation, self.rule = source, derivation, rule


def withheld(policies: Mapping[str, Policy], derivations: Iterable[Derivation]) -> dict[str, Said]:
    """The sources whose observations may not feed any of these derivations, each with the first rule that says so."""
    found: dict[str, Said] = {}
    for source, policy in policies.items():
        rules = [policy.refused[derivation] for derivation in derivations if derivation in policy.refused]
        if rules:
            found[source] = rules[0]
    return found
